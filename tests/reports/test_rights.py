"""The page of rights says what the doors and the rules do: compared with what really comes through them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Event, Membership, Organization
from cchc.orgs.queries.journal import journal
from cchc.orgs.rules import can_read_journal
from indices.queries.initiatives import initiatives_in_reach
from indices.queries.surveys import surveys_in_reach
from plans.models import Plan
from plans.queries import plans_in_reach
from reports.deeds import DEEDS, SIGHTS
from reports.queries.reach import reports_in_reach
from reports.queries.rights import rights_of_body, rights_of_person, seats_around
from tasks.models import Task
from tests.cast import TODAY, Cast
from tests.marked import marked_communes
from tests.orgs.people_at_work import enlisted, go, membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


def people_around(cast: Cast) -> dict[str, Actor]:
    """One of every kind that has to do with Quang Trung."""
    enlisted(cast, cast.quang_trung, "qt.admin", Role.ADMINISTRATOR)
    for name, body in (("tx", cast.district), ("tinh", cast.province)):
        for role in (Role.OFFICER, Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR):
            enlisted(cast, body, f"{name}.{role.value}", role)
    return {name: actor for name, actor in cast.actors.items() if actor.positions is not None}


def test_who_sees_what_is_what_comes_through_the_doors(db: None) -> None:
    found = marked_communes()
    people = people_around(found.cast)
    home = found.home
    shown: dict[str, Callable[[Actor], QuerySet[Any]]] = {
        SIGHTS[0].label: lambda a: plans_in_reach(a).filter(pk=home["plan"].pk),
        SIGHTS[2].label: lambda a: plans_in_reach(a).filter(pk=home["draft"].pk),
        SIGHTS[3].label: lambda a: reports_in_reach(a).filter(pk=home["report"].pk),
        SIGHTS[4].label: lambda a: reports_in_reach(a).filter(pk=home["sent"].pk),
        SIGHTS[5].label: lambda a: Membership.objects.visible_to(a).filter(pk=home["membership"].pk),
        "Kết quả khảo sát đã đóng": lambda a: surveys_in_reach(a).filter(pk=home["survey"].pk),
        "Sáng kiến": lambda a: initiatives_in_reach(a).filter(pk=home["idea"].pk),
        SIGHTS[6].label: lambda a: journal(a).filter(object_type="plans.plan", object_id=home["plan"].pk),
        SIGHTS[7].label: lambda a: journal(a).filter(object_type="orgs.membership", object_id=home["membership"].pk),
    }
    body = Organization.objects.get(pk=found.cast.quang_trung.pk)
    said = {sight.label: sight for sight in SIGHTS}
    for label, rows in shown.items():
        may = {name for name, actor in people.items() if said[label].may(actor, body)}
        gets = {name for name, actor in people.items() if rows(actor).exists() and _opens(actor, label)}
        assert (label, may) == (label, gets)
    assert Event.objects.filter(object_type="plans.plan", object_id=home["plan"].pk).exists()


def _opens(actor: Actor, label: str) -> bool:
    """The journal's page asks its rule first."""
    return can_read_journal(actor) or "Nhật ký" not in label


def test_given_work_is_seen_by_its_giver(cast: Cast, plan: Plan) -> None:
    """A task of the district's plan in a commune: the commune, the district's people, those who look over both."""
    people = people_around(cast)
    row = Task.objects.filter(plan=plan).earliest("pk")
    Plan.objects.filter(pk=plan.pk).update(organization=cast.district)
    may = {name for name, actor in people.items() if SIGHTS[1].may(actor, cast.quang_trung)}
    gets = {name for name, actor in people.items() if Task.objects.visible_to(actor).filter(pk=row.pk).exists()}
    assert may == gets
    assert {"tpht", "tx.officer", "noivu", "admin"} <= gets
    assert not {"tinh.officer", "ba-dinh.vptk"} & gets


def told(body: Organization) -> dict[str, str]:
    """The table of a body as one line each."""
    rights = rights_of_body(body)
    return {
        line.deed.label: "; ".join(f"{place}: {roles}" for place, roles in line.who)
        for line in (*rights.sights, *rights.deeds)
    }


