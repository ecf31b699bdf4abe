"""What the system knows of a competitor, counted by hand; his page, his proposal, his report of achievements."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pdfplumber
import pytest
from django.test import Client

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from indices.achievements import Counted, from_json
from indices.actions.campaigns import draw_campaign
from indices.models import Initiative, InitiativeAuthor, Nomination, PublishedResult, ResultTable
from indices.scoring.bands import USUAL, bands_to_json
from indices.scoring.composite import Component, components_to_json
from plans.actions import import_plan, settle_all
from plans.models import Plan
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from reports.collecting.achievements import gather
from reports.demo.bodies import load_bodies
from reports.demo.year import actor_named
from tasks.actions.accepting import accept_plan
from tasks.periods import Timetable
from tests.cast import NOW, TODAY, Cast, at
from tests.indices.contest import CLASS, LATE, assessed, launched, proposed, user_pk
from tests.plans.conftest import FIXTURES
from tests.reports.reporting import drafted, sent
from tests.reports.test_statistics_pages import CASE, post
from tests.reports.year import first_quarter, second_quarter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_day(settings: Any) -> None:
    settings.TODAY = TODAY


def published(cast: Cast, year: int, rank: int, value: str) -> None:
    """A table of the town's communes with one component of 10 points."""
    table = ResultTable.objects.create(
        organization=cast.district,
        kind="par-index",
        level=OrganizationKind.COMMUNE,
        year=year,
        name=f"PAR INDEX {year}",
        components=components_to_json((Component("1", "Thể chế", Decimal(10), Decimal(100)),)),
        bands=bands_to_json(USUAL),
        author_name="Người thử",
        created_at=NOW,
    )
    PublishedResult.objects.create(
        table=table,
        organization=cast.quang_trung,
        name="Xã Quang Trung",
        values={"1": value},
        total=Decimal(value) * 10,
        rank=rank,
        of_how_many=13,
        class_name="Khá",
    )


def idea(cast: Cast, name: str, state: str, who: str) -> None:
    adopted = {"adopter": "UBND thị xã", "decision": "5/QĐ-UBND", "decided_on": date(2023, 5, 1)}
    found = Initiative.objects.create(
        organization=cast.quang_trung,
        year=2023,
        name=name,
        state=state,
        registered_on=date(2023, 2, 1),
        author_name="Người thử",
        created_at=NOW,
        **adopted if state == "adopted" else {},
    )
    InitiativeAuthor.objects.create(initiative=found, user=cast.actors[who].user, name=f"Người {who}")


def counted(found: Counted | None) -> tuple[int, int] | None:
    return (int(found.part), int(found.whole)) if found else None


def test_what_the_system_knows_counted_by_hand(cast: Cast, plan: Plan) -> None:
    """Due by 10/6: 1.1 late, 1.2's quý I in time, 2.2's quý I late; its plan was cancelled. Of the reports quý I came
    in time, four months did not come. tckt leads 1.2 alone."""
    first_quarter(cast, plan)
    second_quarter(cast, plan)
    campaign = launched(cast)
    body = assessed(cast, campaign)
    person = assessed(cast, campaign, subject="individual", user_id=user_pk(cast, "tckt"))
    sent(cast, drafted(cast, plan))
    post(cast.client("vptk"), CASE)
    published(cast, 2021, 7, "8.5")
    published(cast, 2022, 3, "8.2")
    idea(cast, "Trả kết quả tại nhà", "adopted", "tckt")
    idea(cast, "Bảng tin", "registered", "tpht")
    idea(cast, "Không được", "withdrawn", "tpht")
    known = gather(cast.actors["vptk"], body, today=TODAY)
    assert (known.from_on, known.as_of) == (date(2023, 1, 1), TODAY)
    assert counted(known.tasks) == (1, 3)
    assert counted(known.reports) == (1, 5)
    assert known.index is not None
    assert known.index.words == "PAR INDEX năm 2022: 82 điểm, hạng 3/13 (năm trước hạng 7), loại Khá"
    assert [one.percent for one in known.index.components] == [Decimal("82.00")]
    assert [(one.name, one.is_adopted) for one in known.initiatives or ()] == [
        ("Trả kết quả tại nhà", True),
        ("Bảng tin", False),
    ]
    own = gather(cast.actors["vptk"], person, today=TODAY)
    assert counted(own.tasks) == (1, 1)
    assert [one.name for one in own.initiatives or ()] == ["Trả kết quả tại nhà"]


