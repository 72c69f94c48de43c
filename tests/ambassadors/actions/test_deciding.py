import pytest

from meydan.ambassadors import actions
from meydan.ambassadors.models import Ambassador
from meydan.base.refusal import Refusal
from meydan.people import actions as people
from tests.factories.ambassadors import AmbassadorFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
State = Ambassador.State


def test_each_decision_is_told_also_the_second_time(town):
    row = town.applied()
    actions.decline(by=town.officer, ambassador=row, reason="شبکه کجاست؟")
    actions.accept(by=town.manager, ambassador=row)
    actions.end(by=town.officer, ambassador=row, reason="وعده داده بود")
    actions.accept(by=town.officer, ambassador=row)
    told = ["ambassadors.declined.1", "ambassadors.accepted.2", "ambassadors.ended.3", "ambassadors.accepted.4"]
    assert town.told(town.liaison) == told
    assert (row.state, row.reason, row.decided_by) == (State.ACCEPTED, "", town.officer)


@pytest.mark.parametrize("verb", ["decline", "end"])
def test_a_reason_is_given(town, verb):
    row = AmbassadorFactory(call=town.call, waiting=verb == "decline")
    with pytest.raises(Refusal):
        getattr(actions, verb)(by=town.officer, ambassador=row, reason=" ")


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (State.APPLIED, {"accept", "decline"}),
        (State.ACCEPTED, {"end"}),
        (State.DECLINED, {"accept"}),
        (State.ENDED, {"accept"}),
        (State.WITHDRAWN, set()),
    ],
)
def test_what_may_be_decided_is_said_by_the_state(town, state, may):
    done = set()
    for verb in ("accept", "decline", "end"):
        row = AmbassadorFactory(
            call=town.call, state=state, reason="چون", **({"decided_at": None} if state == State.APPLIED else {})
        )
        try:
            getattr(actions, verb)(by=town.officer, ambassador=row, **({} if verb == "accept" else {"reason": "چون"}))
        except Refusal:
            continue
        done.add(verb)
    assert done == may


def test_only_who_reaches_the_call_decides(town):
    row = town.applied()
    for stranger in (PersonFactory(), town.liaison):
        with pytest.raises(Refusal):
            actions.accept(by=stranger, ambassador=row)


def test_nobody_who_left_is_accepted(town):
    row = town.applied()
    people.erase(by=town.liaison, person=town.liaison)
    row.refresh_from_db()
    with pytest.raises(Refusal):
        actions.accept(by=town.officer, ambassador=row)
