"""Roles and posts of people, from a day to a day. Duties belong to the post: who holds it next finds them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from cchc.orgs.actions.accounts import Newcomer, Opened, open_account
from cchc.orgs.actions.notices import tell
from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.enums import NoticeKind, Role
from cchc.orgs.models import Membership, Organization, Position, User
from cchc.orgs.queries.bodies import hold, root_of
from cchc.orgs.queries.people import keepers, live_roles
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.orgs.rules import can_change_membership, can_give_role, can_grant, can_manage_people, is_himself
from cchc.orgs.spans import Span, do_spans_meet, span_words
from cchc.orgs.telling import Telling
from cchc.orgs.terms import facts_of_membership, is_over, mark_of

NOT_ADMINISTRATOR = "Chỉ người quản trị của đơn vị mới được thêm tài khoản, chức danh và vai trò."
NOT_ONESELF = "Không ai tự giao, tự sửa hay tự cho mình thôi vai trò; hãy nhờ một người quản trị khác."
LAST_ADMINISTRATOR = (
    "Đây là người quản trị cuối cùng của cả hệ thống nên không cho thôi được; "
    "hãy giao vai trò quản trị không thời hạn cho người khác trước."
)


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
    """Open an account with a known password, to set up a system; raises ValidationError when it breaks the rules."""
    if not can_manage_people(actor, organization):
        raise Forbidden(NOT_ADMINISTRATOR)
    user = User(username=username, full_name=full_name)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    record("Mở tài khoản", user, actor=actor, organization=organization, now=now, after={"tên đăng nhập": username})
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
    posts = list(positions)
    _require_may_give(actor, user, organization, role)
    _require_term(organization, posts, (valid_from, valid_to), now.date())
    _require_no_overlap(user, organization, role, (valid_from, valid_to), now.date())
    membership = Membership.objects.create(
        user=user, organization=organization, role=role, valid_from=valid_from, valid_to=valid_to
    )
    membership.positions.set(posts)
    _, after = changes({}, {key: value for key, value in facts_of_membership(membership).items() if value})
    record("Giao vai trò", membership, actor=actor, organization=organization, now=now, after=after)
    _tell(actor, membership, f"Anh chị được giao vai trò {role.label}, {span_words(valid_from, valid_to)}.", now)
    return membership


@transaction.atomic
def engage(
    *,
    actor: Actor,
    newcomer: Newcomer,
    organization: Organization,
    role: Role,
    positions: Iterable[Position] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    now: datetime,
) -> Opened:
    """A new person of a body: the account with its password for one use, and the role."""
    opened = open_account(actor=actor, organization=organization, newcomer=newcomer, now=now)
    add_membership(
        actor=actor,
        user=opened.user,
        organization=organization,
        role=role,
        positions=positions,
        valid_from=valid_from,
        valid_to=valid_to,
        now=now,
    )
    return opened


@transaction.atomic
def change_membership(
    *,
    actor: Actor,
    membership: Membership,
    seen: str,
    role: Role,
    positions: Iterable[Position],
    valid_from: date | None,
    valid_to: date | None,
    now: datetime,
) -> bool:
    """Another role, other posts or other days, from what was `seen`; False when nothing differs."""
    posts, today = list(positions), now.date()
    locked = _held(actor, membership, seen, today)
    organization, user = locked.organization, locked.user
    if role != locked.role:
        _require_may_give(actor, user, organization, role)
    _require_term(organization, posts, (valid_from, valid_to), today)
    if valid_to and valid_to < today and valid_to != locked.valid_to:
        raise Refused("Ngày cuối không thể trước hôm nay; muốn thôi ngay thì dùng “Cho thôi”.")
    if locked.role == Role.ADMINISTRATOR and (role != Role.ADMINISTRATOR or valid_to):
        _require_other_keeper(locked, today)
    _require_no_overlap(user, organization, role, (valid_from, valid_to), today, but=locked.pk)
    before = facts_of_membership(locked)
    locked.role, locked.valid_from, locked.valid_to = role, valid_from, valid_to
    locked.save(update_fields=["role", "valid_from", "valid_to"])
    locked.positions.set(posts)
    return _record_change(actor, locked, before, "Sửa vai trò", now)


@transaction.atomic
def end_membership(
    *, actor: Actor, membership: Membership, seen: str, last_on: date | None, now: datetime
) -> Membership:
    """Let a person go: at once (`last_on` None: the next request of an open session finds nothing any more), or after
    a last day."""
    today = now.date()
    locked = _held(actor, membership, seen, today)
    if last_on and last_on < today:
        raise Refused("Ngày làm việc cuối không thể trước hôm nay; để trống nếu thôi ngay bây giờ.")
    if last_on and locked.valid_from and last_on < locked.valid_from:
        raise Refused("Ngày làm việc cuối phải từ ngày bắt đầu trở đi; nếu chưa bắt đầu, hãy chọn thôi ngay bây giờ.")
    if locked.role == Role.ADMINISTRATOR:
        _require_other_keeper(locked, today)
    before = facts_of_membership(locked)
    if last_on is None:
        locked.ended_at = now
        locked.valid_to = max(today, locked.valid_from or today)
    else:
        locked.valid_to = last_on
    locked.save(update_fields=["ended_at", "valid_to"])
    _record_change(
        actor, locked, before, "Cho thôi vai trò" if last_on is None else "Cho thôi vai trò từ một ngày", now
    )
    return locked


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    membership: Membership,
    seen: str,
    last_on: date | None,
    successor: User | Newcomer,
    now: datetime,
) -> Opened | None:
    """Let a person go and give his role and posts to a successor from the next day, or at once; a newcomer gets an
    account. Who holds the same role there already keeps his own posts beside them."""
    role, organization, today = Role(membership.role), membership.organization, now.date()
    posts = list(membership.positions.all())
    end_membership(actor=actor, membership=membership, seen=seen, last_on=last_on, now=now)
    first_on = last_on + timedelta(days=1) if last_on else max(today, membership.valid_from or today)
    opened = None
    if isinstance(successor, Newcomer):
        opened = open_account(actor=actor, organization=organization, newcomer=successor, now=now)
        successor = opened.user
    if successor.pk == membership.user_id:
        raise Refused("Người thay phải là người khác; hãy chọn lại.")
    own = [m for m in live_roles(successor, organization, role, today=today) if _meets(m, (first_on, None))]
    if len(own) > 1:
        raise Refused("Người thay đã có hơn một thời gian giữ vai trò này; hãy sửa chức danh trong từng vai trò.")
    if own:
        _add_posts(actor, own[0], posts, first_on, now)
    else:
        add_membership(
            actor=actor,
            user=successor,
            organization=organization,
            role=role,
            positions=posts,
            valid_from=first_on,
            now=now,
        )
    return opened


def _add_posts(actor: Actor, own: Membership, posts: list[Position], first_on: date, now: datetime) -> None:
    """The successor's own membership with further posts from a day on; until then it stays as it is."""
    role, seen, until = Role(own.role), mark_of(facts_of_membership(own)), own.valid_to
    together = list(dict.fromkeys([*own.positions.all(), *posts]))
    if first_on <= now.date() or (own.valid_from and own.valid_from >= first_on):
        change_membership(
            actor=actor,
            membership=own,
            seen=seen,
            role=role,
            positions=together,
            valid_from=own.valid_from,
            valid_to=until,
            now=now,
        )
        return
    end_membership(actor=actor, membership=own, seen=seen, last_on=first_on - timedelta(days=1), now=now)
    add_membership(
        actor=actor,
        user=own.user,
        organization=own.organization,
        role=role,
        positions=together,
        valid_from=first_on,
        valid_to=until,
        now=now,
    )


