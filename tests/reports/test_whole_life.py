"""One report from draft to acceptance, by its pages; the click that comes too late; what was frozen stays."""

import ast
import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from cchc.orgs.models import Event
from cchc.orgs.refusals import Refused
from plans.models import Plan
from reports import jobs
from reports.actions.approving import approve_report, withdraw_approval
from reports.actions.drafting import draft_report
from reports.facts import from_json
from reports.models import Drafting, FileCheck, Heartbeat, Report, ReportFile, Snapshot, Submission
from tasks.enums import Outcome, PeriodKind
from tasks.periods import Timetable, period
from tests.cast import TODAY, Cast, at
from tests.plans_in_force import duty
from tests.reports.reporting import APPROVAL, APPROVED_AT, SENT_AT, approved, drafted, sent
from tests.reports.test_report_pages import browser_of, page, words_of
from tests.reports.year import say
from tests.sources import all_sources

pytestmark = pytest.mark.django_db
SIGNED = {"issued_on": "15/03/2023", "authority": "tm", "signer_title": "", "signer": "Phạm Ngọc Thắng"}


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def report(cast: Cast, plan: Plan) -> Report:
    return drafted(cast, plan)


def do(cast: Cast, who: str, step: str, report: Report, **values: Any) -> Any:
    """Send one step's form, as the page of the report as it is now has it, and follow where it leads."""
    attempt = Report.objects.values_list("attempt", flat=True).get(pk=report.pk)
    seen = {"seen": attempt} if step in ("accept", "return") else {}
    return browser_of(cast, who).post(reverse(f"reports:{step}", args=[report.pk]), seen | values, follow=True)


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def facts_sent(attempt: int) -> Any:
    return from_json(Submission.objects.get(attempt=attempt).snapshot.facts)


def test_a_report_from_draft_to_acceptance(cast: Cast, report: Report, jobs_run: Callable[[], Any]) -> None:
    """Approved as number 05, returned, edited, approved once more with the number that was proposed, accepted; in time
    by its first sending although the second came later."""
    with jobs_run():
        do(cast, "chutich", "approve", report, number="05", **SIGNED)
    assert said(do(cast, "vptk", "submit", report)) == ["Đã gửi báo cáo; số liệu, nội dung và tệp đã khóa."]
    Report.objects.filter(pk=report.pk).update(submitted_at=SENT_AT)
    assert said(do(cast, "noivu", "return", report, comment="Thiếu kiến nghị.")) == ["Đã trả lại báo cáo kèm ý kiến."]
    section = report.narrative.get(key="V")
    browser_of(cast, "vptk").post(
        reverse("reports:section", args=[report.pk, "V"]), {"text": "Đề nghị cấp máy.", "version": section.version}
    )
    proposed = page(cast, "chutich", "approve", report.pk).context["form"].initial
    assert (proposed["number"], proposed["authority"], proposed["signer_title"]) == ("05", "tm", "")
    with jobs_run():
        do(cast, "chutich", "approve", report, number=proposed["number"], **SIGNED | {"issued_on": "10/06/2023"})
    do(cast, "chutich", "submit", report)
    assert said(do(cast, "noivu", "accept", report)) == ["Đã nhận báo cáo."]
    report.refresh_from_db()
    assert (report.state, report.attempt, report.number, report.submitted_at) == ("accepted", 2, "05", SENT_AT)
    assert "Gửi đúng hạn, 16/03/2023" in words_of(page(cast, "noivu", "detail", report.pk))
    assert [facts_sent(n).letterhead.issued_on for n in (1, 2)] == [date(2023, 3, 15), TODAY]
    done = Event.objects.filter(object_type="reports.report", object_id=report.pk).order_by("pk")
    assert [event.verb for event in done] == [
        *("Lập báo cáo", "Duyệt báo cáo", "Gửi báo cáo", "Trả lại báo cáo"),
        *("Duyệt báo cáo", "Gửi báo cáo", "Nhận báo cáo"),
    ]


# the click that comes too late

TOO_LATE = (
    "Báo cáo quý I năm 2023 nay ở trạng thái “{state}” nên không làm bước này nữa; có thể người khác vừa làm. Hãy xem "
    "bước tiếp theo dưới đây."
)
APPROVED_STAYS = (
    "Báo cáo quý I năm 2023 đã duyệt nên số liệu không thay đổi được nữa; muốn lấy số liệu mới thì lãnh đạo rút lại "
    "phê duyệt."
)


