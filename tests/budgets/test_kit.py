import datetime as dt

import pytest

from meydan.ambassadors import kits
from tests.factories.ambassadors import CallFactory
from tests.factories.budgets import RoundFactory

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


def test_a_rounds_kit_says_when_ideas_and_ballots_are_taken():
    row = RoundFactory()
    call = CallFactory(door="budgets", activity=row.pk, area=row.area)
    kit = kits.of(call)
    assert [(first, last) for _name, first, last in kit.days(call)] == [
        (row.ideas_from, row.review_from - DAY),
        (row.ballot_from, row.count_from - DAY),
    ]
    assert (len(kit.steps(call)), len(kits.said(call))) == (4, 2)


def test_a_call_whose_round_is_gone_has_no_days():
    assert kits.said(CallFactory(door="budgets", activity=987654)) == []


def test_another_doors_call_says_until_when():
    call = CallFactory(door="elsewhere")
    assert (kits.said(call), len(kits.of(call).steps(call))) == ([], 4)
