"""Lines with cells → one table: rows whose cells ran over several lines, headers printed again on every page, rows cut
by a page, area rows that stand alone on their line."""

import re
from collections.abc import Sequence

from cchc.text import fold, squeeze
from plans.reading.headers import Role, header_at, role_of
from plans.reading.pasted.cells import cells_of, is_ordinal, is_rule, laid_out, section_title
from plans.reading.pasted.cleaning import CELL_BREAK, PAGE
from plans.reading.results import Block
from plans.reading.syllables import is_cut
from plans.reading.words import join_cut

_HEADER_LINES = 8
_FEWEST_COLUMNS = 3
_LONGEST_TITLE, _LONGEST_NAME = 25, 60
_CAPTION = re.compile(r"(?:phu luc|phu bieu|bieu so|bang so)\b|noi nhan\b|tren day la\b|(?:tm|kt|tl|tuq)\.")
_GROUP = re.compile(r"noi dung\b|nhom\b|nhiem vu (?:thuong xuyen|trong tam|cu the)")
_LISTED = re.compile(r"[-–+•*]\s|[a-zđ]\)\s|\d{1,2}[.)]\s")
_VALUE = re.compile(
    r"(?:truoc|quy|thang|nam|ngay|thuong xuyen|dinh ky|hang|theo|trong|cham nhat|den|tu|khi|sau)\b"
    r"|(?:cc|cong chuc|ubnd|phong|ban|van phong|bo phan|truong|cac|tram|hoi|doan|so)\b"
)


def read_table(lines: Sequence[str], at: int) -> tuple[Block | None, int]:
    """The table that begins at this line of cells and the line after it; None where the cells make none, as in a
    letterhead."""
    head = _header(lines, at)
    if head is not None:
        return _TaskTable(lines, *head).read()
    end = at
    while end < len(lines) and (is_rule(lines[end]) or cells_of(lines[end]) is not None):
        end += 1
    rows = [cells for line in lines[at:end] if (cells := cells_of(line))]
    if len(rows) > 1 and min(map(len, rows)) >= _FEWEST_COLUMNS:
        return laid_out(rows), end
    return None, at


def _header(lines: Sequence[str], at: int) -> tuple[list[str], int] | None:
    """The cells of a task table's header, which may run over several lines, and the line after it."""
    cells = cells_of(lines[at], in_table=True) or []
    for following in range(at + 1, min(at + _HEADER_LINES, len(lines) + 1)):
        line = lines[following] if following < len(lines) else PAGE
        more = cells_of(line, in_table=True)
        is_header = len(cells) >= _FEWEST_COLUMNS and _names_columns(cells)
        is_whole = line in ("", PAGE) or is_rule(line) or _begins_row(more) or (more and len(more) >= len(cells))
        if is_header and (is_whole or (more is None and not _is_header_word(line))):
            return cells, following
        if is_whole and not is_header:
            return None
        cells = _run_on(cells, more or [_text(line)])
    return None


def _names_columns(cells: list[str]) -> bool:
    named = [cell for cell in cells if cell and len(cell) <= _LONGEST_NAME and role_of(cell) is not Role.OTHER]
    filled = [cell for cell in cells if cell]
    return len(named) * 2 > len(filled) and header_at(laid_out([cells]), 0) is not None


def _is_header_word(line: str) -> bool:
    return len(line) < 40 and (line[:1].islower() or line.startswith("("))


def _begins_row(cells: list[str] | None) -> bool:
    """Empty where the ordinal would stand, or an ordinal."""
    return cells is not None and (not cells[0] or is_ordinal(cells[0]))


def _run_on(above: list[str], below: list[str]) -> list[str]:
    """A cell whose text went on in the next line, with the cells after it."""
    return [*above[:-1], join_cut(above[-1], below[0]), *below[1:]]


def _text(line: str) -> str:
    return squeeze(line.replace(CELL_BREAK, "\n"))


