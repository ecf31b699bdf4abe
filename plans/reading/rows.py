"""The rows of one task table: which are areas, groups, tasks, subtasks, and lines that go on from above."""

import re
from dataclasses import dataclass, field

from cchc.text import fold
from plans.reading.headers import Header, Role, is_number_row, is_repeated, period_of
from plans.reading.results import Block
from plans.reading.words import continues, find_area, is_shouted, join_cut, ordinal_value

_BODY_ROLES = (Role.PRODUCT, Role.AGENCY, Role.LEAD, Role.COORDINATE, Role.TIME)
_MARKER = re.compile(
    r"(?:phần|mục|nhóm)?\s*(?P<mark>[IVXLC]+|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.):/-]*\s+(?P<rest>\S.*)", re.S
)
_CLEAR_MARKER = re.compile(r"(?:[IVXLC]+|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.):/]")
_ORDINAL = re.compile(r"\(?(?:[IVXLC]+|[A-Za-zĐđ]|\d{1,3}(?:\.\d{1,3})*[a-zđ]?)\s*[.):]?|[-–+•*]")
_NUMBERED = re.compile(r"(?P<mark>\d{1,3}(?:\.\d{1,3})*)\s*[.)]\s+(?P<rest>\S.*)", re.DOTALL)
_SECTION_MARK = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐ])\s*[.):]?")
_CHILD = re.compile(r"[a-zđ]|[-–+•*]|\d+[a-zđ]")
_LISTED = re.compile(r"[-–+•*]\s|[a-zđ]\)\s")
_NOTE = re.compile(r"(?:ghi chu|luu y|tong cong|tong so)\b|cong\s*[:.]?$")
_AREA_STARTS = (
    "cai cach",
    "linh vuc",
    "cong tac chi dao",
    "ve cai cach",
    "xay dung, phat trien",
    "xay dung va phat trien",
)
_MARKED = re.compile(r"[xv*√✓✔☑☒+●•■]", re.IGNORECASE)
_LONGEST_TITLE = 40
SHEET = "Trang tính"


@dataclass(slots=True)
class Row:
    """One row in the document's words, before its readings. `lines` are rows merged into this one; `place` tells where
    it stands in a workbook."""

    ordinal: str
    text: str
    action: str = ""
    product: str = ""
    lead: str = ""
    coordinate: str = ""
    time: str = ""
    note: str = ""
    area: str = ""
    place: str = ""
    lines: list["Row"] = field(default_factory=list)
    subrows: list["Row"] = field(default_factory=list)


@dataclass(slots=True)
class Title:
    """An area or group row: a section with the rows below it. A smaller `rank` stands higher."""

    label: str
    title: str
    rank: int


def read_rows(block: Block, header: Header, above: Row | None = None) -> list[Row | Title]:
    """The rows below the header in order; rows that only repeat the header, number columns or are empty fall out.
    `above` is the last row of the table that this one goes on from: its sentence, lines or subtasks may go on here."""
    reader = _Reader(block, header, above)
    for at in range(header.first_row, len(block.rows)):
        reader.take(at)
    return reader.items


