"""What the demonstration shows of indices, emulation and surveys, entered through the actions."""

from collections.abc import Callable
from datetime import datetime

from reports.demo.indices_appraising import load_appraising
from reports.demo.indices_criteria import load_criteria
from reports.demo.indices_emulation import load_emulation
from reports.demo.indices_improving import load_improving
from reports.demo.indices_initiatives import load_initiatives
from reports.demo.indices_results import load_results
from reports.demo.indices_scoring import load_scoring
from reports.demo.indices_surveys import load_surveys

LOADERS: tuple[Callable[[datetime], None], ...] = (
    load_criteria,
    load_appraising,
    load_scoring,
    load_results,
    load_surveys,
    load_initiatives,
    load_emulation,
    load_improving,
)
"""In the order in which they stand on one another; each changes nothing when it runs again."""


def load_indices(now: datetime) -> None:
    for load in LOADERS:
        load(now)
