"""What is late in bodies beneath, as far as the one who urges them may see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.queries.people import who_answers
from plans.enums import PlanState
from reports.enums import ReportState
from reports.queries.consolidation import bodies_beneath
from reports.queries.listing import Key, bodies_below, bodies_with_plan
from reports.queries.reach import reports_in_reach
from tasks.models import Obligation, Update
from tasks.models.duties import ObligationQuerySet
from tasks.periods import Period, Timetable, asked_periods
from tasks.queries.timetables import timetables_of

_PLACES = ("task__organization", "task__organization__parent")


@dataclass(frozen=True, slots=True)
class LateReport:
    """A report that is owed. `days` after its deadline, None for one that was in time and came back."""

    period: Period
    days: int | None


@dataclass(frozen=True, slots=True)
class Sendings:
    """What a body owes of its reports, and whether it sent any since the year before."""

    late: tuple[LateReport, ...] = ()
    sent_any: bool = False


@dataclass(frozen=True, slots=True)
class DutyCount:
    """How many duties of a body are overdue, how many of these were given from above; whether it ever said a word
    about any duty."""

    overdue: int = 0
    given: int = 0
    spoke: bool = False


def bodies_to_urge(actor: Actor, *, today: date) -> list[Organization]:
    """The governments beneath that exist today: of the whole territory for those who look over it, for others those
    right beneath, whose reports they receive (one query)."""
    found = bodies_below(actor) if actor.looks_over else bodies_beneath(actor.organization, today)
    begun, lasting = Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today)
    return list(found.filter(begun, lasting).order_by("path"))


def without_readers(bodies: Sequence[Organization], *, today: date) -> list[Organization]:
    """Those in which nobody would be told: no coordinator and no leader has an account today (one query)."""
    readers = who_answers(bodies, today=today)
    return [body for body in bodies if body.pk not in readers]


def sendings_of(actor: Actor, bodies: Sequence[Organization], *, today: date) -> dict[int, Sendings]:
    """The reports that each body owes past their deadline, of this year, and of the year before where it had a plan
    then (four queries, five where a regime is set)."""
    timetables, planned = timetables_of(bodies), bodies_with_plan(today.year - 1)
    known = _known_reports(actor, bodies, today)
    due: dict[Timetable, list[Period]] = {one: _past(one, today) for one in set(timetables.values())}
    found = {}
    for body in bodies:
        periods = [one for one in due[timetables[body.pk]] if one.year == today.year or body.pk in planned]
        own = known.get(body.pk, {})
        late = (_late(one, own, today) for one in periods if _existed(body, one))
        found[body.pk] = Sendings(tuple(one for one in late if one), bool(own))
    return found


def _known_reports(actor: Actor, bodies: Sequence[Organization], today: date) -> dict[int, dict[Key, bool]]:
    """What came in from each body, by period: whether it was returned and waits to be sent again."""
    sent = reports_in_reach(actor).filter(
        organization__in=bodies, period_year__gte=today.year - 1, submitted_at__isnull=False
    )
    found: dict[int, dict[Key, bool]] = {}
    columns = ("organization", "period_kind", "period_year", "period_number", "state", "is_reopened")
    for body, kind, year, number, state, is_reopened in sent.order_by().values_list(*columns):
        returned = state == ReportState.RETURNED and not is_reopened
        found.setdefault(body, {})[kind, year, number] = returned
    return found


def _past(timetable: Timetable, today: date) -> list[Period]:
    """Periods whose sending deadline passed, the longest ago first."""
    asked = (one for year in (today.year - 1, today.year) for one in asked_periods(year, timetable))
    return sorted((one for one in asked if one.send_by < today), key=lambda one: (one.send_by, one.start_on))


def _existed(body: Organization, of: Period) -> bool:
    return (body.valid_from or date.min) <= of.cutoff_on <= (body.valid_to or date.max)


def _late(of: Period, known: Mapping[Key, bool], today: date) -> LateReport | None:
    returned = known.get(of.key)
    if returned is None:
        return LateReport(of, (today - of.send_by).days)
    return LateReport(of, None) if returned else None


def duty_counts(actor: Actor, bodies: Sequence[Organization], *, today: date) -> dict[int, DutyCount]:
    """The duties of each body and of its departments, counted by the database (two queries)."""
    doers = _doers(bodies)
    duties = _duties(actor, doers).order_by()
    late = duties.open().filter(due_on__lt=today)
    found: dict[int, DutyCount] = {}
    for doer, parent, giver, number in late.values_list(*_PLACES, "task__plan__organization").annotate(Count("pk")):
        for body in doers.get(doer) or doers[parent]:
            given = 0 if body in doers.get(giver, ()) else number
            known = found.get(body, DutyCount())
            found[body] = replace(known, overdue=known.overdue + number, given=known.given + given)
    for doer, parent in duties.exclude(outcome="").values_list(*_PLACES).distinct():
        for body in doers.get(doer) or doers[parent]:
            found[body] = replace(found.get(body, DutyCount()), spoke=True)
    return found


def overdue_duties(actor: Actor, bodies: Sequence[Organization], *, today: date) -> dict[int, list[Obligation]]:
    """The overdue duties of each body, the longest first, each with its task and plan (one query)."""
    doers = _doers(bodies)
    late = _duties(actor, doers).open().filter(due_on__lt=today)
    late = late.select_related("task__item", "task__organization", "task__plan__organization")
    found: dict[int, list[Obligation]] = {}
    for duty in late.order_by("due_on", "task__order", "pk"):
        doer = duty.task.organization
        for body in doers.get(doer.pk) or doers[doer.parent_id]:
            found.setdefault(body, []).append(duty)
    return found


def last_words(duties: Iterable[Obligation]) -> dict[int, Update]:
    """What was stated last about each of these duties, by the id of the word (one query)."""
    ids = [duty.last_update_id for duty in duties if duty.last_update_id]
    return {update.pk: update for update in Update.objects.filter(pk__in=ids)}


def _doers(bodies: Sequence[Organization]) -> dict[int, list[int]]:
    """Whose duties are whose: of each body its own and those of the ended bodies whose work it carries on."""
    found: dict[int, list[int]] = {}
    for body in bodies:
        for pk in (body.pk, *body.predecessor_ids):
            found.setdefault(pk, []).append(body.pk)
    return found


def _duties(actor: Actor, doers: Iterable[int]) -> ObligationQuerySet:
    """Duties of these bodies and of their departments, by plans in force."""
    doers = list(doers)
    departments = Q(task__organization__parent__in=doers, task__organization__kind=OrganizationKind.DEPARTMENT)
    found: ObligationQuerySet = Obligation.objects.visible_to(actor)
    return found.filter(Q(task__organization__in=doers) | departments, task__plan__state=PlanState.ACCEPTED)
