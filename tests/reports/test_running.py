"""Work in the background: one job for a body and period, what failed and its retry, what was lost, the sign of life."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from plans.models import Plan
from reports import jobs
from reports.actions.drawing import fail_drawing, redraw_failed
from reports.actions.running import INTERRUPTED, retry_drafting, retry_draftings
from reports.enums import FileFormat, RunState
from reports.models import Drafting, Heartbeat, Report, ReportFile
from reports.queries import running
from tests.cast import TODAY, Cast, at
from tests.plans_in_force import plan_in_force
from tests.reports.reporting import DRAFTED_AT, drafted, draw_all
from tests.reports.test_report_pages import browser_of, page, words_of

pytestmark = pytest.mark.django_db
MIDNIGHT = "2023-02-20 00:10"
PENS = {file_format: (lambda facts, f=file_format: f"{f} {facts.title}".encode()) for file_format in FileFormat}

Run = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, jobs_run: Callable[[], Any]) -> Run:
    """`run("draft_due", "2023-02-20 00:10")`: one job at that instant, with all that it sends; pens write one line."""
    monkeypatch.setattr(jobs, "DRAWERS", PENS)

    def at_once(name: str, when: str) -> None:
        monkeypatch.setattr(jobs, "local_now", lambda: at(when))
        with jobs_run():
            getattr(jobs, name)()

    return at_once


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> dict[str, Exception | None]:
    """What befalls the drafting of Quang Trung's reports; nothing where "fault" is None."""
    given: dict[str, Exception | None] = {"fault": KeyError("broken plan")}
    draft_report = jobs.draft_report

    def drafted_or_not(*, organization: Organization, **more: Any) -> Report:
        if organization == cast.quang_trung and given["fault"]:
            raise given["fault"]
        return draft_report(organization=organization, **more)

    monkeypatch.setattr(jobs, "draft_report", drafted_or_not)
    return given


def state_of(body: Organization, number: int) -> tuple[str, int, str]:
    found = Drafting.objects.get(organization=body, period_kind="month", period_number=number)
    return found.state, found.tries, found.message


def test_one_bodys_fault_touches_nobody_else_and_is_kept_with_its_sentence(
    cast: Cast, plan: Plan, run: Run, faulty: dict[str, Exception | None], caplog: pytest.LogCaptureFixture
) -> None:
    plan_in_force(cast, who="ba-dinh.vptk")
    run("draft_due", MIDNIGHT)
    assert {(r.organization, r.period_number) for r in Report.objects.all()} == {(cast.ba_dinh, 1), (cast.ba_dinh, 2)}
    assert state_of(cast.ba_dinh, 1) == ("done", 0, "")
    assert state_of(cast.quang_trung, 1) == ("failed", 1, jobs.NOT_DRAFTED)
    assert [r.getMessage() for r in caplog.records if r.name == "reports.jobs"] == [
        "report ('month', 2023, 1) of quang-trung not drafted",
        "report ('month', 2023, 2) of quang-trung not drafted",
    ]


def test_what_failed_is_tried_again_ever_more_rarely_and_at_last_comes_out(
    cast: Cast, plan: Plan, run: Run, faulty: dict[str, Exception | None], caplog: pytest.LogCaptureFixture
) -> None:
    """After one hour, then two, then four; a refusal is no fault and leaves no line in the log."""
    faulty["fault"] = Refused("Chưa có kế hoạch nào đang thực hiện.")
    for hour, tries in ((0, 1), (1, 2), (2, 2), (3, 3), (6, 3), (7, 4)):
        run("draft_due", f"2023-02-20 {hour:02d}:10")
        assert (hour, *state_of(cast.quang_trung, 1)) == (hour, "failed", tries, "Chưa có kế hoạch nào đang thực hiện.")
    assert [r for r in caplog.records if r.name == "reports.jobs"] == []
    faulty["fault"] = None
    run("draft_due", "2023-02-20 14:10")
    assert Report.objects.count() == 0
    run("draft_due", "2023-02-20 15:10")
    assert (Report.objects.count(), state_of(cast.quang_trung, 1)) == (2, ("done", 0, ""))


def test_the_longest_wait_is_a_day(cast: Cast) -> None:
    failed = Drafting(state=RunState.FAILED, ended_at=DRAFTED_AT, asked_at=DRAFTED_AT)
    waits = []
    for failed.tries in (1, 2, 5, 6, 40):
        assert failed.again_at is not None
        waits.append(failed.again_at - DRAFTED_AT)
    assert waits == [timedelta(hours=hours) for hours in (1, 2, 16, 24, 24)]


