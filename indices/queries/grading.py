"""The classification of officials: whose year, whose line, what is known of each, what plans say of the cap."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Membership, Organization, User
from cchc.orgs.queries.people import is_in_force, people_with
from cchc.text import sort_key
from indices.enums import CapBase, Grade, GradingState, InitiativeState
from indices.grading import LAW, LAW_YEAR, Cap, WorkFacts, read_cap
from indices.models import GradedPerson, Grading, InitiativeAuthor
from indices.rules.grading import GRADED, reads_all, reads_decided
from plans.enums import AgencyRole, PlanState
from plans.models import Target
from tasks.enums import State
from tasks.models import Obligation
from tasks.queries.live import LIVE_COLUMNS, duty_of
from tasks.states import state_of


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who worked in a body on a day, with his posts."""

    user: User
    title: str
    is_leader: bool


@dataclass(frozen=True, slots=True)
class YearOf:
    """What a year's list of bodies shows of one: its classification, None where it has none yet, and its figures."""

    body: Organization
    grading: Grading | None
    finals: tuple[Grade, ...] = ()
    people: int = 0
    left_out: int = 0

    @property
    def is_decided(self) -> bool:
        return self.grading is not None and self.grading.state == GradingState.DECIDED


def gradings_in_reach(actor: Actor) -> QuerySet[Grading]:
    found: QuerySet[Grading] = Grading.objects.visible_to(actor)
    return found.select_related("organization__parent")


def grading_of(actor: Actor, pk: int) -> Grading | None:
    return gradings_in_reach(actor).filter(pk=pk).first()


def grading_of_year(organization: Organization, year: int) -> Grading | None:
    return Grading.objects.filter(organization=organization, year=year).first()


def lines_of(actor: Actor, grading: Grading) -> list[GradedPerson]:
    """The lines that this actor may read, in their order: all, his own, or none."""
    found: QuerySet[GradedPerson] = GradedPerson.objects.visible_to(actor).filter(grading=grading)
    if not (reads_all(actor, grading) or reads_decided(actor, grading)):
        is_own = actor.belongs_to(grading.organization_id) and actor.user is not None
        found = found.filter(user=actor.user) if is_own else found.none()
    return list(found.select_related("grading__organization__parent", "user").order_by("pk"))


def own_line(actor: Actor, grading: Grading) -> GradedPerson | None:
    """What the year says of the actor himself."""
    if actor.user is None or not actor.belongs_to(grading.organization_id):
        return None
    return next((one for one in lines_of(actor, grading) if one.user_id == actor.user.pk), None)


def own_lines(actor: Actor) -> list[GradedPerson]:
    """What each year says of the actor himself in this body, the last first."""
    if actor.user is None:
        return []
    found: QuerySet[GradedPerson] = GradedPerson.objects.visible_to(actor)
    own = found.filter(user=actor.user, grading__organization__in=actor.body_ids)
    return list(own.select_related("grading__organization").order_by("-grading__year"))


def years_of_bodies(actor: Actor, year: int, *, today: date) -> list[YearOf]:
    """Every body beneath whose officials are classified, those without a classification first (three queries)."""
    gradings = {one.organization_id: one for one in gradings_in_reach(actor).filter(year=year)}
    return _years((one, gradings.get(one.pk)) for one in _bodies_beneath(actor, year, today))


def own_years(actor: Actor) -> list[YearOf]:
    """The years of the actor's own body, the last first."""
    found = gradings_in_reach(actor).filter(organization__in=actor.body_ids).order_by("-year")
    return [_year_of(one.organization, one, rows) for one, rows in _with_people(found)]


def officials_on(organization: Organization, day: date) -> list[Official]:
    """Who worked in a body on a day, each once, leaders last (two queries)."""
    held = Membership.objects.filter(is_in_force(day), organization=organization, role__in=GRADED, user__is_active=True)
    found: dict[int, Official] = {}
    for one in held.select_related("user").prefetch_related("positions").order_by("pk"):
        known = found.get(one.user_id)
        posts = [post.name for post in one.positions.all()]
        titles = [*([known.title] if known and known.title else []), *posts]
        is_leader = one.role == Role.LEADER or (known is not None and known.is_leader)
        found[one.user_id] = Official(one.user, ", ".join(dict.fromkeys(titles))[:200], is_leader)
    return sorted(found.values(), key=lambda one: (one.is_leader, sort_key(one.user.display_name)))


def leader_of(grading: Grading, *, today: date) -> str:
    """The name of who leads the body today, "" where nobody or several do."""
    names = [one.display_name for one in people_with(grading.organization, Role.LEADER, today=today)]
    return names[0] if len(names) == 1 else ""


def facts_of(actor: Actor, grading: Grading, people: Iterable[GradedPerson], *, today: date) -> dict[int, WorkFacts]:
    """What the system knows of the year of each person, by the id of his line (four queries)."""
    users = [one.user_id for one in people if one.user_id]
    posts = _posts(grading.organization, users)
    duties = _duties(actor, grading, {post for held in posts.values() for post in held}, today)
    ideas = _ideas(grading, users)
    return {one.pk: _facts(posts.get(one.user_id or 0, ()), duties, ideas[one.user_id or 0]) for one in people}