def test_late_dossiers_are_those_of_the_statistics(cast: Cast, plan: Plan) -> None:
    post(cast.client("vptk"), CASE)
    found = gather(cast.actors["vptk"], assessed(cast, launched(cast)), today=TODAY)
    assert counted(found.late_dossiers) == (82, 2158)
    assert found.late_dossiers is not None
    assert found.late_dossiers.source == "Số liệu thống kê của đơn vị: 3 tháng năm 2023"


def test_nothing_recorded_is_nothing_known(cast: Cast) -> None:
    known = gather(cast.actors["vptk"], assessed(cast, launched(cast)), today=TODAY)
    assert (known.tasks, known.reports, known.late_dossiers, known.index, known.initiatives) == (None,) * 5


def page(client: Client, pk: int) -> str:
    return client.get(f"/thi-dua/ho-so/{pk}/").content.decode()


def test_the_page_proposes_with_what_is_known_and_keeps_it(cast: Cast, plan: Plan) -> None:
    """Refused without a reason, with what was typed; then frozen, whatever is recorded later."""
    first_quarter(cast, plan)
    found = assessed(cast, launched(cast, requirements=(LATE, CLASS)))
    client, reward = cast.client("vptk"), found.campaign.rewards.earliest("order").pk
    assert "Tính đến hôm nay" in page(client, found.pk)
    refused = client.post(f"/thi-dua/ho-so/{found.pk}/", {"reward": reward, "excused": ""})
    assert (refused.status_code, "Hãy ghi lý do vẫn đề nghị" in refused.content.decode()) == (422, True)
    answer = client.post(f"/thi-dua/ho-so/{found.pk}/", {"reward": reward, "excused": "Chưa công bố chỉ số"})
    assert answer.status_code == 302
    kept = from_json(Nomination.objects.get(pk=found.pk).achievements)
    assert counted(kept.tasks) == (1, 4)
    second_quarter(cast, plan)
    shown = page(client, found.pk)
    assert "Chốt lúc đề nghị" in shown
    assert "1/4 (25 %)" in shown
    assert from_json(Nomination.objects.get(pk=found.pk).achievements) == kept