def _held(actor: Actor, membership: Membership, seen: str, today: date) -> Membership:
    """The membership as it is now, nobody else writing it until the end of the transaction."""
    hold(membership.organization)
    locked = Membership.objects.select_related("organization__parent", "user").get(pk=membership.pk)
    if is_himself(actor, locked.user):
        raise Forbidden(NOT_ONESELF)
    if mark_of(facts_of_membership(locked)) != seen:
        raise Stale("Vừa có người sửa vai trò này; hãy xem bản đang có rồi lưu lại nếu vẫn muốn đổi.")
    if is_over(locked, today):
        raise Refused("Vai trò này đã thôi, chỉ còn để xem; cần nữa thì giao vai trò mới.")
    if not can_change_membership(actor, locked, today):
        raise Forbidden(NOT_ADMINISTRATOR)
    return locked


def _require_may_give(actor: Actor, user: User, organization: Organization, role: Role) -> None:
    if is_himself(actor, user):
        raise Forbidden(NOT_ONESELF)
    if not can_manage_people(actor, organization):
        raise Forbidden(NOT_ADMINISTRATOR)
    if not can_grant(actor, organization, role):
        raise Forbidden(
            f"Không giao được vai trò {role.label} ở {organization}: cơ quan theo dõi chỉ có ở nơi theo dõi đơn vị "
            "khác, và không ai giao quyền rộng hơn địa bàn của mình."
        )
    if not can_give_role(actor, user, organization):
        raise Forbidden("Người này thuộc đơn vị ngoài địa bàn; hãy nhờ người quản trị của cấp trên cả hai đơn vị giao.")