def test_a_person_has_it_tried_again_at_once(
    cast: Cast, plan: Plan, run: Run, faulty: dict[str, Exception | None], jobs_run: Callable[[], Any]
) -> None:
    run("draft_due", MIDNIGHT)
    drafting = Drafting.objects.get(period_number=1)
    given: dict[str, Any] = {"drafting_id": drafting.pk, "now": at("2023-02-20 08:00")}
    for who in ("tpht", "noivu"):
        with pytest.raises(Refused, match="Chỉ Văn phòng - Thống kê, lãnh đạo của đơn vị hoặc người quản trị"):
            retry_drafting(actor=cast.actors[who], **given)
    with pytest.raises(Drafting.DoesNotExist):
        retry_drafting(actor=cast.actors["ba-dinh.vptk"], **given)
    faulty["fault"] = None
    with jobs_run():
        assert retry_drafting(actor=cast.actors["vptk"], **given) is True
    assert state_of(cast.quang_trung, 1) == ("done", 0, "")
    assert retry_drafting(actor=cast.actors["vptk"], **given) is False


def test_all_of_a_kind_are_tried_again(
    cast: Cast, plan: Plan, run: Run, faulty: dict[str, Exception | None], jobs_run: Callable[[], Any]
) -> None:
    plan_in_force(cast, who="ba-dinh.vptk")
    run("draft_due", MIDNIGHT)
    for file in ReportFile.objects.filter(format="pdf"):
        ReportFile.objects.filter(pk=file.pk).update(state="failed", error="Hỏng.")
    faulty["fault"] = None
    with jobs_run():
        assert retry_draftings(actor=cast.actors["ba-dinh.vptk"], now=at("2023-02-20 08:00")) == 0
        assert retry_draftings(actor=cast.actors["admin"], now=at("2023-02-20 08:00")) == 2
        assert redraw_failed(actor=cast.actors["chutich"], now=at("2023-02-20 08:00")) == 0
        assert redraw_failed(actor=cast.actors["ba-dinh.chutich"], now=at("2023-02-20 08:00")) == 2
    assert Report.objects.count() == 4
    assert set(ReportFile.objects.values_list("state", flat=True)) == {"ready"}


# what a fallen worker left


def test_lost_work_is_sent_again_after_a_while(cast: Cast, plan: Plan, run: Run) -> None:
    report = drafted(cast, plan)
    ReportFile.objects.filter(report=report, format="pdf").update(state="drawing")
    run("sweep", "2023-03-15 00:20")
    assert set(ReportFile.objects.values_list("state", flat=True)) == {"queued", "drawing"}
    run("sweep", "2023-03-15 00:21")
    assert set(ReportFile.objects.values_list("format", "state")) == {(f.value, "ready") for f in FileFormat}


def test_a_drafting_that_was_cut_off_is_begun_again(cast: Cast, plan: Plan, run: Run) -> None:
    Drafting.objects.create(
        organization=cast.quang_trung,
        period_kind="month",
        period_year=2023,
        period_number=1,
        period_name="tháng 1 năm 2023",
        state=RunState.RUNNING,
        asked_at=at("2023-01-20 00:10"),
        started_at=at("2023-01-20 00:10"),
    )
    run("draft_due", "2023-01-20 00:15")
    assert Report.objects.count() == 0
    run("sweep", "2023-01-20 00:21")
    assert (Report.objects.count(), state_of(cast.quang_trung, 1)) == (1, ("done", 0, ""))


def test_what_ends_its_worker_each_time_is_given_up_with_a_sentence(cast: Cast, plan: Plan, run: Run) -> None:
    """Twice cut off it is begun again; the third time it is not, lest it pull the worker down for ever."""
    report = drafted(cast, plan)
    draw_all(cast, report)
    ReportFile.objects.filter(format="pdf").update(state="drawing", interruptions=2)
    ReportFile.objects.filter(format="docx").update(state="drawing", interruptions=1)
    run("sweep", "2023-03-15 01:00")
    assert set(ReportFile.objects.values_list("format", "state", "error")) == {
        ("pdf", "failed", INTERRUPTED),
        ("docx", "ready", ""),
        ("xlsx", "ready", ""),
    }


