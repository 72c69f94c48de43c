import pytest

from meydan.campaigns import stalls
from meydan.campaigns.models import Promise
from tests.campaigns.week import Week
from tests.factories.campaigns import SpaceFactory

pytestmark = pytest.mark.django_db


def test_stalls_fill_their_spaces_the_host_first_and_who_can_be_in_fewer_places_before_that():
    week = Week()
    yard, tents = SpaceFactory(place=week.host, stalls=1), SpaceFactory(place=week.satellite, stalls=2)
    anywhere = [week.promise(together=0, kind=Promise.Kind.STALL) for _number in range(3)]
    host_only = week.promise(together=0, kind=Promise.Kind.EXHIBITION)
    host_only.places.add(week.host)
    rows, left = stalls.of(week.stage)
    assert [(row.space, row.promises, row.free) for row in rows] == [(yard, [host_only], 0), (tents, anywhere[:2], 0)]
    assert left == anywhere[2:]
