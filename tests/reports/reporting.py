"""Steps of a report's life for tests: drafted after the cut-off, drawn at once by quick pens, approved, sent."""

from datetime import date, datetime
from typing import Any

from plans.models import Plan
from reports.actions.approving import Approval, approve_report
from reports.actions.drafting import draft_report
from reports.actions.drawing import finish_drawing, start_drawing
from reports.actions.editing import edit_section
from reports.actions.remarking import add_remark
from reports.actions.sending import submit_report
from reports.models import NarrativeText, Remark, Report, ReportFile
from tasks.enums import PeriodKind
from tasks.periods import Timetable, period
from tests.cast import Cast, at
from tests.reports.year import quarter

DRAFTED_AT = at("2023-03-15 00:10")
APPROVED_AT = at("2023-03-15 14:00")
NOON = at("2023-03-15 12:00")
SENT_AT = at("2023-03-16 16:30")
APPROVAL = Approval("05", date(2023, 3, 15), "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Phạm Ngọc Thắng")


def drafted(cast: Cast, plan: Plan, number: int = 1, now: datetime = DRAFTED_AT) -> Report:
    """The quarterly report of the plan's body, drafted by its coordinator."""
    who = "vptk" if plan.organization == cast.quang_trung else "ba-dinh.vptk"
    return draft_report(actor=cast.actors[who], organization=plan.organization, period=quarter(number), now=now)


def drafted_month(cast: Cast, plan: Plan, number: int, now: datetime = DRAFTED_AT) -> Report:
    """The monthly report of the plan's body, drafted by its coordinator."""
    who = "vptk" if plan.organization == cast.quang_trung else "ba-dinh.vptk"
    of = period(PeriodKind.MONTH, 2023, number, Timetable())
    return draft_report(actor=cast.actors[who], organization=plan.organization, period=of, now=now)


def remarked(
    cast: Cast, report: Report, text: str, address: str = "section:II.1", who: str = "noivu", now: datetime = SENT_AT
) -> Remark:
    """What the reviewer remarks on a place of the newest sending."""
    return add_remark(
        actor=cast.actors[who], report_id=report.pk, address=address, text=text, seen=report.attempt, now=now
    )


def draw_all(cast: Cast, report: Report) -> list[ReportFile]:
    """Give every file of the report its bytes without drawing."""
    actor = cast.actors["vptk" if report.organization == cast.quang_trung else "ba-dinh.vptk"]
    files = []
    for file in ReportFile.objects.filter(report=report):
        start_drawing(actor=actor, file_id=file.pk)
        data = f"{file.snapshot.sha256} {file.format}".encode()
        files.append(finish_drawing(actor=actor, file_id=file.pk, data=data, now=APPROVED_AT))
    return files


def approved(cast: Cast, report: Report, now: datetime = APPROVED_AT, **more: Any) -> Report:
    """Approved with number 05, another one with the next number, and drawn."""
    who = "chutich" if report.organization == cast.quang_trung else "ba-dinh.chutich"
    before = Report.objects.filter(organization=report.organization).exclude(pk=report.pk).exclude(number="").count()
    values = {name: getattr(APPROVAL, name) for name in APPROVAL.__slots__} | {"number": f"{5 + before:02d}"} | more
    found = approve_report(actor=cast.actors[who], report_id=report.pk, approval=Approval(**values), now=now)
    draw_all(cast, found)
    return found


def sent(cast: Cast, report: Report, now: datetime = SENT_AT) -> Report:
    """Approved and sent."""
    who = "vptk" if report.organization == cast.quang_trung else "ba-dinh.vptk"
    return submit_report(actor=cast.actors[who], report_id=approved(cast, report).pk, now=now)


def edit(cast: Cast, report: Report, key: str, text: str, who: str = "vptk", seen: int | None = None) -> NarrativeText:
    """One section as its coordinator writes it at noon, from the version he sees."""
    section = NarrativeText.objects.get(report=report, key=key)
    return edit_section(
        actor=cast.actors[who],
        report_id=report.pk,
        key=key,
        text=text,
        seen_version=section.version if seen is None else seen,
        now=NOON,
    )
