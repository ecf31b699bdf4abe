"""The only readers of duties, a module a purpose."""
