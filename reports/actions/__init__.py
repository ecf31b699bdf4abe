"""The only writers of reports. Callers import the module that names what they do."""
