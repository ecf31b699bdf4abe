"""Room for the interpreter while a library builds tens of thousands of small objects: a fifth of the time of a PDF.

CPython 3.11 and 3.12 keep Python frames in chunks of 16 kB. A call that crosses the edge of a chunk asks the system for
memory and gives it back on return; in a loop that is 15 000 page faults for one PDF, more or fewer by how deep the
caller stands. One frame of 128 kB makes a chunk of 256 kB, and all calls beneath it find room in the rest.

The collector of cycles has nothing to find while a document grows, and looks all the time. It waits until the end.
"""

import gc
from collections.abc import Callable
from functools import wraps
from types import FunctionType

from reports.facts import ReportFacts

_FRAME_SLOTS = 2**14
Drawer = Callable[[ReportFacts], bytes]


def at_full_speed(draw: Drawer) -> Drawer:
    """The same drawer with room for its frames and without the collector's pauses."""
    roomy = FunctionType(_draw.__code__.replace(co_stacksize=_FRAME_SLOTS), globals())

    @wraps(draw)
    def drawer(facts: ReportFacts) -> bytes:
        data: bytes = roomy(draw, facts)
        return data

    return drawer


def _draw(draw: Drawer, facts: ReportFacts) -> bytes:
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return draw(facts)
    finally:
        if was_enabled:
            gc.enable()
