import pytest

from meydan.assignments.models import Assignment
from meydan.base.roles import Role
from meydan.meetings import sample
from meydan.meetings.models import Meeting
from tests.factories.assignments import UnitFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


def test_the_next_meeting_of_tabriz_starts_from_what_is_still_open():
    city = CityFactory()
    for _number in range(5):
        UnitFactory(area=city, is_sample=True)
    coming = sample.make_meetings(by=None, area=city, secretary=staff(Role.SECRETARY, city))
    undone = {what for _item, what, _unit, _days, to in sample.DECISIONS if to != Assignment.State.CONFIRMED}
    assert (Meeting.objects.count(), {item.title for item in coming.items.all()}) == (2, undone)
