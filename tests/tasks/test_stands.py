"""Plain values tell the same states as the pure rule: today, and on any earlier day."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.collecting.duties import rows_as_of
from tasks.enums import ObligationKind, Outcome, State
from tasks.models import DueChange, Obligation, Task, Update
from tasks.periods import PeriodKind, Timetable, period
from tasks.queries.live import live_duty
from tasks.queries.stands import Moment, stands_of
from tasks.states import roll_up
from tests.cast import NOW, TODAY, Cast, at, make_cast
from tests.plans_in_force import ACCEPTED_AT, duty, plan_in_force
from tests.tasks.test_in_state import HORIZON, an_obligation

QUARTER = period(PeriodKind.QUARTER, 2023, 1, Timetable())
DAYS = [date(2023, 3, 1), date(2023, 3, 14), date(2023, 3, 16), date(2023, 3, 20), date(2023, 6, 16)]
Said = tuple[Outcome, date, date]
Moved = tuple[date, date]
"""What was said, when it takes effect, when it was recorded; a due day and when it was given."""


@st.composite
def said(draw: st.DrawFn) -> Said:
    effective_on, recorded_on = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
    return draw(st.sampled_from(Outcome)), effective_on, recorded_on


@st.composite
def lived(draw: st.DrawFn) -> tuple[dict[str, object], list[Said], list[Moved]]:
    """A duty with its history; one that a revision added has no first day, and is due since one was given."""
    words, moves = (
        draw(st.lists(said(), max_size=3)),
        draw(st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)), max_size=2)),
    )
    kind = draw(st.sampled_from(ObligationKind))
    original = None if kind == ObligationKind.WAITING else draw(st.sampled_from([None, *DAYS] if moves else DAYS))
    cancelled = draw(st.sampled_from([None, None, *DAYS]))
    values = {
        "kind": kind,
        "original_due_on": original,
        "due_on": moves[-1][0] if moves else original,
        "start_on": draw(st.sampled_from([None, *DAYS])),
        "cancelled_on": cancelled,
        "cancel_reason": "thôi" if cancelled else "",
    }
    return values, sorted(words, key=lambda one: one[2]), sorted(moves, key=lambda one: one[1])


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def task(cast: Cast) -> Task:
    found = duty(plan_in_force(cast), "1.1").task
    Task.objects.exclude(pk=found.pk).delete()
    return found


def stand(cast: Cast, moment: Moment) -> tuple[State, bool]:
    ((found,),) = stands_of(cast.actors["noivu"], [moment])
    return found.state, found.is_spoken


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(an_obligation(), max_size=4))
def test_today_a_task_stands_as_its_duties_roll_up(cast: Cast, task: Task, found: list[dict[str, object]]) -> None:
    Obligation.objects.filter(task=task).delete()
    for place, values in enumerate(found):
        Obligation.objects.create(task=task, label=str(place), **values)
    own = list(Obligation.objects.filter(task=task))
    expected = roll_up([live_duty(one) for one in own], as_of=TODAY, horizon=HORIZON)
    assert stand(cast, Moment(TODAY, HORIZON)) == (expected, any(one.outcome for one in own))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lived(), max_size=3), st.sampled_from(DAYS))
def test_on_an_earlier_day_a_task_stands_as_reports_tell_it(
    cast: Cast, task: Task, found: list[tuple[dict[str, object], list[Said], list[Moved]]], day: date
) -> None:
    Update.objects.all()._raw_delete("default")
    DueChange.objects.all()._raw_delete("default")
    Obligation.objects.filter(task=task).delete()
    for place, (values, words, moves) in enumerate(found):
        _store(task, str(place), values, words, moves)
    (row,) = rows_as_of([Task.objects.get(pk=task.pk)], period=QUARTER, as_of=day, known_on=day)
    spoken = any(fact.words for fact in row.duties)
    assert stand(cast, Moment(day, QUARTER.send_by, is_live=False)) == (row.state, spoken)


def _store(task: Task, label: str, values: dict[str, object], words: list[Said], moves: list[Moved]) -> None:
    if values["due_on"] is None:
        values = values | {"kind": ObligationKind.WAITING}
    obligation = Obligation.objects.create(task=task, label=label, **values)
    for outcome, effective_on, recorded_on in words:
        Update.objects.create(
            obligation=obligation,
            outcome=outcome,
            difficulty="khó",
            effective_on=effective_on,
            recorded_on=recorded_on,
            recorded_at=NOW,
            author_name="x",
        )
    for due_on, recorded_on in moves:
        DueChange.objects.create(
            obligation=obligation,
            new_due_on=due_on,
            reason="x",
            recorded_on=recorded_on,
            recorded_at=NOW,
            author_name="x",
        )


def test_a_plan_counts_from_its_acceptance_in_its_own_years(cast: Cast, task: Task) -> None:
    actor, day = cast.actors["noivu"], ACCEPTED_AT.date()
    assert day == date(2023, 1, 5)

    def there(on: date) -> int:
        return len(stands_of(actor, [Moment(on, QUARTER.send_by, is_live=False)])[0])

    assert [there(date(2023, 1, 4)), there(day), there(date(2024, 1, 5))] == [0, 1, 0]
    Task.objects.filter(pk=task.pk).update(created_at=at("2023-02-01 00:01"))
    assert [there(date(2023, 1, 31)), there(date(2023, 2, 1))] == [0, 1]


def test_several_moments_are_one_question(cast: Cast, task: Task, django_assert_num_queries: object) -> None:
    moments = [Moment(TODAY, HORIZON), Moment(date(2023, 3, 1), QUARTER.send_by, is_live=False)]
    with django_assert_num_queries(1):  # type: ignore[operator]
        now, then = stands_of(cast.actors["noivu"], moments)
    assert [one.state for one in (*now, *then)] == [State.OVERDUE, State.NOT_YET]
