"""What is kept of the plan of Quang Trung: rows, bodies, products, clauses, targets and points, tied together."""

from datetime import date
from decimal import Decimal

from cchc.orgs.models import Event
from plans.actions import import_plan
from plans.clauses import clause_from_json
from plans.enums import AgencyRole
from plans.models import Plan, PlanItem, Responsibility, Section, Target
from plans.queries import directory_of, named_bodies
from plans.reading.deadlines import clause_to_json
from tests.cast import NOW


def item(number, ordinal):
    return PlanItem.objects.get(section__order=number - 1, ordinal=ordinal)


def bodies(found, role):
    return [r.name for r in found.responsibilities.all() if r.role == role]


def test_heading(draft):
    plan = Plan.objects.get(pk=draft.pk)
    assert (plan.title, plan.years, plan.signer, plan.state) == (
        "Kế hoạch Cải cách Hành chính trên địa bàn xã Quang Trung năm 2023",
        "2023",
        "Phạm Ngọc Thắng",
        "draft",
    )


def test_seven_appendices_with_their_rows_and_leads(draft, cast):
    sections = Section.objects.all()
    assert [section.items.count() for section in sections] == [3, 9, 3, 5, 4, 5, 4]
    assert [section.lead for section in sections] == [
        cast.positions[key] for key in ("tpht", "vptk", "vptk", "vptk", "tckt", "vptk", "vhxh")
    ]
    assert sections[4].lead_text == "Phòng Tài chính - Kế hoạch Thị xã"


def test_every_row_keeps_its_words_beside_its_reading(draft):
    row = item(2, "3")
    assert (row.text, row.agency_text, row.deadline_text) == (
        "Ban hành Kế hoạch kiểm soát TTHC năm 2023.",
        "- CC VP - TK",
        "- Xây dựng KH: quý I/2023;\n- Báo cáo kết quả định kỳ hàng quý.",
    )
    assert [product.words for product in row.products.all()] == ["Kế hoạch kiểm soát TTHC", "Báo cáo kết quả thực hiện"]
    assert [(c["kind"], c["every"], c["due"]) for c in row.clauses] == [
        ("fixed", None, "2023-03-31"),
        ("recurring", "quarter", None),
    ]
    assert bodies(row, AgencyRole.LEAD) == ["Công chức Văn phòng - Thống kê"]
    assert "ban hanh ke hoach kiem soat tthc" in row.folded


def test_stored_clauses_read_back_as_they_were(draft, reading):
    stored = [clause_from_json(clause) for row in PlanItem.objects.all() for clause in row.clauses]
    assert stored == [c for section in reading.sections for task in section.tasks for c in task.deadline.clauses]
    assert [clause_to_json(clause) for clause in stored] == [c for row in PlanItem.objects.all() for c in row.clauses]


def test_leads_and_groups(draft, cast):
    assert bodies(item(2, "2"), AgencyRole.LEAD) == [
        "Bộ phận tiếp nhận và trả kết quả",
        "Công chức Văn phòng - Thống kê",
    ]
    assert item(3, "1").groups == ["các bộ phận liên quan"]
    assert bodies(item(3, "1"), AgencyRole.COORDINATE) == []
    assert set(Responsibility.objects.values_list("position__organization__code", flat=True)) == {"quang-trung"}


def test_targets_of_the_first_section(draft):
    targets = Target.objects.all()
    assert [(target.comparator, target.value, target.unit) for target in targets][:2] == [
        ("equal", Decimal(100), "%"),
        ("at_least", Decimal(99), "%"),
    ]
    assert {target.place.rpartition(".")[0] for target in targets} == {"Mục II.1"}


def test_the_points_named_by_the_issue_stand_at_their_rows(draft):
    points = {
        (doubt.code, doubt.item and (doubt.item.section.order + 1, doubt.item.ordinal)) for doubt in draft.doubts.all()
    }
    assert points >= {
        ("impossible_date", (7, "2")),
        ("deadline_before_plan", (7, "1")),
        ("target_conflict", None),
        ("caption_lead_mismatch", None),
        ("agency_none", (4, "1")),
    }
    assert item(7, "2").clauses[0]["due"] == "2023-11-30"
    conflict = draft.doubts.get(code="target_conflict")
    assert ("99%" in conflict.message, "98%" in conflict.message) == (True, True)
    assert draft.doubts.get(code="caption_lead_mismatch").place == "Phụ lục số 05"


def test_a_neighbours_document_is_a_point_to_decide(draft, cast, data, reading):
    assert not draft.doubts.filter(code="other_issuer").exists()
    neighbour = import_plan(actor=cast.actors["ba-dinh.vptk"], name="kh.docx", data=data, reading=reading, now=NOW)
    point = neighbour.doubts.get(code="other_issuer")
    assert point.message.endswith("không phải Phường Ba Đình; hãy xem có tải nhầm tệp không.")


def test_the_document_is_kept_whole(draft):
    blocks = Plan.objects.get(pk=draft.pk).source.blocks
    assert [len(block["rows"]) - 1 for block in blocks if block["kind"] == "table"][1:] == [3, 9, 3, 5, 4, 5, 4]
    assert "KẾ HOẠCH" in [block["text"] for block in blocks if block["kind"] == "p"]


def test_one_line_of_audit_for_the_file_and_one_for_the_reading(draft):
    assert list(Event.objects.filter(object_type="plans.plan").order_by("pk").values_list("verb", "at")) == [
        ("Tải kế hoạch lên", NOW),
        ("Đọc kế hoạch", NOW),
    ]


def test_the_directory_holds_the_body_what_stands_above_it_and_no_neighbour(cast):
    names = set(named_bodies(cast.quang_trung))
    assert names == {
        *(position.name for key, position in cast.positions.items() if not key.startswith("ba-dinh")),
        "Xã Quang Trung",
        "Thị xã Bỉm Sơn",
        "Tỉnh Thanh Hóa",
        "Phòng Nội vụ thị xã Bỉm Sơn",
        "Phòng Tài chính - Kế hoạch thị xã Bỉm Sơn",
    }
    assert {
        position.organization for position in named_bodies(cast.ba_dinh).values() if hasattr(position, "order")
    } == {cast.ba_dinh}
    assert "Phường Ba Đình" in named_bodies(cast.district)
    found = directory_of(cast.quang_trung).find("Phòng Tài chính - Kế hoạch Thị xã")
    assert found is not None
    assert found.name == "Phòng Tài chính - Kế hoạch thị xã Bỉm Sơn"


def test_continuous_rows_span_the_year(draft):
    clause = clause_from_json(item(1, "1").clauses[0])
    assert (clause.kind, clause.start, clause.due) == ("continuous", date(2023, 1, 1), date(2023, 12, 31))
