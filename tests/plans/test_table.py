"""A plan that is written here, as a table: rows are words, their readings are the readers'."""

import io
import zipfile
from typing import Any

import pytest

from cchc.orgs.actors import Actor
from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from plans.actions import Stale, settle_all
from plans.actions.arranging import (
    add_row,
    add_section,
    move_row,
    move_section,
    remove_row,
    remove_section,
    write_targets,
)
from plans.actions.starting import begin_plan
from plans.actions.writing import Faulty, SectionWords, TableWords, Words, write_row, write_table
from plans.drawing.docx import draw_docx
from plans.drawing.xlsx import draw_xlsx
from plans.models import Doubt, Plan, PlanItem, Section
from plans.reading.documents import read_docx
from plans.reading.workbooks import read_workbook
from tests.cast import NOW, TODAY, Cast
from tests.plans.exporting import facts_of, read_again

pytestmark = pytest.mark.django_db
ROW = Words("Rà soát văn bản năm 2024", "Kế hoạch; Báo cáo", "CC TP - HT, phối hợp CC VP - TK", "Kế hoạch: quý I", "")


@pytest.fixture
def plan(cast: Cast) -> Plan:
    plan = begin_plan(
        actor=cast.actors["vptk"], title="Cải cách hành chính năm 2024", from_year=2024, to_year=2024, now=NOW
    )
    add_row(actor=cast.actors["vptk"], section=plan.sections.get(), words=ROW, now=NOW)
    return plan


def rows_of(plan: Plan) -> list[PlanItem]:
    return list(PlanItem.objects.filter(section__plan=plan, parent=None).order_by("section__order", "order"))


def add(cast: Cast, plan: Plan, text: str, section: Section | None = None) -> PlanItem:
    where = section or plan.sections.earliest("order")
    return add_row(actor=cast.actors["vptk"], section=where, words=Words(text, agency="CC VP - TK"), now=NOW)


def write(cast: Cast, item: PlanItem, words: Words, seen: int | None = None) -> PlanItem:
    seen = item.revision if seen is None else seen
    return write_row(actor=cast.actors["vptk"], item=item, seen=seen, words=words, now=NOW)


def test_a_row_is_read_from_its_words(cast: Cast, plan: Plan) -> None:
    (row,) = rows_of(plan)
    assert (row.ordinal, row.is_by_hand, row.product_text) == ("1", True, "Kế hoạch; Báo cáo")
    assert [product.words for product in row.products.all()] == ["Kế hoạch", "Báo cáo"]
    assert [(str(one), one.role) for one in row.responsibilities.all()] == [
        ("Công chức Tư pháp - Hộ tịch", "lead"),
        ("Công chức Văn phòng - Thống kê", "coordinate"),
    ]
    assert [clause["due"] for clause in row.clauses] == ["2024-03-31"]


def test_writing_again_reads_again_and_keeps_the_row(cast: Cast, plan: Plan) -> None:
    (row,) = rows_of(plan)
    written = write(cast, row, Words("Rà soát văn bản", "", "CC TP - HT", "31/11/2024", ""))
    assert (written.pk, written.revision) == (row.pk, 1)
    assert [clause["due"] for clause in written.clauses] == ["2024-11-30"]
    assert [doubt.code for doubt in Doubt.objects.filter(item=row)] == ["impossible_date"]
    settle_all(actor=cast.actors["vptk"], plan=plan, now=NOW)
    again = write(cast, written, Words("Rà soát văn bản pháp luật", "", "CC TP - HT", "31/11/2024", ""))
    assert [doubt.settlement for doubt in Doubt.objects.filter(item=again)] == ["accepted"]


def test_the_same_words_write_nothing(cast: Cast, plan: Plan) -> None:
    (row,) = rows_of(plan)
    events = Event.objects.count()
    assert write(cast, row, ROW).revision == 0
    assert Event.objects.count() == events


def test_the_second_of_two_people_is_told(cast: Cast, plan: Plan) -> None:
    (row,) = rows_of(plan)
    write(cast, row, Words("Một", "", "", "quý I", ""))
    with pytest.raises(Stale):
        write(cast, row, Words("Hai", "", "", "quý I", ""), seen=0)
    assert rows_of(plan)[0].text == "Một"


def test_rows_that_say_nothing_are_refused(cast: Cast, plan: Plan) -> None:
    (row,) = rows_of(plan)
    for text in ("", " - ", "x" * 5000):
        with pytest.raises(Refused):
            write(cast, row, Words(text))
        with pytest.raises(Refused):
            add(cast, plan, text)


