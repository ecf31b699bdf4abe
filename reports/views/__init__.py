"""Pages of reports, a module a page."""
