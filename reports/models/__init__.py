"""Reports and what they are made from, by topic."""

from reports.models.reports import NarrativeText, Report, ReportFile, Snapshot, Submission

__all__ = ["NarrativeText", "Report", "ReportFile", "Snapshot", "Submission"]
