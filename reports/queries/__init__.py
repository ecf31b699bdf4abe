"""The only readers of reports, a module a page."""
