"""The only writers of duties. Callers import the module that names what they do."""
