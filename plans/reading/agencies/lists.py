"""A cell of several agencies, one for each action of its row."""

from cchc.text import nfc, squeeze
from plans.reading.agencies.directory import Directory
from plans.reading.agencies.segments import Part, Segmenter
from plans.reading.agencies.tokens import Kind, tokenize
from plans.reading.folding import one_line


def split_agencies(text: str, directory: Directory) -> tuple[str, ...]:
    """Items that begin with "-" or a number on lines of their own; a dash inside a known name broken over two lines
    ("CC Văn phòng / - Thống kê") begins none."""
    clean = squeeze(nfc(text))
    tokens = tokenize(clean)
    starts = [
        tokens[segment.start]
        for segment in Segmenter(tokens, directory).segments()
        if segment.part is Part.BREAK and segment.kind in (Kind.BULLET, Kind.NUMBERED)
    ]
    ends = [start.start for start in starts] + [len(clean)]
    begins = [0] + [start.end for start in starts]
    items = (one_line(clean[begin:end]) for begin, end in zip(begins, ends, strict=True))
    return tuple(item for item in items if item)
