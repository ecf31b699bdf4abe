"""Bodies over time: merged, renamed, split, founded, moved; what stays, who carries on, who sees what."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from cchc.orgs.actions.succeeding import Order
from cchc.orgs.actions.units import Newcomer, found_body, merge_bodies, move_body, rename_body, split_body
from cchc.orgs.actors import Actor
from cchc.orgs.becoming import Movers
from cchc.orgs.enums import ChangeKind, OrganizationKind, Role
from cchc.orgs.models import Event, FormerName, Membership, Organization, Position, UnitChange, User
from cchc.orgs.queries.people import actor_of
from cchc.orgs.queries.units import names_on
from cchc.orgs.refusals import Forbidden, Refused
from plans.models import Plan
from tasks.models import Task
from tasks.queries.my_work import my_work
from tasks.rules import can_update
from tests.cast import TODAY, ZONE, Cast, at
from tests.plans_in_force import plan_in_force

HEIR, NEW = (f'<span class="muted">{words}</span>' for words in ("kế thừa", "lập mới"))
DAY = date(2023, 6, 1)
NOW = at("2023-06-05 08:00")
ORDER = Order(DAY, "Nghị quyết số 1/NQ-UBTVQH15")


def merged(cast: Cast, *, people: Movers = Movers.ALL, order: Order = ORDER) -> Organization:
    """Ba Đình's work goes to Quang Trung."""
    merge_bodies(
        actor=cast.actors["admin"],
        bodies=[Organization.objects.get(pk=cast.ba_dinh.pk)],
        into=Organization.objects.get(pk=cast.quang_trung.pk),
        people=people,
        order=order,
        now=NOW,
    )
    return Organization.objects.get(pk=cast.quang_trung.pk)


def now_as(cast: Cast, who: str, today: date = TODAY) -> Actor | None:
    """The person as he acts on a day, fresh from the database."""
    user = cast.people[who]
    assert isinstance(user, User)
    return actor_of(user, membership_id=None, today=today)


def test_a_merger_ends_a_body_and_names_who_carries_on(cast: Cast) -> None:
    heir = merged(cast)
    ended = Organization.objects.get(pk=cast.ba_dinh.pk)
    assert (ended.valid_to, ended.merged_into) == (date(2023, 5, 31), heir)
    assert heir.predecessor_ids == [ended.pk]
    change = UnitChange.objects.get()
    assert (change.kind, change.on_day, change.decision) == (ChangeKind.MERGE, DAY, ORDER.decision)
    assert [str(step) for step in change.steps.all()] == ["Phường Ba Đình → Xã Quang Trung"]
    assert Event.objects.filter(verb="Kết thúc đơn vị", organization=ended).count() == 1


def test_posts_are_taken_over_by_posts_of_the_same_name(cast: Cast) -> None:
    merged(cast)
    for key in ("vptk", "tpht", "tntkq"):
        post = Position.objects.get(pk=cast.positions[key].pk)
        assert post.predecessor_ids == [cast.positions[f"ba-dinh.{key}"].pk]
    assert not Position.objects.filter(organization=cast.ba_dinh, valid_to=None).exists()


def test_a_chosen_post_takes_over(cast: Cast) -> None:
    posts = {cast.positions["ba-dinh.tckt"].pk: cast.positions["vhxh"].pk}
    merge_bodies(
        actor=cast.actors["admin"],
        bodies=[cast.ba_dinh],
        into=cast.quang_trung,
        people=Movers.ALL,
        posts=posts,
        order=ORDER,
        now=NOW,
    )
    taken = Position.objects.get(pk=cast.positions["vhxh"].pk).predecessor_ids
    assert taken == sorted([cast.positions["ba-dinh.tckt"].pk, cast.positions["ba-dinh.vhxh"].pk])


@pytest.mark.parametrize(
    ("people", "moved"),
    [(Movers.ALL, ["vptk", "tpht", "chutich"]), (Movers.STAFF, ["vptk", "tpht"]), (Movers.NONE, [])],
)
def test_people_move_or_see_nothing_any_more(cast: Cast, people: Movers, moved: list[str]) -> None:
    merged(cast, people=people)
    found = {key: now_as(cast, f"ba-dinh.{key}") for key in ("vptk", "tpht", "chutich")}
    assert {key: actor.organization for key, actor in found.items() if actor} == dict.fromkeys(moved, cast.quang_trung)
    if people == Movers.ALL:
        actor = found["tpht"]
        assert actor
        assert actor.positions == (cast.positions["tpht"],)