def test_only_the_coordinator_writes_and_only_without_a_document(cast: Cast, plan: Plan, draft: Plan) -> None:
    (row,) = rows_of(plan)
    for who in ("tpht", "chutich", "ba-dinh.vptk"):
        with pytest.raises(Forbidden):
            write_row(actor=cast.actors[who], item=row, seen=0, words=Words("Khác"), now=NOW)
    with pytest.raises(Refused, match="đọc từ văn bản"):
        write(cast, rows_of(draft)[0], Words("Khác"))


def test_a_row_of_several_actions_is_split_by_the_reader(cast: Cast, plan: Plan) -> None:
    words = Words("- Xây dựng quy chế\n- Kiểm tra công vụ", "", "- CC TP - HT\n- CC VP - TK", "- Quý I\n- Quý II", "")
    row = write(cast, rows_of(plan)[0], words)
    parts = [(part.text, part.responsibilities.get().name, part.clauses[0]["due"]) for part in row.children.all()]
    assert parts == [
        ("Xây dựng quy chế", "Công chức Tư pháp - Hộ tịch", "2024-03-31"),
        ("Kiểm tra công vụ", "Công chức Văn phòng - Thống kê", "2024-06-30"),
    ]
    assert write(cast, row, ROW).children.count() == 0


def test_rows_move_and_are_numbered(cast: Cast, plan: Plan) -> None:
    second, third = add(cast, plan, "Hai"), add(cast, plan, "Ba")
    move_row(actor=cast.actors["vptk"], item=third, step=-1, now=NOW)
    assert [(row.text, row.ordinal) for row in rows_of(plan)][1:] == [("Ba", "2"), ("Hai", "3")]
    remove_row(actor=cast.actors["vptk"], item=third, now=NOW)
    assert [(row.text, row.ordinal, row.order) for row in rows_of(plan)][1:] == [("Hai", "2", 1)]
    other = add_section(actor=cast.actors["vptk"], plan=plan, words=SectionWords("Tài chính", "CC TC - KT"), now=NOW)
    move_row(actor=cast.actors["vptk"], item=second, step=1, now=NOW)
    assert [(row.text, row.ordinal) for row in rows_of(plan) if row.section_id == other.pk] == [("Hai", "1")]


def test_sections_are_added_moved_and_dropped(cast: Cast, plan: Plan) -> None:
    actor = cast.actors["vptk"]
    first = plan.sections.get()
    other = add_section(actor=actor, plan=plan, words=SectionWords(" Tài chính  công ", "CC TC - KT"), now=NOW)
    assert (other.label, other.title, str(other.lead)) == (
        "Phụ lục II",
        "Tài chính công",
        "Công chức Tài chính - Kế toán",
    )
    move_section(actor=actor, section=other, step=-1, now=NOW)
    assert list(plan.sections.all()) == [other, first]
    remove_section(actor=actor, section=other, now=NOW)
    with pytest.raises(Refused, match="còn nhiệm vụ"):
        remove_section(actor=actor, section=first, now=NOW)
    remove_row(actor=actor, item=rows_of(plan)[0], now=NOW)
    with pytest.raises(Refused, match="ít nhất một mục"):
        remove_section(actor=actor, section=first, now=NOW)


def test_appendices_are_numbered_on(cast: Cast, plan: Plan) -> None:
    Section.objects.filter(plan=plan).update(label="Phụ lục số 09")
    other = add_section(actor=cast.actors["vptk"], plan=plan, words=SectionWords("Tài chính"), now=NOW)
    assert other.label == "Phụ lục số 10"


def test_another_lead_of_a_section_leads_rows_that_name_nobody(cast: Cast, plan: Plan) -> None:
    section = plan.sections.get()
    row = add_row(actor=cast.actors["vptk"], section=section, words=Words("Việc không ghi ai"), now=NOW)
    wanted = SectionWords(section.title, "Công chức Tài chính - Kế toán")
    words = TableWords(sections={section.pk: (SectionWords(section.title), wanted)})
    write_table(actor=cast.actors["vptk"], plan=plan, words=words, now=NOW)
    assert row.responsibilities.get().name == "Công chức Tài chính - Kế toán"


