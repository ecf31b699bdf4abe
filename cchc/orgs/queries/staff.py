"""The page of people: who is what in the bodies within reach, and what is amiss there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.models import Membership, Organization, User
from cchc.orgs.queries.people import is_in_force
from cchc.orgs.rules import can_change_membership, can_manage_people
from cchc.orgs.spans import span_words
from cchc.orgs.terms import is_over, is_to_come
from cchc.text import fold, sort_key

NOW, TO_COME, OVER, POSTLESS, CLOSED, NEVER, ALL = (
    "",
    "sap-bat-dau",
    "da-thoi",
    "chua-chuc-danh",
    "bi-khoa",
    "chua-vao",
    "tat-ca",
)
STATES = (
    (NOW, "Đang giữ vai trò"),
    (TO_COME, "Sẽ bắt đầu"),
    (OVER, "Đã thôi"),
    (POSTLESS, "Công chức chưa có chức danh"),
    (NEVER, "Chưa đăng nhập lần nào"),
    (CLOSED, "Tài khoản bị khóa"),
    (ALL, "Tất cả"),
)
_ROLES = list(Role)


@dataclass(frozen=True, slots=True)
class StaffFilter:
    """What the address asks for: a body's id, a role, a state of `STATES`, words."""

    body: str = ""
    role: str = ""
    state: str = NOW
    words: str = ""


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One membership on the page."""

    membership: Membership
    is_over: bool
    is_to_come: bool
    span: str
    may_change: bool

    @property
    def is_postless(self) -> bool:
        """An officer to whom no duty comes: plans name posts of governments, and departments as a whole."""
        m = self.membership
        is_named = m.organization.kind != OrganizationKind.DEPARTMENT
        return m.role == Role.OFFICER and is_named and not m.positions.all() and not self.is_over


@dataclass(frozen=True, slots=True)
class Gaps:
    """Bodies in which nobody co-ordinates, or nobody approves."""

    without_coordinator: list[Organization]
    without_leader: list[Organization]


def staff_ids(actor: Actor, wanted: StaffFilter, *, today: date) -> list[int]:
    """The memberships asked for: body by body, the roles in their order, then by name. One query."""
    found: QuerySet[Membership] = Membership.objects.visible_to(actor).filter(_in_state(wanted.state, today))
    if wanted.body.isdecimal():
        found = found.filter(organization__in=Organization.objects.filter(pk=int(wanted.body)))
    if wanted.role in _ROLES:
        found = found.filter(role=wanted.role)
    rows = found.values_list(
        "pk", "organization__path", "organization__name", "role", "user__full_name", "user__username"
    )
    words = fold(wanted.words).split()
    kept = [row for row in rows if all(word in fold(" ".join((row[4], row[5], row[2]))) for word in words)]
    kept.sort(key=lambda row: (row[1], _ROLES.index(Role(row[3])), sort_key(row[4] or row[5]), row[0]))
    return [row[0] for row in dict.fromkeys(kept)]


def _in_state(state: str, today: date) -> Q:
    is_over = Q(ended_at__isnull=False) | Q(valid_to__lt=today)
    officer = Q(role=Role.OFFICER, positions=None) & ~Q(organization__kind=OrganizationKind.DEPARTMENT)
    return {
        TO_COME: ~is_over & Q(valid_from__gt=today),
        OVER: is_over,
        POSTLESS: is_in_force(today) & officer,
        CLOSED: Q(user__is_active=False) & ~is_over,
        NEVER: Q(user__last_login=None) & ~is_over,
        ALL: Q(),
    }.get(state, is_in_force(today))


def staff_lines(actor: Actor, ids: Sequence[int], *, today: date) -> list[StaffLine]:
    """The lines of one page of the list, in its order (two queries)."""
    found = Membership.objects.visible_to(actor).select_related("organization", "user").prefetch_related("positions")
    by_id = found.in_bulk(list(ids))
    return [_line(actor, by_id[pk], today) for pk in ids if pk in by_id]


def roles_of(actor: Actor, user: User, *, today: date) -> list[StaffLine]:
    """What one person is and was in the bodies within reach, the newest first."""
    ids = Membership.objects.visible_to(actor).filter(user=user).order_by("-pk").values_list("pk", flat=True)
    return staff_lines(actor, list(ids), today=today)


def _line(actor: Actor, membership: Membership, today: date) -> StaffLine:
    return StaffLine(
        membership,
        is_over(membership, today),
        is_to_come(membership, today),
        span_words(membership.valid_from, membership.valid_to),
        can_change_membership(actor, membership, today),
    )


def bodies_of(actor: Actor) -> list[Organization]:
    """The bodies within reach that are still there, down the tree."""
    return list(Organization.objects.visible_to(actor).filter(valid_to=None).select_related("parent__parent"))


def managed_body(actor: Actor, given: str) -> Organization | None:
    """The body in which somebody is to be put: the one asked for, one's own where none is; None out of reach."""
    if not given:
        return actor.organization
    pk = int(given) if given.isascii() and given.isdecimal() else 0
    found: Organization | None = Organization.objects.visible_to(actor).filter(pk=pk).first()
    return found if found and can_manage_people(actor, found) else None


def gaps(actor: Actor, bodies: Iterable[Organization], *, today: date) -> Gaps:
    """Of governments; a department without people is stood in for by the coordinator above (one query)."""
    held = (
        Membership.objects.visible_to(actor)
        .filter(is_in_force(today), user__is_active=True, role__in=(Role.COORDINATOR, Role.LEADER))
        .values_list("organization", "role")
    )
    known = set(held)
    governments = [body for body in bodies if body.kind != OrganizationKind.DEPARTMENT]
    return Gaps(
        [body for body in governments if (body.pk, Role.COORDINATOR) not in known],
        [body for body in governments if (body.pk, Role.LEADER) not in known],
    )


def failures_of(user: User) -> int:
    """Failed sign-ins in a row since which the account waits; 0 while it may sign in."""
    limit = settings.AXES_FAILURE_LIMIT
    found = AccessAttempt.objects.filter(username=user.username, failures_since_start__gte=limit)
    return max(found.values_list("failures_since_start", flat=True), default=0)
