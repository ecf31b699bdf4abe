"""Excel files (.xlsx) → blocks."""

from plans.reading.workbooks.reader import read_workbook

__all__ = ["read_workbook"]
