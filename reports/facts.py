"""The facts of one report, frozen as of its cut-off: all that drawing needs and all that a snapshot keeps.

Plain data without Django. `to_json` and `from_json` are each other's inverse, so a snapshot drawn a year later
gives the same files.
"""

import types
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from tasks.tallies import Count, Tally

__all__ = [
    "VERSION",
    "AppendixFacts",
    "AreaFacts",
    "Count",
    "Indicator",
    "Letterhead",
    "NarrativeSection",
    "OtherVersionError",
    "Paragraph",
    "ReportFacts",
    "RowFacts",
    "Tally",
    "from_json",
    "to_json",
]

VERSION = 1


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues and signs. `issuer` is the body's full name ("Ủy ban nhân dân xã Quang Trung"), `symbol` the
    part after the number ("BC-UBND"); `number` and `issued_on` are empty until the leader approves. `authority` is
    one line or several ("TM. ỦY BAN NHÂN DÂN" over "KT. CHỦ TỊCH"); `addressee` holds one body a line."""

    superior: str
    issuer: str
    place: str
    symbol: str
    number: str
    issued_on: date | None
    authority: str
    signer_title: str
    signer: str
    addressee: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """One appendix of the plan in numbers."""

    label: str
    title: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One row of the plan: the words of the document beside what was achieved. `obligations` are the ids of the
    duties behind it, so that a figure can be opened to its rows."""

    task_id: int
    ordinal: str
    text: str
    product: str
    agency: str
    deadline: str
    result: str
    state: str
    state_label: str
    due_on: date | None
    obligations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AppendixFacts:
    """One appendix of the plan with its rows."""

    label: str
    title: str
    lead: str
    rows: tuple[RowFacts, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the narrative; `source` tells whose words it is ("" for the office's own). A `gap` marks a
    place that nobody has filled."""

    text: str
    source: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class NarrativeSection:
    """A heading of the outline ("I", "II.1", "III.2") with its paragraphs. `level` is 1, 2 or 3; `heading` is
    without its number."""

    key: str
    level: int
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the statistics table: numerator and denominator, never a bare percentage. Both are plain decimals
    ("2840", "12.5"), "" where nobody entered them; `value` is as shown ("2.840", "96,2 %")."""

    name: str
    unit: str
    numerator: str
    denominator: str
    value: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything in one report of one body for one period. `title` is the subject beneath "BÁO CÁO", `period` the
    words "quý I năm 2023"."""

    organization: str
    title: str
    period: str
    period_kind: str
    year: int
    number: int
    start_on: date
    cutoff_on: date
    send_by: date
    as_of: date
    plan_title: str
    letterhead: Letterhead
    opening: tuple[Paragraph, ...]
    rows: Tally
    period_tally: Tally
    areas: tuple[AreaFacts, ...]
    narrative: tuple[NarrativeSection, ...]
    appendices: tuple[AppendixFacts, ...]
    indicators: tuple[Indicator, ...]
    version: int = VERSION


class OtherVersionError(ValueError):
    """The snapshot was written by another version of the facts; the message is one Vietnamese sentence."""


def to_json(facts: ReportFacts) -> dict[str, Any]:
    """Plain JSON values; dates as ISO text, tuples as lists."""
    return asdict(facts, dict_factory=lambda pairs: {key: _plain(value) for key, value in pairs})


def from_json(data: dict[str, Any]) -> ReportFacts:
    """The facts that `to_json` wrote. Raises `OtherVersionError` for another version; `ValueError` for anything else
    that is not exactly what this version writes."""
    version = data.get("version")
    if version != VERSION:
        raise OtherVersionError(
            f"Bản chốt số liệu thuộc phiên bản {version}, phần mềm này chỉ đọc phiên bản {VERSION}; "
            "hãy báo người quản trị dùng đúng phiên bản phần mềm."
        )
    facts: ReportFacts = _build(ReportFacts, data)
    return facts


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _build(kind: Any, value: Any) -> Any:
    """`value` as the annotated `kind`: a class of facts, a tuple of one kind, a date, an optional date, or as it is."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _build(arguments[0], value)
    if origin is tuple:
        return tuple(_build(arguments[0], item) for item in value)
    if is_dataclass(kind):
        return _build_facts(kind, value)
    if kind is date:
        return date.fromisoformat(value)
    if not isinstance(value, kind):
        raise ValueError(f"{value!r} is not {kind.__name__}")
    return value


def _build_facts(kind: Any, data: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    if not needed <= data.keys() <= hints.keys():
        raise ValueError(f"{kind.__name__}: {sorted(data.keys() ^ hints.keys())}")
    return kind(**{name: _build(hints[name], value) for name, value in data.items()})
