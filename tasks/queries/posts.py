"""The posts of bodies: who holds them, how many duties they lead that are still owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Membership, Organization, Position
from cchc.orgs.queries.people import is_live
from cchc.orgs.rules import can_manage_people
from cchc.text import fold
from plans.enums import AgencyRole
from tasks.models import Assignment, Obligation


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post on the page: its holders now and to come, the duties it leads that are still owed."""

    position: Position
    holders: tuple[Membership, ...]
    open_duties: int
    is_over: bool
    may_change: bool

    @property
    def is_vacant(self) -> bool:
        """Duties wait for somebody who is not there."""
        return not self.holders and self.open_duties > 0 and not self.is_over


def open_duties(positions: Iterable[Position]) -> dict[int, int]:
    """How many duties each post leads that are still owed, those inherited from ended bodies included, by its id (one
    query)."""
    heirs = {pk: post.pk for post in positions for pk in (post.pk, *post.predecessor_ids)}
    counted = (
        Assignment.objects.filter(
            position__in=list(heirs), role=AgencyRole.LEAD, task__obligations__in=Obligation.objects.open()
        )
        .order_by()
        .values("position")
        .annotate(number=Count("pk"))
    )
    found: dict[int, int] = {}
    for row in counted:
        heir = heirs[row["position"]]
        found[heir] = found.get(heir, 0) + row["number"]
    return found


def post_lines(actor: Actor, body: Organization | None, *, words: str, ended: bool, today: date) -> list[PostLine]:
    """The posts of one body or of all within reach, body by body in their order (five queries)."""
    found = _posts(actor, today)
    if body:
        found = found.filter(organization=body)
    found = found.filter(valid_to__lt=today) if ended else found.exclude(valid_to__lt=today)
    wanted = fold(words).split()
    kept = [post for post in found if all(word in fold(_all_words(post)) for word in wanted)]
    return _lines(actor, kept, today)


def post_line(actor: Actor, pk: int, *, today: date) -> PostLine | None:
    """One post within reach."""
    return next(iter(_lines(actor, list(_posts(actor, today).filter(pk=pk)), today)), None)


def _posts(actor: Actor, today: date) -> QuerySet[Position]:
    holders = Membership.objects.filter(is_live(today), user__is_active=True).select_related("user").order_by("pk")
    posts: QuerySet[Position] = Position.objects.visible_to(actor)
    return (
        posts.select_related("organization")
        .prefetch_related(Prefetch("memberships", holders))
        .order_by("organization__path", "order", "name", "pk")
    )


def _lines(actor: Actor, posts: Sequence[Position], today: date) -> list[PostLine]:
    counts = open_duties(posts)
    return [
        PostLine(
            post,
            tuple(post.memberships.all()),
            counts.get(post.pk, 0),
            post.valid_to is not None and post.valid_to < today,
            can_manage_people(actor, post.organization),
        )
        for post in posts
    ]


def _all_words(post: Position) -> str:
    holders = (one.user.display_name for one in post.memberships.all())
    return " ".join((post.name, post.short_name, *post.aliases, post.organization.name, *holders))


def possible_successors(actor: Actor, membership: Membership, *, today: date) -> list[Membership]:
    """Who else is or will be in the body, each person once."""
    others = Membership.objects.visible_to(actor).filter(
        is_live(today), organization=membership.organization, user__is_active=True
    )
    apart = Q(user=membership.user_id) | Q(user=actor.user.pk if actor.user else None)
    found = others.exclude(apart).select_related("user").prefetch_related("positions").order_by("pk")
    by_person: dict[int, Membership] = {}
    for one in found:
        by_person.setdefault(one.user_id, one)
    return list(by_person.values())
