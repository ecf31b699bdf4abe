"""The five real plans, each read with the directory of its own body of the demonstration, against figures counted by
hand in the documents."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cchc.orgs.models import Organization
from plans.actions import import_plan, settle_all
from plans.enums import AgencyRole
from plans.models import PlanItem
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.results import ReadPlan, ReadTask
from reports.demo.bodies import load_bodies
from reports.demo.year import actor_named
from tests.cast import NOW
from tests.plans.conftest import FIXTURES

pytestmark = pytest.mark.django_db
BODIES = {
    "quang-trung-2023": "quang-trung",
    "tuy-phuoc-2024": "tuy-phuoc",
    "doan-ket-2022": "doan-ket",
    "ha-bac-2023-2025": "ha-bac",
    "hoa-xuan-nam-2023-2025": "hoa-xuan-nam",
}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: object) -> dict[str, ReadPlan]:
    """Every plan read once, in a transaction of its own that is undone."""
    found = {}
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        _load_bodies()
        for name, code in BODIES.items():
            directory = directory_of(Organization.objects.get(code=code))
            found[name] = read_plan(read_docx((FIXTURES / f"{name}.docx").read_bytes()), directory)
        transaction.set_rollback(True)
    return found


def _load_bodies() -> None:
    data = json.loads((FIXTURES / "demo" / "bodies.json").read_text(encoding="utf-8"))
    load_bodies(data, password="Mat-khau-thu-2023", now=NOW)


def rows(plan: ReadPlan) -> list[ReadTask]:
    return [task for section in plan.sections for task in section.tasks]


def actions(plan: ReadPlan) -> Iterator[ReadTask]:
    for task in rows(plan):
        yield from task.actions or task.subtasks or (task,)


@pytest.mark.parametrize(
    ("name", "years", "parts", "row_count", "action_count"),
    [
        ("quang-trung-2023", (2023, 2023), 7, 33, 33),
        ("tuy-phuoc-2024", (2024, 2024), 15, 51, 88),
        ("doan-ket-2022", (2022, 2022), 10, 35, 35),
        ("ha-bac-2023-2025", (2023, 2025), 9, 32, 32),
        ("hoa-xuan-nam-2023-2025", (2023, 2025), 10, 32, 32),
    ],
)
def test_years_parts_and_rows(
    demo: dict[str, ReadPlan], name: str, years: tuple[int, int], parts: int, row_count: int, action_count: int
) -> None:
    plan = demo[name]
    filled = [section for section in plan.sections if section.tasks]
    found = ((plan.from_year, plan.to_year), len(filled), len(rows(plan)), len(list(actions(plan))))
    assert found == (years, parts, row_count, action_count)


def test_rows_of_each_part(demo: dict[str, ReadPlan]) -> None:
    counts = {
        name: [(section.label, section.kind.value, len(section.tasks)) for section in plan.sections if section.tasks]
        for name, plan in demo.items()
        if name not in ("quang-trung-2023", "tuy-phuoc-2024")
    }
    assert counts == {
        "doan-ket-2022": [
            ("II.1.2", "solutions", 6),
            ("II.2.1.2.a", "solutions", 5),
            ("II.2.1.2.b", "solutions", 3),
            ("II.2.1.2.c", "solutions", 7),
            ("III.1", "duties", 1),
            ("III.2", "duties", 4),
            ("III.3", "duties", 1),
            ("III.4", "duties", 1),
            ("III.5", "duties", 6),
            ("III.6", "duties", 1),
        ],
        "ha-bac-2023-2025": [
            ("II.1", "duties", 11),
            ("II.2", "duties", 9),
            ("II.3", "duties", 1),
            ("II.4", "duties", 1),
            ("IV", "duties", 4),
            ("IV.3", "duties", 2),
            ("IV.4", "duties", 2),
            ("IV.5", "duties", 1),
            ("IV.6", "duties", 1),
        ],
        "hoa-xuan-nam-2023-2025": [
            ("II", "contents", 6),
            ("III", "solutions", 6),
            ("IV.1", "criteria", 2),
            ("IV.1.a", "criteria", 9),
            ("IV.1.b", "criteria", 2),
            ("IV.2.a", "rewards", 1),
            ("IV.2.b", "rewards", 1),
            ("V.1", "duties", 3),
            ("V.2", "duties", 1),
            ("V.3", "duties", 1),
        ],
    }


def test_the_districts_areas_with_their_groups(demo: dict[str, ReadPlan]) -> None:
    plan = demo["tuy-phuoc-2024"]
    areas = [section.label for section in plan.sections if section.label]
    assert areas == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    groups = [len(section.tasks) for section in plan.sections if section.tasks]
    assert groups == [1, 7, 1, 2, 2, 4, 4, 2, 5, 1, 5, 7, 5, 3, 2]


def test_every_action_of_the_district_has_its_agency_and_time(demo: dict[str, ReadPlan]) -> None:
    found = list(actions(demo["tuy-phuoc-2024"]))
    assert [a.text for a in found if not (a.agencies.lead or a.agencies.groups)] == []
    assert [a.text for a in found if not a.deadline.clauses] == []
    assert [words for a in found for words in a.agencies.unknown] == []


@pytest.mark.parametrize("name", ["doan-ket-2022", "ha-bac-2023-2025", "hoa-xuan-nam-2023-2025"])
def test_no_body_of_the_prose_plans_is_unknown(demo: dict[str, ReadPlan], name: str) -> None:
    assert [words for a in actions(demo[name]) for words in a.agencies.unknown] == []


def test_who_leads(demo: dict[str, ReadPlan]) -> None:
    leads = {
        name: dict(Counter(body for task in actions(plan) for body in task.agencies.lead))
        for name, plan in demo.items()
        if name != "quang-trung-2023"
    }
    district = "huyện Tuy Phước"
    assert leads == {
        "tuy-phuoc-2024": {
            f"Văn phòng HĐND và UBND {district}": 19,
            f"Phòng Nội vụ {district}": 16,
            f"Trung tâm Văn hóa - Thông tin - Thể thao {district}": 2,
            f"Phòng Văn hóa và Thông tin {district}": 4,
            f"Phòng Kinh tế và Hạ tầng {district}": 1,
            f"Phòng Tư pháp {district}": 7,
            "Bộ phận Một cửa huyện": 2,
            f"Phòng Tài chính - Kế hoạch {district}": 6,
            f"Chi nhánh Văn phòng Đăng ký đất đai {district}": 5,
            f"Chi cục Thuế {district}": 1,
        },
        "doan-ket-2022": {
            "Lãnh đạo Ủy ban nhân dân xã": 5,
            "Cán bộ đầu mối kiểm soát thủ tục hành chính": 3,
            "Bộ phận tiếp nhận và trả kết quả": 7,
            "Công chức Văn phòng Đảng ủy - Nội vụ": 1,
            "Văn phòng HĐND và UBND xã": 4,
            "Công chức Tư pháp - Hộ tịch": 1,
            "Công chức Văn hóa - Thông tin": 2,
        },
        "ha-bac-2023-2025": {
            "Công chức Văn phòng - Thống kê": 5,
            "Công chức Tư pháp - Hộ tịch": 2,
            "Bộ phận tiếp nhận và trả kết quả": 1,
            "Xã Hà Bắc": 2,
            "Công chức Tài chính - Kế toán": 5,
            "Công chức Văn hóa - Xã hội": 5,
            "Công chức Địa chính - Xây dựng - Tài nguyên và Môi trường": 2,
            "Trung tâm học tập cộng đồng": 1,
            "Công an xã": 1,
            "Ủy ban Mặt trận Tổ quốc Việt Nam xã": 1,
        },
        "hoa-xuan-nam-2023-2025": {
            "Công chức Văn phòng - Thống kê": 3,
            "Công chức Văn hóa - Xã hội": 1,
            "Ủy ban Mặt trận Tổ quốc Việt Nam xã": 1,
        },
    }


def test_each_of_the_21_duties_of_ha_bac_has_a_lead_that_is_known() -> None:
    _load_bodies()
    coordinator = actor_named("vptk.habac")
    data = (FIXTURES / "ha-bac-2023-2025.docx").read_bytes()
    reading = read_plan(read_docx(data), directory_of(coordinator.organization))
    plan = import_plan(actor=coordinator, name="ha-bac.docx", data=data, reading=reading, now=NOW)
    settle_all(actor=coordinator, plan=plan, now=NOW)
    duties = PlanItem.objects.filter(section__plan=plan, section__label__in=("II.1", "II.2", "II.3"))
    led = duties.filter(responsibilities__role=AgencyRole.LEAD).distinct()
    assert (duties.count(), led.count()) == (21, 21)
    everybody = duties.get(ordinal="1.5").responsibilities.filter(role=AgencyRole.LEAD)
    assert sorted(str(r.position) for r in everybody) == [
        "Công chức Tài chính - Kế toán",
        "Công chức Tư pháp - Hộ tịch",
        "Công chức Văn hóa - Xã hội",
        "Công chức Địa chính - Xây dựng - Tài nguyên và Môi trường",
    ]


def test_targets(demo: dict[str, ReadPlan]) -> None:
    names = ("doan-ket-2022", "ha-bac-2023-2025", "hoa-xuan-nam-2023-2025")
    found = {
        name: [
            f"{t.comparator.value} {t.value}{f'-{t.value_to}' if t.value_to else ''} {t.unit}"
            for t in demo[name].targets
        ]
        for name in names
    }
    assert found == {
        "doan-ket-2022": [
            "equal 100 %",
            "equal 100 %",
            "equal 30 %",
            "equal 100 %",
            "between 30-50 %",
            "at_least 10 %",
            "equal 100 %",
            "equal 100 %",
            "equal 100 %",
            "between 30-50 %",
        ],
        "ha-bac-2023-2025": ["at_least 1 sáng kiến", "equal 100 %", "equal 100 %", "equal 100 %", "at_least 100 %"],
        "hoa-xuan-nam-2023-2025": [
            "at_most 1 lần",
            "equal 4 hạng",
            "equal 100 %",
            "equal 100 %",
            "equal 100 %",
            "above 95 %",
        ],
    }


def test_points_to_decide(demo: dict[str, ReadPlan]) -> None:
    points = {name: dict(sorted(Counter(doubt.code for doubt in plan.doubts).items())) for name, plan in demo.items()}
    assert points == {
        "quang-trung-2023": {
            "agency_none": 1,
            "agency_unknown": 1,
            "caption_lead_mismatch": 1,
            "deadline_before_plan": 1,
            "frequency_mismatch": 1,
            "impossible_date": 1,
            "numbering_jump": 2,
            "product_as_time": 1,
            "repeated_sentence": 1,
            "row_lead_mismatch": 1,
            "target_conflict": 1,
        },
        "tuy-phuoc-2024": {
            "agency_none": 3,
            "bad_year": 1,
            "date_mismatch": 1,
            "deadline_before_plan": 1,
            "standing_event": 1,
            "sum_mismatch": 1,
            "time_elsewhere": 1,
        },
        "doan-ket-2022": {
            "agency_none": 1,
            "numbering_repeat": 1,
            "repeated_sentence": 1,
            "symbol_without_hyphen": 1,
        },
        "ha-bac-2023-2025": {
            "agency_guessed": 2,
            "agency_none": 1,
            "agency_remark": 1,
            "agency_twice": 1,
            "numbering_jump": 1,
            "signature_without_tm": 1,
            "symbol_without_hyphen": 1,
        },
        "hoa-xuan-nam-2023-2025": {"agency_none": 1, "symbol_without_hyphen": 2},
    }


def test_what_they_carry_out_and_replace(demo: dict[str, ReadPlan]) -> None:
    assert "80/ KH – UBND ngày 21/9/2022" in demo["ha-bac-2023-2025"].replaces
    assert "208/KH-UBND ngày 24/10/2023" in demo["ha-bac-2023-2025"].carries_out
    assert "212/KH-UBND ngày 08/9/2023" in demo["hoa-xuan-nam-2023-2025"].carries_out
    assert "76/TB-UBND ngày 15/3/2024" in demo["tuy-phuoc-2024"].carries_out


def test_the_results_a_plan_starts_from_are_kept_and_shown(client: Client) -> None:
    _load_bodies()
    actor = actor_named("noivu.tuyphuoc")
    data = (FIXTURES / "tuy-phuoc-2024.docx").read_bytes()
    reading = read_plan(read_docx(data), directory_of(actor.organization))
    plan = import_plan(actor=actor, name="ke-hoach.docx", data=data, reading=reading, now=NOW)
    client.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
    page = " ".join(client.get(reverse("tasks:plan", args=[plan.pk])).text.split())
    shown = [(figure["value"], figure["out_of"], figure["unit"]) for figure in plan.figures]
    assert shown == [
        (82.13, None, "%"),
        (4, 11, "hạng"),
        (51.15, None, "điểm"),
        (6.71, 10, "điểm"),
        (23.27, 30, "điểm"),
    ]
    assert [words in page for words in ("82,13 %", "4/11 hạng", "6,71/10 điểm", "23,27/30 điểm")] == [True] * 4