def test_the_last_day_and_the_first(cast: Cast) -> None:
    """Until 23:59 of the day before he works in the old body, from 00:01 in the new one."""
    merged(cast)
    days = (at("2023-05-31 23:59").astimezone(ZONE).date(), at("2023-06-01 00:01").astimezone(ZONE).date())
    found = [now_as(cast, "ba-dinh.vptk", today=day) for day in days]
    assert [actor and actor.organization for actor in found] == [cast.ba_dinh, cast.quang_trung]


@pytest.fixture
def theirs(cast: Cast) -> Plan:
    return plan_in_force(cast, who="ba-dinh.vptk")


def test_the_heir_sees_and_does_what_was_left(cast: Cast, theirs: Plan) -> None:
    before = now_as(cast, "tpht")
    assert before
    assert not Task.objects.visible_to(before).filter(plan=theirs).exists()
    merged(cast, people=Movers.NONE)
    officer, other = now_as(cast, "tpht"), now_as(cast, "tckt")
    assert officer
    assert other
    mine = {card.task.pk: card for card in my_work(officer, today=TODAY).overdue}
    task = Task.objects.get(plan=theirs, item__text="Rà soát văn bản")
    assert mine[task.pk].whose == "kế thừa từ Phường Ba Đình"
    assert (can_update(officer, task, TODAY), can_update(other, task, TODAY)) == (True, False)


def test_nobody_else_gains_anything(cast: Cast, theirs: Plan) -> None:
    found_body(
        actor=cast.actors["admin"],
        newcomer=Newcomer("", "Xã Hà Lan"),
        kind=OrganizationKind.COMMUNE,
        parent=cast.district,
        order=ORDER,
        now=NOW,
    )
    other = Organization.objects.get(code="ha-lan")
    merged(cast)
    for role in (Role.OFFICER, Role.COORDINATOR, Role.LEADER):
        actor = Actor(user=None, organization=other, role=role)
        assert not Task.objects.visible_to(actor).exists()
        assert not Plan.objects.visible_to(actor).exists()
        assert list(Organization.objects.visible_to(actor)) == [other]


def test_a_chain_of_mergers_ends_at_the_last(cast: Cast, theirs: Plan) -> None:
    merged(cast)
    merge_bodies(
        actor=cast.actors["admin"],
        bodies=[Organization.objects.get(pk=cast.quang_trung.pk)],
        into=Newcomer("", "Phường Bỉm Sơn"),
        people=Movers.ALL,
        order=Order(date(2023, 6, 3), "Nghị quyết số 2"),
        now=NOW,
    )
    last = Organization.objects.get(code="bim-son-2")
    assert last.predecessor_ids == sorted([cast.quang_trung.pk, cast.ba_dinh.pk])
    assert set(Organization.objects.filter(merged_into=last)) == {cast.quang_trung, cast.ba_dinh}
    actor = now_as(cast, "ba-dinh.tpht")
    assert actor
    assert actor.organization == last
    assert [card.task.plan for card in my_work(actor, today=TODAY).overdue if card.task.plan == theirs] == [theirs]
    assert names_on(last, TODAY).issuer_name == "Ủy ban nhân dân phường Bỉm Sơn"


def test_a_new_name_keeps_the_old_one(cast: Cast) -> None:
    rename = partial(rename_body, actor=cast.actors["admin"], issuer_name="", place_name="", order=ORDER, now=NOW)
    rename(organization=cast.quang_trung, name="Phường Quang Trung")
    body = Organization.objects.get(pk=cast.quang_trung.pk)
    assert (body.name, body.issuer_name) == ("Phường Quang Trung", "Ủy ban nhân dân phường Quang Trung")
    assert [names_on(body, day).name for day in (date(2023, 5, 31), DAY)] == ["Xã Quang Trung", "Phường Quang Trung"]
    with pytest.raises(Refused, match="giống tên đang dùng"):
        rename(organization=body, name="Phường Quang Trung")


def test_a_body_moves_with_all_beneath_it_and_remembers_where_it_stood(cast: Cast) -> None:
    move = partial(move_body, actor=cast.actors["admin"], order=ORDER, now=NOW)
    move(organization=cast.quang_trung, parent=cast.province)
    body = Organization.objects.get(pk=cast.quang_trung.pk)
    assert body.path == f"/{cast.province.pk}/{body.pk}/"
    assert FormerName.objects.get(organization=body).parent == cast.district
    superiors = [names_on(body, day).superior for day in (date(2023, 5, 31), DAY)]
    assert superiors == ["Ủy ban nhân dân thị xã Bỉm Sơn", "Ủy ban nhân dân tỉnh Thanh Hóa"]
    with pytest.raises(Refused, match="không đứng trên cấp"):
        move(organization=cast.district, parent=cast.quang_trung)


