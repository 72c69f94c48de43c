import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from meydan.base import slots
from tests.factories.calendar import OccasionFactory
from tests.factories.places import NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)
URL = "/calendar/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def request_(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    return request


def test_places_show_what_is_coming(request_, django_assert_num_queries):
    hood = NeighborhoodFactory()
    venue = VenueFactory(area=hood)
    for number in range(7):
        OccasionFactory(title=f"«{number}»", venue=venue, starts_at=START + dt.timedelta(days=number))
    OccasionFactory(title="«گذشته»", venue=venue, starts_at=START - dt.timedelta(days=9))
    for slot, place, what, questions in (
        ("places.venue", venue, "venue", 2),  # and the stages there
        ("places.area", hood, "area", 3),  # and the rounds of it
        ("places.area", hood.parent, "area", 3),
    ):
        with django_assert_num_queries(questions):
            shown = slots.filled(slot, request_, place)
        assert [number for number in range(7) if f"«{number}»" in shown] == [0, 1, 2, 3, 4]
        assert "«گذشته»" not in shown
        assert f"{URL}?{what}={place.pk}" in shown
        assert reverse("calendar:subscribe", args=[what, place.pk]) in shown


def test_where_nothing_is_coming_it_says_so(request_):
    shown = slots.filled("places.venue", request_, VenueFactory())
    assert '<ul class="occasions">' not in shown
    assert "/calendar/subscribe/venue/" in shown
