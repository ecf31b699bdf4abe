"""Writing of bodies, posts, people and memberships, and of the calendar's exceptions."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import OrganizationKind, PositionKind, Role
from cchc.orgs.models import CalendarException, Membership, Organization, Position, User
from cchc.orgs.queries import working_days
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.rules import can_manage_people, can_set_calendar
from cchc.orgs.working_days import fault_of_days


@transaction.atomic
def found_organization(
    *,
    actor: Actor | None,
    code: str,
    name: str,
    kind: OrganizationKind,
    issuer_name: str,
    place_name: str,
    parent: Organization | None,
    aliases: Iterable[str] = (),
    now: datetime,
) -> Organization:
    """Set up a body under `parent`. Without an actor (the first body has nobody above it) the system is named."""
    if actor and not (parent and can_manage_people(actor, parent)):
        raise Forbidden("Chỉ người quản trị của cấp trên mới được lập đơn vị.")
    organization = Organization(
        code=code,
        name=name,
        kind=kind,
        issuer_name=issuer_name,
        place_name=place_name,
        parent=parent,
        aliases=list(aliases),
    )
    organization.save()
    organization.path = f"{parent.path if parent else '/'}{organization.pk}/"
    organization.save(update_fields=["path"])
    who = actor or Actor.system(organization)
    record("Lập đơn vị", organization, actor=who, organization=organization, now=now)
    return organization


@transaction.atomic
def add_position(
    *,
    actor: Actor,
    organization: Organization,
    name: str,
    short_name: str,
    aliases: Iterable[str] = (),
    kind: PositionKind = PositionKind.POST,
    order: int = 0,
    now: datetime,
) -> Position:
    """Add a post or section to a body."""
    _require_people_manager(actor, organization)
    position = Position.objects.create(
        organization=organization, name=name, short_name=short_name, aliases=list(aliases), kind=kind, order=order
    )
    record("Thêm chức danh", position, actor=actor, organization=organization, now=now, after={"tên": name})
    return position


@transaction.atomic
def add_user(
    *,
    actor: Actor,
    organization: Organization,
    username: str,
    full_name: str,
    password: str,
    now: datetime,
) -> User:
    """Open an account; raises ValidationError when the password breaks the rules."""
    _require_people_manager(actor, organization)
    user = User(username=username, full_name=full_name)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    record("Mở tài khoản", user, actor=actor, organization=organization, now=now, after={"tài khoản": username})
    return user


@transaction.atomic
def add_membership(
    *,
    actor: Actor,
    user: User,
    organization: Organization,
    role: Role,
    positions: Iterable[Position] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    now: datetime,
) -> Membership:
    """Give a person a role and posts in a body."""
    _require_people_manager(actor, organization)
    membership = Membership.objects.create(
        user=user, organization=organization, role=role, valid_from=valid_from, valid_to=valid_to
    )
    membership.positions.set(positions)
    after = {"vai trò": role.label, "chức danh": [position.name for position in positions]}
    record("Giao vai trò", membership, actor=actor, organization=organization, now=now, after=after)
    return membership


@transaction.atomic
def note_password_change(*, actor: Actor, user: User, now: datetime) -> None:
    """Keep in the audit trail that a person changed his own password (never the password)."""
    record("Đổi mật khẩu", user, actor=actor, organization=actor.organization, now=now)


@transaction.atomic
def set_days(*, actor: Actor, off_on: date | None, work_on: date | None, name: str, now: datetime) -> None:
    """Enter a further day off, a further day worked, or the two in exchange. Days of reports and duties that are there
    do not move."""
    _require_calendar_keeper(actor)
    if refusal := fault_of_days(working_days(), off_on, work_on):
        raise Refused(refusal)
    for day, other, is_working in ((off_on, work_on, False), (work_on, off_on, True)):
        if day:
            entered = CalendarException.objects.create(on_day=day, is_working=is_working, name=name, swapped_with=other)
            after = {"ngày": day, "là ngày làm việc": is_working, "đổi với ngày": other, "lý do": name}
            record("Ghi lịch làm việc", entered, actor=actor, organization=actor.organization, now=now, after=after)


@transaction.atomic
def remove_days(*, actor: Actor, on_day: date, now: datetime) -> None:
    """Take a day, and the one it was swapped with, out of the calendar's exceptions."""
    _require_calendar_keeper(actor)
    days = CalendarException.objects.filter(Q(on_day=on_day) | Q(swapped_with=on_day))
    if not days:
        raise Refused(f"Ngày {on_day:%d/%m/%Y} không có trong lịch; có thể người khác vừa bỏ.")
    for day in days:
        before = {"ngày": day.on_day, "là ngày làm việc": day.is_working, "lý do": day.name}
        record("Bỏ ngày khỏi lịch làm việc", day, actor=actor, organization=actor.organization, now=now, before=before)
    days.delete()


def _require_calendar_keeper(actor: Actor) -> None:
    if not can_set_calendar(actor):
        raise Forbidden("Chỉ người quản trị của đơn vị không có cấp trên mới sửa được lịch làm việc.")


def _require_people_manager(actor: Actor, organization: Organization) -> None:
    if not can_manage_people(actor, organization):
        raise Forbidden("Chỉ người quản trị của đơn vị mới được thêm tài khoản, chức danh và vai trò.")