def test_late_dossiers_stand_in_the_way(cast: Cast, plan: Plan) -> None:
    post(cast.client("vptk"), CASE)
    strict = replace(LATE, rule=replace(LATE.rule, value=Decimal(3)))
    found = assessed(cast, launched(cast, requirements=(strict, CLASS)))
    reward = found.campaign.rewards.earliest("order").pk
    page = cast.client("vptk").get(f"/thi-dua/ho-so/{found.pk}/").content.decode()
    assert ("Chưa đủ điều kiện" in page, 'name="reward"' in page) == (True, False)
    answer = cast.client("vptk").post(f"/thi-dua/ho-so/{found.pk}/", {"reward": reward, "excused": "Cứ đề nghị"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "82/2.158 (3,8 %); yêu cầu nhiều nhất 3 %. Nguồn: Số liệu thống kê của đơn vị: 3 tháng năm 2023." in said
    assert Nomination.objects.get(pk=found.pk).state == "assessed"


def test_the_organiser_sees_numbers_from_the_proposal_on(cast: Cast, plan: Plan) -> None:
    first_quarter(cast, plan)
    campaign = launched(cast)
    found = assessed(cast, campaign)
    organiser = cast.client("tx.vp")
    assert "Đơn vị chưa đề nghị nên số liệu chưa gửi lên" in page(organiser, found.pk)
    assert organiser.get(f"/thi-dua/ho-so/{found.pk}/tep/pdf/").status_code == 404
    assert "Tính đến hôm nay" in page(cast.client("noivu"), found.pk)
    assert cast.client("ba-dinh.vptk").get(f"/thi-dua/ho-so/{found.pk}/").status_code == 404
    other = proposed(cast, campaign, "ba-dinh.vptk")
    assert "Chốt lúc đề nghị" in page(organiser, other.pk)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_report_of_achievements(cast: Cast, kind: str) -> None:
    found = proposed(cast, launched(cast))
    answer = cast.client("vptk").get(f"/thi-dua/ho-so/{found.pk}/tep/{kind}/")
    said = words_in(answer.content, kind)
    for line in (
        "BÁO CÁO THÀNH TÍCH",
        "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH",
        "II. THÀNH TÍCH ĐẠT ĐƯỢC",
        "Cả năm không có hồ sơ trễ hạn",
        "2/100 (2 %)",
        "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG",
    ):
        assert line in said


@pytest.mark.parametrize(
    ("paper", "lines"),
    [
        ("danh-sach", ("DANH SÁCH", "I. TẬP THỂ", "Xã Quang Trung", "Có 1 tập thể.", "Không có đề nghị nào.")),
        ("to-trinh", ("TỜ TRÌNH", "Kính gửi: Chủ tịch UBND thị xã", "khen thưởng 01 tập thể", "không lập hội đồng")),
        ("bien-ban", ("BIÊN BẢN", "II. KẾT QUẢ BỎ PHIẾU", "Xã Quang Trung", "Không lập hội đồng")),
    ],
)
def test_the_papers_of_a_campaign(cast: Cast, paper: str, lines: tuple[str, ...]) -> None:
    campaign = proposed(cast, launched(cast)).campaign
    client = cast.client("tx.vp")
    for kind in ("docx", "pdf"):
        answer = client.get(f"/thi-dua/{campaign.pk}/giay-to/{kind}/?mau={paper}&dip=yearly-2023")
        said = words_in(answer.content, kind)
        assert [line for line in lines if line not in said] == []
    assert cast.client("vptk").get(f"/thi-dua/{campaign.pk}/giay-to/pdf/").status_code == 404


def words_in(data: bytes, kind: str) -> str:
    """The words of a file with single blanks."""
    if kind == "pdf":
        with pdfplumber.open(BytesIO(data)) as pdf:
            return " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    found = docx.Document(BytesIO(data))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([one.text for one in found.paragraphs] + cells).split())


def test_a_campaign_drawn_from_the_plan_of_hoa_xuan_nam() -> None:
    """Six contents; two criteria for all, nine for collectives, two for individuals; giấy khen of the town and bằng
    khen of the province each year, bằng khen at the end, for collectives and individuals each."""
    load_bodies(
        json.loads((FIXTURES / "demo" / "bodies.json").read_text(encoding="utf-8")), password="Mat-khau-2023", now=NOW
    )
    actor, now = actor_named("vptk.hoaxuannam"), at("2023-09-20 08:00")
    data = (FIXTURES / "hoa-xuan-nam-2023-2025.docx").read_bytes()
    body = Organization.objects.get(code="hoa-xuan-nam")
    plan = import_plan(
        actor=actor, name="kh.docx", data=data, reading=read_plan(read_docx(data), directory_of(body)), now=now
    )
    settle_all(actor=actor, plan=plan, now=now)
    accept_plan(actor=actor_named("chutich.hoaxuannam"), plan=plan, timetable=Timetable(), now=now)
    found = draw_campaign(actor=actor, plan_id=plan.pk, now=now)
    assert found.name == "Đẩy mạnh công tác cải cách hành chính nhà nước giai đoạn 2023-2025"
    assert found.to_on == date(2025, 12, 31)
    assert found.aim.startswith("a) Phong trào thi đua")
    kinds = [(part.kind, part.subject) for part in found.parts.all()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        ("contents", ""): 6,
        ("criteria", ""): 2,
        ("criteria", "collective"): 9,
        ("criteria", "individual"): 2,
    }
    rewards = [(one.name, one.authority, one.time, one.subject) for one in found.rewards.all()]
    subjects = ("collective", "individual")
    assert rewards == [
        *(("Giấy khen", "Chủ tịch UBND thị xã", "yearly", subject) for subject in subjects),
        *(("Bằng khen", "Chủ tịch UBND tỉnh", "yearly", subject) for subject in subjects),
        *(("Bằng khen", "Chủ tịch UBND tỉnh", "final", subject) for subject in subjects),
    ]
    assert [one.organization for one in found.entrants.all()] == [body]
    assert draw_campaign(actor=actor, plan_id=plan.pk, now=now) == found
