"""The life of an assessment: every state with the steps that lead on from it."""

import pytest

from indices.enums import AssessmentState as State
from indices.transitions import Step, leads, steps_from

LIFE = {
    State.SCORING: {Step.SUBMIT: State.SUBMITTED, Step.TAKE: State.APPRAISING},
    State.SUBMITTED: {Step.WITHDRAW: State.SCORING, Step.TAKE: State.APPRAISING, Step.SEND_BACK: State.SCORING},
    State.APPRAISING: {Step.SEND_BACK: State.SCORING, Step.TELL: State.APPRAISED},
    State.APPRAISED: {Step.EXPLAIN: State.EXPLAINED, Step.TELL_AGAIN: State.REAPPRAISED},
    State.EXPLAINED: {Step.TELL_AGAIN: State.REAPPRAISED},
    State.REAPPRAISED: {Step.DECIDE: State.DECIDED},
    State.DECIDED: {Step.PUBLISH: State.PUBLISHED},
    State.PUBLISHED: {},
}


@pytest.mark.parametrize("state", State)
def test_where_each_step_leads(state: State) -> None:
    found = {step: leads(state, step) for step in Step}
    assert {step: target for step, target in found.items() if target} == LIFE[state]
    assert steps_from(state) == tuple(LIFE[state])
