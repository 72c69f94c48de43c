import pytest

from meydan.campaigns.models import Run, Stage
from meydan.campaigns.rules import planning as rules


@pytest.mark.parametrize(("rule", "states"), [(rules.can_plan, "planning"), (rules.is_shown, "published held")])
def test_what_can_be_done_in_which_state(rule, states):
    assert [state.value for state in Stage.State if rule(Stage(state=state))] == states.split()


@pytest.mark.parametrize("state", Run.State)
def test_one_run_a_stage_at_a_time(state):
    stage = Stage(state="planning")
    assert rules.can_run(stage, None)
    assert rules.can_run(stage, Run(state=state)) == (state not in ("waiting", "running"))
    assert not rules.can_run(Stage(state="published"), Run(state=state))
    assert not rules.can_plan(Stage(state="held", is_history=True))