def test_the_whole_table_is_kept_or_nothing(cast: Cast, plan: Plan) -> None:
    (row,) = rows_of(plan)
    other = add(cast, plan, "Hai")
    words = TableWords({row.pk: (0, Words("Đổi lời")), other.pk: (0, Words(""))})
    with pytest.raises(Faulty) as refused:
        write_table(actor=cast.actors["vptk"], plan=plan, words=words, now=NOW)
    assert list(refused.value.faults) == [str(other.pk)]
    assert [one.text for one in rows_of(plan)] == [ROW.text, "Hai"]


def test_targets_are_read_from_their_sentences(cast: Cast, plan: Plan) -> None:
    lines = ["Tối thiểu 99,5% hồ sơ được giải quyết đúng hạn.", "Có ít nhất 01 sáng kiến."]
    write_targets(actor=cast.actors["vptk"], plan=plan, seen=0, sentences=lines, now=NOW)
    assert [(str(t.value.normalize()), t.unit, t.text) for t in plan.targets.all()] == [
        ("99.5", "%", lines[0]),
        ("1", "sáng kiến", lines[1]),
    ]


@pytest.mark.parametrize(("draw", "read"), [(draw_docx, read_docx), (draw_xlsx, read_workbook)])
def test_what_is_written_here_goes_out_and_comes_back(cast: Cast, plan: Plan, draw: Any, read: Any) -> None:
    actor = cast.actors["vptk"]
    add(cast, plan, "- Một\n- Hai & <ba>")
    other = add_section(actor=actor, plan=plan, words=SectionWords("Tài chính công", "CC TC - KT"), now=NOW)
    add_row(actor=actor, section=other, words=Words("Công khai ngân sách", time="hàng quý"), now=NOW)
    write_targets(actor=actor, plan=plan, seen=0, sentences=["Tối thiểu 99% hồ sơ được giải quyết đúng hạn."], now=NOW)
    plan = Plan.objects.select_related("organization").get(pk=plan.pk)
    again = read_again(read(draw(facts_of(plan))), plan.organization)
    assert [(s.label, s.title, s.lead_text) for s in again.sections] == [
        (s.label, s.title, s.lead_text) for s in plan.sections.all()
    ]
    found = [task for section in again.sections for task in section.tasks]
    assert [(t.ordinal, t.text, t.product_text, t.agency_text, t.deadline_text) for t in found] == [
        (r.ordinal, r.text, r.product_text, r.agency_text, r.deadline_text) for r in rows_of(plan)
    ]
    assert [list(task.agencies.lead) for task in found] == [
        [one.name for one in row.responsibilities.filter(role="lead")] for row in rows_of(plan)
    ]
    assert [(t.text, t.value, t.subject) for t in again.targets] == [
        (t.text, t.value, t.subject) for t in plan.targets.all()
    ]
    assert (again.title, again.from_year) == ("Kế hoạch Cải cách hành chính năm 2024", 2024)


def cells(row: PlanItem, **changed: str) -> dict[str, Any]:
    own = {"text": row.text, "product": row.product_text, "agency": row.agency_text, "time": row.deadline_text}
    named = {f"{row.pk}-{key}": value for key, value in (own | {"note": row.note} | changed).items()}
    return named | {"row": row.pk, f"{row.pk}-seen": row.revision}


def test_one_row_is_saved_by_itself(cast: Cast, plan: Plan, settings: Any) -> None:
    settings.TODAY = TODAY
    client, (row,) = cast.client("vptk"), rows_of(plan)
    address = f"/ke-hoach/{plan.pk}/bang/hang/{row.pk}/"
    answer = client.post(f"{address}luu/", cells(row, time="trước ngày 15/12"), headers={"HX-Request": "true"})
    assert (answer.status_code, answer["Location"]) == (302, address)
    page = client.get(address).content.decode()
    assert ("14/12/2024" in page, f'name="{row.pk}-seen" value="1"' in page) == (True, True)
    stale = client.post(f"{address}luu/", cells(row, text="Lời của người thứ hai"))
    assert (stale.status_code, "trước ngày 15/12" in stale.content.decode()) == (409, True)
    row.refresh_from_db()
    assert client.post(f"{address}luu/", cells(row, text="")).status_code == 422


