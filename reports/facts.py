"""The facts of one report, frozen as of its cut-off: all that drawing needs and all that a snapshot keeps.

Plain data without Django. `to_json` and `from_json` are each other's inverse, so a snapshot drawn a year later
gives the same files.
"""

import types
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from cchc.paper.letterhead import Letterhead
from tasks.tallies import CauseCount, Count, Tally

__all__ = [
    "VERSION",
    "AppendixFacts",
    "AreaFacts",
    "BodyFacts",
    "CauseCount",
    "Consolidation",
    "Count",
    "DutyFacts",
    "Indicator",
    "LastYear",
    "MeasureFacts",
    "NarrativeSection",
    "OtherVersionError",
    "Paragraph",
    "ReportFacts",
    "Restated",
    "RowFacts",
    "Sending",
    "Tally",
    "TargetFacts",
    "from_json",
    "frozen",
    "thawed",
    "to_json",
]

Kind = TypeVar("Kind")

VERSION = 3
READABLE = (1, 2, 3)
"""Versions that `from_json` reads: what an older one did not know stays at its default."""


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """One appendix of the plan in numbers."""

    label: str
    title: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """One thing that a row makes due, as of the day: its id, what it is called, its due day, its state, the last word
    said about it, whose word that is, and the ids of the evidence files behind it. `late_cause` is a value of
    `tasks.enums.LateCause`, `late_reason` the official's words for it; "" where it is not late or nobody said."""

    obligation: int
    name: str
    due_on: date | None
    state: str
    state_label: str
    said: str = ""
    source: str = ""
    evidence: tuple[int, ...] = ()
    late_cause: str = ""
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One row of the plan: the words of the document beside what was achieved. `obligations` are the ids of the
    duties behind it, so that a figure can be opened to its rows; `duties` tell each of them. `given_by` names the plan
    of the government above that gave the row, `part` where in that plan it stands; `late_cause` tells why the row is
    late."""

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
    duties: tuple[DutyFacts, ...] = ()
    given_by: str = ""
    part: str = ""
    late_cause: str = ""


@dataclass(frozen=True, slots=True)
class AppendixFacts:
    """One appendix of the plan with its rows."""

    label: str
    title: str
    lead: str
    rows: tuple[RowFacts, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the narrative; `source` tells whose words it is ("" for the office's own), `update` the stated
    word that it comes from. A `gap` marks a place that nobody has filled."""

    text: str
    source: str = ""
    gap: bool = False
    update: int | None = None


