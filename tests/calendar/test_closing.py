import datetime as dt

import pytest
import time_machine

from meydan.calendar import actions
from meydan.calendar.models import Mode, Occasion
from tests.factories.calendar import OccasionFactory
from tests.factories.places import HallFactory, VenueFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
WEEK = dt.timedelta(weeks=1)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, None),
        ({"status": Occasion.Status.PLANNED}, None),
        ({"status": Occasion.Status.CANCELLED}, "changed"),
        ({"status": Occasion.Status.HELD}, "changed"),
        ({"starts_at": NOW}, "begun"),
        ({"starts_at": NOW + dt.timedelta(seconds=1)}, None),
    ],
)
def test_only_what_stands_and_has_not_begun_is_cancelled(facts, why):
    one = OccasionFactory(**facts)
    found = actions.cancel_many(by=None, occasions=[one.pk], reason="برف")
    row = Occasion.objects.get(pk=one.pk)
    if why:
        assert (found.not_changed, row.status, row.sequence) == ({one.pk: why}, one.status, 0)
    else:
        assert (row.status, row.status_reason, row.sequence) == ("cancelled", "برف", 1)
        assert row.changed_at == NOW


def test_what_stands_by_a_prayer_follows_it_to_the_later_day():
    one = OccasionFactory(clock=None, prayer="maghrib", prayer_offset=20)
    actions.postpone_many(by=None, occasions=[one.pk], weeks=8, reason="برف")
    row = Occasion.objects.get(pk=one.pk)
    local = dt.timedelta(hours=3, minutes=30)
    assert (row.day, (row.starts_at + local).date()) == (one.day + 8 * WEEK, one.day + 8 * WEEK)
    assert row.starts_at - one.starts_at != 8 * WEEK  # the sun sets later in winter's second half


def test_halls_are_kept_for_who_has_them_and_freed_by_what_moves_online():
    hall = HallFactory()
    first = OccasionFactory(venue=hall.venue, hall=hall)
    second = OccasionFactory(venue=hall.venue, hall=hall, day=first.day + WEEK, starts_at=first.starts_at + WEEK)
    assert actions.postpone_many(by=None, occasions=[first.pk], weeks=1, reason="برف").not_changed == {
        first.pk: "hall_taken"
    }
    actions.move_online_many(by=None, links={second.pk: "https://live.example.ir/2"}, reason="برف")
    assert set(actions.postpone_many(by=None, occasions=[first.pk], weeks=1, reason="برف").changed) == {first.pk}
    row = Occasion.objects.get(pk=second.pk)
    assert (row.mode, row.online_link, row.venue, row.hall) == (Mode.ONLINE, "https://live.example.ir/2", None, None)


def test_many_are_written_in_as_many_queries_as_one(django_assert_max_num_queries):
    rows = [OccasionFactory(venue=VenueFactory()).pk for _number in range(30)]
    with django_assert_max_num_queries(12):
        actions.cancel_many(by=None, occasions=rows, reason="برف")
