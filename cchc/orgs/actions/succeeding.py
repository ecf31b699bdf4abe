"""Parts of the actions that change bodies: one ends, another carries on its work; one moves; one gets another name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.becoming import Movers, issuer_of, place_of
from cchc.orgs.enums import ChangeKind
from cchc.orgs.heirs import goes_on, heir_of_post, office_of
from cchc.orgs.models import FormerName, Membership, Organization, Position, UnitChange, UnitStep
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.rules import can_change_units
from cchc.text import nfc, squeeze

NO_RIGHT = "Chỉ người quản trị của cấp trên mới sáp nhập, đổi tên, chia tách hoặc chuyển {}."
ONE_DAY = timedelta(days=1)
Step = tuple[Organization | None, Organization | None, str, str]
"""A body before and one after, each with its name then."""


@dataclass(frozen=True, slots=True)
class Order:
    """What orders a change: the day from whose beginning it holds, and the decision."""

    on_day: date
    decision: str

    @property
    def last_day(self) -> date:
        return self.on_day - ONE_DAY


@dataclass(slots=True)
class Carrying:
    """One change while it is carried out: who, by which order, and its steps for the record."""

    actor: Actor
    order: Order
    now: datetime
    steps: list[Step] = field(default_factory=list)

    def tell(self, verb: str, body: Organization, before: Mapping[str, object], after: Mapping[str, object]) -> None:
        more = {**after, "từ ngày": self.order.on_day, "căn cứ": self.order.decision}
        record(verb, body, actor=self.actor, organization=body, now=self.now, before=before, after=more)

    def keep(self, kind: ChangeKind) -> UnitChange:
        """Record the change with all its steps."""
        change = UnitChange.objects.create(
            organization=self.actor.organization,
            kind=kind,
            on_day=self.order.on_day,
            decision=self.order.decision,
            recorded_at=self.now,
            recorder_name=self.actor.name,
        )
        UnitStep.objects.bulk_create(
            UnitStep(change=change, before=before, after=after, before_name=was, after_name=became)
            for before, after, was, became in self.steps
        )
        return change


def begin(actor: Actor, bodies: Sequence[Organization], order: Order, now: datetime) -> Carrying:
    """Check who and when, and hold the bodies until the end of the transaction."""
    ids = sorted({body.pk for body in bodies})
    held = {one.pk: one for one in Organization.objects.select_for_update(no_key=True).filter(pk__in=ids)}
    for body in bodies:
        body.valid_to, body.valid_from = held[body.pk].valid_to, held[body.pk].valid_from
        body.path, body.predecessor_ids = held[body.pk].path, held[body.pk].predecessor_ids
        if not can_change_units(actor, body):
            raise Forbidden(NO_RIGHT.format(body))
    _check_order(order, localdate(now))
    for body in bodies:
        _check_life(body, order.on_day)
    _check_later_changes(ids, order.on_day)
    return Carrying(actor, Order(order.on_day, squeeze(nfc(order.decision))), now)


def _check_order(order: Order, today: date) -> None:
    if not order.decision.strip():
        raise Refused("Hãy ghi văn bản căn cứ (số, ngày, cơ quan ban hành); văn bản được giữ trong lịch sử đơn vị.")
    if order.on_day > today:
        raise Refused(
            f"Ngày hiệu lực {order.on_day:%d/%m/%Y} chưa tới; xem trước thì được từ bây giờ, còn ghi thì từ ngày ấy."
        )


def _check_life(body: Organization, on_day: date) -> None:
    if body.valid_to is not None:
        raise Refused(f"{body} đã kết thúc ngày {body.valid_to:%d/%m/%Y} nên không thay đổi được nữa.")
    if body.valid_from and body.valid_from >= on_day:
        raise Refused(f"{body} mới có từ ngày {body.valid_from:%d/%m/%Y}; ngày hiệu lực phải sau ngày ấy.")


def _check_later_changes(ids: Iterable[int], on_day: date) -> None:
    later = UnitStep.objects.filter(Q(before__in=ids) | Q(after__in=ids), change__on_day__gt=on_day)
    found = later.select_related("change").first()
    if found:
        raise Refused(
            f"{found} đã được ghi từ ngày {found.change.on_day:%d/%m/%Y}; thay đổi phải được ghi theo thứ tự thời gian."
        )


def place_under(carrying: Carrying, body: Organization, parent: Organization) -> None:
    """Move a body with everything beneath it."""
    _keep_what_it_was(body, carrying.order)
    old, new = body.path, f"{parent.path}{body.pk}/"
    moved = list(Organization.objects.filter(path__startswith=old))
    for one in moved:
        one.path = new + one.path[len(old) :]
    Organization.objects.bulk_update(moved, ["path"])
    was = body.parent
    body.parent, body.path = parent, new
    body.save(update_fields=["parent", "path"])
    carrying.tell("Chuyển cấp trên", body, {"cấp trên": was and was.name}, {"cấp trên": parent.name})


def name_anew(carrying: Carrying, body: Organization, name: str, issuer: str = "", place: str = "") -> None:
    """Give a body another name; that of its issuer and its place follow from it where they are not given."""
    _keep_what_it_was(body, carrying.order)
    was = body.name
    body.name, body.issuer_name, body.place_name = name, issuer or issuer_of(name), place or place_of(name)
    body.save(update_fields=["name", "issuer_name", "place_name"])
    carrying.tell("Đổi tên đơn vị", body, {"tên": was}, {"tên": name})


def _keep_what_it_was(body: Organization, order: Order) -> None:
    """What a body was until the day before; of several changes of one day the first keeps it."""
    FormerName.objects.get_or_create(
        organization=body,
        until_on=order.last_day,
        defaults={
            "name": body.name,
            "issuer_name": body.issuer_name,
            "place_name": body.place_name,
            "parent": body.parent,
        },
    )


def hand_over(
    carrying: Carrying,
    ended: Organization,
    heir: Organization,
    people: Movers,
    chosen: Mapping[int, int] | None = None,
) -> None:
    """End a body on the day before; `heir` carries on its work, its posts' duties and what it carried on itself.
    `chosen` says which post of the heir takes over a post, where that is not the one of the same name."""
    ids = {ended.pk, *ended.predecessor_ids}
    heir.predecessor_ids = sorted({*heir.predecessor_ids, *ids})
    heir.save(update_fields=["predecessor_ids"])
    Organization.objects.filter(merged_into=ended).update(merged_into=heir)
    ended.valid_to, ended.merged_into = carrying.order.last_day, heir
    ended.save(update_fields=["valid_to", "merged_into"])
    posts = _hand_over_posts(ended, heir, chosen or {}, carrying.order)
    moved, left = _move_people(carrying, ended, heir, people, posts)
    after = {"kế thừa bởi": heir.name, "người chuyển sang": moved, "người thôi": left}
    carrying.tell("Kết thúc đơn vị", ended, {}, after)


def _hand_over_posts(
    ended: Organization, heir: Organization, chosen: Mapping[int, int], order: Order
) -> dict[int, Position]:
    """The heir's post for each of the ended body's: the chosen one, that of a same name, else its office. A commune's
    post that a commune has not yet is set up there."""
    theirs = list(Position.objects.filter(organization=heir, valid_to=None))
    found: dict[int, Position] = {}
    for post in Position.objects.filter(organization=ended, valid_to=None):
        taker = heir_of_post(post, theirs, chosen.get(post.pk))
        if taker is None and ended.kind == heir.kind:
            taker = _copy_of(post, heir)
            theirs.append(taker)
        if taker := taker or office_of(theirs):
            taker.predecessor_ids = sorted({*taker.predecessor_ids, post.pk, *post.predecessor_ids})
            found[post.pk] = taker
    Position.objects.bulk_update({one.pk: one for one in found.values()}.values(), ["predecessor_ids"])
    Position.objects.filter(organization=ended, valid_to=None).update(valid_to=order.last_day)
    return found


def _copy_of(post: Position, heir: Organization) -> Position:
    return Position.objects.create(
        organization=heir,
        name=post.name,
        short_name=post.short_name,
        aliases=post.aliases,
        kind=post.kind,
        order=post.order,
    )


def _move_people(
    carrying: Carrying, ended: Organization, heir: Organization, people: Movers, posts: Mapping[int, Position]
) -> tuple[list[str], list[str]]:
    """End every membership on the last day; who moves begins in the heir on the first. Returns the names of those who
    moved and of those who did not."""
    order = carrying.order
    lasting = Q(valid_to=None) | Q(valid_to__gte=order.on_day)
    held = Membership.objects.filter(lasting, organization=ended, ended_at=None).select_related("user")
    moved: list[str] = []
    left: list[str] = []
    for membership in list(held.prefetch_related("positions")):
        goes = goes_on(membership, people) and membership.user.is_active
        if goes:
            taken = {posts[post.pk].pk: posts[post.pk] for post in membership.positions.all() if post.pk in posts}
            _begin_again(membership, heir, taken.values(), order)
        (moved if goes else left).append(membership.user.display_name)
        if membership.valid_from and membership.valid_from >= order.on_day:
            membership.ended_at = carrying.now
        else:
            membership.valid_to = order.last_day
        membership.save(update_fields=["valid_to", "ended_at"])
    return moved, left


def _begin_again(membership: Membership, heir: Organization, posts: Iterable[Position], order: Order) -> None:
    """The same role in the heir, unless the person holds it there already."""
    begins = max(filter(None, (membership.valid_from, order.on_day)))
    held = Membership.objects.filter(user=membership.user, organization=heir, role=membership.role, ended_at=None)
    going_on = held.filter(Q(valid_to=None) | Q(valid_to__gte=begins)).first()
    taken = going_on or Membership.objects.create(
        user=membership.user,
        organization=heir,
        role=membership.role,
        valid_from=begins,
        valid_to=membership.valid_to,
    )
    taken.positions.add(*posts)