@dataclass(frozen=True, slots=True)
class NarrativeSection:
    """A heading of the outline ("I", "II.1", "III.2") with its paragraphs. `level` is 1, 2 or 3; `heading` is
    without its number; `part` names the part of the outline, however it is numbered."""

    key: str
    level: int
    heading: str
    paragraphs: tuple[Paragraph, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the statistics table: numerator and denominator, never a bare percentage. Both are plain decimals
    ("2840", "12.5"), "" where nobody entered them; `value` is as shown ("2.840", "96,2 %"), and so are `so_far` (from
    the start of the year), `previous` (the period before) and `last_year` (the same period of the year before), ""
    where there is none. `code` is "" for what the system counts itself. `left_out` says in words whose figures a sum
    lacks."""

    name: str
    unit: str
    numerator: str
    denominator: str
    value: str
    code: str = ""
    area: str = ""
    so_far: str = ""
    previous: str = ""
    last_year: str = ""
    left_out: str = ""

    @property
    def key(self) -> str:
        """What makes it the same line in another body's table."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """One number that somebody entered for the period, a plain decimal; `source` tells who and when."""

    code: str
    name: str
    unit: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target of the plan beside what was achieved by the end of the period. `aim` and `achieved` are as shown; `met`
    is "yes", "no", or "" where nobody measured it; `source` tells whose figure it is."""

    text: str
    aim: str
    achieved: str
    met: str
    source: str


@dataclass(frozen=True, slots=True)
class LastYear:
    """The same period of the year before: as its report was sent (`report_id`), otherwise as recorded by its
    cut-off."""

    period: str
    is_sent: bool
    rows: Tally
    period_tally: Tally
    report_id: int | None = None


@dataclass(frozen=True, slots=True)
class Restated:
    """An earlier period of the year whose figures changed after its report (`report_id`) was sent (bổ sung sau chốt số
    liệu): the duties of that period as sent and as known now."""

    period: str
    was: Tally
    now: Tally
    report_id: int | None = None

    @property
    def titles(self) -> tuple[str, str]:
        """What the two tallies are called: as sent, as known now."""
        name = f"{self.period[:1].upper()}{self.period[1:]}"
        return f"{name}, khi gửi báo cáo", f"{name}, sau khi bổ sung"


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """One body beneath in a consolidated report, from the facts that it sent: its own figures with those of the bodies
    beneath it. `attempt` is the sending that was taken in."""

    name: str
    report_id: int
    attempt: int
    rows: Tally
    period_tally: Tally
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """Who sent what when: one line for each body that owes the period. `look` is a value of `tasks.enums.State`;
    `words` say whether it came in time; `state` is a value of `reports.enums.SendingState`; `report_id` is None where
    nothing came; `document` is the report's number and date ("12/BC-UBND ngày 15/03/2024")."""

    name: str
    look: str
    words: str
    state: str
    sent_on: date | None
    send_by: date
    attempt: int
    report_id: int | None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What the bodies beneath sent: those taken in (accepted), all sendings with the silent first, and the sums.
    `noun` is what the bodies are together ("xã, phường"), `until` the moment up to which their reports were received
    ("09:00 ngày 18/06/2023"); `exempt` names those that owe nothing for the period, each with the reason; `own` is the
    government's own part of the statistics table."""

    bodies: tuple[BodyFacts, ...]
    sendings: tuple[Sending, ...]
    rows: Tally
    period_tally: Tally
    noun: str = ""
    until: str = ""
    exempt: tuple[str, ...] = ()
    own: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything in one report of one body for one period. `title` is the subject beneath "BÁO CÁO", `period` the
    words "quý I năm 2023". `so_far` counts the year's duties up to the end of the period where the period is not the
    year's first; `given` are the rows that governments above gave (`given_tally` counts them): they stand beside the
    plan's own rows, outside `rows` and `period_tally`. A view shows the figures of some day; it is no report."""

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
    so_far: Tally | None = None
    last_year: LastYear | None = None
    restated: tuple[Restated, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    targets: tuple[TargetFacts, ...] = ()
    given: AppendixFacts | None = None
    given_tally: Tally | None = None
    consolidation: Consolidation | None = None
    is_view: bool = False


class OtherVersionError(ValueError):
    """The snapshot was written by another version of the facts; the message is one Vietnamese sentence."""


def to_json(facts: ReportFacts) -> dict[str, Any]:
    """Plain JSON values; dates as ISO text, tuples as lists."""
    return frozen(facts)


def frozen(facts: Any) -> dict[str, Any]:
    """The same of any class of facts; `thawed` is its inverse."""
    return asdict(facts, dict_factory=lambda pairs: {key: _plain(value) for key, value in pairs})


def from_json(data: dict[str, Any]) -> ReportFacts:
    """The facts that `to_json` wrote, also that of an earlier version. Raises `OtherVersionError` for a version that is
    not readable; `ValueError` for anything else that is not exactly what such a version writes."""
    version = data.get("version")
    if version not in READABLE:
        raise OtherVersionError(
            f"Bản chốt số liệu thuộc phiên bản {version}, phần mềm này đọc đến phiên bản {VERSION}; "
            "hãy báo người quản trị dùng đúng phiên bản phần mềm."
        )
    facts: ReportFacts = _build(ReportFacts, data)
    return facts


def thawed(kind: type[Kind], data: dict[str, Any]) -> Kind:
    """Facts of a class of their own as `frozen` wrote them; `ValueError` for anything else."""
    found: Kind = _build(kind, data)
    return found


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
    hints, needed = _shape(kind)
    if not needed <= data.keys() <= hints.keys():
        raise ValueError(f"{kind.__name__}: {sorted(data.keys() ^ hints.keys())}")
    return kind(**{name: _build(hints[name], value) for name, value in data.items()})


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], set[str]]:
    """The fields of a class of facts with their types, and those that have no default."""
    return get_type_hints(kind), {field.name for field in fields(kind) if field.default is MISSING}
