"""What was recorded of one body, or of one person's posts, over some months: tasks, reports, results, initiatives."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Membership, Organization, User
from indices.enums import IndexKind, InitiativeState
from indices.models import Initiative, PublishedResult
from plans.enums import AgencyRole, PlanState
from reports.models import Report
from reports.queries.listing import as_reported, bodies_with_plan, key_of
from reports.queries.reach import reports_in_reach
from tasks.enums import State
from tasks.models import Assignment, Obligation
from tasks.periods import Period, asked_periods
from tasks.queries.live import live_duty
from tasks.queries.timetables import timetable_of
from tasks.states import state_of


def posts_of(user: User, organization: Organization) -> frozenset[int]:
    """The posts that a person holds or held in a body, with those of ended bodies whose duties they carry on."""
    held = Membership.objects.filter(user=user, organization=organization).prefetch_related("positions")
    return frozenset(pk for one in held for post in one.positions.all() for pk in (post.pk, *post.predecessor_ids))


def states_of_due(
    actor: Actor, organization: Organization, posts: Collection[int] | None, from_on: date, as_of: date
) -> list[State]:
    """The states on `as_of` of what fell due in between, of the whole body or of what some posts lead (one query)."""
    found: QuerySet[Obligation] = Obligation.objects.visible_to(actor).filter(
        task__organization=organization,
        task__plan__state__in=(PlanState.ACCEPTED, PlanState.CLOSED),
        due_on__range=(from_on, as_of),
    )
    if posts is not None:
        leads = Assignment.objects.filter(task=OuterRef("task"), role=AgencyRole.LEAD, position__in=posts)
        found = found.filter(Exists(leads))
    return [state_of(live_duty(one), as_of) for one in found]


def owed_reports(
    actor: Actor, organization: Organization, years: Iterable[int], as_of: date
) -> list[tuple[Period, Report | None]]:
    """Periods that the body had to report by `as_of`, each with its report: by its own regime, in years that it has a
    plan in force of."""
    wanted, timetable = list(years), timetable_of(organization)
    reports = {
        key_of(one): one for one in reports_in_reach(actor).filter(organization=organization, period_year__in=wanted)
    }
    asked = (
        as_reported(of, reports.get(of.key))
        for year in wanted
        if organization.pk in bodies_with_plan(year)
        for of in asked_periods(year, timetable)
    )
    return [(of, reports.get(of.key)) for of in asked if of.send_by <= as_of and organization.existed_on(of.cutoff_on)]


def results_before(actor: Actor, organization: Organization, year: int) -> list[PublishedResult]:
    """The last two results of PAR INDEX up to a year, the newest first."""
    found = PublishedResult.objects.visible_to(actor).filter(
        organization=organization, table__kind=IndexKind.PAR_INDEX, table__year__lte=year
    )
    return list(found.select_related("table__organization").order_by("-table__year", "-pk")[:2])


def initiatives_of(
    actor: Actor, organization: Organization, user: User | None, years: Iterable[int]
) -> list[tuple[Initiative, int]]:
    """Initiatives of the body, or those of a person in it, that still stand, each with the number of its
    spreads (one query)."""
    found = Initiative.objects.visible_to(actor).filter(
        Q(state__in=(InitiativeState.REGISTERED, InitiativeState.ADOPTED)),
        organization=organization,
        year__in=list(years),
    )
    if user is not None:
        found = found.filter(pk__in=found.filter(authors__user=user).values("pk"))
    counted = found.annotate(places=Count("spreads", distinct=True)).order_by("year", "pk")
    return [(one, one.places) for one in counted]
