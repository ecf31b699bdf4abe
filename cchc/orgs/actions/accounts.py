"""Accounts: opening, mending, passwords, closing."""

from dataclasses import dataclass
from datetime import datetime

from axes.utils import reset as forget_failures
from django.contrib.auth.hashers import get_hasher
from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.models import Organization, User
from cchc.orgs.passwords import BAD_USERNAME, is_username, one_time_password
from cchc.orgs.queries.bodies import hold, root_of
from cchc.orgs.queries.people import held_user, keepers, user_named
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.orgs.rules import can_manage_account, can_manage_people
from cchc.orgs.terms import facts_of_user, mark_of
from cchc.text import squeeze

NOT_ADMINISTRATOR = "Chỉ người quản trị của đơn vị mới được mở tài khoản."
NOT_MINE = (
    "Không sửa được tài khoản này: của chính anh chị thì vào trang Tài khoản, của người còn làm việc ở đơn vị ngoài "
    "địa bàn thì người quản trị cấp trên của cả hai đơn vị sửa."
)
TAKEN = "Tên đăng nhập “{}” đã có người dùng; hãy chọn tên khác, hoặc giao thêm vai trò từ trang của người đó."
LAST_KEEPER = "Đây là người quản trị cuối cùng của cả hệ thống nên không khóa được; hãy giao vai trò đó cho người khác."
ONE_TIME_ITERATIONS = 20_000
"""A word drawn by lot needs no slow hash against guessing, and five hundred of them must fit into one request; the
first own password is hashed as slowly as all."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What an account is opened with, or is to be called from now on."""

    full_name: str
    username: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An account with its password for one use, which is shown once and kept nowhere."""

    user: User
    password: str


@transaction.atomic
def open_account(*, actor: Actor, organization: Organization, newcomer: Newcomer, now: datetime) -> Opened:
    """An account for a new person of a body, one at a time: a form sent twice finds its name taken. He changes its
    password before he sees anything."""
    if not can_manage_people(actor, organization):
        raise Forbidden(NOT_ADMINISTRATOR)
    hold(organization)
    user = User(must_change_password=True)
    _name(user, newcomer)
    password = _give_password(user)
    user.save()
    after = {key: value for key, value in facts_of_user(user).items() if value}
    record("Mở tài khoản", user, actor=actor, organization=organization, now=now, after=after)
    return Opened(user, password)


@transaction.atomic
def change_account(
    *,
    actor: Actor,
    user: User,
    organization: Organization,
    seen: str,
    wanted: Newcomer,
    now: datetime,
) -> bool:
    """Another name, user name or address, from what was `seen`; False when nothing differs."""
    locked = _held(actor, user, now)
    before = facts_of_user(locked)
    if mark_of(before) != seen:
        raise Stale("Vừa có người sửa tài khoản này; hãy xem bản đang có rồi lưu lại nếu vẫn muốn đổi.")
    _name(locked, wanted)
    was, became = changes(before, facts_of_user(locked))
    if not became:
        return False
    locked.save(update_fields=["username", "full_name", "email"])
    record("Sửa tài khoản", locked, actor=actor, organization=organization, now=now, before=was, after=became)
    return True


@transaction.atomic
def reset_password(*, actor: Actor, user: User, organization: Organization, now: datetime) -> Opened:
    """A password for one use instead of the one forgotten; open sessions end, failed sign-ins are forgotten."""
    locked = _held(actor, user, now)
    password = _give_password(locked)
    locked.must_change_password = True
    locked.save(update_fields=["password", "must_change_password"])
    forget_failures(username=locked.username)
    record("Đặt lại mật khẩu", locked, actor=actor, organization=organization, now=now)
    return Opened(locked, password)


@transaction.atomic
def set_active(*, actor: Actor, user: User, organization: Organization, active: bool, now: datetime) -> None:
    """Close an account, which ends its open sessions at their next request, or open it again; its roles stay."""
    locked = _held(actor, user, now)
    if locked.is_active == active:
        raise Refused("Vừa có người đổi việc này; tài khoản đã như anh chị muốn.")
    if not active:
        root = root_of(organization)
        hold(root)
        of_all = keepers(root, today=now.date())
        if of_all.filter(user=locked).exists() and not of_all.exclude(user=locked).exists():
            raise Refused(LAST_KEEPER)
    locked.is_active = active
    locked.save(update_fields=["is_active"])
    record(
        "Mở lại tài khoản" if active else "Khóa tài khoản",
        locked,
        actor=actor,
        organization=organization,
        now=now,
        before={"được đăng nhập": not active},
        after={"được đăng nhập": active},
    )


@transaction.atomic
def unlock(*, actor: Actor, user: User, organization: Organization, now: datetime) -> None:
    """Let somebody sign in again who mistyped his password too often."""
    locked = _held(actor, user, now)
    if not forget_failures(username=locked.username):
        raise Refused("Tài khoản không bị tạm khóa; nếu quên mật khẩu thì đặt lại mật khẩu.")
    record("Mở khóa đăng nhập", locked, actor=actor, organization=organization, now=now)


@transaction.atomic
def note_password_change(*, actor: Actor | None, user: User, now: datetime) -> None:
    """Keep in the audit trail that a person changed his own password (never the password); nothing more is asked of
    him. Who works nowhere has no actor and no trail."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    if actor:
        record("Đổi mật khẩu", user, actor=actor, organization=actor.organization, now=now)


def _held(actor: Actor, user: User, now: datetime) -> User:
    locked = held_user(user)
    if not can_manage_account(actor, locked, now.date()):
        raise Forbidden(NOT_MINE)
    return locked


def _name(user: User, wanted: Newcomer) -> None:
    username, full_name = squeeze(wanted.username), squeeze(wanted.full_name)
    if not full_name:
        raise Refused("Hãy ghi họ và tên.")
    if username != user.username and not is_username(username):
        raise Refused(f"Tên đăng nhập cần {BAD_USERNAME}.")
    other = user_named(username)
    if other and other.pk != user.pk:
        raise Refused(TAKEN.format(username))
    user.username, user.full_name, user.email = username, full_name, squeeze(wanted.email)


def _give_password(user: User) -> str:
    password = one_time_password()
    hasher = get_hasher()
    fewer = {"iterations": ONE_TIME_ITERATIONS} if hasattr(hasher, "iterations") else {}
    user.password = hasher.encode(password, hasher.salt(), **fewer)
    return password
