import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories.budgets import CreditFactory, RoundFactory

pytestmark = pytest.mark.django_db
BEGINNINGS = ["ideas_from", "review_from", "ballot_from", "count_from", "carrying_out_from", "ends_on"]


@pytest.mark.parametrize("trait", ["draft", "soon", "in_review", "in_ballot", "in_count", "carried_out", "over"])
def test_rounds_are_made_in_each_stage(trait):
    row = RoundFactory(**{trait: True})
    assert sorted(getattr(row, name) for name in BEGINNINGS) == [getattr(row, name) for name in BEGINNINGS]


@pytest.mark.parametrize("name", BEGINNINGS[1:])
def test_no_stage_begins_before_the_one_before_it(name):
    with pytest.raises(IntegrityError):
        RoundFactory(**{name: timezone.localdate() - dt.timedelta(days=2)})


def test_an_area_has_one_credit_in_a_round():
    credit = CreditFactory()
    with pytest.raises(IntegrityError):
        CreditFactory(round=credit.round, area=credit.area)
