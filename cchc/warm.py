"""A process that stays: what it loaded at its start is never garbage, and what it makes comes in bursts."""

import gc
from typing import Any

ROUND_AFTER = 50_000
"""Objects made until the collector looks again; a report makes a million, a page some ten thousand."""


def keep_loaded(**_: Any) -> None:
    """Take everything alive out of the collector's rounds, and make these rarer: once, when a web process or a worker
    is ready. Rounds over all modules would take a fifth of the time of drawing a report. What a signal brings is
    ignored."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ROUND_AFTER, *gc.get_threshold()[1:])
