"""An Excel file → its visible sheets: rows of printed cells, merged ones resolved, hidden rows and columns left out.

SpreadsheetML is read part by part (ECMA-376 part 1, § 18) through `Archive`, so that sizes, entities and damage are
judged as for Word files; formulas count by the value that Excel kept.
"""

import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from cchc.text import squeeze
from plans.reading.archive import DAMAGED, Archive
from plans.reading.markup import attribute, child, children, integer, name
from plans.reading.results import Span, Unreadable
from plans.reading.workbooks.printing import BUILT_IN, printed_number

MAX_ROWS = 5_000
MAX_COLUMNS = 200
TOO_MANY_ROWS = "Bảng tính có hơn 5.000 hàng có chữ; hãy chỉ giữ lại các trang tính của kế hoạch rồi tải lên lại."
TOO_WIDE = "Bảng tính có hơn 200 cột có chữ; hãy chỉ giữ lại các cột của kế hoạch rồi tải lên lại."

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its number in the sheet; `after_gap` where empty rows stand above it."""

    number: int
    cells: tuple[str, ...]
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that show something; `spans` are merged cells by their place among these rows."""

    name: str
    lines: tuple[Line, ...]
    spans: tuple[Span, ...]


def read_sheets(archive: Archive) -> tuple[Sheet, ...]:
    """Visible sheets in the order of their tabs. Raises `Unreadable`."""
    book = archive.xml(archive.main)
    printer = _Printer(archive, book)
    targets = _targets(archive)
    sheets: list[Sheet] = []
    for entry in children(child(book, "sheets") if child(book, "sheets") is not None else book, "sheet"):
        target = targets.get(attribute(entry, "id"), "")
        if attribute(entry, "state") in ("hidden", "veryHidden") or not target:
            continue
        part = archive.part(target)
        if part is None:
            raise Unreadable(DAMAGED)
        sheets.append(_Grid(part, printer).sheet(squeeze(attribute(entry, "name"))))
        if sum(len(sheet.lines) for sheet in sheets) > MAX_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
    return tuple(sheets)


def _targets(archive: Archive) -> dict[str, str]:
    """Relation → part beside the main one, for worksheets (not charts); parts outside the file are never followed."""
    links = archive.part(f"_rels/{posixpath.basename(archive.main)}.rels")
    if links is None:
        raise Unreadable(DAMAGED)
    folder = posixpath.dirname(archive.main)
    found = {}
    for link in links:
        target = attribute(link, "Target")
        if attribute(link, "Type").endswith("/worksheet") and attribute(link, "TargetMode") != "External":
            full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[attribute(link, "Id")] = posixpath.relpath(posixpath.normpath(full), folder)
    return found


class _Printer:
    """The printed text of a cell: shared strings, formats, the calendar of the book."""

    def __init__(self, archive: Archive, book: "etree._Element") -> None:
        strings, styles = archive.part("sharedStrings.xml"), archive.part("styles.xml")
        self._strings = [_rich_text(item) for item in children(strings, "si")]
        self._formats = _formats(styles)
        self._from_1904 = attribute(child(book, "workbookPr"), "date1904") not in _OFF

    def text(self, cell: "etree._Element") -> str:
        kind = attribute(cell, "t") or "n"
        raw = self._raw(cell, kind)
        if kind == "b":
            return "x" if raw == "1" else ""
        if kind == "n" and raw:
            style = integer(cell, 0, "s")
            code = self._formats[style] if 0 <= style < len(self._formats) else "General"
            return squeeze(printed_number(raw, code, from_1904=self._from_1904))
        if kind == "d":
            return "/".join(reversed(raw[:10].split("-")))
        return squeeze(raw)

    def _raw(self, cell: "etree._Element", kind: str) -> str:
        if kind == "inlineStr":
            return _rich_text(child(cell, "is"))
        value = child(cell, "v")
        raw = (value.text or "") if value is not None else ""
        if kind == "s":
            place = int(raw) if raw.isascii() and raw.isdigit() else -1
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        return _unescaped(raw) if kind == "str" else raw.strip()


def _rich_text(item: "etree._Element | None") -> str:
    """Runs joined; the reading aids of East Asian text are left out."""
    if item is None:
        return ""
    runs = (run if name(run) == "t" else child(run, "t") for run in item if name(run) in ("t", "r"))
    return _unescaped("".join(run.text or "" for run in runs if run is not None))


def _unescaped(text: str) -> str:
    """Excel writes control characters as _x000D_, and _x005F_ before words that look like one; what is no character is
    dropped."""
    return _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text).replace("\r", "")


