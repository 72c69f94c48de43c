import pytest

from meydan.ambassadors import arrivals, queries
from meydan.ambassadors.models import Ambassador, Arrival
from tests.ambassadors.town import Town
from tests.factories.ambassadors import AmbassadorFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db


def test_each_day_has_its_count(town, at):
    mary = town.accepted()
    counted = [arrivals.count(mary), arrivals.count(mary)]
    with at(days=1):
        counted.append(arrivals.count(mary))
    assert (counted, sorted(Arrival.objects.values_list("count", flat=True))) == ([True] * 3, [1, 2])
    assert queries.arrivals_in_all(mary) == 3


@pytest.mark.parametrize("state", [state for state in Ambassador.State if state != "accepted"])
def test_nothing_is_counted_for_who_is_no_ambassador(state):
    row = AmbassadorFactory(state=state, reason="چون", **({"decided_at": None} if state == "applied" else {}))
    assert (arrivals.count(row), Arrival.objects.count()) == (False, 0)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_none_is_lost_when_many_come_at_once(transactional_db):
    mary = Town().accepted()
    found = at_once(24, lambda _n: arrivals.count(mary), threads=8)
    assert (found, Arrival.objects.get().count) == ([True] * 24, 24)
