"""Posts, accounts, and the roles and posts of people."""

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.enums import PositionKind, Role
from cchc.orgs.models import Membership, Organization, Position, User
from cchc.orgs.refusals import Forbidden
from cchc.orgs.rules import can_manage_people


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


def _require_people_manager(actor: Actor, organization: Organization) -> None:
    if not can_manage_people(actor, organization):
        raise Forbidden("Chỉ người quản trị của đơn vị mới được thêm tài khoản, chức danh và vai trò.")