def test_without_script_one_form_saves_all_and_does_one_thing(cast: Cast, plan: Plan, settings: Any) -> None:
    settings.TODAY = TODAY
    client, (row,), section = cast.client("vptk"), rows_of(plan), plan.sections.get()
    address = f"/ke-hoach/{plan.pk}/bang/luu/"
    new = {f"moi{section.pk}-text": "Việc mới", f"moi{section.pk}-time": "quý II"}
    answer = client.post(address, cells(row, text="Đổi lời") | new | {"do": f"add-{section.pk}"})
    assert (answer.status_code, [one.text for one in rows_of(plan)]) == (302, ["Đổi lời", "Việc mới"])
    second = rows_of(plan)[1]
    assert client.post(address, {"do": f"up-{second.pk}"}).status_code == 302
    assert [one.text for one in rows_of(plan)] == ["Việc mới", "Đổi lời"]
    row = PlanItem.objects.get(pk=row.pk)
    refused = client.post(address, cells(row, text="", product="Sản phẩm đang gõ"))
    assert (refused.status_code, "Sản phẩm đang gõ" in refused.content.decode()) == (422, True)
    assert client.post(address, {"do": "settle-all-0"}).status_code == 302
    assert Doubt.objects.filter(plan=plan, settlement="").count() == 0


def test_pages_of_a_plan_without_a_document_hold(cast: Cast, plan: Plan, settings: Any) -> None:
    settings.TODAY = TODAY
    client = cast.client("vptk")
    for address in ("", f"{plan.pk}/", f"{plan.pk}/bo/", f"{plan.pk}/bang/", f"{plan.pk}/bang/dau/"):
        assert (address, client.get(f"/ke-hoach/{address}").status_code) == (address, 200)
    assert client.get(f"/ke-hoach/{plan.pk}/tep/").status_code == 404
    assert client.get(f"/ke-hoach/{plan.pk}/xem-lai/")["Location"] == f"/ke-hoach/{plan.pk}/bang/"
    assert "viết tại đây" in client.get("/ke-hoach/").content.decode()
    assert client.post(f"/ke-hoach/{plan.pk}/bo/", {"confirmed": "1"}).status_code == 302
    assert not Plan.objects.filter(pk=plan.pk).exists()


def test_heading_and_signature_are_written_on_one_page(cast: Cast, plan: Plan, settings: Any) -> None:
    settings.TODAY = TODAY
    sent = {"title": "Cải cách hành chính năm 2024", "from_year": 2024, "to_year": 2024, "seen": plan.revision}
    sent |= {"number": "12/KH-UBND", "issued_on": "02/01/2024", "authority": "kt", "signer_title": "Phó Chủ tịch"}
    sent |= {"signer": "Lê Văn Tám", "carries_out": "Quyết định số 1/QĐ-UBND"}
    assert cast.client("vptk").post(f"/ke-hoach/{plan.pk}/bang/dau/", sent).status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.number) == ("Kế hoạch Cải cách hành chính năm 2024", "12/KH-UBND")
    signed = (plan.authority, plan.signer_title, plan.signer)
    assert signed == ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Tám")
    assert cast.client("vptk").post(f"/ke-hoach/{plan.pk}/bang/dau/", sent).status_code == 409


def test_the_word_file_of_a_plan_without_a_document_is_signed(cast: Cast, plan: Plan) -> None:
    plan.signer, plan.authority, plan.signer_title = "Lê Văn Tám", "TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"
    plan.save()
    again = read_again(read_docx(draw_docx(facts_of(plan))), plan.organization)
    assert (again.signer, again.authority, again.signer_title) == (
        "Lê Văn Tám",
        "TM. ỦY BAN NHÂN DÂN",
        "Q. CHỦ TỊCH",
    )
    assert zipfile.ZipFile(io.BytesIO(draw_xlsx(facts_of(plan)))).testzip() is None


def test_the_system_may_write_too(cast: Cast, plan: Plan) -> None:
    system = Actor.system(cast.quang_trung)
    row = write_row(actor=system, item=rows_of(plan)[0], seen=0, words=Words("Khác"), now=NOW)
    assert row.text == "Khác"


def test_a_figure_too_large_to_be_kept_is_refused_and_the_targets_stay(cast: Cast, plan: Plan) -> None:
    actor, kept = cast.actors["vptk"], [target.text for target in plan.targets.all()]
    sentence = f"Tối thiểu {'9' * 16} hồ sơ được giải quyết."
    with pytest.raises(Refused, match="quá lớn"):
        write_targets(actor=actor, plan=plan, seen=plan.revision, sentences=[sentence], now=NOW)
    assert [target.text for target in plan.targets.all()] == kept
