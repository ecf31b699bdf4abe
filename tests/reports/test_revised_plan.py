"""A revision changes no report of an earlier day, and what was reported stands in the reports of its time."""

import pytest

from plans.models import Plan
from plans.queries import version_mark
from reports.collecting import collect_facts
from reports.facts import ReportFacts
from tasks.actions.revising import apply_revision
from tasks.enums import PeriodKind
from tasks.periods import Timetable, period
from tests.cast import Cast, make_cast
from tests.reports.year import quarter
from tests.revisions import NEW_ROW, REVISED, document, live, real_plan_in_force, revised_document, revision_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> Plan:
    plan = real_plan_in_force(cast)
    live(cast, plan)
    return plan


def facts(cast: Cast, kind: PeriodKind, number: int) -> ReportFacts:
    of = period(kind, 2023, number, Timetable())
    actor, body = cast.actors["vptk"], cast.quang_trung
    return collect_facts(actor=actor, organization=body, period=of, as_of=of.cutoff_on)


def revise(cast: Cast, plan: Plan, data: bytes, name: str) -> None:
    draft = revision_of(cast, plan, data, name)
    apply_revision(actor=cast.actors["vptk"], draft=draft, seen=version_mark(draft), timetable=Timetable(), now=REVISED)


def test_reports_of_earlier_days_are_word_for_word_the_same(cast: Cast, plan: Plan) -> None:
    def told() -> list[ReportFacts]:
        return [facts(cast, PeriodKind.QUARTER, 1), *(facts(cast, PeriodKind.MONTH, month) for month in (3, 4, 5))]

    before = told()
    revise(cast, plan, revised_document(), "sua-1.docx")
    assert told() == before
    revise(cast, plan, document(_other_posts), "sua-2.docx")
    assert told() == before


def _other_posts(found: object) -> None:
    """Another lead, another recurring clause and another title than the plan in force has."""
    tables = found.tables  # type: ignore[attr-defined]
    write(tables[2], 5, 3, "CC TC - KT")
    write(tables[2], 6, 4, "Báo cáo định kỳ hàng tháng.")
    write(tables[7], 4, 4, "Theo Kế hoạch; báo cáo khi có yêu cầu")


def test_reports_of_later_days_tell_the_new_words_and_what_was_said(cast: Cast, plan: Plan) -> None:
    revise(cast, plan, revised_document(), "sua.docx")
    now = facts(cast, PeriodKind.QUARTER, 2)
    assert [len(appendix.rows) for appendix in now.appendices] == [3, 9, 4, 5, 4, 5, 4]
    assert [row.text for row in now.appendices[2].rows][-1] == NEW_ROW[0]
    gone = now.appendices[5].rows[-1]
    assert (gone.text.startswith("Áp dụng hệ thống quản lý chất lượng"), gone.state) == (True, "cancelled")
    assert gone.result == "Đang duy trì 12 quy trình."


def test_a_row_that_is_gone_without_a_word_is_left_out(cast: Cast) -> None:
    plan = real_plan_in_force(cast)
    revise(cast, plan, revised_document(), "sua.docx")
    assert [len(appendix.rows) for appendix in facts(cast, PeriodKind.QUARTER, 2).appendices] == [3, 9, 4, 5, 4, 4, 4]
    assert quarter(2).cutoff_on > REVISED.date()
