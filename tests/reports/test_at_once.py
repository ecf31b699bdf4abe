"""Two people, or one person's two presses, at the same moment: one wins, the other is told."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from cchc.orgs.refusals import Refused
from reports.actions.approving import approve_report
from reports.actions.drafting import draft_report
from reports.actions.sending import submit_report
from reports.models import Report, Submission
from tasks.enums import PeriodKind
from tasks.periods import Timetable, period
from tests.cast import make_cast
from tests.plans_in_force import plan_in_force
from tests.reports.reporting import APPROVAL, APPROVED_AT, DRAFTED_AT, SENT_AT, drafted, draw_all

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread"),
    pytest.mark.django_db(transaction=True),
]


def at_once(*acts: Callable[[], Report]) -> list[str]:
    """What each was told, "" where it went through; sorted."""
    together, told = Barrier(len(acts), timeout=20), list[str]()

    def run(act: Callable[[], Report]) -> None:
        together.wait()
        try:
            act()
            told.append("")
        except Refused as refusal:
            told.append(refusal.message)
        finally:
            connection.close()

    workers = [Thread(target=run, args=(act,)) for act in acts]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(told)


def test_one_number_is_given_once_and_one_report_is_sent_once() -> None:
    cast = make_cast()
    plan = plan_in_force(cast)
    coordinator, leader = cast.actors["vptk"], cast.actors["chutich"]
    month = period(PeriodKind.MONTH, 2023, 3, Timetable())
    reports = (
        drafted(cast, plan),
        draft_report(actor=coordinator, organization=plan.organization, period=month, now=DRAFTED_AT),
    )
    first, second = at_once(
        *(
            lambda pk=report.pk: approve_report(actor=leader, report_id=pk, approval=APPROVAL, now=APPROVED_AT)
            for report in reports
        )
    )
    assert (first, second.partition(" của năm")[0]) == ("", "Số 05")
    won = Report.objects.get(number="05")
    draw_all(cast, won)
    told = at_once(*[lambda: submit_report(actor=coordinator, report_id=won.pk, now=SENT_AT)] * 2)
    assert told == ["", f"Báo cáo {won.period_name} đã gửi; chỉ gửi được báo cáo lãnh đạo đã duyệt."]
    assert list(Submission.objects.values_list("report", "attempt")) == [(won.pk, 1)]
