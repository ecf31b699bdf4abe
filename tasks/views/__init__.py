"""Pages of duties, a module a page."""
