import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.attendance import queries as attendance
from meydan.base.roles import Role
from meydan.calendar import guests, notices
from meydan.campaigns import actions
from meydan.participation.models import Participation
from tests.architecture.test_doors import as_somebody
from tests.campaigns.neighborhood import BEFORE, Neighborhood
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening():
    """A session, and the moment ten minutes after it began."""
    with time_machine.travel(BEFORE, tick=False):
        place = Neighborhood("planning")
        (row,) = place.published(title="مهارت نه گفتن")
        keeper = PersonFactory(name="رضا کریمی")
        actions.keep(by=keeper, placement=row)
    with time_machine.travel(row.occasion.starts_at + dt.timedelta(minutes=10), tick=False):
        yield place, row, keeper


def test_staff_of_the_place_and_the_officer_call_its_roll_and_nobody_else(evening):
    place, row, _keeper = evening
    told = {
        who: list(attendance.in_reach(one).values_list("pk", flat=True))
        for who, one in {
            "staff": staff(Role.CENTER_STAFF, place.stage.area),
            "officer": place.officer,
            "coach": staff(Role.COACH, place.city),
            "staff elsewhere": staff(Role.CENTER_STAFF),
        }.items()
    }
    assert told == {"staff": [row.occasion_id], "officer": [row.occasion_id], "coach": [], "staff elsewhere": []}


def test_whoever_keeps_it_stands_on_the_roll_and_heads_are_counted_into_the_ledger(evening):
    place, row, keeper = evening
    client = as_somebody(staff(Role.CENTER_STAFF, place.stage.area))
    page = client.get(reverse("attendance:roll", args=[row.occasion_id]))
    assert (page.status_code, keeper.name in page.text) == (200, True)
    sent = {"count": "۴۲", "women": "30", "men": "12", "age_band": ""}
    assert client.post(reverse("attendance:count", args=[row.occasion_id]), sent).status_code in (200, 302)
    kept = Participation.objects.values_list("door", "kind", "activity", "count", "women", "evidence", "venue")
    assert list(kept) == [("campaigns", "campaign", row.promise_id, 42, 30, "head_count", place.host.venue_id)]


def test_whoever_keeps_it_is_reminded_the_evening_before():
    with time_machine.travel(BEFORE, tick=False):
        place = Neighborhood("planning")
        (row,) = place.published()
        keeper = PersonFactory()
        actions.keep(by=keeper, placement=row)
    assert guests.of([row.occasion]) == {row.occasion_id: [keeper.pk]}
    assert [one.pk for one, _about in notices.due(dt.datetime(2026, 12, 11, 15, tzinfo=dt.UTC))] == [row.occasion_id]
