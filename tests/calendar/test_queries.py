import datetime as dt

import pytest

from meydan.calendar import queries
from meydan.calendar.models import Occasion
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import HallFactory, VenueFactory

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)
END = START + dt.timedelta(minutes=90)


@pytest.mark.parametrize(
    ("status", "announced_at", "is_shown", "is_announced", "stands"),
    [
        ("planned", None, False, False, True),
        ("announced", START, True, True, True),
        ("held", START, True, True, True),
        ("cancelled", START, True, False, False),
        ("cancelled", None, False, False, False),
    ],
)
def test_who_sees_what(status, announced_at, is_shown, is_announced, stands):
    OccasionFactory(status=status, announced_at=announced_at)
    found = queries.shown().count(), queries.announced().count(), queries.standing().count()
    assert found == (is_shown, is_announced, stands)


def test_upcoming_is_what_is_not_over_and_the_next_comes_first(django_assert_num_queries):
    later = OccasionFactory(starts_at=START + dt.timedelta(days=2))
    running = OccasionFactory()
    OccasionFactory(starts_at=START - dt.timedelta(days=1))
    OccasionFactory(status=Occasion.Status.PLANNED)
    with django_assert_num_queries(1):
        rows = list(queries.upcoming(END - dt.timedelta(minutes=1)))
        assert [str(row.venue) + str(row.area) for row in rows]
    assert rows == [running, later]


def test_on_days_holds_both_ends_and_the_cancelled():
    for day in (27, 28, 29, 30):
        OccasionFactory(title=str(day), day=dt.date(2026, 11, day), starts_at=START.replace(day=day))
    OccasionFactory(title="off", status="cancelled")
    titles = [row.title for row in queries.on_days(dt.date(2026, 11, 28), dt.date(2026, 11, 29))]
    assert titles == ["28", "off", "29"]


class TestConflicts:
    @pytest.mark.parametrize(
        ("minutes_before", "minutes_after", "meets"),
        [
            (0, 0, True),
            (-90, -90, False),
            (90, 90, False),
            (-89, -89, True),
            (89, 89, True),
            (-30, 30, True),
            (30, -30, True),
        ],
    )
    def test_times_meet_when_they_share_a_minute(self, minutes_before, minutes_after, meets):
        occasion = OccasionFactory(hall=(hall := HallFactory()), venue=hall.venue)
        span = {
            "starts_at": START + dt.timedelta(minutes=minutes_before),
            "ends_at": END + dt.timedelta(minutes=minutes_after),
        }
        assert queries.conflicts(**span, hall=hall) == ([occasion] if meets else [])

    def test_a_hall_a_leader_and_a_whole_venue(self, django_assert_num_queries):
        hall, leader, venue = HallFactory(), PersonFactory(), VenueFactory()
        in_hall = OccasionFactory(hall=hall, venue=hall.venue)
        led = OccasionFactory(leader=leader)
        there = OccasionFactory(venue=venue)
        span = {"starts_at": START, "ends_at": END}
        with django_assert_num_queries(1):
            assert queries.conflicts(**span, hall=hall, leader=leader, venue=hall.venue) == [in_hall, led]
        assert queries.conflicts(**span, venue=venue) == [there]
        assert queries.conflicts(**span, venue=hall.venue) == []  # what is in a hall leaves the rest of the venue free
        assert queries.conflicts(**span, hall=hall, excluding=[in_hall]) == []
        with django_assert_num_queries(0):
            assert queries.conflicts(**span) == []

    @pytest.mark.parametrize(
        ("status", "stands"), [("planned", True), ("announced", True), ("held", True), ("cancelled", False)]
    )
    def test_the_cancelled_are_in_nobodys_way(self, status, stands):
        occasion = OccasionFactory(leader=(leader := PersonFactory()), status=status)
        assert queries.conflicts(starts_at=START, ends_at=END, leader=leader) == ([occasion] if stands else [])

    @pytest.mark.parametrize("spans", [1, 30])
    def test_many_spans_take_one_query(self, spans, django_assert_num_queries):
        hall = HallFactory()
        OccasionFactory(hall=hall, venue=hall.venue)
        asked = [(START + dt.timedelta(weeks=n), END + dt.timedelta(weeks=n)) for n in range(spans)]
        with django_assert_num_queries(1):
            assert len(queries.conflicts_among(asked, hall=hall)) == 1
