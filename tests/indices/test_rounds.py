"""Rounds: opened by a set over chosen bodies, their days, their team."""

from datetime import date
from typing import Any

import pytest

from cchc.orgs.enums import NoticeKind, OrganizationKind
from cchc.orgs.models import Event, Notice, Organization
from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.rounds import Days, add_member, open_round, remove_member, set_days
from indices.enums import SetState, TeamPart
from indices.models import CriteriaSet, Round
from indices.queries.rounds import candidates, people_for, round_lines, round_of
from tests.cast import NOW, TODAY, Cast
from tests.indices.sets import round_over, small_set

pytestmark = pytest.mark.django_db

JUNE = Days(date(2023, 6, 1), date(2023, 6, 30), date(2023, 7, 15), date(2023, 7, 31))


def opened(cast: Cast, found: CriteriaSet, *bodies: Organization, days: Days = JUNE, who: str = "noivu") -> Round:
    chosen = [body.pk for body in bodies or (cast.quang_trung, cast.ba_dinh)]
    return open_round(
        actor=cast.actors[who], criteria_set=found, name=" Đánh giá  năm 2022 ", days=days, bodies=chosen, now=NOW
    )


@pytest.fixture
def criteria_set(cast: Cast) -> CriteriaSet:
    return small_set(cast.district)


def test_a_round_opens_over_the_chosen_bodies_and_fixes_its_set(cast: Cast, criteria_set: CriteriaSet) -> None:
    found = opened(cast, criteria_set)
    criteria_set.refresh_from_db()
    assert (found.name, found.organization, criteria_set.state) == ("Đánh giá năm 2022", cast.district, SetState.FIXED)
    bodies = [one.organization.name for one in found.assessments.select_related("organization")]
    assert sorted(bodies) == ["Phường Ba Đình", "Xã Quang Trung"]
    told = {(one.user.username, one.text) for one in Notice.objects.filter(kind=NoticeKind.INDEX)}
    said = "Thị xã Bỉm Sơn mở đợt “Đánh giá năm 2022”: tự chấm điểm từ 01/06/2023 đến hết ngày 30/06/2023."
    assert told == {(who, said) for who in ("vptk", "chutich", "ba-dinh.vptk", "ba-dinh.chutich")}


def test_a_double_press_opens_one_round(cast: Cast, criteria_set: CriteriaSet) -> None:
    assert opened(cast, criteria_set).pk == opened(cast, criteria_set).pk
    assert Round.objects.count() == 1


@pytest.mark.parametrize("who", ["vptk", "chutich", "tpht", "admin"])
def test_others_open_no_round(cast: Cast, criteria_set: CriteriaSet, who: str) -> None:
    with pytest.raises(Forbidden):
        opened(cast, criteria_set, who=who)
    assert Round.objects.count() == 0


def test_days_and_bodies_that_cannot_be_are_refused(cast: Cast, criteria_set: CriteriaSet) -> None:
    turned = Days(date(2023, 6, 30), date(2023, 6, 1))
    early = Days(date(2023, 6, 1), date(2023, 6, 30), date(2023, 6, 15))
    for days in (turned, early, Days(date(2023, 6, 1), date(2023, 6, 30), None, date(2023, 6, 2))):
        with pytest.raises(Refused):
            opened(cast, criteria_set, days=days)
    with pytest.raises(Refused, match="không thuộc cấp"):
        opened(cast, criteria_set, cast.quang_trung, cast.home_affairs)
    with pytest.raises(Refused, match="ít nhất một đơn vị"):
        opened(cast, criteria_set, cast.home_affairs)


def test_candidates_are_the_bodies_of_the_level_that_existed_in_the_year(cast: Cast, criteria_set: CriteriaSet) -> None:
    cast.ba_dinh.valid_from = date(2022, 7, 1)
    cast.ba_dinh.save()
    cast.quang_trung.valid_to, cast.quang_trung.merged_into = date(2022, 9, 30), cast.ba_dinh
    cast.quang_trung.save()
    found = {one.body.name: (one.is_usual, one.words) for one in candidates(criteria_set)}
    assert found == {
        "Phường Ba Đình": (True, "thành lập ngày 01/07/2022: đánh giá phần năm đã hoạt động"),
        "Xã Quang Trung": (
            False,
            "kết thúc ngày 30/09/2022, Phường Ba Đình kế tục: không đánh giá riêng, trừ khi được yêu cầu",
        ),
    }
    criteria_set.year = 2021
    assert [one.body.name for one in candidates(criteria_set)] == ["Xã Quang Trung"]
    criteria_set.level = OrganizationKind.DEPARTMENT
    assert {one.body for one in candidates(criteria_set)} >= {cast.home_affairs}


def test_a_later_closing_day_needs_a_reason_and_the_journal_keeps_both(cast: Cast, criteria_set: CriteriaSet) -> None:
    found = opened(cast, criteria_set)
    later = Days(JUNE.opens_on, date(2023, 7, 5), JUNE.explain_by, JUNE.publish_by)
    with pytest.raises(Refused, match="lý do"):
        set_days(actor=cast.actors["noivu"], round_id=found.pk, days=later, reason=" ", now=NOW)
    set_days(actor=cast.actors["noivu"], round_id=found.pk, days=later, reason="Theo đề nghị của hai xã", now=NOW)
    found.refresh_from_db()
    line = Event.objects.get(verb="Đổi ngày của đợt đánh giá")
    assert found.closes_on == date(2023, 7, 5)
    assert (line.before, line.after) == (
        {"hạn nộp": "2023-06-30"},
        {"hạn nộp": "2023-07-05", "lý do": "Theo đề nghị của hai xã"},
    )
    with pytest.raises(Forbidden):
        set_days(actor=cast.actors["chutich"], round_id=found.pk, days=JUNE, reason="", now=NOW)


def test_the_team_is_of_the_governments_people(cast: Cast, criteria_set: CriteriaSet) -> None:
    found, noivu = opened(cast, criteria_set), cast.actors["noivu"]
    assert [(one.user, one.organization) for one in people_for(noivu, today=TODAY)] == [(noivu.user, cast.home_affairs)]
    assert noivu.user is not None
    args: dict[str, Any] = {"actor": noivu, "round_id": found.pk, "user_id": noivu.user.pk, "now": NOW}
    one = add_member(body_id=cast.home_affairs.pk, part=TeamPart.APPRAISER, areas=["2", "99"], **args)
    again = add_member(body_id=cast.home_affairs.pk, part=TeamPart.APPRAISER, areas=["1"], **args)
    assert (one.areas, again.areas, found.team.count()) == (["2"], ["1"], 1)
    with pytest.raises(Refused, match="không làm việc"):
        add_member(body_id=cast.quang_trung.pk, part=TeamPart.COUNCIL, **args)
    remove_member(actor=noivu, round_id=found.pk, member_id=again.pk, now=NOW)
    assert found.team.count() == 0
    with pytest.raises(Refused, match="đã thôi"):
        remove_member(actor=noivu, round_id=found.pk, member_id=again.pk, now=NOW)


def test_who_reaches_a_round(cast: Cast, criteria_set: CriteriaSet) -> None:
    found = round_over(cast, criteria_set, cast.quang_trung)
    reach = {name for name, actor in cast.actors.items() if round_of(actor, found.pk)}
    assert reach == {"vptk", "tpht", "tckt", "vhxh", "chutich", "noivu", "admin"}
    (line,) = round_lines(cast.actors["vptk"])
    assert (line.own.organization if line.own else None, line.total) == (cast.quang_trung, 1)
    assert round_lines(cast.actors["ba-dinh.vptk"]) == []
