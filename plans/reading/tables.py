"""Task tables → sections with their rows, in the words of the document."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plans.reading.captions import Caption, read_caption
from plans.reading.headers import Header, find_header
from plans.reading.results import Block
from plans.reading.rows import Row, Title, read_rows
from plans.reading.words import find_area, is_shouted

_CAPTION_RANK = -1
_COLUMN_RANK = 8
_LONGEST_PLACE = 60


@dataclass(slots=True)
class Draft:
    """A section before its rows are read. `place` says where it stands, for doubts."""

    label: str
    title: str
    area: str
    place: str
    rank: int
    depth: int = 0
    lead_text: str = ""
    rows: list[Row] = field(default_factory=list)


def find_sections(blocks: Sequence[Block]) -> list[Draft]:
    """Sections of every task table in the order of the document; headings without rows are kept, and are empty."""
    writer = _Writer()
    for block in blocks:
        if block.kind == "p":
            writer.above.append(block.text)
        else:
            writer.take(block)
    return writer.sections


class _Writer:
    def __init__(self) -> None:
        self.sections: list[Draft] = []
        self.above: list[str] = []
        self._open: list[Draft] = []
        self._header: Header | None = None
        self._sheet = ""

    def take(self, block: Block) -> None:
        """A table with a header begins anew; one without goes on from the table right above it in the same sheet."""
        header = find_header(block)
        goes_on = self._header is not None and not self.above and bool(self.sections) and block.sheet == self._sheet
        self._sheet = block.sheet
        if header is None and goes_on and self._header and len(self._header.roles) == len(block.rows[0]):
            self._go_on(block, replace(self._header, first_row=0, top_row=0))
        elif header and goes_on and self._header and header.words == self._header.words:
            self._go_on(block, header)
        elif header:
            self._begin(block, header)
        else:
            self._header = None
        self.above = []

    def _go_on(self, block: Block, header: Header) -> None:
        last = self.sections[-1].rows[-1] if self.sections[-1].rows else None
        self._write(read_rows(block, header, last))
        self._header = header

    def _begin(self, block: Block, header: Header) -> None:
        inside = [text for row in block.rows[: header.top_row] for text in row if text]
        caption = read_caption([*self.above, *inside])
        items = read_rows(block, header)
        self._open = []
        self._header = header
        if caption.is_appendix or not items or isinstance(items[0], Row):
            self._enter(_of_caption(caption, len(self.sections)))
        self._write(items)

    def _write(self, items: list[Row | Title]) -> None:
        for item in items:
            if isinstance(item, Title):
                self._enter(_of_title(item, self._open))
            else:
                if item.area and item.area != self._area_column():
                    self._enter(_of_title(Title("", item.area, _COLUMN_RANK), self._open))
                self._open[-1].rows.append(item)

    def _area_column(self) -> str:
        return self._open[-1].title if self._open[-1].rank == _COLUMN_RANK else ""

    def _enter(self, section: Draft) -> None:
        while self._open and self._open[-1].rank >= section.rank:
            self._open.pop()
        section.depth = len(self._open)
        if self._open:
            above = self._open[-1]
            section.place = f"{above.place}, {section.place}"
            section.area = section.area or above.area
        self._open.append(section)
        self.sections.append(section)


def _of_caption(caption: Caption, number: int) -> Draft:
    place = caption.label if caption.is_appendix else f"Mục {caption.label}" if caption.label else _short(caption.title)
    return Draft(
        label=caption.label,
        title=caption.title,
        area=find_area(caption.title),
        place=place or f"Bảng {number + 1}",
        rank=_CAPTION_RANK,
        lead_text=caption.lead_text,
    )


def _of_title(title: Title, above: Sequence[Draft]) -> Draft:
    """An area outside the canonical ones keeps its own words, so that its groups still know where they belong."""
    is_group = not title.label and title.rank == 9
    text = title.title.capitalize() if is_shouted(title.title) else title.title
    area = find_area(title.title) or ("" if is_group else text)
    upper_first = not [section for section in above if section.rank < title.rank]
    label = f"{'Phần' if upper_first else 'phần'} {title.label}" if title.label else _short(text)
    return Draft(title.label, title.title, area, label, title.rank)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_PLACE else f"{text[:_LONGEST_PLACE].rsplit(' ', 1)[0]}…"