class _Reader:
    def __init__(self, block: Block, header: Header, above: Row | None) -> None:
        self.items: list[Row | Title] = []
        self._above = above
        self._block, self._header = block, header
        self._covered = _covered(block)
        self._wide = {(s.row, s.column) for s in block.spans if s.width * 2 > len(header.roles)}
        below = block.rows[header.first_row :]
        self._has_ordinals = any(row[place] for place in header.places(Role.ORDINAL) for row in below)

    def take(self, at: int) -> None:
        cells = self._block.rows[at]
        if not any(cells) or is_repeated(self._header, cells) or is_number_row(cells):
            return
        title = self._title(at)
        row = self._row(at)
        above = self._last()
        if title is not None and _NOTE.match(fold(title.title)):
            return
        stands_out = title is not None and (bool(title.label) or _is_area("", title.title))
        if title is not None and (stands_out or above is None or not self._belongs(row, above)):
            self.items.append(title)
        elif above is None:
            self.items.append(row)
        else:
            self._place(at, row, above)

    def _place(self, at: int, row: Row, above: Row) -> None:
        """A task, a subtask, one more line of the row above, or the rest of its sentence."""
        if self._is_merged_below(at):
            _add_line(above, row)
        elif self._is_cut(row, above):
            _append(_deepest(above), row)
        elif self._is_line(row):
            _add_line(above, row)
        elif self._belongs(row, above):
            _append(_deepest(above), row)
        elif _is_child(row.ordinal, above.ordinal):
            above.subrows.append(row)
        else:
            self.items.append(row)

    def _last(self) -> Row | None:
        last = self.items[-1] if self.items else self._above
        return last if isinstance(last, Row) else None

    def _is_cut(self, row: Row, above: Row) -> bool:
        """The rest of a sentence that a page cut off, in the task or in its action."""
        if row.ordinal or not self._has_ordinals:
            return False
        last = _deepest(above)
        return continues(last.text, row.text) or (not row.text and continues(last.action, row.action))

    def _belongs(self, row: Row, above: Row) -> bool:
        """Without an ordinal: the rest of a sentence, one more list item, or words in other cells than the task's."""
        if row.ordinal or not self._has_ordinals:
            return False
        return self._is_cut(row, above) or not row.text or bool(_LISTED.match(row.text))

    def _is_line(self, row: Row) -> bool:
        """Without an ordinal: an action, or several cells of its own beside a list item or beside no task at all."""
        if row.ordinal or not self._has_ordinals:
            return False
        filled = sum(map(bool, (row.product, row.lead, row.time)))
        is_item = bool(_LISTED.match(row.text)) and filled > 0
        return is_item or bool(row.action) or (not row.text and filled >= 2)

    def _is_merged_below(self, at: int) -> bool:
        """The ordinal, or the task where there are no ordinals, is merged with the row above."""
        places = self._header.places(Role.ORDINAL) or self._header.places(Role.TASK)
        return any((at, place) in self._covered for place in places)

    def _title(self, at: int) -> Title | None:
        """A row whose only words are a heading: marked I or A, or unmarked, or merged across, or an area's name."""
        cells = self._block.rows[at]
        if any((at, place) in self._covered for role in _BODY_ROLES for place in self._header.places(role)):
            return None
        ordinals = self._header.places(Role.ORDINAL)
        words = [text for place, text in enumerate(cells) if text and place not in ordinals]
        mark = next((cells[place] for place in ordinals if cells[place]), "")
        if mark and not _ORDINAL.fullmatch(mark) and not words:
            mark, words = "", [mark]
        if len(words) != 1 or not (_is_area(mark, words[0]) or self._stands_alone(at)):
            return None
        if len(words[0].split()) > _LONGEST_TITLE:
            return None
        if not mark:
            mark, words[0] = _split_marker(words[0])
        mark = mark.strip(" .):(")
        text = " ".join(words[0].split())
        if mark and mark[0].isdigit() and not self._is_numbered_title(at, mark, text):
            return None
        if mark and _CHILD.fullmatch(mark):
            return None
        return Title(mark, text, _rank(mark, text))

    def _stands_alone(self, at: int) -> bool:
        """The words stand in the ordinal, area or task column, or are merged across the table."""
        roles = (Role.ORDINAL, Role.AREA, Role.TASK)
        places = {place for role in roles for place in self._header.places(role)}
        filled = {place for place, text in enumerate(self._block.rows[at]) if text}
        return filled <= places or any((at, place) in self._wide for place in filled)

    def _is_numbered_title(self, at: int, mark: str, text: str) -> bool:
        """An arabic number alone makes a task; it makes a heading when numbering starts anew below it."""
        below = next((row for row in self._block.rows[at + 1 :] if any(row)), ())
        ordinals = self._header.places(Role.ORDINAL)
        following = next((below[place].strip(" .)") for place in ordinals if below and below[place]), "")
        if following.startswith(f"{mark}."):
            return is_shouted(text) or (bool(find_area(text)) and fold(text).startswith(_AREA_STARTS))
        starts_anew = following == "1" and len(below) > 0
        return starts_anew or (is_shouted(text) and any(at == row for row, _ in self._wide))

    def _row(self, at: int) -> Row:
        texts = {role: self._text(at, role) for role in Role}
        lead = texts[Role.LEAD] or texts[Role.AGENCY]
        if texts[Role.LEAD] and texts[Role.AGENCY]:
            lead = f"{texts[Role.LEAD]}\n{texts[Role.AGENCY]}"
        ordinal, text = texts[Role.ORDINAL].strip(" .):("), texts[Role.TASK]
        if not self._has_ordinals and (found := _NUMBERED.fullmatch(text)):
            ordinal, text = found["mark"], found["rest"]
        return Row(
            ordinal=ordinal,
            text=text,
            action=texts[Role.ACTION],
            product=texts[Role.PRODUCT],
            lead=lead,
            coordinate=texts[Role.COORDINATE],
            time=self._time(at),
            note=self._note(at, texts[Role.NOTE]),
            area=texts[Role.AREA],
            place=f"{SHEET} {self._block.sheet}, hàng {self._block.numbers[at]}" if self._block.sheet else "",
        )

    def _cell(self, at: int, place: int) -> str:
        """The text of a cell; a cell merged downwards holds for every row it covers, save ordinals and tasks."""
        role = self._header.roles[place]
        first = self._covered.get((at, place))
        if first is None or role in (Role.ORDINAL, Role.TASK) or first[0] < self._header.first_row:
            return self._block.rows[at][place]
        return self._block.rows[first[0]][first[1]] if first[1] == place else ""

    def _text(self, at: int, role: Role) -> str:
        texts = (self._cell(at, place) for place in self._header.places(role))
        return "\n".join(text for text in texts if text)

    def _time(self, at: int) -> str:
        """Several time columns are a start and an end, or one column for each month or quarter with marks or words."""
        places = self._header.places(Role.TIME)
        texts = [(self._header.words[place], self._cell(at, place)) for place in places]
        filled = [(words, text) for words, text in texts if text]
        is_calendar = len(places) > 1 or any(period_of(words) for words, _ in filled)
        if filled and is_calendar and all(_MARKED.fullmatch(text) for _, text in filled):
            return ", ".join(period_of(words) or words for words, _ in filled)
        if any(period_of(words) for words, _ in filled):
            return "; ".join(_in_period(period_of(words), text) for words, text in filled)
        if len(filled) == 1 and len(places) > 1 and fold(filled[0][0]).endswith("bat dau"):
            return f"Từ {filled[0][1]}"
        return " - ".join(dict.fromkeys(text for _, text in filled))

    def _note(self, at: int, note: str) -> str:
        """Columns that the plan adds (money, legal basis) are kept in the note under their header's words."""
        others = ((self._header.words[place], self._cell(at, place)) for place in self._header.places(Role.OTHER))
        lines = [note, *(f"{words}: {text}" if words else text for words, text in others if text)]
        return "\n".join(line for line in lines if line)


