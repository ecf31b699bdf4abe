"""A Word file → blocks: paragraphs with their numbers, tables with merged cells resolved, in reading order."""

from collections.abc import Iterator

from lxml import etree

from cchc.text import squeeze
from plans.reading.archive import Archive
from plans.reading.markup import (
    attribute,
    boxed_paragraphs,
    child,
    integer,
    is_on,
    name,
    paragraph_text,
    unwrapped,
)
from plans.reading.numbering import Numbering
from plans.reading.results import Block, Span, Unreadable

MAX_COLUMNS = 64
NO_TEXT = "Tệp Word không có chữ nào (có thể chỉ là ảnh chụp); hãy tải lên bản Word gõ chữ của kế hoạch."


def read_docx(data: bytes) -> tuple[Block, ...]:
    """Headers, footers, comments, deleted and hidden text are left out. Raises `Unreadable`."""
    archive = Archive(data)
    numbering = Numbering(archive.part("numbering.xml"), archive.part("styles.xml"))
    body = child(archive.xml(archive.main), "body")
    blocks = tuple(_blocks(body, numbering)) if body is not None else ()
    if not blocks:
        raise Unreadable(NO_TEXT)
    return blocks


def _blocks(body: "etree._Element", numbering: Numbering) -> Iterator[Block]:
    for node in unwrapped(body):
        if name(node) == "p":
            yield from (Block("p", text) for text in _paragraph(node, numbering) if text)
        elif name(node) == "tbl":
            table = _Table(node, numbering)
            if any(any(row) for row in table.rows):
                yield Block("table", rows=tuple(map(tuple, table.rows)), spans=table.spans())


def _paragraph(node: "etree._Element", numbering: Numbering, keep_bare_marker: bool = False) -> Iterator[str]:
    properties = child(node, "pPr")
    text = squeeze(paragraph_text(node))
    is_deleted = child(child(properties, "rPr"), "del") is not None and not text
    marker = "" if is_deleted else squeeze(numbering.marker(properties))
    if text or keep_bare_marker:
        yield f"{marker} {text}".strip()
    for boxed in boxed_paragraphs(node):
        yield squeeze(paragraph_text(boxed))


class _Table:
    """One table laid on its grid: the text of a merged cell stands once, in its first place."""

    def __init__(self, table: "etree._Element", numbering: Numbering) -> None:
        self.rows: list[list[str]] = []
        self._sizes: dict[tuple[int, int], tuple[int, int]] = {}
        self._open: dict[int, tuple[int, int]] = {}
        for row in unwrapped(table):
            if name(row) == "tr" and not _is_dropped(row):
                self._add(row, numbering)
        width = max((len(row) for row in self.rows), default=0)
        self.rows = [row + [""] * (width - len(row)) for row in self.rows]

    def spans(self) -> tuple[Span, ...]:
        merged = ((place, size) for place, size in self._sizes.items() if size != (1, 1))
        return tuple(Span(row, column, height, width) for (row, column), (height, width) in sorted(merged))

    def _add(self, row: "etree._Element", numbering: Numbering) -> None:
        at = len(self.rows)
        before = min(integer(child(child(row, "trPr"), "gridBefore"), 0), MAX_COLUMNS)
        texts = [""] * before
        still_open: dict[int, tuple[int, int]] = {}
        for cell in (node for node in unwrapped(row) if name(node) == "tc"):
            column = len(texts)
            width = min(max(integer(child(child(cell, "tcPr"), "gridSpan"), 1), 1), MAX_COLUMNS)
            if column + width > MAX_COLUMNS:
                break
            text = _cell_text(cell, numbering)
            merge = child(child(cell, "tcPr"), "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and column in self._open:
                first = self._open[column]
                self._sizes[first] = (at - first[0] + 1, self._sizes[first][1])
                still_open[column], text = first, ""
            else:
                self._sizes[at, column] = (1, width)
                if merge is not None:
                    still_open[column] = (at, column)
            texts += [text] + [""] * (width - 1)
        self._open = still_open
        self.rows.append(texts)


def _is_dropped(row: "etree._Element") -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or is_on(child(properties, "hidden"))


def _cell_text(cell: "etree._Element", numbering: Numbering) -> str:
    lines: list[str] = []
    for node in unwrapped(cell):
        if name(node) == "p":
            lines += _paragraph(node, numbering, keep_bare_marker=True)
        elif name(node) == "tbl":
            lines += [" ".join(text for text in row if text) for row in _Table(node, numbering).rows]
    return "\n".join(line for line in lines if line)
