import pytest

from meydan.campaigns.rules import stages as rules
from tests.factories.campaigns import Stage

STATES = [*Stage.State]


@pytest.mark.parametrize(
    ("rule", "states"),
    [
        (rules.can_change, "draft declaring planning"),
        (rules.can_invite, "draft declaring planning"),
        (rules.can_open_declaring, "draft"),
        (rules.can_close_declaring, "declaring"),
        (rules.can_reopen_declaring, "planning"),
        (rules.can_call_off, "draft declaring planning"),
    ],
)
def test_what_can_be_done_in_which_state(rule, states):
    assert [state.value for state in STATES if rule(Stage(state=state))] == states.split()


def test_history_can_be_mended_and_nothing_else():
    early = Stage(state="held", is_history=True)
    assert rules.can_change(early)
    assert not rules.can_invite(early)
    assert not rules.can_call_off(early)
