"""The workbook's few columns on one screen: what was typed becomes rows like a workbook's. Pure.

Nothing is filled in beforehand: a row in which nothing was typed says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tasks.enums import LateCause, Outcome
from tasks.exchange.differences import Fault
from tasks.exchange.sheet import COLUMNS, Line

FIELDS = ("outcome", "text", "document", "late_cause", "late_reason")
SEEN = next(column.heading for column in COLUMNS if column.field == "seen")
_LABELS, _CAUSES = dict(Outcome.choices()), dict(LateCause.choices())
_EMPTY: dict[str, Any] = dict.fromkeys(column.field for column in COLUMNS)
MOVED_ON = "Vừa có người cập nhật việc này, lời mới nhất ghi cạnh tên việc; vẫn muốn ghi thì bấm Lưu lần nữa."


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One duty on the screen: its place from 1, what was typed, what is wrong with it; `is_over` when a word about it
    must say why it is late."""

    place: int
    line: Line
    typed: Mapping[str, str]
    is_picked: bool
    faults: tuple[str, ...]
    is_over: bool


def typed_rows(
    lines: Iterable[Line], typed: Mapping[str, str], picked: set[str], *, today: date
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows in which something was said, numbered by their place. A picked row without an outcome of its own takes
    the one chosen for all, an overdue one the cause too; words beside a difficulty are its words."""
    for place, line in enumerate(lines, 1):
        given = _given(line, typed)
        if str(line.obligation_id) in picked:
            _take_over(given, {"outcome": typed.get("all", "")})
        if not any(given.values()):
            continue
        if _is_over(line, today):
            _take_over(given, _cause_said(line, typed, str(line.obligation_id) in picked))
        yield (
            place,
            _EMPTY
            | _as_in_workbook(given)
            | {
                "obligation_id": line.obligation_id,
                "seen": typed.get(f"seen-{line.obligation_id}", ""),
            },
        )


def _take_over(given: dict[str, str], others: Mapping[str, str]) -> None:
    for name, value in others.items():
        given[name] = given[name] or value


def _cause_said(line: Line, typed: Mapping[str, str], is_picked: bool) -> dict[str, str]:
    """The cause chosen for all that were picked, else the one stated last, as the page says beside the choice."""
    if is_picked and typed.get("all_cause"):
        return {"late_cause": typed.get("all_cause", ""), "late_reason": typed.get("all_reason", "").strip()}
    return {"late_cause": line.late_cause, "late_reason": line.late_reason}


def _is_over(line: Line, today: date) -> bool:
    return line.due_on is not None and line.due_on < today


def _as_in_workbook(given: Mapping[str, str]) -> dict[str, str]:
    """Outcome and cause by their labels; words beside a difficulty stand in their own column."""
    values = {
        **given,
        "outcome": _LABELS.get(given["outcome"], given["outcome"]),
        "late_cause": _CAUSES.get(given["late_cause"], given["late_cause"]),
    }
    if given["outcome"] == Outcome.DIFFICULTY:
        values |= {"text": "", "difficulty": given["text"]}
    return values


def screen_rows(
    lines: Iterable[Line], typed: Mapping[str, str], picked: set[str], faults: Iterable[Fault], *, today: date
) -> list[ScreenRow]:
    """Every duty with what was typed in it, so that a refusal loses nothing."""
    found: dict[int, list[str]] = {}
    for fault in faults:
        found.setdefault(fault.row, []).append(_words(fault))
    return [
        ScreenRow(
            place=place,
            line=line,
            typed=_given(line, typed),
            is_picked=str(line.obligation_id) in picked,
            faults=tuple(found.get(place, ())),
            is_over=_is_over(line, today),
        )
        for place, line in enumerate(lines, 1)
    ]


def _given(line: Line, typed: Mapping[str, str]) -> dict[str, str]:
    return {field: typed.get(f"{field}-{line.obligation_id}", "").strip() for field in FIELDS}


def _words(fault: Fault) -> str:
    if fault.column == SEEN:
        return MOVED_ON
    said = f"đang ghi “{fault.value}”, " if fault.value else ""
    return f"{fault.column}: {said}cần {fault.allowed}."
