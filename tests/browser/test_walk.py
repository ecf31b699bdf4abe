"""One commune, one plan, end to end, as each of its people walks it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from django.contrib.sessions.models import Session
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from cchc.orgs.actors import Actor
from plans.actions import note_progress
from plans.jobs import read_plan_file
from plans.models import Plan, PlanItem
from tasks.actions.updating import state_update
from tasks.enums import Outcome
from tasks.models import Evidence, Obligation, Task, Update
from tasks.statements import Statement
from tests.browser.conftest import NAME, PHONE
from tests.browser.walking import Walker
from tests.cast import PASSWORD, Cast, at
from tests.sources import ROOT

Windows = Callable[..., Walker]
SUMMARY = "Ghi kết quả, sản phẩm, minh chứng"
CAUSE = "Nguyên nhân chậm"
BOTH_WAYS = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def saved(walker: Walker) -> Update:
    """What was just stored, as the card itself tells, or the page drawn anew without a script."""
    expect(walker.page.locator("p.saved").or_(walker.page.locator(".msg.success"))).to_contain_text("Đã lưu lúc")
    return Update.objects.latest("pk")


def agree(page: Page) -> None:
    page.on("dialog", lambda dialog: dialog.accept())


def test_the_coordinator_brings_the_plan_in(walker: Walker, cast: Cast, jobs_wait: None) -> None:
    """The Word file, the progress of its reading, its points, its acceptance."""
    page = walker.page
    agree(page)
    walker.sign_in("vptk")
    walker.follow("Kế hoạch", exact=True)
    walker.follow("Tải kế hoạch lên")
    page.locator("input[type=file]").set_input_files(ROOT / "fixtures" / f"{NAME}.docx")
    walker.press("Tải lên và đọc")

    job = page.get_by_role("region", name=f"{NAME}.docx")
    expect(job).to_contain_text("Đang xếp hàng")
    plan = Plan.objects.select_related("organization").get()
    note_progress(actor=Actor.system(plan.organization), plan=plan, percent=40, step="Đọc bảng của Phụ lục số 03")
    expect(job.get_by_role("progressbar")).to_have_attribute("value", "40")
    expect(job).to_contain_text("Đọc bảng của Phụ lục số 03")
    read_plan_file(plan.pk)
    page.wait_for_url("**/xem-lai/")

    for words in ("31/11/2023", "Trước 01/2023", "99%", "98%", "Hai nơi chủ trì một phụ lục"):
        expect(page.locator("#diem")).to_contain_text(words, ignore_case=True)
    left = plan.doubts.count()
    expect(page.locator("#diem h2")).to_contain_text(f"Còn {left} điểm cần quyết")
    page.locator(".doubt", has_text="Lịch không có ngày").get_by_role("link", name="Sửa").click()
    form = page.get_by_role("form", name="Sửa cách đọc")
    form.get_by_label("Thời hạn").fill("trước ngày 15/11/2023")
    walker.press("Lưu", form)
    expect(page.locator("#diem h2")).to_contain_text(f"Còn {left - 1} điểm cần quyết")
    walker.press("Nhận tất cả")
    expect(page.locator("#diem h2")).to_contain_text("Không còn điểm nào cần quyết")
    walker.press("Chấp nhận kế hoạch")

    page.wait_for_url(f"**/ke-hoach/{plan.pk}/")
    expect(page.locator("main")).to_contain_text("7 mục, 33 nhiệm vụ")
    tables = page.locator("table.plan-table").all()
    assert [table.locator("tr[data-row]").count() for table in tables] == [3, 9, 3, 5, 4, 5, 4]
    row = PlanItem.objects.get(section__order=6, ordinal="2")
    assert [o.due_on for o in Task.objects.get(item=row).obligations.all()] == [date(2023, 11, 14)]


@BOTH_WAYS
def test_an_officer_says_done_in_two_taps(windows: Windows, plan: Plan, cast: Cast, script: bool) -> None:
    """He signs in and stands before his duties; one tap says it, none confirms it."""
    walker = windows(java_script_enabled=script, viewport=PHONE)
    walker.sign_in("tckt")
    assert walker.page.url == f"{walker.at}/viec-cua-toi/"
    walker.press("Đã xong", walker.duty("Hạn 16/06/2023"))
    said = saved(walker)
    assert (said.outcome, said.author, said.obligation.due_on) == ("done", cast.people["tckt"], date(2023, 6, 16))
    assert said.obligation.outcome == "done"


@BOTH_WAYS
def test_an_officer_adds_a_sentence_and_a_file(windows: Windows, plan: Plan, cast: Cast, script: bool) -> None:
    """An overdue duty asks for its cause and its sentence, and keeps what was typed; cause, sentence, number and file
    stand in the history and can be taken."""
    walker = windows(java_script_enabled=script, viewport=PHONE)
    walker.sign_in("tpht")
    card = walker.duty("hệ thống hóa văn bản")
    card.get_by_text(SUMMARY).click()
    card.get_by_label("Kết quả").fill("Đã rà soát 14 văn bản, muộn do chờ số liệu.")
    walker.press("Đã xong", card)
    expect(walker.page.locator("main").get_by_role("alert")).to_contain_text(
        "hãy chọn nguyên nhân chậm và viết một câu nêu lý do"
    )
    card = walker.duty("hệ thống hóa văn bản")
    expect(card.get_by_label("Kết quả")).to_have_value("Đã rà soát 14 văn bản, muộn do chờ số liệu.")
    card.get_by_label(CAUSE).select_option("Do đơn vị")
    card.get_by_label("Số, ký hiệu sản phẩm").fill("45/BC-UBND")
    card.get_by_label("Minh chứng").set_input_files(
        {"name": "Báo cáo rà soát.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    walker.press("Đã xong", card)
    said = saved(walker)
    walker.go(f"/nhiem-vu/{said.obligation.task_id}/")
    history = walker.page.locator(f"#viec-{said.obligation_id} ol.history")
    for words in ("Đã rà soát 14 văn bản, muộn do chờ số liệu.", "Do đơn vị", "45/BC-UBND", "Người tpht"):
        expect(history).to_contain_text(words)
    taken = walker.take("Báo cáo rà soát.pdf")
    assert (taken.name, taken.read_bytes()) == ("Báo cáo rà soát.pdf", PDF)
    assert Evidence.objects.get().update == said


@BOTH_WAYS
def test_the_second_of_two_people_sees_both_versions(windows: Windows, plan: Plan, script: bool) -> None:
    """And saves again what he typed, which stood there all the time."""
    officer, coordinator = windows(java_script_enabled=script), windows()
    mine, theirs = "Đã lập danh mục 14 văn bản.", "Tư pháp đã báo miệng."
    officer.sign_in("tpht")
    card = officer.duty("hệ thống hóa văn bản")
    card.get_by_text(SUMMARY).click()
    card.get_by_label("Kết quả").fill(mine)
    card.get_by_label(CAUSE).select_option("Do đơn vị")

    coordinator.sign_in("vptk")
    obligation = Obligation.objects.get(task__item__section__order=0, task__item__ordinal="3")
    coordinator.go(f"/nhiem-vu/{obligation.task_id}/")
    their_card = coordinator.duty(SUMMARY)
    their_card.get_by_text(SUMMARY).click()
    their_card.get_by_label("Kết quả").fill(theirs)
    their_card.get_by_label(CAUSE).select_option("Do đơn vị")
    coordinator.press("Đang làm", their_card)
    assert saved(coordinator).text == theirs

    officer.press("Đang làm", card)
    expect(card.get_by_role("alert")).to_contain_text("Chưa lưu: Người vptk vừa sửa việc này")
    expect(card.locator(".diff")).to_contain_text(theirs)
    expect(card.locator(".diff")).to_contain_text(mine)
    expect(card.get_by_label("Kết quả")).to_have_value(mine)
    assert Update.objects.count() == 1
    officer.press("Đang làm", card)
    assert saved(officer).text == mine
    assert [update.text for update in obligation.updates.all()] == [theirs, mine]


def test_an_expired_session_keeps_what_was_typed(walker: Walker, plan: Plan) -> None:
    """The page says so and opens the way to sign in; the same tap then saves."""
    walker.sign_in("tpht")
    card = walker.duty("Theo dõi thi hành pháp luật")
    card.get_by_text(SUMMARY).click()
    card.get_by_label("Kết quả").fill("Đã theo dõi 02 lĩnh vực.")
    Session.objects.all().delete()
    walker.press("Đang làm", card)
    alarm = walker.page.locator("#alert")
    expect(alarm).to_contain_text("Phiên làm việc đã hết hạn, chưa lưu")
    expect(card.get_by_label("Kết quả")).to_have_value("Đã theo dõi 02 lĩnh vực.")
    assert Update.objects.count() == 0

    with walker.page.expect_popup() as opened:
        alarm.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    Walker(opened.value, walker.at).sign_in("tpht")
    walker.press("Đang làm", card)
    assert saved(walker).text == "Đã theo dõi 02 lĩnh vực."
    expect(alarm).to_be_hidden()


def test_an_expired_session_keeps_what_was_typed_without_a_script(windows: Windows, plan: Plan) -> None:
    """It travels through the sign-in page and is sent again with one press."""
    walker = windows(java_script_enabled=False, viewport=PHONE)
    walker.sign_in("tpht")
    card = walker.duty("Theo dõi thi hành pháp luật")
    card.get_by_text(SUMMARY).click()
    card.get_by_label("Kết quả").fill("Đã theo dõi 02 lĩnh vực.")
    Session.objects.all().delete()
    walker.press("Đang làm", card)
    walker.page.get_by_label("Tên đăng nhập").fill("tpht")
    walker.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    walker.press("Đăng nhập")
    expect(walker.page.locator("main")).to_contain_text("Đã theo dõi 02 lĩnh vực.")
    walker.press("Gửi lại")
    assert saved(walker).text == "Đã theo dõi 02 lĩnh vực."


@pytest.fixture
def reporting_day(plan: Plan, cast: Cast, settings: Any) -> None:
    """15/03/2023, the day after the cut-off of quý I; Tư pháp had said one thing before it."""
    standing = Obligation.objects.get(task__item__section__order=0, task__item__ordinal="2")
    state_update(
        actor=cast.actors["tpht"],
        obligation_id=standing.pk,
        seen_update_id=None,
        statement=Statement(Outcome.DOING, date(2023, 3, 10), "Đã theo dõi 02 lĩnh vực."),
        now=at("2023-03-10 09:00"),
    )
    settings.TODAY = date(2023, 3, 15)


def test_the_quarter_report_from_draft_to_receipt(windows: Windows, reporting_day: None) -> None:
    """Drafted and edited by the coordinator, approved and sent by the leader, returned once, then accepted."""
    coordinator, leader, reviewer = windows(), windows(), windows()
    coordinator.sign_in("vptk")
    leader.sign_in("chutich")
    reviewer.sign_in("noivu")
    agree(leader.page)

    coordinator.follow("Báo cáo", exact=True)
    coordinator.press("Lập báo cáo quý I năm 2023", exact=True)
    expect(coordinator.page.get_by_role("heading", level=1)).to_have_text("Báo cáo quý I năm 2023")
    report = coordinator.page.url.removeprefix(coordinator.at)
    reviewer.go(report)
    expect(reviewer.page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy")
    coordinator.follow("Sửa nội dung")
    write(coordinator, "Đã theo dõi 02 lĩnh vực.", "Đã theo dõi thi hành pháp luật 02 lĩnh vực.")

    approve(leader, report, "05")
    reviewer.go("/bao-cao/")
    reviewer.follow("Xã Quang Trung")
    reviewer.follow("Nội dung", exact=True)
    expect(reviewer.page.locator("article")).to_contain_text("Đã theo dõi thi hành pháp luật 02 lĩnh vực.")
    reviewer.follow("Tổng quan", exact=True)
    reviewer.follow("Trả lại kèm ý kiến")
    reviewer.page.get_by_label("Ý kiến trả lại").fill("Nêu rõ tên lĩnh vực.")
    reviewer.press("Trả lại")
    expect(reviewer.page.locator("main")).to_contain_text("Đã trả lại báo cáo kèm ý kiến.")

    coordinator.go(report)
    expect(coordinator.page.locator("main")).to_contain_text("Nêu rõ tên lĩnh vực.")
    coordinator.follow("Sửa nội dung")
    write(coordinator, "Đã theo dõi thi hành pháp luật 02 lĩnh vực.", "Đã theo dõi lĩnh vực đất đai và hộ tịch.")
    approve(leader, report, "06")

    reviewer.go(report)
    expect(reviewer.page.locator("#da-doi")).to_contain_text("Đã theo dõi lĩnh vực đất đai và hộ tịch.")
    check_files(reviewer)
    reviewer.press("Nhận báo cáo")
    expect(reviewer.page.locator("main")).to_contain_text("Đã nhận báo cáo.")
    leader.go(report)
    expect(leader.page.locator("main")).to_contain_text("đã nhận báo cáo. Số liệu, nội dung và tệp đã khóa.")


def write(walker: Walker, before: str, after: str) -> None:
    """Edit section II.1, which holds `before`; it is stored without a tap when typing ends."""
    field = walker.page.get_by_label("Nội dung mục II.1.")
    expect(field).to_have_value(before)
    field.fill(after)
    expect(walker.page.locator("#luu-II-1")).to_contain_text("Đã lưu lúc")


def approve(leader: Walker, report: str, number: str) -> None:
    """Number and date, then to the office of the interior of the town."""
    leader.go(report)
    leader.follow("Duyệt, ghi số và ngày")
    leader.page.get_by_label("Số văn bản").fill(number)
    leader.page.get_by_label("Ngày ký").fill("2023-03-15")
    leader.press("Duyệt báo cáo")
    leader.press("Gửi Phòng Nội vụ thị xã Bỉm Sơn")
    expect(leader.page.locator("main")).to_contain_text("Đã gửi báo cáo; số liệu, nội dung và tệp đã khóa.")


def check_files(reviewer: Walker) -> None:
    """The three files by their names, each opened by its own reader, each with what was approved last."""
    taken = {kind: reviewer.take(f"Tải {kind}") for kind in ("PDF", "Word", "Excel")}
    assert [path.name for path in taken.values()] == [
        "bao-cao-quy-I-2023-quang-trung.pdf",
        "bao-cao-quy-I-2023-quang-trung.docx",
        "bao-cao-quy-I-2023-quang-trung.xlsx",
    ]
    with pdfplumber.open(taken["PDF"]) as drawn:
        text = " ".join(page.extract_text() for page in drawn.pages)
    words = " ".join(paragraph.text for paragraph in Document(str(taken["Word"])).paragraphs)
    assert ("06/BC-UBND" in text, "Đã theo dõi lĩnh vực đất đai và hộ tịch." in text) == (True, True)
    assert "Đã theo dõi lĩnh vực đất đai và hộ tịch." in words
    assert row_count(taken["Excel"]) == 33


def row_count(path: Path) -> int:
    """Rows of the plan in the workbook's sheet of tasks: those with a number of their own."""
    sheet = load_workbook(path)["Nhiệm vụ"]
    return sum(str(row[1].value).isdecimal() for row in sheet.iter_rows())
