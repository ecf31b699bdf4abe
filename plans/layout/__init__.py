"""The document as it is shown beside its reading: in its own order, each row tied to the place it was read from.

Works on the blocks kept with the file and on the words of rows, so that a row cut by a page or split by a person is
found by its own text; what cannot be tied stands with the rows of its section, never lost. Nothing here is stored.
"""

from plans.layout.parts import lay_out
from plans.layout.pieces import Aim, Cell, Heading, Layout, Line, Mark, Part, Place, Row, Segment
from plans.layout.ties import Ties, tie

__all__ = [
    "Aim",
    "Cell",
    "Heading",
    "Layout",
    "Line",
    "Mark",
    "Part",
    "Place",
    "Row",
    "Segment",
    "Ties",
    "lay_out",
    "tie",
]