def _in_period(period: str, text: str) -> str:
    if not period:
        return text
    return period if _MARKED.fullmatch(text) else f"{period}: {text}"


def _is_area(mark: str, text: str) -> bool:
    """Marked I or A, or an area in capitals: a heading in whichever column its words were typed."""
    return bool(_SECTION_MARK.fullmatch(mark)) or (is_shouted(text) and find_area(text) != "")


def _covered(block: Block) -> dict[tuple[int, int], tuple[int, int]]:
    """Places that a cell merged downwards covers → where its text stands."""
    return {
        (row, column): (span.row, span.column)
        for span in block.spans
        for row in range(span.row + 1, span.row + span.height)
        for column in range(span.column, span.column + span.width)
    }


def _split_marker(text: str) -> tuple[str, str]:
    """ "II CẢI CÁCH THỂ CHẾ" → "II" and the rest; without a dot only before a title in capitals."""
    found = _MARKER.fullmatch(text)
    if found and (_CLEAR_MARKER.match(text) or is_shouted(found["rest"])):
        return found["mark"], found["rest"]
    return "", text


def _rank(mark: str, text: str) -> int:
    if mark and ordinal_value(mark) and not mark[0].isdigit():
        return 1 if set(mark) <= set("IVXLC") else 0
    if mark:
        return 2 + mark.count(".")
    is_area = is_shouted(text) or (text[:1].isupper() and fold(text).startswith(_AREA_STARTS))
    return 1 if is_area and find_area(text) else 9


def _is_child(ordinal: str, above: str) -> bool:
    """ "2.1" under "2"; "a" or "-" under any number."""
    if not ordinal or not above:
        return False
    return ordinal.startswith(f"{above}.") or (bool(_CHILD.fullmatch(ordinal)) and above[0].isdigit())


def _deepest(row: Row) -> Row:
    if row.subrows:
        return _deepest(row.subrows[-1])
    return row.lines[-1] if row.lines else row


def _append(above: Row, below: Row) -> None:
    for name in ("text", "action", "product", "lead", "coordinate", "time", "note"):
        setattr(above, name, join_cut(getattr(above, name), getattr(below, name)))


def _add_line(above: Row, line: Row) -> None:
    _deepest_parent(above).lines.append(line)


def _deepest_parent(row: Row) -> Row:
    return _deepest_parent(row.subrows[-1]) if row.subrows else row
