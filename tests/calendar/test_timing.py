import datetime as dt

import pytest
from django.utils import translation

from meydan.base.refusal import Refusal
from meydan.calendar import timing
from meydan.calendar.models import Occasion
from tests.factories.calendar import OccasionFactory
from tests.factories.places import AreaFactory, NeighborhoodFactory, VenueFactory

TEHRAN, TABRIZ, SHIRAZ = (35.6944, 51.4215), (38.08, 46.2919), (29.5918, 52.5837)
DAY = dt.date(2026, 11, 28)


def local(moment: dt.datetime) -> str:
    return f"{timing.timezone.localtime(moment):%H:%M}"


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        # Standard time, summer time of 1400 and 1401, and the summers after it was given up.
        (dt.date(2022, 3, 20), dt.time(17, 0), "2022-03-20T13:30"),
        (dt.date(2022, 3, 22), dt.time(17, 0), "2022-03-22T12:30"),
        (dt.date(2022, 9, 21), dt.time(17, 0), "2022-09-21T12:30"),
        (dt.date(2022, 9, 22), dt.time(17, 0), "2022-09-22T13:30"),
        (dt.date(2023, 7, 1), dt.time(17, 0), "2023-07-01T13:30"),
        (dt.date(2026, 7, 1), dt.time(17, 0), "2026-07-01T13:30"),
        # The hour that the clocks jumped over, and the one they went through twice: the first of them.
        (dt.date(2022, 3, 22), dt.time(0, 30), "2022-03-21T21:00"),
        (dt.date(2022, 9, 21), dt.time(23, 30), "2022-09-21T19:00"),
        # Ends of months of 31, 30 and 29 days.
        (dt.date(2026, 9, 22), dt.time(23, 59), "2026-09-22T20:29"),
        (dt.date(2026, 10, 22), dt.time(0, 0), "2026-10-21T20:30"),
        (dt.date(2027, 3, 20), dt.time(0, 0), "2027-03-19T20:30"),
    ],
)
def test_a_clock_is_reckoned_in_the_time_of_its_day(day, clock, utc):
    starts_at, ends_at = timing.resolve(day=day, clock=clock, minutes=90)
    assert starts_at == dt.datetime.fromisoformat(f"{utc}+00:00")
    assert ends_at - starts_at == dt.timedelta(minutes=90)