@pytest.mark.parametrize(
    ("who", "step", "state", "sentence"),
    [
        ("chutich", "approve", "approved", TOO_LATE.format(state="Đã duyệt")),
        ("chutich", "withdraw", "draft", "Báo cáo quý I năm 2023 dự thảo; chỉ rút lại được phê duyệt khi chưa gửi."),
        (
            "vptk",
            "refresh",
            "approved",
            APPROVED_STAYS,
        ),
        ("vptk", "submit", "submitted", "Báo cáo quý I năm 2023 đã gửi; chỉ gửi được báo cáo lãnh đạo đã duyệt."),
        ("noivu", "accept", "accepted", "Báo cáo quý I năm 2023 đã nhận; chỉ nhận hoặc trả lại báo cáo vừa gửi đến."),
        ("noivu", "return", "accepted", TOO_LATE.format(state="Đã nhận")),
        ("noivu", "return", "returned", TOO_LATE.format(state="Trả lại")),
        ("noivu", "reopen", "reopened", TOO_LATE.format(state="Trả lại")),
    ],
)
def test_who_comes_too_late_is_told_so_and_nothing_happens_twice(
    cast: Cast, report: Report, who: str, step: str, state: str, sentence: str
) -> None:
    brought(cast, report, state)
    before = (Event.objects.count(), Snapshot.objects.count(), Submission.objects.count())
    answer = do(cast, who, step, report, number="05", comment="Sửa.", **SIGNED)
    assert (answer.status_code, said(answer)) == (200, [sentence])
    assert (Event.objects.count(), Snapshot.objects.count(), Submission.objects.count()) == before


def brought(cast: Cast, report: Report, state: str) -> None:
    """The report in that state, by the others."""
    if state == "approved":
        approved(cast, report)
    if state in ("submitted", "accepted", "returned", "reopened"):
        sent(cast, report)
    for name, step in (("accepted", "accept"), ("returned", "return"), ("reopened", "reopen")):
        if state == name:
            do(cast, "noivu", step, report, comment="Sửa.")


def test_what_was_edited_since_the_leader_read_it_is_not_signed(cast: Cast, report: Report) -> None:
    seen = page(cast, "chutich", "approve", report.pk).context["seen"]
    section = report.narrative.get(key="V")
    browser_of(cast, "vptk").post(
        reverse("reports:section", args=[report.pk, "V"]), {"text": "Đề nghị cấp máy.", "version": section.version}
    )
    refused = do(cast, "chutich", "approve", report, number="05", seen=seen, **SIGNED)
    assert "Nội dung hoặc số liệu vừa được sửa sau khi anh chị mở trang này" in words_of(refused)
    answer = do(cast, "chutich", "approve", report, number="05", seen=refused.context["seen"], **SIGNED)
    assert said(answer) == ["Đã duyệt báo cáo; tệp có số và ngày đang được vẽ."]


# number and signature


def month(cast: Cast, number: int) -> Report:
    of = period(PeriodKind.MONTH, 2023, number, Timetable())
    return draft_report(
        actor=cast.actors["vptk"], organization=cast.quang_trung, period=of, now=at(f"2023-0{number + 1}-01 08:00")
    )


@pytest.mark.parametrize("number", ["05", "5", "005"])
def test_a_number_is_given_once_a_year(cast: Cast, report: Report, number: str) -> None:
    sent(cast, report)
    other = month(cast, 4)
    given = replace(APPROVAL, number=number, issued_on=date(2023, 5, 2))
    with pytest.raises(Refused) as refusal:
        approve_report(actor=cast.actors["chutich"], report_id=other.pk, approval=given, now=at("2023-05-02 08:00"))
    assert refusal.value.message == (
        f"Số {number} của năm 2023 đã dùng cho báo cáo quý I năm 2023, ký ngày 15/03/2023; hãy ghi số tiếp theo trong "
        "sổ văn bản đi."
    )
    assert approved(cast, other, now=at("2023-05-02 08:00"), number="5a", issued_on=date(2023, 5, 2)).number == "5a"


def test_a_number_that_was_withdrawn_is_free_again(cast: Cast, report: Report) -> None:
    approved(cast, report)
    withdraw_approval(actor=cast.actors["chutich"], report_id=report.pk, now=APPROVED_AT)
    other = month(cast, 4)
    assert approved(cast, other, now=at("2023-05-02 08:00"), number="05", issued_on=date(2023, 5, 2)).number == "05"


