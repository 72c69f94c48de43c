import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.calendar import repeating
from meydan.engines import recurrence
from tests.factories.calendar import HolidayFactory

pytestmark = pytest.mark.django_db
SATURDAY = dt.date(2026, 11, 28)
DAILY = recurrence.Rule(freq="DAILY")


@pytest.mark.parametrize(
    ("rule", "until", "written"),
    [
        ("RSCALE=PERSIAN;FREQ=DAILY", SATURDAY, "RSCALE=PERSIAN;FREQ=DAILY;UNTIL=20261128;WKST=SA"),
        ("RSCALE=PERSIAN;FREQ=DAILY;UNTIL=20261101", SATURDAY, "RSCALE=PERSIAN;FREQ=DAILY;UNTIL=20261101;WKST=SA"),
        ("RSCALE=PERSIAN;FREQ=DAILY;UNTIL=14050930", SATURDAY, "RSCALE=PERSIAN;FREQ=DAILY;UNTIL=20261128;WKST=SA"),
        ("RSCALE=PERSIAN;FREQ=DAILY;COUNT=3", None, "RSCALE=PERSIAN;FREQ=DAILY;COUNT=3;WKST=SA"),
        (DAILY, SATURDAY, "RSCALE=PERSIAN;FREQ=DAILY;UNTIL=20261128;WKST=SA"),
    ],
)
def test_the_rule_says_when_it_ends(rule, until, written):
    assert recurrence.to_text(repeating.bounded(rule, until)) == written


@pytest.mark.parametrize("days", [399, 400])
def test_four_hundred_days_are_not_too_many(days):
    rule = repeating.bounded(DAILY, SATURDAY + dt.timedelta(days=days))
    if days == 399:
        assert len(repeating.days(rule, SATURDAY, skips_holidays=False).kept) == 400
    else:
        with pytest.raises(Refusal):
            repeating.days(rule, SATURDAY, skips_holidays=False)


def test_holidays_are_left_out_by_name_and_exceptions_without_a_word():
    HolidayFactory(day=dt.date(2026, 11, 30), title="آلودگی هوا")
    rule = repeating.bounded(DAILY, dt.date(2026, 12, 1))
    found = repeating.days(rule, SATURDAY, skips_holidays=True, exceptions=[dt.date(2026, 11, 29)])
    assert found.kept == [SATURDAY, dt.date(2026, 12, 1)]
    assert found.holidays == {dt.date(2026, 11, 30): "آلودگی هوا"}
