"""Faults of the document itself, each a doubt with its words and its place; a person settles it."""

from plans.reading.assembling import task_doubts
from plans.reading.faults.agencies import agency_faults
from plans.reading.faults.dates import date_faults
from plans.reading.faults.figures import figure_faults
from plans.reading.faults.headings import heading_faults
from plans.reading.faults.wording import wording_faults
from plans.reading.findings import Findings
from plans.reading.results import Doubt


def find_faults(found: Findings) -> tuple[Doubt, ...]:
    """Doubts of the rows' cells first, in the order of the document, then those that only the whole shows."""
    cells = [doubt for section in found.sections for task in section.tasks for doubt in task_doubts(task)]
    searched = (date_faults, figure_faults, agency_faults, heading_faults, wording_faults)
    return (*cells, *(doubt for search in searched for doubt in search(found)))
