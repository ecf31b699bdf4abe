"""Reports and what they are made from, by topic."""

from reports.models.citing import CitedReport
from reports.models.locks import Reopening
from reports.models.outlines import ReportOutline
from reports.models.remarks import Remark
from reports.models.reports import NarrativeText, Report, ReportFile, ReportWords, Snapshot, Submission
from reports.models.running import Drafting, FileCheck, Heartbeat
from reports.models.statistics import (
    Measure,
    MeasureCheck,
    Measurement,
    StatIndicator,
    TargetMeasurement,
    TargetSource,
)
from reports.models.urging import UrgedBody, Urging

__all__ = [
    "CitedReport",
    "Drafting",
    "FileCheck",
    "Heartbeat",
    "Measure",
    "MeasureCheck",
    "Measurement",
    "NarrativeText",
    "Remark",
    "Reopening",
    "Report",
    "ReportFile",
    "ReportOutline",
    "ReportWords",
    "Snapshot",
    "StatIndicator",
    "Submission",
    "TargetMeasurement",
    "TargetSource",
    "UrgedBody",
    "Urging",
]
