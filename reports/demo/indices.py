"""What the demonstration shows of indices, emulation and surveys, entered through the actions."""

from collections.abc import Callable
from datetime import datetime

LOADERS: tuple[Callable[[datetime], None], ...] = ()
"""In the order in which they stand on one another; each changes nothing when it runs again."""


def load_indices(now: datetime) -> None:
    for load in LOADERS:
        load(now)