def cap_of(grading: Grading) -> Cap:
    """The cap as it is stored."""
    return Cap(grading.cap, CapBase(grading.cap_base), grading.cap_source)


def suggested_cap(actor: Actor, organization: Organization, year: int) -> Cap | None:
    """The share that the body's plans of the year name, else what the law says of that year."""
    targets: QuerySet[Target] = Target.objects.visible_to(actor)
    in_force = Q(plan__from_year__lte=year, plan__to_year__gte=year, plan__state=PlanState.ACCEPTED)
    for one in targets.filter(in_force, plan__organization=organization).select_related("plan").order_by("pk"):
        number = f" số {one.plan.number}" if one.plan.number else ""
        if cap := read_cap([one.text], f"Kế hoạch{number}"):
            return cap
    return LAW if year >= LAW_YEAR else None


def _facts(posts: Iterable[int], duties: dict[int, dict[int, tuple[State, bool]]], ideas: Counter[str]) -> WorkFacts:
    """Of all duties of his posts, each once."""
    own = {duty: found for post in posts for duty, found in duties[post].items()}
    states = Counter(state for state, _ in own.values())
    return WorkFacts(
        due=len(own),
        on_time=states[State.ON_TIME],
        late=states[State.LATE],
        overdue=states[State.OVERDUE],
        silent=sum(state == State.OVERDUE and is_silent for state, is_silent in own.values()),
        registered=ideas.total(),
        adopted=ideas[InitiativeState.ADOPTED],
    )


def _posts(organization: Organization, users: Iterable[int]) -> dict[int, set[int]]:
    """The posts that each person holds or held in the body, with those they carry on."""
    found: dict[int, set[int]] = defaultdict(set)
    held = Membership.objects.filter(organization=organization, user__in=users).prefetch_related("positions")
    for one in held:
        for post in one.positions.all():
            found[one.user_id].update((post.pk, *post.predecessor_ids))
    return found


def _duties(
    actor: Actor, grading: Grading, posts: Iterable[int], today: date
) -> dict[int, dict[int, tuple[State, bool]]]:
    """By post: the duties that it led and that fell due in the year by today, each with its state and whether nobody
    ever said a word about it."""
    asked = Obligation.objects.visible_to(actor).filter(
        cancelled_on=None,
        due_on__gte=date(grading.year, 1, 1),
        due_on__lte=min(date(grading.year, 12, 31), today),
        task__plan__state=PlanState.ACCEPTED,
        task__assignments__role=AgencyRole.LEAD,
        task__assignments__position__in=list(posts),
    )
    found: dict[int, dict[int, tuple[State, bool]]] = defaultdict(dict)
    for pk, post, *columns in asked.order_by().values_list("pk", "task__assignments__position", *LIVE_COLUMNS):
        duty = duty_of(*columns)
        state = state_of(duty, today)
        if state != State.NOTHING:
            found[post][pk] = state, not duty.words
    return found


def _ideas(grading: Grading, users: Iterable[int]) -> dict[int, Counter[str]]:
    """The initiatives of the body's people of the year, by person and state."""
    named = InitiativeAuthor.objects.filter(
        user__in=users, initiative__organization=grading.organization, initiative__year=grading.year
    ).exclude(initiative__state=InitiativeState.WITHDRAWN)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for user, state in named.order_by().values_list("user", "initiative__state"):
        found[user][state] += 1
    return found


def _bodies_beneath(actor: Actor, year: int, today: date) -> list[Organization]:
    territory, day = actor.organization.territory, min(today, date(year, 12, 31))
    found = Organization.objects.filter(path__startswith=territory).exclude(path=territory)
    return [one for one in found if one.existed_on(day)]


def _years(pairs: Iterable[tuple[Organization, Grading | None]]) -> list[YearOf]:
    pairs = list(pairs)
    people = _people([one for _, one in pairs if one])
    found = (_year_of(body, one, people[one.pk] if one else ()) for body, one in pairs)
    return sorted(found, key=lambda one: (one.grading is not None, one.is_decided, sort_key(one.body.name)))


def _with_people(gradings: Iterable[Grading]) -> list[tuple[Grading, list[GradedPerson]]]:
    found = list(gradings)
    people = _people(found)
    return [(one, people[one.pk]) for one in found]


def _people(gradings: Sequence[Grading]) -> dict[int, list[GradedPerson]]:
    found: dict[int, list[GradedPerson]] = defaultdict(list)
    for one in GradedPerson.objects.filter(grading__in=gradings).order_by("pk"):
        found[one.grading_id].append(one)
    return found


def _year_of(body: Organization, grading: Grading | None, people: Sequence[GradedPerson]) -> YearOf:
    finals = tuple(Grade(one.final) for one in people if one.final)
    return YearOf(body, grading, finals, len(people), sum(bool(one.left_out) for one in people))
