"""What every list begins with: what each body has in it as of a day, silent bodies first, and who is missing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

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

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is asked to hold: the state at the end of `as_of` as recorded by then, of one body or of several
    (`are_many`) beneath `issuer`; of one post's duties where `lead` names it. `works` are gone through once."""

    issuer: Organization
    works: Iterable[BodyWork]
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


@dataclass(frozen=True, slots=True)
class BodyLines(Generic[Line]):
    """What is kept of one body while others are read: its `lines` in the list, `leads` (posts that lead any task)."""

    name: str
    has_plan: bool
    has_rows: bool
    is_silent: bool
    leads: frozenset[str]
    lines: tuple[Line, ...]


def lines_of(chosen: Chosen, lines: Callable[[BodyRows], Iterable[Line]]) -> list[BodyLines[Line]]:
    """Every body with what `lines` makes of its rows: those without a plan, then silent ones, then the others, each by
    name."""
    found = [_body_lines(work, chosen, lines) for work in chosen.works]
    return sorted(found, key=lambda one: (one.has_plan, not one.is_silent, sort_key(one.name)))


def _body_lines(work: BodyWork, chosen: Chosen, lines: Callable[[BodyRows], Iterable[Line]]) -> BodyLines[Line]:
    body = _body_rows(work, chosen)
    return BodyLines(
        name=work.body.name,
        has_plan=work.has_plan,
        has_rows=bool(body.rows),
        is_silent=body.is_silent,
        leads=_leads_in(work),
        lines=tuple(lines(body)),
    )


def _leads_in(work: BodyWork) -> frozenset[str]:
    assignments = (assignment for task in work.tasks for assignment in task.assignments.all())
    return frozenset(one.position.name for one in assignments if one.role == AgencyRole.LEAD)


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


def leads_among(found: Iterable[BodyLines[Line]]) -> tuple[str, ...]:
    """The leading posts of all tasks, for choosing one."""
    return tuple(sorted(frozenset().union(*(one.leads for one in found)), key=sort_key))


def notes_of(chosen: Chosen, found: Sequence[BodyLines[Line]]) -> tuple[str, ...]:
    """Whose duties a list is narrowed to, and who is missing from one of several bodies."""
    narrowed = (f"Chỉ gồm việc do {chosen.lead} chủ trì.",) if chosen.lead else ()
    if not chosen.are_many:
        return narrowed
    planless = ", ".join(one.name for one in found if not one.has_plan)
    silent = ", ".join(one.name for one in found if one.has_plan and one.has_rows and one.is_silent)
    notes = [*narrowed, f"Danh sách tính trên {len(found)} đơn vị."]
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
