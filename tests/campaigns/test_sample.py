import datetime as dt

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.campaigns import sample
from meydan.campaigns.models import Invited, Promise, Stage
from meydan.people import sample as people
from meydan.places import sample as places
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 28, 6, 30, tzinfo=dt.UTC)


def test_qom_has_six_stages_as_told_and_the_seventh_with_a_dozen_agencies_promises(django_assert_max_num_queries):
    with time_machine.travel(NOW, tick=False):
        places.make_areas()
        places.make_venues()
        qom = places.city("qom")
        officer = staff(Role.CAMPAIGN_OFFICER, qom)
        people.make_organizations(by=None, areas=[qom])
        speakers = PersonFactory.create_batch(len(sample.AGENCIES))
        with django_assert_max_num_queries(3500):
            campaign = sample.make_stages(area=qom, officer=officer, speakers=speakers)
    told = [(row.number, row.area.name, row.known, str(row.first_day)) for row in campaign.stages.order_by("number")]
    assert told == [
        (1, "نیروگاه", "month", "2017-12-22"),
        (2, "پردیسان", "month", "2018-02-20"),
        (3, "نوبهار", "year", "2018-03-21"),
        (4, "قم", "year", "2018-03-21"),
        (5, "شهرک قائم", "month", "2018-08-23"),
        (6, "امامزاده ابراهیم", "month", "2018-12-22"),
        (7, "خاکفرج", "days", "2026-12-12"),
    ]
    stage = campaign.stages.get(number=7)
    assert stage.state == Stage.State.PLANNING
    assert stage.places.count() == 5
    assert stage.invited.filter(state=Invited.State.TAKES_PART).count() == 12
    assert Promise.objects.filter(invited__stage=stage, state=Promise.State.DECLARED).count() == 60
