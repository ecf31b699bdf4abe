"""Accepting a plan gives tasks, assignments and obligations, each once."""

from datetime import date

import pytest

from cchc.orgs.refusals import Forbidden, Refused
from plans.models import Plan
from tasks.actions.accepting import accept_plan
from tasks.models import Obligation, Task
from tasks.periods import Timetable
from tests.cast import NOW, Cast
from tests.plans_in_force import plan_in_force

pytestmark = pytest.mark.django_db
QUARTERS = [date(2023, 3, 16), date(2023, 6, 16), date(2023, 9, 18), date(2023, 12, 18)]


def test_every_row_is_a_task_with_its_posts_and_dues(cast: Cast) -> None:
    plan = plan_in_force(cast)
    tasks = {
        f"{task.item.section.order + 1}.{task.item.ordinal}": (
            [(a.position.short_name, a.role, a.is_first) for a in task.assignments.all()],
            [o.due_on for o in task.obligations.all()],
        )
        for task in Task.objects.filter(item__section__plan=plan)
    }
    assert tasks == {
        "1.1": ([("CC TP - HT", "lead", True)], [date(2023, 3, 31)]),
        "1.2": ([("CC TC - KT", "lead", True)], QUARTERS),
        "1.3": ([("CC TP - HT", "lead", True)], [date(2023, 12, 31)]),
        "2.1": ([("CC VP - TK", "lead", True)], [None]),
        "2.2": (
            [("CC VP - TK", "lead", True), ("CC VH - XH", "coordinate", False)],
            [QUARTERS[0], date(2023, 3, 31), *QUARTERS[1:]],
        ),
    }


def test_the_first_day_owed_is_kept_on_the_task(cast: Cast) -> None:
    plan = plan_in_force(cast)
    assert list(Task.objects.filter(item__section__plan=plan).values_list("next_due_on", flat=True)) == [
        date(2023, 3, 31),
        date(2023, 3, 16),
        date(2023, 12, 31),
        None,
        date(2023, 3, 16),
    ]


def test_accepting_twice_is_refused_and_makes_nothing_twice(cast: Cast) -> None:
    plan = plan_in_force(cast)
    before = (Task.objects.count(), Obligation.objects.count())
    with pytest.raises(Refused, match="đã được chấp nhận"):
        accept_plan(actor=cast.actors["vptk"], plan=plan, timetable=Timetable(), now=NOW)
    assert (Task.objects.count(), Obligation.objects.count()) == before


@pytest.mark.parametrize("who", ["tpht", "noivu", "ba-dinh.vptk"])
def test_others_may_not_accept(cast: Cast, who: str) -> None:
    plan = plan_in_force(cast)
    Plan.objects.filter(pk=plan.pk).update(state="draft", accepted_at=None)
    with pytest.raises(Forbidden, match="Chỉ Văn phòng - Thống kê hoặc lãnh đạo"):
        accept_plan(actor=cast.actors[who], plan=Plan.objects.get(pk=plan.pk), timetable=Timetable(), now=NOW)
