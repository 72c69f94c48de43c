import datetime as dt
import json

import pytest

from meydan.calendar import actions
from meydan.calendar.eventdata import event, event_json
from tests.factories.calendar import OccasionFactory
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db
SCHEMA = "https://schema.org/"


@pytest.fixture
def request_(rf):
    return rf.get("/")


def test_an_occasion_is_told_to_machines(request_):
    venue = VenueFactory(name="فرهنگ‌سرای امید", address="خیابان امام")
    occasion = OccasionFactory(title="شب شعر", venue=venue, url="/programs/3/", capacity=40)
    assert event(occasion, request_) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "شب شعر",
        "startDate": "2026-11-28T17:00:00+03:30",
        "endDate": "2026-11-28T18:30:00+03:30",
        "eventStatus": f"{SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "فرهنگ‌سرای امید",
            "address": "خیابان امام",
            "geo": {"@type": "GeoCoordinates", "latitude": 35.72, "longitude": 51.11},
        },
        "url": "http://testserver/programs/3/",
        "maximumAttendeeCapacity": 40,
    }


def test_a_move_and_a_cancellation_are_told(request_):
    occasion = OccasionFactory()
    actions.move(by=None, occasion=occasion, clock=dt.time(18))
    told = event(occasion, request_)
    assert (told["eventStatus"], told["previousStartDate"]) == (
        f"{SCHEMA}EventRescheduled",
        "2026-11-28T17:00:00+03:30",
    )
    actions.cancel(by=None, occasion=occasion, reason="باران")
    told = event(occasion, request_)
    assert told["eventStatus"] == f"{SCHEMA}EventCancelled"
    assert "previousStartDate" not in told


@pytest.mark.parametrize(
    ("kind", "link", "mode", "places"),
    [
        ("park", "", "Offline", ["Place"]),
        ("park", "https://meet.example/secret", "Mixed", ["Place", "VirtualLocation"]),
        ("online", "", "Online", ["VirtualLocation"]),
    ],
)
def test_where_it_is_attended(request_, kind, link, mode, places):
    occasion = OccasionFactory(venue__kind=kind, online_link=link, url="/programs/3/")
    told = event(occasion, request_)
    assert told["eventAttendanceMode"] == f"{SCHEMA}{mode}EventAttendanceMode"
    location = told["location"] if isinstance(told["location"], list) else [told["location"]]
    assert [place["@type"] for place in location] == places
    assert "secret" not in event_json(occasion, request_)


def test_without_a_venue_the_area_is_the_place(request_):
    occasion = OccasionFactory(venue=None, area=VenueFactory().area)
    assert event(occasion, request_)["location"]["name"] == str(occasion.area)


def test_no_title_ends_the_script(request_):
    title = "</script><script>alert(1)</script><!-- & \u2028"
    written = event_json(OccasionFactory(title=title), request_)
    body = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028") & set(body)
    assert json.loads(body)["name"] == title


def test_a_door_may_say_more(request_):
    written = event_json(OccasionFactory(), request_, isAccessibleForFree=True)
    assert '"isAccessibleForFree": true' in written
