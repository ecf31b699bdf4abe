"""What is late in each body beneath: in a line for choosing whom to urge, whole for the letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.queries.letterheads import short_name
from cchc.text import sort_key
from reports.collecting.opening import plan_title
from reports.letters.facts import LateBody, LateItem, LateKind
from reports.queries.listing import key_words
from reports.queries.urging import (
    DutyCount,
    LateReport,
    Sendings,
    bodies_to_urge,
    duty_counts,
    last_words,
    overdue_duties,
    sendings_of,
)
from tasks.enums import LateCause
from tasks.models import Obligation, Update
from tasks.periods import part_of_year

REGIME = "Chế độ báo cáo"
CAME_BACK = "Đã trả lại, chưa gửi lại"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class LateLine:
    """One body with what is late there in words, told in the year `year`."""

    body: Organization
    year: int
    reports: tuple[LateReport, ...]
    duties: DutyCount
    is_silent: bool

    @property
    def is_late(self) -> bool:
        return bool(self.reports or self.duties.overdue)

    @property
    def report_words(self) -> str:
        """ "quý I (quá 23 ngày), tháng 4 (quá 12 ngày) và 2 kỳ khác"; periods of another year with it."""
        named = ", ".join(_report_words(one, self.year) for one in self.reports[:_NAMED])
        others = len(self.reports) - _NAMED
        return f"{named} và {others} kỳ khác" if others > 0 else named

    @property
    def duty_words(self) -> str:
        """ "5 việc quá hạn, 2 do cấp trên giao"."""
        if not self.duties.overdue:
            return ""
        given = f", {self.duties.given} do cấp trên giao" if self.duties.given else ""
        return f"{self.duties.overdue} việc quá hạn{given}"


def _report_words(one: LateReport, year: int) -> str:
    of = one.period
    name = of.name if of.year != year else part_of_year(of.kind, of.number)
    return f"{name} ({CAME_BACK.lower() if one.days is None else f'quá {one.days} ngày'})"


def late_lines(actor: Actor, *, today: date) -> list[LateLine]:
    """Every body that may be urged: silent ones first, then by reports and duties that are late, each by name (a fixed
    number of queries)."""
    bodies = bodies_to_urge(actor, today=today)
    sendings = sendings_of(actor, bodies, today=today)
    duties = duty_counts(actor, bodies, today=today)
    lines = [_line(body, today.year, sendings[body.pk], duties.get(body.pk, DutyCount())) for body in bodies]
    return sorted(
        lines,
        key=lambda one: (not one.is_silent, -len(one.reports), -one.duties.overdue, sort_key(one.body.name)),
    )


def _line(body: Organization, year: int, sendings: Sendings, duties: DutyCount) -> LateLine:
    return LateLine(body, year, sendings.late, duties, _is_silent(sendings, duties))


def _is_silent(sendings: Sendings, duties: DutyCount) -> bool:
    """Something is late, nothing was sent and nobody said a word."""
    return bool(sendings.late or duties.overdue) and not (sendings.sent_any or duties.spoke)


def late_bodies(actor: Actor, bodies: Sequence[Organization], *, today: date) -> dict[int, LateBody]:
    """All that is late in these bodies today, as this actor may see it (a fixed number of queries)."""
    sendings, counts = sendings_of(actor, bodies, today=today), duty_counts(actor, bodies, today=today)
    duties = overdue_duties(actor, bodies, today=today)
    words = last_words(duty for found in duties.values() for duty in found)
    return {
        body.pk: LateBody(
            name=body.name,
            addressed=short_name(body.issuer_name),
            is_silent=_is_silent(sendings[body.pk], counts.get(body.pk, DutyCount())),
            items=(
                *(_report_item(one) for one in sendings[body.pk].late),
                *(_duty_item(one, body, words, today) for one in duties.get(body.pk, ())),
            ),
        )
        for body in bodies
    }


def _report_item(one: LateReport) -> LateItem:
    return LateItem(
        kind=LateKind.REPORT.value,
        key=key_words(one.period),
        text=f"Báo cáo cải cách hành chính {one.period.name}",
        part="",
        source=REGIME,
        due_on=one.period.send_by,
        days=one.days,
        reason=CAME_BACK if one.days is None else "",
    )


def _duty_item(duty: Obligation, body: Organization, words: Mapping[int, Update], today: date) -> LateItem:
    giver = duty.task.plan.organization
    is_given = giver.pk not in (body.pk, *body.predecessor_ids)
    title = plan_title(duty.task.plan)
    due_on = duty.due_on or today
    return LateItem(
        kind=LateKind.TASK.value,
        key=str(duty.pk),
        text=duty.task.item.text,
        part=", ".join(filter(None, (duty.label, duty.period_name))),
        source=f"{title} của {short_name(giver.issuer_name)}" if is_given else title,
        due_on=due_on,
        days=(today - due_on).days,
        reason=_reason(words.get(duty.last_update_id or 0)),
        is_given=is_given,
    )


def _reason(word: Update | None) -> str:
    """Why it is late, as its body recorded it; a cause outside its power is named."""
    if word is None:
        return ""
    if word.late_cause and LateCause(word.late_cause).is_outside:
        return f"{LateCause(word.late_cause).label}: {word.late_reason}"
    return word.late_reason or word.difficulty
