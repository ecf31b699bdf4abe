"""Who of a body is told of which of its due days today. Pure.

The officer (whoever holds a leading post) before the day and on it, the coordinator from one day late, the leader from
three. Who is several of them climbs one ladder with all their steps, so that a duty tells him one thing at a time.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cchc.orgs.enums import DOERS, NoticeKind, OrganizationKind, Role
from cchc.orgs.reminding import BEFORE, COORDINATOR_LATE, LEADER_LATE, ON_THE_DAY, Told, key_of, ladder_of, step_of
from cchc.orgs.telling import Telling
from tasks.periods import Period

ROW_LENGTH = 200
DUTY, SILENCE = "duty:", "silence:"
"""How notices begin that are about one duty, or about those that want a word once a quarter."""
SILENCE_DAYS = timedelta(days=7)
"""In the last days of a quarter, its cut-off included, one is told what still has no word in it."""


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody is in a body, all his memberships there together; `days_before` he chose."""

    pk: int
    roles: frozenset[Role]
    positions: frozenset[int]
    days_before: tuple[int, ...] = BEFORE

    @property
    def does(self) -> bool:
        return bool(self.roles & set(DOERS))


@dataclass(frozen=True, slots=True)
class DueDuty:
    """Something still owed. `leads` are the posts that lead it; a standing duty is owed all along and has no day that
    comes near, only an end. `is_stood_in`: a department without people, whose government answers for it."""

    pk: int
    due_on: date | None
    text: str
    path: str
    leads: frozenset[int]
    body_kind: OrganizationKind
    is_standing: bool = False
    is_stood_in: bool = False

    @property
    def about(self) -> str:
        return about_of(self.pk)


@dataclass(frozen=True, slots=True)
class SilentDuties:
    """What of a body has no word in a quarter that ends soon, and the page on which words are said."""

    period: Period
    duties: tuple[DueDuty, ...]
    path: str


def about_of(obligation_id: int) -> str:
    """What notices about a duty say they are about."""
    return f"{DUTY}{obligation_id}"


def duty_text(row: str, duty: str) -> str:
    """The row as far as it fits, and which of its duties it is."""
    row = row if len(row) <= ROW_LENGTH else f"{row[: ROW_LENGTH - 1].rstrip()}…"
    return " · ".join(filter(None, (row, duty)))


def doers_of(duty: DueDuty, people: Iterable[Person]) -> set[int]:
    """Whoever holds a leading post; where nobody who may do it holds one, the coordinator, in a department the officers
    too (`tasks.queries.lists.tasks_asked_of`)."""
    people = list(people)
    if duty.is_stood_in:
        return {person.pk for person in people if Role.COORDINATOR in person.roles}
    holders = [person for person in people if person.positions & duty.leads]
    asked = {person.pk for person in holders}
    if any(person.does for person in holders):
        return asked
    roles = set(DOERS) if duty.body_kind == OrganizationKind.DEPARTMENT else {Role.COORDINATOR}
    return asked | {person.pk for person in people if person.roles & roles}


def steps_for(person: Person, duty: DueDuty, *, is_doer: bool) -> list[int]:
    """The ladder of one person for one duty."""
    steps = []
    if is_doer:
        steps += [ON_THE_DAY] if duty.is_standing else [*person.days_before, ON_THE_DAY]
    if Role.COORDINATOR in person.roles:
        steps.append(COORDINATOR_LATE)
    if Role.LEADER in person.roles:
        steps.append(LEADER_LATE)
    return steps


def reminders(
    duties: Iterable[DueDuty], people: Iterable[Person], told: Told, today: date
) -> Iterator[tuple[int, Telling]]:
    """What is to be told now, and to whom; `told` is what people of the body were told before."""
    people = list(people)
    for duty in duties:
        if duty.due_on is None:
            continue
        doers, ladder = doers_of(duty, people), ladder_of(duty.about, duty.due_on)
        for person in people:
            step = step_of(duty.due_on, steps_for(person, duty, is_doer=person.pk in doers), today)
            if step is not None and not told.has(person.pk, ladder, step):
                kind = NoticeKind.OVERDUE if duty.due_on < today else NoticeKind.DUE
                yield person.pk, _telling(duty, kind, key_of(ladder, step))


def _telling(duty: DueDuty, kind: NoticeKind, key: str) -> Telling:
    return Telling(
        kind=kind,
        key=key,
        text=duty.text,
        path=duty.path,
        about=duty.about,
        due_on=duty.due_on,
    )


def silence(silent: SilentDuties | None, people: Iterable[Person]) -> Iterator[tuple[int, Telling]]:
    """One word in the last days of the quarter to whoever has duties without one; standing and waiting duties have no
    other ladder."""
    if silent is None:
        return
    people = list(people)
    asked = Counter(pk for duty in silent.duties for pk in doers_of(duty, people))
    about = SILENCE + "-".join(map(str, silent.period.key))
    for person, number in asked.items():
        text = f"{number} việc thường xuyên hoặc chờ ấn định hạn chưa có lời nào trong {silent.period.name}"
        yield (
            person,
            Telling(
                NoticeKind.DUE,
                key_of(about, ON_THE_DAY),
                f"{text}; số liệu chốt ngày này.",
                silent.path,
                about,
                silent.period.cutoff_on,
            ),
        )
