"""A letter of urging as it is drawn, and how what it lists stands now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.paper.letterhead import Letterhead
from reports.collecting.letterheads import urging_head
from reports.collecting.urging import late_bodies
from reports.enums import ReportState
from reports.letters.facts import (
    LateBody,
    LateItem,
    LateKind,
    Letter,
    body_from_json,
    head_from_json,
    in_order,
)
from reports.models import Report, UrgedBody, Urging
from reports.queries.letters import duties_now, reports_now
from reports.wording import Said
from tasks.enums import State
from tasks.models import Obligation
from tasks.queries.live import live_duty
from tasks.states import DONE, SETTLED, state_of

Reports = Mapping[tuple[int, str], Report]
_OPEN = frozenset({State.OVERDUE.value, State.DOING.value, State.WAITING.value})
GONE = Said(State.CANCELLED.value, "Không còn theo dõi")


@dataclass(frozen=True, slots=True)
class ItemNow:
    """One thing that was late when the letter was sent, and what has become of it; the task or report to open."""

    item: LateItem
    said: Said
    is_open: bool
    task_id: int | None = None
    report_id: int | None = None


@dataclass(frozen=True, slots=True)
class BodyNow:
    """One body of a sent letter with what has become of its list."""

    urged: UrgedBody
    facts: LateBody
    items: tuple[ItemNow, ...]

    @property
    def open(self) -> int:
        """How much is still not done."""
        return sum(one.is_open for one in self.items)

    @property
    def done(self) -> int:
        return len(self.items) - self.open


def head_of_letter(urging: Urging) -> Letterhead:
    """The letterhead: as it was sent; of a draft as it would be."""
    if urging.sent_at:
        return head_from_json(urging.head)
    return replace(
        urging_head(urging.organization),
        symbol=urging.symbol,
        number=urging.number,
        issued_on=urging.issued_on,
        authority=urging.authority,
        signer_title=urging.signer_title,
        signer=urging.signer,
    )


def letter_of(actor: Actor, urging: Urging, *, today: date) -> Letter:
    """The whole letter: what was sent, of a draft with what is late today. Reads `urging.bodies` with their bodies."""
    urged = list(urging.bodies.all())
    if urging.sent_at:
        return letter_to(urging, urged)
    bodies = late_bodies(actor, [one.organization for one in urged], today=today)
    return _letter(urging, bodies.values(), today)


def letter_to(urging: Urging, urged: Sequence[UrgedBody]) -> Letter:
    """What was sent to these bodies, and nothing of others."""
    return _letter(urging, [body_from_json(one.facts) for one in urged], urging.as_of)


def _letter(urging: Urging, bodies: Iterable[LateBody], as_of: date) -> Letter:
    return Letter(
        head=head_of_letter(urging),
        subject=urging.subject,
        text=urging.text,
        answer_by=urging.answer_by,
        as_of=as_of,
        bodies=in_order(bodies),
    )


def bodies_now(actor: Actor, urged: Sequence[UrgedBody], *, today: date) -> list[BodyNow]:
    """How what was late in each body stands today: those who did not answer and owe most first (two queries)."""
    facts = {one.pk: body_from_json(one.facts) for one in urged}
    items = [item for body in facts.values() for item in body.items]
    duties = duties_now(actor, [item.key for item in items if item.kind == LateKind.TASK])
    years = {int(item.key.split("-")[1]) for item in items if item.kind == LateKind.REPORT}
    reports = reports_now(actor, [one.organization_id for one in urged], years)
    found = [
        BodyNow(
            one,
            facts[one.pk],
            tuple(_now(item, one.organization_id, duties, reports, today) for item in facts[one.pk].items),
        )
        for one in urged
    ]
    order = {body: place for place, body in enumerate(in_order(facts.values()))}
    return sorted(found, key=lambda one: (bool(one.urged.answer), bool(one.urged.seen_at), order[one.facts]))


def _now(item: LateItem, body: int, duties: Mapping[str, Obligation], reports: Reports, today: date) -> ItemNow:
    if item.kind == LateKind.TASK:
        duty = duties.get(item.key)
        said = _duty_now(duty, today) if duty else GONE
        return ItemNow(item, said, said.look in _OPEN, task_id=duty.task_id if duty else None)
    report = reports.get((body, item.key))
    said = _report_now(report, item, today)
    return ItemNow(item, said, said.look in _OPEN, report_id=report.pk if report else None)


def _duty_now(duty: Obligation, today: date) -> Said:
    """Done since, put off, or still owed."""
    state = state_of(live_duty(duty), today)
    if state in DONE and duty.outcome_on:
        return Said(state.value, f"Đã xong ngày {duty.outcome_on:%d/%m/%Y}")
    if state in SETTLED:
        return Said(state.value, state.label)
    if duty.due_on is None:
        return Said(State.WAITING.value, "Chờ đặt hạn")
    late = (today - duty.due_on).days
    if late > 0:
        return Said(State.OVERDUE.value, f"Quá hạn {late} ngày")
    return Said(State.DOING.value, f"Đã dời hạn đến {duty.due_on:%d/%m/%Y}")


def _report_now(report: Report | None, item: LateItem, today: date) -> Said:
    """Sent since, being written (only its own body knows), or still owed."""
    if report is not None and report.submitted_at and report.state != ReportState.RETURNED:
        return Said(State.LATE.value, f"Đã gửi ngày {localdate(report.submitted_at):%d/%m/%Y}")
    if report is not None and report.state == ReportState.RETURNED:
        return Said(State.OVERDUE.value, "Đã trả lại, chưa gửi lại")
    late = f"quá {(today - item.due_on).days} ngày"
    if report is None:
        return Said(State.OVERDUE.value, f"Chưa gửi, {late}")
    return Said(State.OVERDUE.value, f"{report.get_state_display()}, chưa gửi, {late}")
