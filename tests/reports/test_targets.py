"""Targets of the plan: tied to a figure or entered by hand, judged period by period, kept over a revision."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from plans.actions import import_plan, settle_all
from plans.actions.merging import merge_version
from plans.actions.relating import relate_plan
from plans.enums import Comparator, Relation
from plans.models import Plan, Target
from plans.reading.results import ReadTarget
from reports.actions.measuring import OwnIndicator, add_indicator
from reports.models import TargetMeasurement, TargetSource
from reports.statistics.formulas import OverYear
from tests.cast import TODAY, Cast, at
from tests.plans_in_force import READING, plan_in_force
from tests.reading.wordfiles import word_file
from tests.reports.reporting import drafted, sent
from tests.reports.year import facts_of, quarter

pytestmark = pytest.mark.django_db
SENTENCE = "Tối thiểu 96% hồ sơ được giải quyết trước hạn và đúng hạn."
AIM = ReadTarget(SENTENCE, "hồ sơ giải quyết đúng hạn", Comparator.AT_LEAST, Decimal(96), None, "%")


@pytest.fixture(autouse=True)
def demo_day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return plan_in_force(cast, reading=replace(READING, targets=(AIM,)))


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    return cast.client("vptk")


def target(plan: Plan) -> Target:
    return Target.objects.get(plan=plan)


def tell(client: Client, plan: Plan, numerator: str, denominator: str = "", period: str = "quarter-2023-1") -> Any:
    typed = {"period": period, "numerator": numerator, "denominator": denominator, "note": "Theo sổ một cửa"}
    return client.post(f"/bao-cao/chi-tieu/{target(plan).pk}/ket-qua/", typed)


def told(cast: Cast, number: int = 1) -> tuple[str, str, str]:
    found = facts_of(cast, quarter(number), known_on=TODAY).targets[0]
    return found.aim.replace("\xa0", " "), found.achieved, found.met


def test_what_nobody_measured_is_a_marked_gap(coordinator: Client, cast: Cast, plan: Plan) -> None:
    assert told(cast) == ("ít nhất 96 %", "", "")
    assert "Chưa có số liệu" in coordinator.get("/bao-cao/chi-tieu/").content.decode()


def test_a_figure_tells_what_was_achieved_from_the_start_of_the_year(
    coordinator: Client, cast: Cast, plan: Plan
) -> None:
    coordinator.post(f"/bao-cao/chi-tieu/{target(plan).pk}/nguon/", {"code": "settled_in_time"})
    for number, late in ((1, "82"), (2, "242")):
        typed = {"so-settled_early": "1297", "so-settled_on_time": "779", "so-settled_late": late}
        coordinator.post(f"/bao-cao/so-lieu/?ky=quarter-2023-{number}", typed | {"so-settled": str(2076 + int(late))})
    assert told(cast) == ("ít nhất 96 %", "2.076/2.158 = 96,2 %", "yes")
    assert told(cast, 2) == ("ít nhất 96 %", "4.152/4.476 = 92,8 %", "no")
    page = coordinator.get("/bao-cao/chi-tieu/").content.decode()
    assert [words in page for words in ("2.076/2.158 = 96,2 %", "2.076/2.318 = 89,6 %", "4.152/4.476 = 92,8 %")] == [
        True
    ] * 3
    assert page.count('stroke-dasharray="6 4"') == 1
    assert 'aria-label="Quý I: 2.076/2.158 = 96,2 %; Quý II: 4.152/4.476 = 92,8 %; Quý III: chưa có số liệu' in page


def test_results_entered_by_hand_stand_with_their_author(coordinator: Client, cast: Cast, plan: Plan) -> None:
    assert tell(coordinator, plan, "2.076", "2.158").status_code == 302
    assert told(cast) == ("ít nhất 96 %", "2.076/2.158 = 96,2 %", "yes")
    found = facts_of(cast, quarter(1), known_on=TODAY).targets[0]
    assert found.source == "Người vptk, ngày 10/06/2023. Theo sổ một cửa"
    tell(coordinator, plan, "95,5")
    assert told(cast) == ("ít nhất 96 %", "95,5 %", "no")
    tell(coordinator, plan, "")
    assert (told(cast)[1:], TargetMeasurement.objects.count()) == (("", ""), 3)


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        ("2.07", "2.158", "“2.07” chưa đọc được"),
        ("", "10", "Hãy ghi tử số"),
        ("0", "0", "Mẫu số không thể bằng 0"),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    coordinator: Client, plan: Plan, numerator: str, denominator: str, words: str
) -> None:
    answer = tell(coordinator, plan, numerator, denominator)
    page = answer.content.decode()
    assert (answer.status_code, TargetMeasurement.objects.count()) == (422, 0)
    assert [text in page for text in (words, f'value="{numerator}"', "Theo sổ một cửa")] == [True, True, True]


def test_only_the_office_tells_and_not_for_a_sent_period(coordinator: Client, cast: Cast, plan: Plan) -> None:
    refused = tell(cast.client("tpht"), plan, "1", "2")
    assert (refused.status_code, "Chỉ Văn phòng - Thống kê" in refused.content.decode()) == (422, True)
    assert tell(cast.client("ba-dinh.vptk"), plan, "1", "2").status_code == 404
    sent(cast, drafted(cast, plan))
    closed = tell(coordinator, plan, "1", "2")
    assert (closed.status_code, "mở lại kỳ này" in closed.content.decode()) == (422, True)
    assert TargetMeasurement.objects.count() == 0


def test_another_bodys_figure_tells_nothing_here(coordinator: Client, cast: Cast, plan: Plan) -> None:
    wanted = OwnIndicator("Việc riêng của Ba Đình", "việc", "", "Việc riêng", "", OverYear.SUM, 2023)
    theirs = add_indicator(actor=cast.actors["ba-dinh.vptk"], wanted=wanted, now=at("2023-06-01 08:00"))
    tied = list(TargetSource.objects.values_list("indicator", flat=True))
    page = coordinator.post(f"/bao-cao/chi-tieu/{target(plan).pk}/nguon/", {"code": theirs.code}, follow=True)
    assert "Đơn vị không có chỉ tiêu thống kê này" in page.content.decode()
    assert list(TargetSource.objects.values_list("indicator", flat=True)) == tied


def test_a_revision_loses_nothing(coordinator: Client, cast: Cast, plan: Plan) -> None:
    """The sentence asks for more: the same target. Another one in its place: what was entered stays to be read."""
    coordinator.post(f"/bao-cao/chi-tieu/{target(plan).pk}/nguon/", {"code": ""})
    tell(coordinator, plan, "2.076", "2.158")
    more = replace(AIM, text="Tối thiểu 98% hồ sơ được giải quyết đúng hạn.", value=Decimal(98))
    revise(cast, plan, more, "2023-06-08 08:00")
    assert told(cast) == ("ít nhất 98 %", "2.076/2.158 = 96,2 %", "no")
    assert TargetSource.objects.get().plan == plan
    other = replace(AIM, text="Đạt 12 điểm.", subject="điểm xếp hạng", value=Decimal(12), unit="points")
    revise(cast, plan, other, "2023-06-09 08:00")
    assert told(cast)[1:] == ("", "")
    page = coordinator.get("/bao-cao/chi-tieu/").content.decode()
    assert "Đã ghi cho chỉ tiêu không còn trong kế hoạch" in page
    assert [words in page for words in (SENTENCE, "2.076/2.158")] == [True, True]


def revise(cast: Cast, plan: Plan, aim: ReadTarget, when: str) -> None:
    actor, now = cast.actors["vptk"], at(when)
    data, reading = word_file("KẾ HOẠCH", when), replace(READING, targets=(aim,))
    draft = import_plan(actor=actor, name="sua.docx", data=data, reading=reading, now=now)
    settle_all(actor=actor, plan=draft, now=now)
    relate_plan(actor=actor, plan=draft, relation=Relation.REVISES, related=plan, now=now)
    merge_version(actor=actor, draft=Plan.objects.get(pk=draft.pk), now=now)
