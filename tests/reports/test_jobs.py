"""Jobs of reports: drawing from a snapshot, drafting at the cut-off; each safe to run twice."""

import hashlib
from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from cchc.celery import app
from cchc.orgs.models import Organization
from plans.models import Plan
from reports import jobs
from reports.actions import drafting, running
from reports.actions.drawing import redraw_file
from reports.enums import FileFormat
from reports.models import Drafting, Report, ReportFile, Snapshot
from reports.queries.schedule import missing_reports
from tests.cast import Cast, at, make_cast
from tests.plans_in_force import plan_in_force
from tests.reports.reporting import DRAFTED_AT, drafted

pytestmark = pytest.mark.django_db
PENS = {file_format: (lambda facts, f=file_format: f"{f} {facts.title}".encode()) for file_format in FileFormat}
BY_JUNE = [("month", 1), ("month", 2), ("month", 4), ("month", 5), ("quarter", 1)]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Names and arguments handed to the queue; nothing is done."""
    found: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(running, "enqueue", lambda name, **given: found.append((name, given)))
    return found


@pytest.fixture
def quick_pens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pens that write one line; what real ones draw is asked in the tests of drawing."""
    monkeypatch.setattr(jobs, "DRAWERS", PENS)


def on_day(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(jobs, "local_now", lambda: at(text))


def run_schedule(monkeypatch: pytest.MonkeyPatch, jobs_run: Callable[[], Any], text: str) -> None:
    """The scheduled job at that instant, with all that it sends."""
    on_day(monkeypatch, text)
    with jobs_run():
        jobs.draft_due()


def test_jobs_are_registered_under_the_names_that_are_sent() -> None:
    assert {name for name in app.tasks if name.startswith("reports.")} == {
        "reports.check_file",
        "reports.draft_due",
        "reports.draft_report",
        "reports.draw_file",
        "reports.remind",
        "reports.sweep",
    }


def test_a_draft_is_drawn_when_it_is_stored(cast: Cast, plan: Plan, jobs_run: Callable[[], Any]) -> None:
    with jobs_run():
        drafted(cast, plan)
    files = {file.format: file for file in ReportFile.objects.all()}
    assert {(f.state, f.error) for f in files.values()} == {("ready", "")}
    assert [files[key].name for key in ("pdf", "docx", "xlsx")] == [
        "bao-cao-quy-I-2023-quang-trung.pdf",
        "bao-cao-quy-I-2023-quang-trung.docx",
        "bao-cao-quy-I-2023-quang-trung.xlsx",
    ]
    for key, first_bytes in (("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")):
        data = files[key].file.read()
        assert data.startswith(first_bytes)
        assert (len(data), hashlib.sha256(data).hexdigest()) == (files[key].size, files[key].sha256)


def test_drawing_twice_is_one_result_and_the_same_bytes(cast: Cast, plan: Plan, jobs_run: Callable[[], Any]) -> None:
    with jobs_run():
        drafted(cast, plan)
    file = ReportFile.objects.get(format="xlsx")
    name, sha256, drawn_at = file.file.name, file.sha256, file.drawn_at
    jobs.draw_file(file.pk)
    file.refresh_from_db()
    assert (file.file.name, file.drawn_at) == (name, drawn_at)
    ReportFile.objects.filter(pk=file.pk).update(state="drawing")
    jobs.draw_file(file.pk)
    file.refresh_from_db()
    assert (file.state, file.sha256) == ("ready", sha256)


@pytest.mark.usefixtures("quick_pens")
def test_a_failed_drawing_says_so_and_can_be_asked_again(
    cast: Cast, plan: Plan, jobs_run: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(facts: object) -> bytes:
        raise ValueError("no ink")

    report = drafted(cast, plan)
    file = ReportFile.objects.get(report=report, format="pdf")
    monkeypatch.setattr(jobs, "DRAWERS", PENS | {FileFormat.PDF: broken})
    with pytest.raises(ValueError, match="no ink"):
        jobs.draw_file(file.pk)
    file.refresh_from_db()
    assert (file.state, file.error) == ("failed", jobs.UNEXPECTED)
    monkeypatch.setattr(jobs, "DRAWERS", PENS)
    with jobs_run():
        redraw_file(actor=cast.actors["vptk"], file_id=file.pk, now=DRAFTED_AT)
    file.refresh_from_db()
    assert (file.state, file.error) == ("ready", "")


def test_a_snapshot_of_another_version_is_refused_in_a_sentence(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    stored = Snapshot.objects.get().facts | {"version": 99}
    other = Snapshot.objects.create(report=report, facts=stored, sha256="0" * 64, taken_at=DRAFTED_AT)
    file = ReportFile.objects.create(report=report, snapshot=other, format="pdf", asked_at=DRAFTED_AT)
    jobs.draw_file(file.pk)
    file.refresh_from_db()
    assert (file.state, file.error) == (
        "failed",
        "Bản chốt số liệu thuộc phiên bản 99, phần mềm này đọc đến phiên bản 3; hãy báo người quản trị dùng đúng "
        "phiên bản phần mềm.",
    )


def test_a_file_that_is_gone_is_left_alone(db: None) -> None:
    jobs.draw_file(4711)
    assert ReportFile.objects.count() == 0


@pytest.mark.usefixtures("quick_pens")
def test_the_cut_off_drafts_what_is_missing_once(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch, jobs_run: Callable[[], Any]
) -> None:
    for _ in range(2):
        run_schedule(monkeypatch, jobs_run, "2023-06-10 00:10")
    found = Report.objects.order_by("period_kind", "period_number")
    assert [(r.period_kind, r.period_number) for r in found] == BY_JUNE
    assert {r.organization for r in found} == {cast.quang_trung}
    assert {r.as_of == r.cutoff_on for r in found} == {True}
    assert set(Drafting.objects.values_list("state", "tries")) == {("done", 0)}
    assert set(ReportFile.objects.values_list("state", flat=True)) == {"ready"}


@pytest.mark.usefixtures("quick_pens")
@pytest.mark.parametrize(("when", "count"), [("2023-03-14 23:59", 2), ("2023-03-15 00:01", 3)])
def test_a_period_is_drafted_when_its_last_day_is_over(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch, jobs_run: Callable[[], Any], when: str, count: int
) -> None:
    """On 14/3 months 1 and 2; two minutes later quý I as well, which stands for month 3."""
    run_schedule(monkeypatch, jobs_run, when)
    assert Report.objects.count() == count


@pytest.mark.usefixtures("quick_pens")
def test_a_report_made_early_is_brought_to_its_cut_off(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch, jobs_run: Callable[[], Any]
) -> None:
    early = drafted(cast, plan, now=at("2023-03-11 09:00"))
    run_schedule(monkeypatch, jobs_run, "2023-03-15 00:10")
    early.refresh_from_db()
    assert (early.as_of, early.drafted_at) == (date(2023, 3, 14), at("2023-03-15 00:10"))


@pytest.mark.usefixtures("quick_pens")
def test_one_job_is_sent_for_each_body_and_period(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch, sent: list[tuple[str, dict[str, Any]]]
) -> None:
    """What is under way already is not sent again."""
    plan_in_force(cast, who="ba-dinh.vptk")
    on_day(monkeypatch, "2023-02-20 00:10")
    for _ in range(2):
        jobs.draft_due()
    draftings = Drafting.objects.values_list("organization", "period_number", "pk")
    assert {(body, number) for body, number, _ in draftings} == {
        (body.pk, number) for body in (cast.quang_trung, cast.ba_dinh) for number in (1, 2)
    }
    assert sorted(sent, key=str) == sorted(
        (("reports.draft_report", {"drafting_id": pk}) for *_, pk in draftings), key=str
    )


@pytest.mark.usefixtures("quick_pens")
def test_last_years_report_is_caught_up_in_january(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch, jobs_run: Callable[[], Any]
) -> None:
    """Nothing ran from the end of September to 3/1: all that was missed since then is drafted, with the figures of its
    cut-off; what is older than a quarter of a year is left to people."""
    run_schedule(monkeypatch, jobs_run, "2024-01-03 00:10")
    found = {(r.period_kind, r.period_number): r for r in Report.objects.filter(period_year=2023)}
    assert set(found) == {("month", 10), ("month", 11), ("quarter", 4), ("year", 1)}
    assert found["year", 1].as_of == date(2023, 12, 14)


def test_only_bodies_with_a_plan_owe_reports(cast: Cast, plan: Plan) -> None:
    assert {missing.organization for missing in missing_reports(date(2023, 6, 10))} == {cast.quang_trung}
    assert list(missing_reports(date(2024, 6, 10))) == []


def test_a_body_owes_nothing_for_the_time_after_its_end(cast: Cast, plan: Plan) -> None:
    Organization.objects.filter(pk=cast.quang_trung.pk).update(valid_to=date(2023, 3, 31))
    assert [missing.name for missing in missing_reports(date(2023, 6, 10))] == [
        "quý I năm 2023",
        "tháng 1 năm 2023",
        "tháng 2 năm 2023",
    ]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_report(
    monkeypatch: pytest.MonkeyPatch, sent: list[tuple[str, dict[str, Any]]]
) -> None:
    """Both find nothing, both gather; the second to store finds the first one's report."""
    cast = make_cast()
    plan_in_force(cast)
    on_day(monkeypatch, "2023-01-20 00:10")
    jobs.draft_due()
    ((_, given),) = sent
    together = Barrier(2, timeout=20)
    new_report = drafting._new_report

    def at_the_same_time(*args: Any) -> Report:
        together.wait()
        return new_report(*args)

    def work() -> None:
        jobs.draft_one(**given)
        connection.close()

    monkeypatch.setattr(drafting, "_new_report", at_the_same_time)
    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (Report.objects.count(), Snapshot.objects.count(), ReportFile.objects.count()) == (1, 1, 3)
    assert list(Drafting.objects.values_list("state", "message")) == [("done", "")]
