"""A plan that went out as Word or Excel comes back in as the same plan."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from plans.actions import Correction, correct_item, import_plan
from plans.drawing.docx import draw_docx
from plans.drawing.xlsx import draw_xlsx
from plans.models import Plan, PlanItem
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.results import ReadPlan
from plans.reading.workbooks import read_workbook
from tests.cast import NOW, TODAY, Cast
from tests.marked import WORD_FILES
from tests.plans.exporting import facts_of, read_again, told

pytestmark = pytest.mark.django_db
WAYS = [(draw_docx, read_docx), (draw_xlsx, read_workbook)]
BOTH = pytest.mark.parametrize(("draw", "read"), WAYS, ids=["word", "excel"])
READ: dict[str, ReadPlan] = {}


def body_of(cast: Cast, name: str) -> Organization:
    return cast.district if name.startswith("tuy-phuoc") else cast.quang_trung


def stored(cast: Cast, name: str) -> tuple[Plan, ReadPlan]:
    """One of the real plans, read once for all tests."""
    body = body_of(cast, name)
    if name not in READ:
        READ[name] = read_plan(read_docx(WORD_FILES[name]), directory_of(body))
    system = Actor.system(body)
    plan = import_plan(actor=system, name=f"{name}.docx", data=WORD_FILES[name], reading=READ[name], now=NOW)
    return plan, READ[name]


@BOTH
@pytest.mark.parametrize("name", WORD_FILES)
def test_the_five_plans_come_back_without_a_difference(
    cast: Cast, name: str, draw: Callable[[Any], bytes], read: Any
) -> None:
    plan, first = stored(cast, name)
    again = read_again(read(draw(facts_of(plan))), plan.organization)
    assert told(again) == told(first)


@pytest.mark.parametrize("name", WORD_FILES)
def test_word_brings_back_the_same_points(cast: Cast, name: str) -> None:
    plan, first = stored(cast, name)
    again = read_again(read_docx(draw_docx(facts_of(plan))), plan.organization)
    assert {(d.code, d.words) for d in again.doubts} == {(d.code, d.words) for d in first.doubts}


@BOTH
def test_the_same_plan_gives_the_same_bytes(cast: Cast, draw: Callable[[Any], bytes], read: Any) -> None:
    plan, _ = stored(cast, "quang-trung-2023")
    assert draw(facts_of(plan)) == draw(facts_of(plan))


def corrected(cast: Cast, item: PlanItem) -> PlanItem:
    correction = Correction(
        product_text="Tờ trình; Báo cáo",
        deadline_text="trước ngày 20/11/2023",
        leads=(cast.positions["tckt"],),
        coordinates=(cast.positions["vhxh"],),
    )
    return correct_item(actor=cast.actors["vptk"], item=item, seen=item.revision, correction=correction, now=NOW)


@BOTH
@pytest.mark.parametrize(("name", "place"), [("quang-trung-2023", 3), ("ha-bac-2023-2025", 2)])
def test_corrected_words_go_out_as_corrected(cast: Cast, name: str, place: int, draw: Any, read: Any) -> None:
    plan, first = stored(cast, name)
    rows = PlanItem.objects.filter(section__plan=plan, parent=None, children=None).order_by("section__order", "order")
    item = corrected(cast, rows[place])
    again = told(read_again(read(draw(facts_of(plan))), plan.organization))
    before = told(first)
    changed = [n for n, (old, new) in enumerate(zip(before["rows"], again["rows"], strict=True)) if old != new]
    assert len(changed) == 1
    _, row = again["rows"][changed[0]]
    assert (row["text"], row["products"]) == (item.text, ["Tờ trình", "Báo cáo"])
    assert (row["lead"], row["coordinate"]) == (["Công chức Tài chính - Kế toán"], ["Công chức Văn hóa - Xã hội"])
    assert [clause["due"] for clause in row["deadline"]["clauses"]] == ["2023-11-19"]
    assert again["sections"] == before["sections"]


@BOTH
def test_a_corrected_action_goes_out_beside_its_own_row(cast: Cast, draw: Any, read: Any) -> None:
    plan, _ = stored(cast, "tuy-phuoc-2024")
    action = PlanItem.objects.filter(section__plan=plan, parent__isnull=False, order=1).earliest("pk")
    bodies = tuple(one.position or one.body for one in action.responsibilities.select_related("position", "body"))
    correction = Correction("Báo cáo", "trước ngày 20/11/2024", tuple(filter(None, bodies)), ())
    coordinator = replace(cast.actors["vptk"], organization=cast.district)
    correct_item(actor=coordinator, item=action, seen=0, correction=correction, now=NOW)
    again = read_again(read(draw(facts_of(plan))), plan.organization)
    parts = [part for section in again.sections for task in section.tasks for part in task.actions]
    found = [part for part in parts if part.text == action.text]
    assert [(part.deadline_text, part.product_text) for part in found] == [("trước ngày 20/11/2024", "Báo cáo")]
    assert len(parts) == PlanItem.objects.filter(section__plan=plan, parent__isnull=False).count()


def test_word_has_the_layout_of_the_decree(cast: Cast) -> None:
    plan, _ = stored(cast, "quang-trung-2023")
    document = docx.Document(io.BytesIO(draw_docx(facts_of(plan))))
    texts = [(p.style.name, p.text) for p in document.paragraphs if p.text]
    assert texts[0] == ("Tên loại văn bản", "KẾ HOẠCH")
    assert texts[1] == ("Trích yếu nội dung", "Cải cách Hành chính trên địa bàn xã Quang Trung năm 2023")
    assert [style for style, _ in texts[2:4]] == ["Căn cứ ban hành", "Heading 1"]
    assert [text for style, text in texts if style == "Phụ lục"] == [f"Phụ lục số 0{n}" for n in range(1, 8)]
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, *[WD_ORIENT.LANDSCAPE] * 7]
    heads = [cell.text for cell in document.tables[2].rows[0].cells]
    assert heads == ["TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan thực hiện", "Thời gian thực hiện", "Ghi chú"]
    signed = [cell.text for cell in document.tables[1].rows[0].cells]
    assert signed[1] == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPhạm Ngọc Thắng"


def test_excel_has_a_sheet_for_each_appendix(cast: Cast) -> None:
    plan, _ = stored(cast, "quang-trung-2023")
    book = load_workbook(io.BytesIO(draw_xlsx(facts_of(plan))))
    assert book.sheetnames == ["Kế hoạch", *(f"Phụ lục số 0{n}" for n in range(1, 8))]
    sheet = book["Phụ lục số 03"]
    assert [sheet.cell(row, 1).value for row in (1, 2)] == [
        "Phụ lục số 03",
        "CẢI CÁCH TỔ CHỨC BỘ MÁY HÀNH CHÍNH NHÀ NƯỚC",
    ]
    assert (sheet.freeze_panes, sheet.cell(5, 5).value) == ("A6", "Thời gian thực hiện")
    assert sheet.cell(6, 5).value == "Báo cáo định kỳ hàng quý hoặc đột xuất theo quy định."


@pytest.mark.parametrize(("name", "part"), [("word", "word/document.xml"), ("excel", "xl/workbook.xml")])
def test_the_file_is_sent_to_its_own_people(cast: Cast, name: str, part: str, settings: Any) -> None:
    settings.TODAY = TODAY
    plan, _ = stored(cast, "quang-trung-2023")
    answer = cast.client("tpht").get(f"/ke-hoach/{plan.pk}/{name}/")
    assert part in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "ke-hoach" in answer["Content-Disposition"]
    assert cast.client("ba-dinh.vptk").get(f"/ke-hoach/{plan.pk}/{name}/").status_code == 404
