"""The rows of a workbook or of pasted text → a table, with every fault in one pass: row, column, value, what is
allowed."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import StringIO

from cchc.text import fold, nfc, squeeze
from indices.resulting.bodies import aside
from indices.resulting.figures import NotAFigure, is_nothing, parts_by_dots, read_figure, read_rank
from indices.resulting.headers import Columns, meta_of
from indices.resulting.lines import FIELDS, Line, places_in
from indices.resulting.stacked import Row, find_header, maxima_row
from indices.scoring.composite import Component
from tasks.exchange.differences import Fault

LONGEST_NAME, LONGEST_CLASS = 200, 60
MOST_COMPONENTS, MOST_LINES = 60, 2_000
USUAL_PLACES = 2
"""Of a table of whole numbers: they are taken as exact, not as rounded ones."""
NO_HEADER = (
    "Không thấy dòng đầu bảng: cần một cột tên đơn vị (Đơn vị, Tỉnh, Huyện, Xã …) và cột Tổng điểm, Xếp hạng hoặc các "
    "thành phần."
)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known besides the file: components of the table that is there, maxima and weights typed beside it (one
    for all, or one for each in order)."""

    components: tuple[Component, ...] = ()
    maxima: tuple[Decimal, ...] = ()
    weights: tuple[Decimal, ...] = ()


@dataclass(slots=True)
class Read:
    """What one pass found; with faults nothing of it is kept. `notes` name the rows and columns that were passed
    over."""

    components: tuple[Component, ...] = ()
    lines: tuple[Line, ...] = ()
    places: int = 2
    fields: tuple[str, ...] = FIELDS
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class NoTable(Exception):
    """There is nothing to read; the message is one Vietnamese sentence."""


