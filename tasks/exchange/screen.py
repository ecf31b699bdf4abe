"""The workbook's few columns on one screen: what was typed becomes rows like a workbook's. Pure.

Nothing is filled in beforehand: a row in which nothing was typed says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tasks.enums import Outcome
from tasks.exchange.differences import Fault
from tasks.exchange.sheet import COLUMNS, Line

FIELDS = ("outcome", "text", "document")
SEEN = next(column.heading for column in COLUMNS if column.field == "seen")
_LABELS = dict(Outcome.choices())
_EMPTY: dict[str, Any] = dict.fromkeys(column.field for column in COLUMNS)
MOVED_ON = "Vừa có người cập nhật việc này, lời mới nhất ghi cạnh tên việc; vẫn muốn ghi thì bấm Lưu lần nữa."


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One duty on the screen: its place from 1, what was typed, what is wrong with it."""

    place: int
    line: Line
    typed: Mapping[str, str]
    is_picked: bool
    faults: tuple[str, ...]


def typed_rows(
    lines: Iterable[Line], typed: Mapping[str, str], picked: set[str]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows in which something was said, numbered by their place. A picked row without an outcome of its own takes
    the one chosen for all; words beside a difficulty are its words."""
    for place, line in enumerate(lines, 1):
        given = _given(line, typed)
        if str(line.obligation_id) in picked:
            given["outcome"] = given["outcome"] or typed.get("all", "")
        if not any(given.values()):
            continue
        yield (
            place,
            _EMPTY
            | _as_in_workbook(given)
            | {
                "obligation_id": line.obligation_id,
                "seen": typed.get(f"seen-{line.obligation_id}", ""),
            },
        )


def _as_in_workbook(given: Mapping[str, str]) -> dict[str, str]:
    """The outcome by its label; words beside a difficulty stand in their own column."""
    values = {**given, "outcome": _LABELS.get(given["outcome"], given["outcome"])}
    if given["outcome"] == Outcome.DIFFICULTY:
        values |= {"text": "", "difficulty": given["text"]}
    return values


def screen_rows(
    lines: Iterable[Line], typed: Mapping[str, str], picked: set[str], faults: Iterable[Fault]
) -> list[ScreenRow]:
    """Every duty with what was typed in it, so that a refusal loses nothing."""
    found: dict[int, list[str]] = {}
    for fault in faults:
        found.setdefault(fault.row, []).append(_words(fault))
    return [
        ScreenRow(place, line, _given(line, typed), str(line.obligation_id) in picked, tuple(found.get(place, ())))
        for place, line in enumerate(lines, 1)
    ]


def _given(line: Line, typed: Mapping[str, str]) -> dict[str, str]:
    return {field: typed.get(f"{field}-{line.obligation_id}", "").strip() for field in FIELDS}


def _words(fault: Fault) -> str:
    if fault.column == SEEN:
        return MOVED_ON
    said = f"đang ghi “{fault.value}”, " if fault.value else ""
    return f"{fault.column}: {said}cần {fault.allowed}."
