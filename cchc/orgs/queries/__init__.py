"""Readers of bodies, people, the calendar and the audit trail."""
