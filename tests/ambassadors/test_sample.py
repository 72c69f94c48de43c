from collections import Counter

import pytest

from meydan.ambassadors import coverage, sample
from meydan.ambassadors.models import Activity, Ambassador
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_the_sample_has_ambassadors_in_every_state(town):
    citizens = PersonFactory.create_batch(sample.MOST)
    made = sample.make_some(by=None, area=town.region, call=town.call, citizens=citizens, officer=town.officer)
    states = Counter(one.state for one in made)
    assert (len(made), states["accepted"] >= 30, set(states)) == (44, True, set(Ambassador.State))
    assert Activity.objects.count() > 20
    assert coverage.of(town.call).whole["people"] > 0


def test_a_few_citizens_make_a_few_ambassadors(town):
    citizens = PersonFactory.create_batch(3)
    made = sample.make_some(by=None, area=town.region, call=town.call, citizens=citizens, officer=town.officer)
    assert len(made) == 3
