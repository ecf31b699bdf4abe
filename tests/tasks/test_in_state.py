"""The SQL filter says the same as the pure rule, on every mix of duties."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.enums import LateCause, ObligationKind, Outcome, State
from tasks.models import Obligation, Task
from tasks.queries.in_state import in_state, late_for, late_outside
from tasks.queries.live import live_duty
from tasks.states import BEHIND, roll_up, roll_up_cause
from tests.cast import NOW, Cast, make_cast
from tests.plans_in_force import duty, plan_in_force

pytestmark = pytest.mark.django_db
TODAY, HORIZON = date(2023, 6, 10), date(2023, 6, 16)
DAYS = st.sampled_from([date(2023, 3, 16), date(2023, 6, 10), date(2023, 6, 16), date(2023, 9, 18), None])
SAID_ON = st.sampled_from([date(2023, 3, 10), date(2023, 3, 20), date(2023, 6, 10)])


@st.composite
def an_obligation(draw: st.DrawFn) -> dict[str, object]:
    due = draw(DAYS)
    kinds = [ObligationKind.WAITING] if due is None else [ObligationKind.FIXED, ObligationKind.STANDING]
    outcome = draw(st.sampled_from(["", *(o.value for o in Outcome)]))
    gone = draw(st.sampled_from([None, None, None, date(2023, 2, 1)]))
    return {
        "kind": draw(st.sampled_from(kinds)),
        "due_on": due,
        "start_on": draw(st.sampled_from([None, date(2023, 1, 1), date(2023, 7, 1)])),
        "outcome": outcome,
        "outcome_on": draw(SAID_ON) if outcome else None,
        "late_cause": draw(st.sampled_from(["", "own", "superior", "funds"])) if outcome else "",
        "cancelled_on": gone,
        "cancel_reason": "thôi" if gone else "",
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(an_obligation(), max_size=4))
def test_each_task_is_found_in_its_own_state_alone(task: Task, found: list[dict[str, object]]) -> None:
    Obligation.objects.filter(task=task).delete()
    for place, values in enumerate(found):
        Obligation.objects.create(task=task, label=str(place), **values)
    duties = [live_duty(o) for o in Obligation.objects.filter(task=task)]
    expected = roll_up(duties, as_of=TODAY, horizon=HORIZON)
    tasks = Task.objects.filter(pk=task.pk)
    assert [s for s in State if in_state(tasks, s, today=TODAY, horizon=HORIZON).exists()] == [expected]
    cause = roll_up_cause(duties, expected, as_of=TODAY, horizon=HORIZON)
    found = [c for c in (None, *LateCause) if late_for(tasks, c, today=TODAY, horizon=HORIZON).exists()]
    assert found == ([cause] if expected in BEHIND else [])
    assert late_outside(tasks, today=TODAY, horizon=HORIZON).exists() == bool(cause and cause.is_outside)


@pytest.fixture
def task() -> Task:
    cast: Cast = make_cast()
    return duty(plan_in_force(cast, now=NOW), "1.1").task
