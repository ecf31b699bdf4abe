"""What every list begins with: rows of each body as of a day, silent bodies first, and who is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.text import sort_key
from plans.enums import AgencyRole
from reports.collecting.duties import DutyFact, RowFact, rows_as_of
from reports.collecting.words import result_of
from reports.lists.facts import Field
from reports.queries.lists import BodyWork
from tasks.queries.live import current_period

NOBODY = "Chưa rõ cơ quan chủ trì"
LEADERS = {OrganizationKind.DEPARTMENT: "THỦ TRƯỞNG CƠ QUAN"}
_BODY_WIDTH = 26


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is asked to hold: the state at the end of `as_of` as recorded by then, of one body or of several
    (`are_many`) beneath `issuer`; of one post's duties where `lead` names it."""

    issuer: Organization
    works: Sequence[BodyWork]
    are_many: bool
    as_of: date
    lead: str = ""

    @property
    def whose(self) -> str:
        """ "" for one's own, otherwise the words that end a title."""
        return " của các đơn vị cấp dưới" if self.are_many else ""

    @property
    def leader(self) -> str:
        """Who signs."""
        return LEADERS.get(OrganizationKind(self.issuer.kind), "CHỦ TỊCH")


@dataclass(frozen=True, slots=True)
class BodyRows:
    """One body with its rows. It is silent when it has rows and nobody said a word about any."""

    body: Organization
    has_plan: bool
    rows: tuple[RowFact, ...]
    holders: dict[str, str]

    @property
    def is_silent(self) -> bool:
        return not any(fact.words for row in self.rows for fact in row.duties)


def rows_of(chosen: Chosen) -> list[BodyRows]:
    """Every body: those without a plan, then silent ones, then the others, each by name."""
    found = [_body_rows(work, chosen) for work in chosen.works]
    return sorted(found, key=lambda one: (one.has_plan, not one.is_silent, sort_key(one.body.name)))


def _body_rows(work: BodyWork, chosen: Chosen) -> BodyRows:
    as_of = chosen.as_of
    rows = rows_as_of(
        work.tasks,
        period=current_period(as_of, work.timetable),
        as_of=as_of,
        known_on=as_of,
        former_leads=work.former_leads,
    )
    led = tuple(row for row in rows if not chosen.lead or chosen.lead in leads_of(row))
    return BodyRows(work.body, work.has_plan, led, work.holders)


def leads_of(row: RowFact) -> list[str]:
    """The leading posts of a row, one by one."""
    return [name for name in row.leads.split(", ") if name] or [NOBODY]


def leads_in(works: Iterable[BodyWork]) -> list[str]:
    """The leading posts of all tasks, for choosing one."""
    assignments = chain.from_iterable(task.assignments.all() for work in works for task in work.tasks)
    names = {assignment.position.name for assignment in assignments if assignment.role == AgencyRole.LEAD}
    return sorted(names, key=sort_key)


def notes_of(chosen: Chosen, found: Iterable[BodyRows]) -> tuple[str, ...]:
    """Whose duties a list is narrowed to, and who is missing from one of several bodies."""
    narrowed = (f"Chỉ gồm việc do {chosen.lead} chủ trì.",) if chosen.lead else ()
    if not chosen.are_many:
        return narrowed
    bodies = list(found)
    planless = ", ".join(one.body.name for one in bodies if not one.has_plan)
    silent = ", ".join(one.body.name for one in bodies if one.has_plan and one.rows and one.is_silent)
    notes = [*narrowed, f"Danh sách tính trên {len(bodies)} đơn vị."]
    if planless:
        notes.append(f"Chưa có kế hoạch được chấp nhận: {planless}.")
    if silent:
        notes.append(f"Có kế hoạch nhưng chưa cập nhật việc nào: {silent}.")
    return tuple(notes)


def with_body(chosen: Chosen, fields: Sequence[Field]) -> tuple[Field, ...]:
    """The columns, with that of the body after the number where there are several; the widest gives it room."""
    if not chosen.are_many:
        return tuple(fields)
    widest = max(fields, key=lambda field: field.width)
    narrowed = [
        Field(one.title, one.width - _BODY_WIDTH, one.align, one.unit) if one is widest else one for one in fields
    ]
    return (narrowed[0], Field("Đơn vị", _BODY_WIDTH), *narrowed[1:])


def product_of(row: RowFact, fact: DutyFact) -> str:
    """What is due: the duty's own name, otherwise the row's product."""
    names = (fact.obligation.label or row.task.item.product_words, fact.obligation.period_name)
    return "\n".join(filter(None, names))


def result_of_duty(row: RowFact, fact: DutyFact) -> str:
    """The last words about one duty."""
    return result_of(RowFact(row.task, (fact,), row.state, row.leads))