def test_the_table_of_a_commune(cast: Cast) -> None:
    """Checked by hand against the roles that the house promises."""
    table = told(cast.quang_trung)
    above = "Thị xã Bỉm Sơn: quản trị, người theo dõi; Tỉnh Thanh Hóa: quản trị, người theo dõi"
    assert table["Kế hoạch đang có hiệu lực, nhiệm vụ, cập nhật, minh chứng"] == f"Trong đơn vị: mọi vai trò; {above}"
    assert table["Kế hoạch dự thảo"] == table["Báo cáo dự thảo"] == "Trong đơn vị: mọi vai trò"
    assert table["Chấp nhận kế hoạch"] == "Trong đơn vị: điều phối, lãnh đạo"
    assert table["Cập nhật việc của chức danh mình chủ trì"] == "Trong đơn vị: công chức, điều phối"
    assert table["Duyệt"] == "Trong đơn vị: lãnh đạo"
    assert table["Nhận, trả lại"] == table["Mở lại kỳ đã gửi"] == "Thị xã Bỉm Sơn: người theo dõi"
    assert table["Giao vai trò theo dõi"] == ""
    assert table["Thêm, sửa, cho thôi người và chức danh"] == (
        "Trong đơn vị: quản trị; Thị xã Bỉm Sơn: quản trị; Tỉnh Thanh Hóa: quản trị"
    )
    assert not [label for label, who in table.items() if "Đơn vị khác" in who]


def test_nothing_is_asked_twice(cast: Cast) -> None:
    labels = [deed.label for deed in (*SIGHTS, *DEEDS)]
    assert len(labels) == len(set(labels))
    assert len(
        {(seat.place, seat.actor.role, seat.actor.organization.kind) for seat in seats_around(cast.ba_dinh)}
    ) == (len(seats_around(cast.ba_dinh)))


def test_what_one_person_may(cast: Cast) -> None:
    people_around(cast)
    officer = rights_of_person(membership(cast, "tpht"))
    assert ([body.name for body in officer.reach], officer.beneath) == (["Xã Quang Trung"], ())
    assert "Duyệt" not in {deed.label for deed in officer.own}
    reviewer = rights_of_person(membership(cast, "noivu"))
    assert len(reviewer.reach) == 5
    assert reviewer.why == "Vai trò này ở Phòng Nội vụ thị xã Bỉm Sơn thấy cả địa bàn Thị xã Bỉm Sơn."
    assert {"Nhận, trả lại", "Báo cáo đã gửi"} <= {deed.label for deed in reviewer.beneath}
    assert "Báo cáo dự thảo" not in {deed.label for deed in reviewer.beneath}
    leader = rights_of_person(membership(cast, "tx.leader"))
    assert [body.name for body in leader.reach] == ["Thị xã Bỉm Sơn"]
    assert {deed.label for deed in leader.beneath} == {
        "Nhiệm vụ cấp trên giao",
        "Báo cáo đã gửi",
        "Kết quả khảo sát đã đóng",
        "Sáng kiến",
        "Danh sách xếp loại công chức đã quyết định",
        "Trả lời đơn vị xin lùi hạn",
        "Ghi kết quả xét công nhận sáng kiến",
        "Đôn đốc",
    }


def test_the_page(cast: Cast) -> None:
    """One's own body; another one only within reach; a person only of the body that is shown."""
    client = cast.client("tpht")
    assert go(client, "reports:rights").context["rights"].body == cast.quang_trung
    path = go(client, "reports:rights").wsgi_request.path
    assert client.get(f"{path}?don-vi={cast.ba_dinh.pk}").status_code == 404
    stranger = client.get(f"{path}?nguoi={membership(cast, 'ba-dinh.vptk').pk}")
    assert stranger.context["person"] is None
    upper = cast.client("noivu").get(f"{path}?don-vi={cast.ba_dinh.pk}&nguoi={membership(cast, 'ba-dinh.vptk').pk}")
    assert "Người ba-dinh.vptk, Văn phòng - Thống kê (điều phối) ở Phường Ba Đình" in upper.content.decode()
