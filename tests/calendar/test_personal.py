import pytest

from meydan.calendar.models import Feed, Occasion
from meydan.people.personal import erase_in_rooms, gathered
from tests.factories.calendar import FeedFactory, OccasionFactory

pytestmark = pytest.mark.django_db


def test_what_a_person_leads_is_told_and_the_key_to_their_calendar_is_not():
    feed = FeedFactory()
    OccasionFactory(title="شب شعر", leader=feed.person)
    OccasionFactory(title="دیگری")
    _title, rows = gathered(feed.person)["calendar"]
    assert [next(iter(row.values())) for row in rows] == ["شب شعر", True]
    assert feed.token not in str(rows)


def test_an_erased_person_has_no_address_left_and_what_they_led_stays():
    feed = FeedFactory()
    OccasionFactory(leader=feed.person)
    erase_in_rooms(feed.person)
    assert (Feed.objects.count(), Occasion.objects.filter(leader=feed.person).count()) == (0, 1)