def _character(code: int) -> str:
    is_text = code in (0x09, 0x0A) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return chr(code) if is_text else ""


def _formats(styles: "etree._Element | None") -> list[str]:
    own = {integer(f, -1, "numFmtId"): attribute(f, "formatCode") for f in children(child(styles, "numFmts"), "numFmt")}
    known = {**BUILT_IN, **own}
    return [known.get(integer(f, 0, "numFmtId"), "General") for f in children(child(styles, "cellXfs"), "xf")]


class _Grid:
    """The cells of one sheet by their own coordinates, then packed to what is shown."""

    def __init__(self, part: "etree._Element", printer: _Printer) -> None:
        self._texts: dict[int, dict[int, str]] = {}
        self._hidden_rows = _Hidden(self._read(part, printer))
        self._hidden_columns = _Hidden(_hidden_columns(part))
        self._merged = tuple(_merged(part))

    def _read(self, part: "etree._Element", printer: _Printer) -> list[tuple[int, int]]:
        """Keeps the texts; gives the hidden rows."""
        number, hidden = 0, []
        for row in children(child(part, "sheetData"), "row"):
            number = max(integer(row, number + 1, "r"), 1)
            if attribute(row, "hidden") not in _OFF:
                hidden.append((number, number))
            column, texts = 0, {}
            for cell in children(row, "c"):
                _, column = _place(attribute(cell, "r")) or (number, column + 1)
                if text := printer.text(cell):
                    texts[column] = text
            if texts:
                self._texts[number] = texts
            if len(self._texts) > MAX_ROWS:
                raise Unreadable(TOO_MANY_ROWS)
        return hidden

    def sheet(self, title: str) -> Sheet:
        """Merged cells whose first place is hidden show their words in the first place that is not."""
        self._move_merged()
        rows = [number for number in sorted(self._texts) if not self._hidden_rows.holds(number)]
        used = sorted({column for number in rows for column in self._texts[number]})
        columns = [column for column in used if not self._hidden_columns.holds(column)]
        if len(columns) > MAX_COLUMNS:
            raise Unreadable(TOO_WIDE)
        kept = [row for row in rows if any(column in self._texts[row] for column in columns)]
        lines = tuple(
            Line(row, tuple(self._texts[row].get(column, "") for column in columns), self._has_gap(above, row))
            for above, row in zip([0, *kept], kept, strict=False)
        )
        return Sheet(title, lines, tuple(self._spans(kept, columns)))

    def _move_merged(self) -> None:
        for top, left, bottom, right in self._merged:
            text = self._texts.get(top, {}).get(left, "")
            row, column = self._hidden_rows.shown_from(top), self._hidden_columns.shown_from(left)
            if text and (row, column) != (top, left) and row <= bottom and column <= right:
                self._texts.setdefault(row, {})[column] = text

    def _spans(self, rows: list[int], columns: list[int]) -> Iterator[Span]:
        for top, left, bottom, right in self._merged:
            row, column = bisect_left(rows, top), bisect_left(columns, left)
            height, width = bisect_right(rows, bottom) - row, bisect_right(columns, right) - column
            if height * width > 1:
                yield Span(row, column, height, width)

    def _has_gap(self, above: int, row: int) -> bool:
        return self._hidden_rows.shown_from(above + 1) < row


class _Hidden:
    """Numbers of hidden rows or columns, as runs that do not touch."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for first, last in sorted(ranges):
            if self._ends and first <= self._ends[-1] + 1:
                self._ends[-1] = max(self._ends[-1], last)
            else:
                self._starts.append(first)
                self._ends.append(last)

    def holds(self, number: int) -> bool:
        return self.shown_from(number) != number

    def shown_from(self, number: int) -> int:
        """The first number from this one on that is not hidden."""
        run = bisect_right(self._starts, number) - 1
        return self._ends[run] + 1 if run >= 0 and number <= self._ends[run] else number


def _hidden_columns(part: "etree._Element") -> Iterator[tuple[int, int]]:
    for column in children(child(part, "cols"), "col"):
        if attribute(column, "hidden") not in _OFF:
            yield integer(column, 0, "min"), integer(column, 0, "max")


def _merged(part: "etree._Element") -> Iterator[tuple[int, int, int, int]]:
    for cell in children(child(part, "mergeCells"), "mergeCell"):
        first, _, last = attribute(cell, "ref").partition(":")
        top, bottom = _place(first), _place(last)
        if top and bottom:
            yield top[0], top[1], bottom[0], bottom[1]


def _place(reference: str) -> tuple[int, int] | None:
    """ "B7" → row 7, column 2."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column
