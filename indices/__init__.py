"""Criteria sets, scoring, appraisal and ranking; emulation campaigns. Above tasks, below reports."""
