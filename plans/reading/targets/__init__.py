"""Targets (chỉ tiêu): measurable aims inside Vietnamese sentences, and two values given for one aim."""

from plans.reading.targets.conflicts import conflicts
from plans.reading.targets.reader import read_targets

__all__ = ["conflicts", "read_targets"]
