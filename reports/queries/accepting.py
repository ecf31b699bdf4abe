"""Reports that are about to be accepted together: what each would be accepted with, and which cannot be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cchc.orgs.actors import Actor
from reports.enums import SendingState
from reports.models import Submission
from reports.queries.incoming import Arrival, arrivals_of
from reports.queries.statistics import Catalogue, catalogue_of
from reports.statistics.checks import faults
from tasks.enums import State
from tasks.queries.timetables import government_of

Tickets = Mapping[int, int]
"""The sending that was seen, by report."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """One report: what to know before it is accepted, in a sentence each; why it cannot be, "" where it can."""

    arrival: Arrival
    hints: tuple[str, ...]
    obstacle: str


def prospects(actor: Actor, tickets: Tickets, *, today: date) -> list[Prospect]:
    """The chosen reports within reach, in the order in which they were sent (six queries, three for each further
    year)."""
    arrivals = arrivals_of(actor, tickets, today=today)
    told = _told([one.report.pk for one in arrivals])
    years = {one.report.period_year for one in arrivals}
    catalogues = {year: catalogue_of(government_of(actor.organization), year) for year in years}
    return [
        Prospect(
            one,
            tuple(_hints(one, told.get((one.report.pk, one.report.attempt), ({}, ())), catalogues)),
            _obstacle(one, tickets[one.report.pk]),
        )
        for one in arrivals
    ]


def _told(pks: Sequence[int]) -> dict[tuple[int, int], tuple[Any, Any]]:
    """Of the frozen facts only what is looked at: numbers and narrative."""
    found = Submission.objects.filter(report__in=pks)
    rows = found.values_list("report", "attempt", "snapshot__facts__measures", "snapshot__facts__narrative")
    return {(pk, attempt): (measures or [], narrative or []) for pk, attempt, measures, narrative in rows}


def _hints(arrival: Arrival, told: tuple[Any, Any], catalogues: Mapping[int, Catalogue]) -> Iterator[str]:
    if arrival.timeliness.look == State.LATE:
        yield f"{arrival.timeliness.words}; nhận rồi vẫn ghi là gửi muộn."
    if arrival.report.attempt > 1:
        yield f"Gửi lại lần {arrival.report.attempt}, sau khi bị trả lại hoặc mở lại kỳ."
    if arrival.remarks and arrival.remarks.untold:
        yield f"{arrival.remarks.untold} ý kiến chưa báo cho đơn vị sẽ thành lưu ý cho kỳ sau."
    measures, narrative = told
    gaps = sum(any(p["gap"] for p in section["paragraphs"]) for section in narrative)
    if gaps:
        yield f"{gaps} mục không có nội dung."
    names = {one["code"]: one["name"] for one in measures}
    values = {one["code"]: Decimal(one["value"]) for one in measures}
    for fault in faults(_checks(catalogues[arrival.report.period_year], values), values, names):
        yield f"Số liệu thống kê chưa khớp: {fault.words}"


def _checks(catalogue: Catalogue, values: Mapping[str, Decimal]) -> list[Any]:
    return [check for check in catalogue.checks if values.keys() >= set(check.codes)]


def _obstacle(arrival: Arrival, seen: int) -> str:
    if arrival.state != SendingState.WAITING:
        return f"Không còn chờ nhận: {arrival.state.label.lower()}."
    if not arrival.may_decide:
        return f"Chỉ người theo dõi của {arrival.report.recipient} mới nhận được."
    if seen != arrival.report.attempt:
        return "Vừa được gửi lại sau khi anh chị mở trang; hãy xem bản mới trước."
    return ""
