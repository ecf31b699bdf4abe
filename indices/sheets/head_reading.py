"""The sheet of what holds for a whole set, read back; a workbook without it leaves all as it is. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cchc.numbers import UnreadableError, read_number
from cchc.text import fold
from indices.enums import TieKind
from indices.scoring.bands import Band, in_order
from indices.scoring.numbers import HUNDRED
from indices.scoring.ranking import TieRule
from indices.sheets.flaws import head_flaws
from indices.sheets.head_words import BadHead, band_of, tie_named
from indices.sheets.outline import Head, one_line, read_code
from indices.sheets.workbook import BAND, EXAMPLE, HEAD_COLUMNS, NAME, PLACES, SOURCE, THRESHOLD, TIE
from plans.reading.workbooks.sheets import Line as Row
from plans.reading.workbooks.sheets import Sheet
from tasks.exchange.differences import Fault

MOST_PLACES = 4
TEXT_LENGTH = 300
_ITEMS = {fold(name): name for name in (NAME, SOURCE, PLACES, THRESHOLD, EXAMPLE, BAND, TIE)}


def read_head(sheets: Sequence[Sheet], known: Head, codes: set[str], faults: list[Fault]) -> Head:
    """The head that the workbook says; what it leaves out stays as known. Faults are added to the others."""
    found = _rows(sheets)
    if found is None:
        return known
    reading = _Reading(known, codes, faults)
    for number, words in found:
        reading.take(number, *words)
    head = reading.head()
    for flaw in head_flaws(head):
        faults.append(Fault(found[0][0] if found else 1, BAND, "", flaw))
    return head


def _rows(sheets: Sequence[Sheet]) -> list[tuple[int, tuple[str, str, str]]] | None:
    for sheet in sheets:
        for at, row in enumerate(sheet.lines):
            headings = {fold(text): place for place, text in enumerate(row.cells) if text}
            places = [headings.get(fold(name), -1) for name in HEAD_COLUMNS]
            if places[0] >= 0 and places[1] >= 0:
                return [(one.number, _three(one, places)) for one in sheet.lines[at + 1 :]]
    return None


def _three(row: Row, places: Sequence[int]) -> tuple[str, str, str]:
    first, second, third = (row.cells[place] if place >= 0 else "" for place in places)
    return first, second, third


class _Reading:
    """The head as read so far."""

    def __init__(self, known: Head, codes: set[str], faults: list[Fault]) -> None:
        self.known, self.codes, self.faults = known, codes, faults
        self.values: dict[str, Any] = {}
        self.bands: list[Band] = []
        self.ties: list[TieRule] = []

    def take(self, number: int, item: str, words: str, value: str) -> None:
        name = _ITEMS.get(fold(item))
        if name == NAME:
            self.values["name"] = self._text(number, NAME, words, is_required=True)
        elif name == SOURCE:
            self.values["source"] = self._text(number, SOURCE, words)
        elif name == EXAMPLE:
            self.values["is_example"] = fold(words or value) in ("co", "x")
        elif name in (PLACES, THRESHOLD):
            self._number(number, name, value or words)
        elif name == BAND and (words or value):
            self._band(number, words, value)
        elif name == TIE and (words or value):
            self._tie(number, words, value)
        elif name is None and item:
            self.fault(number, HEAD_COLUMNS[0], item, "; ".join(_ITEMS.values()))

    def fault(self, number: int, column: str, value: str, allowed: str) -> None:
        self.faults.append(Fault(number, column, value, allowed))

    def head(self) -> Head:
        return replace(self.known, **self.values, bands=tuple(in_order(self.bands)), ties=tuple(self.ties))

    def _text(self, number: int, column: str, words: str, *, is_required: bool = False) -> str:
        text = one_line(words)
        if len(text) > TEXT_LENGTH or (is_required and not text):
            self.fault(number, column, text[:60], f"từ {int(is_required)} đến {TEXT_LENGTH} ký tự")
        return text

    def _number(self, number: int, name: str, text: str) -> None:
        most = MOST_PLACES if name == PLACES else HUNDRED
        try:
            value = read_number(text.removesuffix("%"))
        except UnreadableError:
            value = None
        is_whole = value is not None and value == value.to_integral_value()
        if value is None or value > most or (name == PLACES and not is_whole):
            self.fault(number, name, text, f"một số từ 0 đến {most}")
        elif name == PLACES:
            self.values["places"] = int(value)
        elif -int(value.as_tuple().exponent) > 2:
            self.fault(number, name, text, "một số từ 0 đến 100, nhiều nhất 2 số lẻ")
        else:
            self.values["threshold"] = Decimal(value)

    def _band(self, number: int, words: str, value: str) -> None:
        try:
            self.bands.append(band_of(words, value))
        except BadHead as bad:
            self.fault(number, BAND, f"{words} {value}".strip(), str(bad))

    def _tie(self, number: int, words: str, value: str) -> None:
        kind = tie_named(words)
        code = read_code(value) or ""
        if kind is None:
            self.fault(number, TIE, words, "; ".join(one.label for one in TieKind))
        elif kind == TieKind.CRITERION and code not in self.codes:
            self.fault(number, TIE, value, "mã của một lĩnh vực, tiêu chí có trong sổ")
        else:
            self.ties.append(TieRule(kind, code if kind == TieKind.CRITERION else ""))
