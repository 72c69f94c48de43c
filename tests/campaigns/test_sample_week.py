import datetime as dt

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.campaigns.problem import sheet
from meydan.campaigns.queries.delivering import both_sides
from meydan.campaigns.queries.evaluation import Sums, Whole
from meydan.campaigns.sample.week import make_weeks
from meydan.engines.planning import check
from meydan.people import sample as people
from meydan.places import sample as places
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 28, 6, 30, tzinfo=dt.UTC)


def test_qods_has_a_week_that_is_evaluated_and_one_of_which_three_evenings_are_over(django_assert_max_num_queries):
    with time_machine.travel(NOW, tick=False):
        places.make_areas()
        places.make_venues()
        qods = places.city("qods")
        people.make_organizations(by=None, areas=[qods])
        who = {"by": Role.CAMPAIGN_OFFICER, "worker": Role.CENTER_STAFF, "manager": Role.MANAGER}
        with django_assert_max_num_queries(160):
            earlier, stage = make_weeks(area=qods, **{name: staff(role, qods) for name, role in who.items()})
        today = NOW.date()
    whole = Whole(stage)
    assert (stage.first_day, stage.last_day) == (today - dt.timedelta(days=3), today + dt.timedelta(days=3))
    assert whole.sums == Sums(
        promised=15, placed=14, held=7, standing=2, stood=3, came=298, women=156, men=136, served=483
    )
    assert sum(one.differs for one in both_sides(whole, today)) == 2
    week = sheet(stage)
    assert check(week.problem, week.placements) == []
    closed = Whole(earlier)
    assert closed.closing is not None
    assert closed.sums == Sums(
        promised=11, placed=10, held=9, standing=1, stood=5, came=394, women=233, men=161, served=775
    )
