"""Posts and sections of a body."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.enums import PositionKind
from cchc.orgs.models import Organization, Position
from cchc.orgs.queries.bodies import hold
from cchc.orgs.queries.people import holders_of
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.orgs.rules import can_manage_people
from cchc.orgs.terms import facts_of_position, mark_of
from cchc.text import fold, squeeze

NOT_ADMINISTRATOR = "Chỉ người quản trị của đơn vị mới được thêm, sửa, kết thúc chức danh."


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
    _require_manager(actor, organization)
    words = [squeeze(alias) for alias in aliases]
    position = Position(
        organization=organization,
        name=squeeze(name),
        short_name=squeeze(short_name),
        aliases=words,
        kind=kind,
        order=order,
    )
    _require_own_names(position)
    position.save()
    after = {key: value for key, value in facts_of_position(position).items() if value}
    record("Thêm chức danh", position, actor=actor, organization=organization, now=now, after=after)
    return position


@transaction.atomic
def change_position(
    *,
    actor: Actor,
    position: Position,
    seen: str,
    name: str,
    short_name: str,
    aliases: Sequence[str],
    kind: PositionKind,
    order: int,
    now: datetime,
) -> bool:
    """Other words for a post, from what was `seen`; a former name stays an alias, so that older documents are still
    understood. False when nothing differs."""
    locked = _held(actor, position, seen)
    before = facts_of_position(locked)
    wanted = [squeeze(alias) for alias in aliases]
    name = squeeze(name)
    if name != locked.name:
        wanted.append(locked.name)
    locked.name, locked.short_name, locked.kind, locked.order = name, squeeze(short_name), kind, order
    locked.aliases = [alias for alias in dict.fromkeys(wanted) if alias and alias != name]
    _require_own_names(locked)
    was, became = changes(before, facts_of_position(locked))
    if not became:
        return False
    locked.save(update_fields=["name", "short_name", "aliases", "kind", "order"])
    record("Sửa chức danh", locked, actor=actor, organization=locked.organization, now=now, before=was, after=became)
    return True


@transaction.atomic
def end_position(*, actor: Actor, position: Position, seen: str, last_on: date, now: datetime) -> Position:
    """A post that nobody holds any more ends with a day. Whoever ends it sees to its duties first."""
    locked = _held(actor, position, seen)
    if last_on < now.date():
        raise Refused("Ngày cuối của chức danh không thể trước hôm nay; hãy ghi hôm nay hoặc một ngày sau.")
    names = [str(one.user) for one in holders_of(locked, after=last_on)]
    if names:
        raise Refused(
            f"Sau ngày {last_on:%d/%m/%Y} còn {', '.join(names)} giữ chức danh này; "
            "hãy đổi chức danh của người đó ở thẻ Người trước."
        )
    return _with_end(actor, locked, last_on, "Kết thúc chức danh", now)


@transaction.atomic
def reopen_position(*, actor: Actor, position: Position, seen: str, now: datetime) -> Position:
    """A post that was ended by mistake, or is there again."""
    locked = _held(actor, position, seen)
    if locked.valid_to is None:
        raise Refused("Chức danh này không có ngày kết thúc nên không cần mở lại.")
    return _with_end(actor, locked, None, "Mở lại chức danh", now)


def _with_end(actor: Actor, position: Position, last_on: date | None, verb: str, now: datetime) -> Position:
    before = facts_of_position(position)
    position.valid_to = last_on
    position.save(update_fields=["valid_to"])
    was, became = changes(before, facts_of_position(position))
    record(verb, position, actor=actor, organization=position.organization, now=now, before=was, after=became)
    return position


def _held(actor: Actor, position: Position, seen: str) -> Position:
    hold(position.organization)
    locked = Position.objects.select_related("organization").get(pk=position.pk)
    _require_manager(actor, locked.organization)
    if mark_of(facts_of_position(locked)) != seen:
        raise Stale("Vừa có người sửa chức danh này; hãy xem bản đang có rồi lưu lại nếu vẫn muốn đổi.")
    return locked


def _require_own_names(position: Position) -> None:
    """One name, one post: documents are read by these words."""
    if not position.name:
        raise Refused("Hãy ghi tên chức danh.")
    mine = {fold(words) for words in (position.name, *position.aliases)}
    for other in Position.objects.filter(organization=position.organization).exclude(pk=position.pk):
        shared = mine & {fold(words) for words in (other.name, *other.aliases)}
        if shared:
            raise Refused(
                f"“{other.name}” của {position.organization} đã mang tên hoặc tên gọi khác này; "
                "mỗi tên chỉ của một chức danh."
            )


def _require_manager(actor: Actor, organization: Organization) -> None:
    if not can_manage_people(actor, organization):
        raise Forbidden(NOT_ADMINISTRATOR)