@pytest.mark.parametrize(
    ("authority", "title", "lines", "printed"),
    [
        ("tm", "", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("kt", "", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("q", "", "TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
        ("tl", "CHÁNH VĂN PHÒNG", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ("tuq", "PHÓ CHỦ TỊCH", "TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ],
)
def test_the_title_follows_from_the_way_to_sign(
    cast: Cast, report: Report, authority: str, title: str, lines: str, printed: str
) -> None:
    do(cast, "chutich", "approve", report, number="05", **SIGNED | {"authority": authority, "signer_title": title})
    head = from_json(Snapshot.objects.latest("pk").facts).letterhead
    assert (head.authority, head.signer_title) == (lines, printed)
    withdraw_approval(actor=cast.actors["chutich"], report_id=report.pk, now=APPROVED_AT)
    proposed = page(cast, "chutich", "approve", report.pk).context["form"].initial
    assert (proposed["authority"], proposed["signer_title"]) == (authority, title)


@pytest.mark.parametrize(
    ("authority", "title", "sentence"),
    [
        ("tl", "", "Hãy ghi chức vụ của người ký, ví dụ CHÁNH VĂN PHÒNG"),
        ("kt", "Chủ tịch", "hãy sửa chức vụ hoặc chọn “Chủ tịch ký”."),
    ],
)
def test_a_title_that_does_not_fit_is_refused_and_nothing_typed_is_lost(
    cast: Cast, report: Report, authority: str, title: str, sentence: str
) -> None:
    values = SIGNED | {"authority": authority, "signer_title": title}
    answer = do(cast, "chutich", "approve", report, number="17", **values)
    assert (answer.status_code, sentence in words_of(answer)) == (422, True)
    assert answer.context["form"]["number"].value() == "17"


# what was frozen stays


def test_what_is_recorded_later_changes_nothing_that_was_sent(
    cast: Cast, plan: Plan, report: Report, jobs_run: Callable[[], Any]
) -> None:
    with jobs_run():
        do(cast, "chutich", "approve", report, number="05", **SIGNED)
    do(cast, "vptk", "submit", report)
    kept = {file.format: (file.sha256, file.file.read()) for file in files_sent()}
    frozen = Submission.objects.get().snapshot.sha256
    say(cast, duty(plan, "1.1"), "tpht", "2023-04-05 09:00", Outcome.DONE, text="Đã rà soát, muộn do chờ số liệu.")
    Plan.objects.filter(pk=plan.pk).update(title="Tên khác")
    cast.quang_trung.issuer_name = "Tên khác"
    cast.quang_trung.save()
    shown = words_of(page(cast, "noivu", "history", report.pk))
    assert {file.format: (file.sha256, hashlib.sha256(file.file.read()).hexdigest()) for file in files_sent()} == {
        name: (sha256, sha256) for name, (sha256, _) in kept.items()
    }
    assert frozen[:16] in shown
    assert Submission.objects.get().snapshot.sha256 == frozen
    for file in files_sent():
        drawn = jobs.DRAWERS[jobs.FileFormat(file.format)](from_json(file.snapshot.facts))
        assert (file.format, drawn == kept[file.format][1]) == (file.format, True)


def files_sent() -> list[ReportFile]:
    return list(ReportFile.objects.filter(snapshot=Submission.objects.get().snapshot))


def test_a_file_is_checked_against_its_frozen_facts(cast: Cast, report: Report, jobs_run: Callable[[], Any]) -> None:
    """Drawn again it is the same; a file changed in the store is found out; who asked stands beside it."""
    with jobs_run():
        do(cast, "chutich", "approve", report, number="05", **SIGNED)
    do(cast, "vptk", "submit", report)
    with jobs_run():
        assert said(do(cast, "noivu", "check", report)) == ["Đang vẽ lại 3 tệp để so với bản đã lưu."]
    assert set(FileCheck.objects.values_list("state", "result", "asked_by")) == {("done", "same", "Người noivu")}
    word = next(file for file in files_sent() if file.format == "docx")
    with word.file.storage.open(word.file.name, "wb") as stored:
        stored.write(b"other")
    ReportFile.objects.filter(pk=word.pk + 1).update(sha256="0" * 64)
    with jobs_run():
        do(cast, "vptk", "check", report)
    found = {check.file.format: check.result for check in FileCheck.objects.order_by("pk")}
    assert found == {"pdf": "same", "docx": "damaged", "xlsx": "damaged"}
    shown = words_of(page(cast, "vptk", "detail", report.pk))
    assert "Vẽ lại: giống hệt bản đã lưu (Người vptk," in shown
    assert "Vẽ lại: bản đã lưu bị mất hoặc bị đổi (Người vptk," in shown


def test_a_drawing_that_came_out_different_is_said(
    cast: Cast, report: Report, jobs_run: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with jobs_run():
        do(cast, "chutich", "approve", report, number="05", **SIGNED)
    monkeypatch.setattr(jobs, "DRAWERS", dict.fromkeys(jobs.DRAWERS, lambda facts: b"other"))
    with jobs_run():
        do(cast, "chutich", "check", report)
    assert set(FileCheck.objects.values_list("state", "result")) == {("done", "different")}


def test_a_check_asked_twice_runs_once_and_one_that_fell_is_said(cast: Cast, report: Report) -> None:
    approved(cast, report)
    do(cast, "vptk", "check", report)
    again = do(cast, "chutich", "check", report)
    assert (said(again), FileCheck.objects.count()) == (
        ["Các tệp đang được kiểm tra; kết quả hiện ngay dưới mỗi tệp."],
        3,
    )
    jobs.sweep()
    assert set(FileCheck.objects.values_list("state", flat=True)) == {"queued"}
    FileCheck.objects.update(asked_at=at("2023-06-09 09:00"))
    jobs.sweep()
    assert set(FileCheck.objects.values_list("state", "message")) == {("failed", jobs.CUT_OFF)}
    assert Heartbeat.objects.get().name == "reports.sweep"


# nothing of a report is ever deleted


def test_no_code_deletes_a_report() -> None:
    calls = [node for source in all_sources() for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)]
    receivers = {ast.unparse(node.value) for node in calls if node.attr == "delete"}
    assert "gone" in receivers
    assert [one for one in receivers if "report" in one.lower()] == []


def test_a_body_with_a_report_is_not_deleted(cast: Cast, report: Report) -> None:
    Drafting.objects.all().delete()
    with pytest.raises(ProtectedError):
        cast.quang_trung.delete()
    assert Report.objects.count() == 1
