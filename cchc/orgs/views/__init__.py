"""Pages of accounts, people and the audit trail."""