def test_of_a_split_one_part_carries_on(cast: Cast, theirs: Plan) -> None:
    split_body(
        actor=cast.actors["admin"],
        organization=cast.ba_dinh,
        parts=[Newcomer("", "Phường Ba Đình Đông"), Newcomer("", "Phường Ba Đình Tây")],
        heir=0,
        people=Movers.ALL,
        order=ORDER,
        now=NOW,
    )
    east, west = (Organization.objects.get(code=code) for code in ("ba-dinh-dong", "ba-dinh-tay"))
    assert (east.predecessor_ids, west.predecessor_ids) == ([cast.ba_dinh.pk], [])
    assert (east.valid_from, west.valid_from) == (DAY, DAY)
    reach = [
        Task.objects.visible_to(Actor(user=None, organization=body, role=Role.LEADER)).filter(plan=theirs).exists()
        for body in (east, west)
    ]
    assert reach == [True, False]
    page = cast.client("admin").get(reverse("reports:unit_change", args=[UnitChange.objects.get().pk]))
    assert [words in page.content.decode() for words in (f"{east}</b></a> {HEIR}", f"{west}</b></a> {NEW}")] == [
        True,
        True,
    ]


def test_a_body_that_goes_on_keeps_its_work_when_a_part_leaves(cast: Cast) -> None:
    split_body(
        actor=cast.actors["admin"],
        organization=cast.ba_dinh,
        parts=[Newcomer("", "Phường Ba Đình Tây")],
        heir=None,
        people=Movers.NONE,
        order=ORDER,
        now=NOW,
    )
    assert Organization.objects.get(pk=cast.ba_dinh.pk).valid_to is None
    assert Organization.objects.get(code="ba-dinh-tay").predecessor_ids == []
    steps = [str(step) for step in UnitChange.objects.get().steps.all()]
    assert steps == ["Phường Ba Đình → Phường Ba Đình", "Phường Ba Đình → Phường Ba Đình Tây"]


def _merge(cast: Cast, **more: Any) -> None:
    values = {"actor": cast.actors["admin"], "bodies": [cast.ba_dinh], "into": cast.quang_trung, "order": ORDER}
    merge_bodies(**(values | {"people": Movers.ALL, "now": NOW} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"order": Order(date(2023, 6, 6), "NQ 1")}, "chưa tới"),
        ({"order": Order(DAY, "  ")}, "văn bản căn cứ"),
        ({"into": "ba_dinh"}, "không nhập vào chính nó"),
        ({"into": "home_affairs"}, "không cùng loại"),
        ({"into": Newcomer("quang-trung", "Phường Mới")}, "đã dùng cho đơn vị khác"),
        ({"into": Newcomer("", "xã quang trung")}, "đã dùng|đã có"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(cast: Cast, more: dict[str, Any], sentence: str) -> None:
    named = {key: getattr(cast, value) if isinstance(value, str) else value for key, value in more.items()}
    before = list(Organization.objects.order_by("pk").values())
    with pytest.raises(Refused, match=sentence):
        _merge(cast, **named)
    assert list(Organization.objects.order_by("pk").values()) == before
    assert not UnitChange.objects.exists()
    assert Membership.objects.filter(organization=cast.ba_dinh, valid_to=None).count() == 5


def test_what_ended_is_not_changed_again_and_changes_come_in_their_order(cast: Cast) -> None:
    merged(cast)
    with pytest.raises(Refused, match="đã kết thúc ngày 31/05/2023"):
        _merge(cast, bodies=[Organization.objects.get(pk=cast.ba_dinh.pk)])
    with pytest.raises(Refused, match="theo thứ tự thời gian"):
        rename_body(
            actor=cast.actors["admin"],
            organization=Organization.objects.get(pk=cast.quang_trung.pk),
            name="Xã Khác",
            issuer_name="",
            place_name="",
            order=Order(date(2023, 5, 1), "NQ 0"),
            now=NOW,
        )


@pytest.mark.parametrize("who", ["vptk", "chutich", "noivu"])
def test_only_the_administrator_above_changes_bodies(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden, match="Chỉ người quản trị của cấp trên"):
        _merge(cast, actor=cast.actors[who])


def test_an_administrator_of_the_body_itself_does_not(cast: Cast) -> None:
    own = Actor(user=None, organization=cast.ba_dinh, role=Role.ADMINISTRATOR)
    with pytest.raises(Forbidden):
        rename_body(
            actor=own,
            organization=cast.ba_dinh,
            name="Phường Khác",
            issuer_name="",
            place_name="",
            order=ORDER,
            now=NOW,
        )
