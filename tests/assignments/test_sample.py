import datetime as dt

import pytest

from meydan.assignments import queries, rules, tasks
from meydan.assignments.models import Assignment
from meydan.assignments.sample import MORE, make, make_some
from meydan.messaging.models import Message
from meydan.people.sample import make_organizations
from tests.assignments.town import NOW
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
State = Assignment.State


@pytest.mark.parametrize("ago", [2, 40, 2000])
@pytest.mark.parametrize("to", [*State.values, *MORE])
def test_an_order_of_any_time_is_walked_to_any_state_and_stays_there(town, to, ago):
    order = make(
        by=None,
        what="روشنایی کوچه",
        unit=town.lights,
        area=town.neighborhood,
        given_at=NOW - dt.timedelta(days=ago),
        working_days=1,
        to=to,
        concerned=[(town.asker, True), (town.supporter, False)],
        reason="چنین است",
        with_photo=False,
    )
    stands = {"late": State.ACCEPTED, "reopened": State.ACCEPTED, "silence": State.CONFIRMED}.get(to, to)
    steps = list(queries.steps(order, only_public=False))
    assert (order.state, [step.at for step in steps] == sorted(step.at for step in steps)) == (stands, True)
    assert max(step.at for step in steps) <= NOW
    tasks.look_for_late.call()
    tasks.take_silence.call()
    assert (Assignment.objects.get().state, Message.objects.count()) == (stands, 0)


def test_a_meeting_of_a_city_leads_to_orders_in_every_state(town):
    make_organizations(by=None, areas=[town.area])
    citizens = [PersonFactory(neighborhood=town.neighborhood) for _number in range(30)]
    made = make_some(by=None, area=town.area, secretary=town.secretary, citizens=citizens)
    assert {order.state for order in made} == set(State)
    assert all(rules.can_do_it(order.unit, order.area) for order in made)