@pytest.mark.parametrize(
    ("place", "day", "prayer", "offset", "clock"),
    [
        (TEHRAN, dt.date(2024, 11, 27), "maghrib", 0, "17:12"),
        (TEHRAN, dt.date(2024, 11, 27), "maghrib", 20, "17:32"),
        (TEHRAN, dt.date(2024, 11, 27), "fajr", -30, "04:54"),
        (TEHRAN, dt.date(2024, 11, 27), "dhuhr", 0, "11:52"),
        (TEHRAN, dt.date(2025, 3, 4), "sunrise", 15, "06:45"),
        (TEHRAN, dt.date(2024, 6, 20), "isha", 10, "20:54"),
        (TEHRAN, dt.date(2022, 8, 30), "maghrib", 20, "20:13"),  # summer time
        (TABRIZ, dt.date(2013, 7, 22), "maghrib", 20, "21:24"),  # summer time
        (SHIRAZ, dt.date(2013, 7, 22), "fajr", 0, "04:44"),
    ],
)
def test_a_distance_from_a_prayer_follows_the_published_times(place, day, prayer, offset, clock):
    latitude, longitude = place
    starts_at, ends_at = timing.resolve(
        day=day, prayer=prayer, prayer_offset=offset, minutes=45, latitude=latitude, longitude=longitude
    )
    assert local(starts_at) == clock
    assert ends_at - starts_at == dt.timedelta(minutes=45)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"minutes": 60}, "clock"),
        ({"clock": dt.time(17), "prayer": "maghrib", "minutes": 60}, "clock"),
        ({"clock": dt.time(17), "prayer_offset": 5, "minutes": 60}, "prayer_offset"),
        ({"prayer": "tahajjud", "minutes": 60}, "prayer"),
        ({"prayer": "maghrib", "prayer_offset": 241, "minutes": 60}, "prayer_offset"),
        ({"prayer": "maghrib", "prayer_offset": -241, "minutes": 60}, "prayer_offset"),
        ({"clock": dt.time(17), "minutes": 4}, "minutes"),
        ({"clock": dt.time(17), "minutes": 1441}, "minutes"),
        ({"prayer": "maghrib", "minutes": 60}, "prayer"),  # no coordinates
        ({"prayer": "maghrib", "minutes": 60, "latitude": 80.0, "longitude": 20.0}, "prayer"),  # the polar night
        (
            {
                "prayer": "fajr",
                "prayer_offset": -240,
                "minutes": 60,
                "latitude": 35.7,
                "longitude": 51.4,
                "day": dt.date(2026, 6, 21),
            },
            "prayer_offset",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(asked, field):
    with pytest.raises(Refusal) as refused:
        timing.resolve(**{"day": DAY, **asked})
    assert refused.value.field == field


@pytest.mark.django_db
class TestSpot:
    def test_the_venue_comes_first(self):
        venue = VenueFactory(latitude=34.0, longitude=50.0, area__latitude=35.0, area__longitude=51.0)
        assert timing.spot(venue, venue.area) == (34.0, 50.0)

    def test_then_its_area(self, django_assert_num_queries):
        venue = VenueFactory(latitude=None, longitude=None, area__latitude=35.0, area__longitude=51.0)
        with django_assert_num_queries(0):
            assert timing.spot(venue, venue.area) == (35.0, 51.0)

    def test_then_the_nearest_area_above_that_has_coordinates(self, django_assert_num_queries):
        country = AreaFactory(latitude=32.0, longitude=53.0)
        city = NeighborhoodFactory(parent__parent=country, parent__latitude=34.64, parent__longitude=50.88)
        with django_assert_num_queries(1):
            assert timing.spot(None, city) == (34.64, 50.88)

    def test_or_nowhere(self):
        lost = NeighborhoodFactory(parent__latitude=None, parent__longitude=None)
        assert timing.spot(None, lost) is None


@pytest.mark.django_db
class TestReResolve:
    def test_moments_follow_the_place_of_a_prayer(self):
        venue = VenueFactory(latitude=TEHRAN[0], longitude=TEHRAN[1])
        occasion = OccasionFactory.build(
            venue=venue, area=venue.area, day=dt.date(2024, 11, 27), clock=None, prayer="maghrib", prayer_offset=20
        )
        assert timing.re_resolve(occasion) is True
        assert local(occasion.starts_at) == "17:32"
        assert timing.re_resolve(occasion) is False
        occasion.venue = VenueFactory(latitude=TABRIZ[0], longitude=TABRIZ[1])
        assert timing.re_resolve(occasion) is True
        assert local(occasion.starts_at) == "17:47"


class TestDescribe:
    @pytest.mark.parametrize(
        ("language", "changes", "said"),
        [
            ("fa", {}, "۱۷:۰۰ تا ۱۸:۳۰"),
            ("en", {}, "17:00 to 18:30"),
            ("fa", {"clock": None, "prayer": "maghrib", "prayer_offset": 20}, "۲۰ دقیقه پس از مغرب · ۱۷:۰۰"),
            ("en", {"clock": None, "prayer": "maghrib", "prayer_offset": 20}, "20 minutes after Maghrib · 17:00"),
            ("en", {"clock": None, "prayer": "maghrib", "prayer_offset": 1}, "1 minute after Maghrib · 17:00"),
            ("fa", {"clock": None, "prayer": "fajr", "prayer_offset": -30}, "۳۰ دقیقه پیش از اذان صبح · ۱۷:۰۰"),
            ("fa", {"clock": None, "prayer": "dhuhr", "prayer_offset": 0}, "هنگام اذان ظهر · ۱۷:۰۰"),
            ("en", {"clock": None, "prayer": "isha", "prayer_offset": 0}, "at Isha · 17:00"),
        ],
    )
    def test_a_sentence_says_when_within_the_day(self, language, changes, said):
        occasion = Occasion(
            day=DAY,
            **{"clock": dt.time(17), "minutes": 90, **changes},
            starts_at=dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC),
            ends_at=dt.datetime(2026, 11, 28, 15, 0, tzinfo=dt.UTC),
        )
        with translation.override(language):
            assert timing.describe(occasion) == said

    @pytest.mark.parametrize("prayer", Occasion.Prayer.values)
    def test_every_prayer_has_a_name(self, prayer):
        assert timing.prayer_name(prayer)
