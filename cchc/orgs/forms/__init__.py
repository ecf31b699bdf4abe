"""Forms of accounts, people and reminders."""