def _require_term(organization: Organization, posts: list[Position], span: Span, today: date) -> None:
    first_on, last_on = span
    if first_on and last_on and last_on < first_on:
        raise Refused("Ngày cuối đứng trước ngày bắt đầu; hãy sửa một trong hai ngày.")
    if organization.valid_to and (first_on or today) > organization.valid_to:
        raise Refused(f"{organization} đã kết thúc ngày {organization.valid_to:%d/%m/%Y}; hãy chọn đơn vị kế tiếp.")
    for post in posts:
        if post.organization_id != organization.pk:
            raise Refused(f"Chức danh “{post}” không phải của {organization}; hãy chọn chức danh của đúng đơn vị.")
        if post.valid_to and post.valid_to < today:
            raise Refused(f"Chức danh “{post}” đã kết thúc; hãy chọn chức danh khác.")


def _require_no_overlap(
    user: User, organization: Organization, role: Role, span: Span, today: date, but: int | None = None
) -> None:
    hold(organization)
    for other in live_roles(user, organization, role, today=today):
        if other.pk != but and _meets(other, span):
            said = span_words(other.valid_from, other.valid_to)
            raise Refused(f"{user} đã giữ vai trò {role.label} ở {organization} ({said}); hãy sửa vai trò đang có.")


def _meets(membership: Membership, span: Span) -> bool:
    return do_spans_meet((membership.valid_from, membership.valid_to), span)


def _require_other_keeper(membership: Membership, today: date) -> None:
    """Somebody must be left who can give roles everywhere."""
    root = root_of(membership.organization)
    hold(root)
    of_all = keepers(root, today=today)
    if of_all.filter(pk=membership.pk).exists() and not of_all.exclude(user=membership.user_id).exists():
        raise Refused(LAST_ADMINISTRATOR)


def _record_change(actor: Actor, membership: Membership, before: dict[str, object], verb: str, now: datetime) -> bool:
    fresh = Membership.objects.select_related("organization", "user").get(pk=membership.pk)
    was, became = changes(before, facts_of_membership(fresh))
    if not became:
        return False
    record(verb, fresh, actor=actor, organization=fresh.organization, now=now, before=was, after=became)
    said = span_words(fresh.valid_from, fresh.valid_to)
    _tell(actor, fresh, f"Vai trò {fresh.get_role_display()} của anh chị vừa được sửa: {said}.", now)
    return True


def _tell(actor: Actor, membership: Membership, text: str, now: datetime) -> None:
    """The person hears of it, except while a system is set up."""
    if actor.is_system:
        return
    said = f"{membership.organization}: {text}"
    telling = Telling(NoticeKind.PEOPLE, f"role:{membership.pk}:{now.isoformat()}", said, "/tai-khoan/")
    tell(actor=actor, organization=membership.organization, users=[membership.user], tellings=[telling], now=now)