def rows_of_text(text: str) -> list[Row]:
    """Pasted or uploaded text: columns parted by tabs, or by semicolons or commas where there is no tab. Raises
    NoTable."""
    lines = nfc(text.lstrip("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in lines.split("\n") if line.strip()), "")
    sign = next((one for one in ("\t", ";", ",") if one in first), "\t")
    try:
        return list(enumerate(csv.reader(StringIO(lines), delimiter=sign), start=1))
    except csv.Error as error:
        raise NoTable("Văn bản này không đọc được thành bảng; hãy chép lại bảng rồi dán.") from error


def read_table(rows: Sequence[Row], given: Given) -> Read:
    """Raises NoTable where no header is found."""
    found = find_header(rows)
    if found is None:
        raise NoTable(NO_HEADER)
    header, columns, first = found
    body = [row for row in rows[first:] if any(cell.strip() for cell in row[1])]
    if len(columns.components) > MOST_COMPONENTS or len(body) > MOST_LINES:
        raise NoTable(f"Bảng có quá {MOST_COMPONENTS} thành phần hoặc quá {MOST_LINES} dòng; hãy chia nhỏ bảng.")
    return _Reading(header, columns, given).read(body)


class _Reading:
    """One table being read; collects its faults."""

    def __init__(self, header: Row, columns: Columns, given: Given) -> None:
        self.header, self.columns, self.given = header, columns, given
        self.faults: list[Fault] = []
        self.notes = [f"Cột “{words}” để ngoài: cột khác đã ghi số này." for words in columns.aside]
        self.meta: dict[str, Row] = {}
        self.codes: dict[int, str] = {}
        self.dots = False

    def read(self, body: Sequence[Row]) -> Read:
        rows = list(self._without_meta(body))
        self.dots = parts_by_dots([words for _, cells in rows for words in self._numbers(cells)])
        components = self._components()
        lines = tuple(self._lines(rows))
        if not lines and not self.faults:
            raise NoTable("Bảng không có dòng đơn vị nào dưới dòng đầu bảng.")
        read = [value for line in lines for value in (line.total, *line.values.values())]
        return Read(
            components, lines, places_in(iter(read)) or USUAL_PLACES, self._fields(lines), self.faults, self.notes
        )

    def _fields(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """What has a column; of how many may stand in the rank's ("4/11")."""
        has_of = "of_how_many" in self.columns.fields or any(line.of_how_many is not None for line in lines)
        return tuple(one for one in FIELDS if one in self.columns.fields or (one == "of_how_many" and has_of))

    def _without_meta(self, body: Sequence[Row]) -> Iterator[Row]:
        """Rows of bodies; those that say something of the components are kept aside, others only named."""
        places, is_first = self._places(), True
        for row in body:
            said = meta_of(_cell(row[1], self.columns.name)) or meta_of(next((c for c in row[1] if c.strip()), ""))
            if not said and is_first and "maximum" not in self.meta and maxima_row(row, self.columns.name):
                said = "maximum"
            if said:
                self.meta.setdefault(said, row)
                continue
            if why := aside(row[1], self.columns.name, places, is_first=is_first):
                words = next(squeeze(cell) for cell in (_cell(row[1], self.columns.name), *row[1]) if cell.strip())
                self.notes.append(f"Dòng {row[0]} (“{words[:60]}”) để ngoài: {why}.")
                continue
            is_first = False
            yield row

    def _places(self) -> list[int]:
        return [place for place, _, _ in self.columns.components] + [self.columns.fields.get("total", -1)]

    def _numbers(self, cells: Sequence[str]) -> Iterator[str]:
        for place in self._places():
            yield _cell(cells, place)

    def _components(self) -> tuple[Component, ...]:
        known = {fold(one.name): one for one in self.given.components}
        taken: dict[str, str] = {}
        found = []
        for number, (place, name, printed) in enumerate(self.columns.components):
            old = known.get(fold(name))
            code = (
                _cell(self.meta["code"][1], place)
                if "code" in self.meta
                else old.code
                if old
                else self._new_code(number)
            )
            if code in taken or not code:
                self._fault(self.header[0], name, code or name, "mỗi cột thành phần một mã, không trùng nhau")
                continue
            taken[code] = name
            weight = self._weight(place, name, number) or (old.weight if old else None)
            maximum = self._maximum(place, name, number) or printed or (old.maximum if old else weight)
            if maximum is None:
                self._fault(
                    self.header[0],
                    name,
                    "",
                    "điểm tối đa của thành phần: thêm dòng “Điểm tối đa” dưới đầu bảng, hoặc ghi ở ô Điểm tối đa",
                )
                continue
            self.codes[place] = code[:20]
            found.append(Component(code[:20], name[:200], maximum, weight or maximum))
        return tuple(found)

    def _new_code(self, number: int) -> str:
        """By its place; in a table of other parts than before it takes no code of another component."""
        taken = {one.code for one in self.given.components}
        if len(taken) == len(self.columns.components):
            return str(number + 1)
        while str(number + 1) in taken:
            number += len(taken)
        return str(number + 1)

    def _maximum(self, place: int, name: str, number: int) -> Decimal | None:
        return self._of_meta("maximum", place, name) or _nth(self.given.maxima, number)

    def _weight(self, place: int, name: str, number: int) -> Decimal | None:
        return self._of_meta("weight", place, name) or _nth(self.given.weights, number)

    def _of_meta(self, said: str, place: int, name: str) -> Decimal | None:
        if said not in self.meta:
            return None
        row, cells = self.meta[said]
        value = self._figure(row, name, _cell(cells, place).strip("()"))
        if value == 0:
            self._fault(row, name, _cell(cells, place), "một số lớn hơn 0")
        return value or None

    def _lines(self, rows: Iterable[Row]) -> Iterator[Line]:
        seen: dict[str, int] = {}
        for number, cells in rows:
            name = " ".join(squeeze(_cell(cells, self.columns.name)).split())
            heading = self.header[1][self.columns.name]
            if not name:
                if any(words.strip() for words in self._numbers(cells)):
                    self._fault(number, heading, "", "tên đơn vị")
                continue
            if len(name) > LONGEST_NAME:
                self._fault(number, heading, name, f"tên không quá {LONGEST_NAME} chữ")
                continue
            if fold(name) in seen:
                self._fault(number, heading, name, f"mỗi đơn vị một dòng: dòng {seen[fold(name)]} đã ghi đơn vị này")
                continue
            seen[fold(name)] = number
            yield self._line(number, cells, name)

    def _line(self, number: int, cells: Sequence[str], name: str) -> Line:
        read = {place: self._figure(number, words, _cell(cells, place)) for place, words, _ in self.columns.components}
        values = {code: read[place] for place, code in self.codes.items()}
        rank, of = self._rank(number, cells)
        return Line(name, values, self._total(number, cells), rank, of, self._class(number, cells))

    def _total(self, number: int, cells: Sequence[str]) -> Decimal | None:
        place = self.columns.fields.get("total")
        return None if place is None else self._figure(number, self.header[1][place], _cell(cells, place))

    def _rank(self, number: int, cells: Sequence[str]) -> tuple[int | None, int | None]:
        """The rank, of how many: from the cell itself ("4/11") or from a column of its own."""
        found: dict[str, tuple[int | None, int | None]] = {}
        for key in ("rank", "of_how_many"):
            place = self.columns.fields.get(key)
            words = _cell(cells, place) if place is not None else ""
            try:
                found[key] = read_rank(words)
            except NotAFigure as fault:
                self._fault(number, self.header[1][place or 0], words, str(fault))
                found[key] = (None, None)
        rank, of = found["rank"]
        return rank, of or found["of_how_many"][0]

    def _class(self, number: int, cells: Sequence[str]) -> str:
        place = self.columns.fields.get("class_name")
        words = " ".join(_cell(cells, place).split()) if place is not None else ""
        if len(words) > LONGEST_CLASS:
            self._fault(number, self.header[1][place or 0], words, f"tên loại không quá {LONGEST_CLASS} chữ")
        return "" if is_nothing(words) else words

    def _figure(self, number: int, column: str, words: str) -> Decimal | None:
        try:
            return read_figure(words, dots=self.dots)
        except NotAFigure as fault:
            self._fault(number, column, words, str(fault))
            return None

    def _fault(self, row: int, column: str, value: str, allowed: str) -> None:
        self.faults.append(Fault(row, " ".join(column.split()), value, allowed))


def _cell(cells: Sequence[str], place: int) -> str:
    return squeeze(cells[place]) if 0 <= place < len(cells) else ""


def _nth(values: Sequence[Decimal], number: int) -> Decimal | None:
    """One for all, or one for each."""
    if len(values) == 1:
        return values[0]
    return values[number] if number < len(values) else None