def test_files_that_nobody_can_open_any_more_are_left(cast: Cast, plan: Plan, run: Run) -> None:
    """Of facts that newer ones have replaced before they were sent."""
    report = drafted(cast, plan)
    old = ReportFile.objects.get(report=report, format="pdf")
    newer = report.snapshots.create(facts={}, sha256="0" * 64, taken_at=DRAFTED_AT)
    run("sweep", "2023-03-15 09:00")
    old.refresh_from_db()
    assert (old.snapshot_id < newer.pk, old.state) == (True, "queued")


# the page


def test_the_page_says_when_the_machinery_was_not_seen_for_two_hours(cast: Cast, plan: Plan) -> None:
    never = words_of(page(cast, "vptk", "running"))
    Heartbeat.objects.create(name=running.SWEEPING, at=at("2023-06-09 20:00"))
    silent = words_of(page(cast, "vptk", "running"))
    assert "Bộ máy việc nền không chạy lần nào từ khi cài đặt; hãy báo người quản trị máy chủ" in never
    assert "Bộ máy việc nền không chạy từ 20:00 09/06/2023; hãy báo người quản trị máy chủ chạy lại dịch vụ." in silent
    assert running.Machine(None, at("2023-06-10 07:00")).is_silent(at("2023-06-10 09:00")) is False
    assert running.Machine(None, at("2023-06-10 07:00")).is_silent(at("2023-06-10 09:01")) is True


def test_the_page_tells_the_last_run_what_failed_and_offers_to_try_again(
    cast: Cast, plan: Plan, run: Run, faulty: dict[str, Exception | None]
) -> None:
    plan_in_force(cast, who="ba-dinh.vptk")
    run("draft_due", MIDNIGHT)
    own, neighbour, above = (words_of(page(cast, who, "running")) for who in ("vptk", "ba-dinh.vptk", "noivu"))
    assert "Tháng 1 năm 2023 " + jobs.NOT_DRAFTED + " 1 lần, lần cuối 00:10 20/02/2023" in own
    assert "tự thử lại sau 01:10 20/02/2023 Thử lại" in own
    assert "Lần lập báo cáo gần nhất 00:10 20/02/2023: lập 0 báo cáo, 2 không thành" in own
    assert "Không có việc nào hỏng." in neighbour
    assert "Lần lập báo cáo gần nhất 00:10 20/02/2023: lập 2 báo cáo Lần tới" in neighbour
    assert "Tháng 1 năm 2023 Xã Quang Trung " + jobs.NOT_DRAFTED in above
    assert "Thử lại cả 2 báo cáo" in own
    assert "Thử lại cả" not in above


def test_the_page_shows_progress_over_all_bodies_beneath(cast: Cast, plan: Plan) -> None:
    for body, state in ((cast.quang_trung, RunState.QUEUED), (cast.ba_dinh, RunState.DONE)):
        Drafting.objects.create(
            organization=body,
            period_kind="quarter",
            period_year=2023,
            period_number=1,
            period_name="quý I năm 2023",
            state=state,
            asked_at=at("2023-03-15 00:10"),
        )
    drafted(cast, plan)
    above, own = (words_of(page(cast, who, "running")) for who in ("noivu", "vptk"))
    assert "Lập báo cáo quý I năm 2023 : 1/2 lâu hơn thường lệ, sẽ tự xếp hàng lại" in above
    assert "Lập báo cáo quý I năm 2023 : 0/1 lâu hơn thường lệ" in own
    assert "Vẽ tệp báo cáo : 0/3 tệp" in own
    part = browser_of(cast, "vptk").get(reverse("reports:running"), headers={"HX-Request": "true"})
    assert re.match(r'\s*<div id="viec-nen" hx-get="/bao-cao/viec-nen/" hx-trigger="every 2s"', part.content.decode())


def test_why_a_draft_was_not_drawn_is_told_to_its_own_body_alone(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    file = ReportFile.objects.get(report=report, format="pdf")
    fail_drawing(actor=cast.actors["vptk"], file_id=file.pk, message="Hết mực.")
    own, above = (words_of(page(cast, who, "running")) for who in ("vptk", "admin"))
    assert ["Hết mực." in words for words in (own, above)] == [True, False]
    assert "PDF , báo cáo quý I năm 2023 Xã Quang Trung Tệp chưa vẽ được" in above
    assert "Vẽ lại cả 1 tệp" in own
    assert "Vẽ lại cả 1 tệp" in above


def test_the_list_of_reports_shows_what_the_schedule_could_not_draft(
    cast: Cast, plan: Plan, run: Run, faulty: dict[str, Exception | None]
) -> None:
    run("draft_due", "2023-04-20 00:10")
    assert jobs.NOT_DRAFTED in words_of(page(cast, "vptk", "list"))
