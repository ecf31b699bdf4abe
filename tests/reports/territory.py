"""Communes of Bỉm Sơn with reports and tasks written out one by one, for matrices that are counted by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.orgs.models import Organization
from plans.enums import PlanState
from plans.models import Plan, PlanItem, Section
from reports.enums import ReportState
from reports.models import Report
from tasks.enums import ObligationKind, Outcome, PeriodKind
from tasks.models import Obligation, Task, Update
from tasks.periods import period
from tasks.queries.timetables import timetable_of
from tests.cast import Cast, at

SUBMITTED, ACCEPTED, RETURNED = ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.RETURNED


def arrived(
    cast: Cast,
    body: Organization,
    kind: PeriodKind,
    number: int,
    when: str,
    state: ReportState = ACCEPTED,
    year: int = 2023,
) -> Report:
    """A report that the body sent to the district's Phòng Nội vụ at that instant."""
    of, sent_at = period(kind, year, number, timetable_of(body)), at(when)
    return Report.objects.create(
        organization=body,
        recipient=cast.home_affairs,
        period_kind=of.kind,
        period_year=year,
        period_number=number,
        period_name=of.name,
        start_on=of.start_on,
        cutoff_on=of.cutoff_on,
        send_by=of.send_by,
        as_of=of.cutoff_on,
        known_on=of.cutoff_on,
        state=state,
        number="12",
        issued_on=of.cutoff_on,
        signer="Phạm Ngọc Thắng",
        drafted_at=sent_at,
        approved_at=sent_at,
        submitted_at=sent_at,
        received_at=sent_at if state == ACCEPTED else None,
        return_comment="Sửa mục II." if state == RETURNED else "",
    )


@dataclass(frozen=True)
class One:
    """One duty: its day (None: it waits for one), what was said about it and when, whether it was cancelled."""

    due: date | None
    said: Outcome | None = None
    on: date | None = None
    cancelled: bool = False
    known: date | None = None


def plan_of(body: Organization, year: int, tasks: Sequence[tuple[str, Sequence[One]]]) -> Plan:
    """An accepted plan of one year with these tasks, each in its area with its duties."""
    accepted_at = at(f"{year}-01-05 16:00")
    plan = Plan.objects.create(
        organization=body,
        state=PlanState.ACCEPTED,
        title=f"Kế hoạch {year}",
        from_year=year,
        to_year=year,
        accepted_at=accepted_at,
        created_at=accepted_at,
    )
    sections: dict[str, Section] = {}
    for order, (area, duties) in enumerate(tasks):
        if area not in sections:
            sections[area] = Section.objects.create(plan=plan, order=order, label=f"PL{order}", title=area, area=area)
        item = PlanItem.objects.create(section=sections[area], order=order, ordinal=str(order), text=f"Việc {order}")
        task = Task.objects.create(item=item, organization=body, plan=plan, order=order, created_at=accepted_at)
        for place, one in enumerate(duties):
            _duty(task, place, one)
    return plan


def _duty(task: Task, place: int, one: One) -> None:
    duty = Obligation.objects.create(
        task=task,
        kind=ObligationKind.FIXED if one.due else ObligationKind.WAITING,
        label=f"Sản phẩm {place}",
        due_on=one.due,
        original_due_on=one.due,
        outcome=one.said or "",
        outcome_on=one.on,
        cancelled_on=date(2023, 2, 1) if one.cancelled else None,
        cancel_reason="Cấp trên bãi bỏ." if one.cancelled else "",
    )
    if one.said and one.on:
        known = one.known or one.on
        Update.objects.create(
            obligation=duty,
            outcome=one.said,
            text="Đã làm.",
            effective_on=one.on,
            recorded_at=at(f"{known} 10:00"),
            recorded_on=known,
            author_name="Công chức",
        )