class _TaskTable:
    def __init__(self, lines: Sequence[str], header: list[str], at: int) -> None:
        self._lines, self._at = lines, at
        self._rows = [header]
        self._names = [_key(header)]
        self._width = len(header)
        self._pending: list[str] = []
        self._take_second_header()
        found = header_at(laid_out(self._rows), 0)
        self._has_ordinals = found is not None and found.roles[0] is Role.ORDINAL

    def read(self) -> tuple[Block, int]:
        """The table, and the first line that is none of it."""
        end = self._at
        while self._at < len(self._lines):
            line = self._lines[self._at]
            cells = cells_of(line, in_table=True)
            if line in ("", PAGE) or is_rule(line):
                self._at += 1
                continue
            if not (self._take_cells(cells) if cells is not None else self._take_text(_text(line))):
                break
            end = self._at
        self._flush()
        return laid_out(self._rows), end

    def _take_second_header(self) -> None:
        """ "Chủ trì", "Phối hợp" under a cell that was merged; a merged cell is pasted as one, so the row above it is
        spread to the columns it covers."""
        at = next((n for n in range(self._at, len(self._lines)) if not is_rule(self._lines[n])), self._at)
        cells = cells_of(self._lines[at], in_table=True) if at < len(self._lines) else None
        if cells is None or cells[0] or not any(cells):
            return
        if any(text and (role_of(text) is Role.OTHER or len(text) > 40) for text in cells):
            return
        header = self._rows[0]
        parts = [place for place, text in enumerate(cells) if text]
        missing = len(cells) - len(header)
        if missing == len(parts) - 1 and parts == list(range(parts[0], parts[-1] + 1)) and missing > 0:
            header[parts[0] + 1 : parts[0] + 1] = [""] * missing
        self._rows.append(cells)
        self._names.append(_key(cells))
        self._width = max(len(header), len(cells))
        self._at = at + 1

    def _take_cells(self, cells: list[str]) -> bool:
        """False where another table begins."""
        again = self._repeated(self._at)
        if again:
            self._at = again
            return True
        if _header(self._lines, self._at) is not None:
            return False
        self._at += 1
        cells = self._fitted(cells)
        if self._pending and self._runs_on(cells):
            self._pending = _run_on(self._pending, cells)
        else:
            self._flush()
            self._pending = cells
        return True

    def _repeated(self, at: int) -> int:
        """The line after a header that is printed again, over as many lines as it takes; 0 where there is none."""
        cells: list[str] = []
        for place in range(at, min(at + _HEADER_LINES, len(self._lines))):
            more = cells_of(self._lines[place], in_table=True) or [_text(self._lines[place])]
            cells = _run_on(cells, more) if cells else more
            if _key(cells) in self._names:
                return place + 1
            if not any(name.startswith(_key(cells)) for name in self._names) or not _key(cells):
                break
        return 0

    def _runs_on(self, cells: list[str]) -> bool:
        if len(self._pending) + len(cells) - 1 > self._width:
            return False
        if self._has_ordinals:
            return not _begins_row(cells)
        return cells[0][:1].islower() or _LISTED.match(cells[0]) is not None

    def _fitted(self, cells: list[str]) -> list[str]:
        """As many cells as the header has: empty ones at the end and the tab after an automatic number fall out."""
        while len(cells) > self._width and not cells[-1]:
            cells = cells[:-1]
        if len(cells) > self._width and is_ordinal(cells[0]) and not cells[1]:
            cells = [cells[0], *cells[2:]]
        if len(cells) > self._width:
            cells = [*cells[: self._width - 1], " ".join(cells[self._width - 1 :])]
        return cells

    def _take_text(self, text: str) -> bool:
        """A line without cells: the rest of a cell, an area row, a head of the page; False where the table is over."""
        following = self._following()
        has_gap = self._lines[self._at - 1] in ("", PAGE)
        if _CAPTION.match(fold(text)):
            return False
        if following == "row" and self._is_title(text, has_gap):
            self._flush()
            self._rows.append([text])
        elif self._pending and self._goes_on(text, following, has_gap):
            self._continue(text)
        elif following != "again":
            return False
        self._at += 1
        return True

    def _following(self) -> str:
        """What the next line of cells is: a "row", the same header "again", another header ("other"), nothing."""
        for at in range(self._at + 1, len(self._lines)):
            cells = cells_of(self._lines[at], in_table=True)
            if cells is not None:
                again = self._repeated(at)
                if again:
                    return "other" if self._restarts(again) else "again"
                if _header(self._lines, at) is not None:
                    return "other"
                return "row" if _begins_row(cells) or len(cells) + len(self._pending) > self._width else "rest"
            if _CAPTION.match(fold(self._lines[at])):
                return ""
        return ""

    def _restarts(self, at: int) -> bool:
        """Below the header the numbers begin at 1 again, so that it is another table of the same layout."""
        below = next((cells for line in self._lines[at:] if (cells := cells_of(line, in_table=True))), [""])
        return below[0].strip(" .") in ("1", "01", "I") and self._last_ordinal() not in ("", "0")

    def _last_ordinal(self) -> str:
        rows = [*self._rows, self._pending]
        return next((row[0] for row in reversed(rows) if row and is_ordinal(row[0])), "")

    def _is_title(self, text: str, has_gap: bool) -> bool:
        is_complete = len(self._pending) >= self._width or has_gap or not self._pending
        if section_title(text):
            return True
        is_short = len(text.split()) <= _LONGEST_TITLE and text[0].isupper() and not text.endswith((".", ";", ","))
        return is_complete and is_short and (_GROUP.match(fold(text)) is not None or not _VALUE.match(fold(text)))

    def _goes_on(self, text: str, following: str, has_gap: bool) -> bool:
        if following == "rest":
            return True
        is_open = text[0].islower() or bool(_LISTED.match(text)) or any(is_cut(cell, text) for cell in self._pending)
        if has_gap:
            return is_open and not _LISTED.match(text)
        return is_open or following == "row" or bool(_VALUE.match(fold(text)))

    def _continue(self, text: str) -> None:
        """In the cell whose word was cut, else in the last."""
        place = next((n for n, cell in enumerate(self._pending) if is_cut(cell, text)), len(self._pending) - 1)
        self._pending[place] = join_cut(self._pending[place], text)

    def _flush(self) -> None:
        if self._pending:
            self._rows.append(self._pending)
        self._pending = []


def _key(cells: Sequence[str]) -> str:
    return "|".join(fold(cell) for cell in cells if cell)
