import datetime as dt
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.prayer import PRAYERS, NoSuchTime, at, times

TEHRAN = (35.6944, 51.4215)
PRINTED = [
    (dt.date(2024, 11, 27), "fajr", "05:24"),
    (dt.date(2024, 11, 27), "maghrib", "17:12"),
    (dt.date(2024, 6, 20), "asr", "15:55"),
    (dt.date(2024, 6, 20), "isha", "20:44"),
    (dt.date(2024, 6, 20), "midnight", "23:13"),
    (dt.date(2022, 8, 30), "dhuhr", "13:05"),
    (dt.date(2022, 8, 30), "midnight", "00:21"),
]


@pytest.mark.parametrize(("day", "prayer", "printed"), PRINTED)
def test_the_times_printed_in_tehran_are_met(day, prayer, printed):
    assert getattr(times(day, *TEHRAN), prayer).strftime("%H:%M") == printed


def test_times_are_aware_and_midnight_may_fall_on_the_next_day():
    of_summer = times(dt.date(2022, 8, 30), *TEHRAN)
    assert of_summer.midnight == dt.datetime(2022, 8, 30, 19, 51, tzinfo=dt.UTC)
    assert of_summer.midnight.date() == dt.date(2022, 8, 31)


def test_clocks_were_moved_until_1401_and_are_no_longer():
    assert times(dt.date(2022, 7, 1), *TEHRAN).dhuhr.utcoffset() == dt.timedelta(hours=4, minutes=30)
    assert times(dt.date(2023, 7, 1), *TEHRAN).dhuhr.utcoffset() == dt.timedelta(hours=3, minutes=30)


@pytest.mark.parametrize(("latitude", "prayer"), [(49, "fajr"), (60, "fajr"), (-90, "fajr")])
def test_a_time_the_sun_does_not_make_is_refused_by_name(latitude, prayer):
    with pytest.raises(NoSuchTime) as refused:
        times(dt.date(2026, 6, 21), latitude, 51)
    assert refused.value.prayer == prayer


@pytest.mark.parametrize("place", [(91, 0), (0, 181), (float("nan"), 0)])
def test_a_place_off_the_globe_is_refused(place):
    with pytest.raises(ValueError, match="latitude lies"):
        times(dt.date(2026, 6, 21), *place)


@given(
    st.dates(min_value=dt.date(1980, 1, 1), max_value=dt.date(2060, 12, 31)),
    st.floats(min_value=25, max_value=40),
    st.floats(min_value=44, max_value=63.5),
)
def test_the_times_of_any_day_in_iran_follow_one_another(day, latitude, longitude):
    found = times(day, latitude, longitude)
    in_order = list(astuple(found))
    assert in_order == sorted(in_order)
    assert found.fajr.date() == day
    assert [moment.second for moment in in_order] == [0] * len(PRAYERS)


@given(st.dates(min_value=dt.date(2023, 1, 1), max_value=dt.date(2060, 12, 31)))
def test_from_one_day_to_the_next_no_time_jumps(day):
    today, tomorrow = (astuple(times(day + dt.timedelta(days=n), *TEHRAN)) for n in (0, 1))
    assert all(
        abs(b - a - dt.timedelta(days=1)) <= dt.timedelta(minutes=3) for a, b in zip(today, tomorrow, strict=True)
    )


def test_46_of_the_48_published_times_are_met_and_none_is_a_minute_further(shared):
    places = shared.data("prayer/city_coordinates.json")
    off = []
    for row in shared.data("prayer/published_times.json"):
        found = times(dt.date.fromisoformat(row["date"]), *places[row["city"]])
        for prayer in set(PRAYERS) & set(row):
            clock = getattr(found, prayer)
            printed = dt.datetime.strptime(row[prayer], "%H:%M").time()  # noqa: DTZ007 - a time of day
            off.append(round((clock - clock.replace(hour=printed.hour, minute=printed.minute)).total_seconds() / 60))
    assert (len(off), off.count(0), max(map(abs, off))) == (48, 46, 1)


@pytest.mark.parametrize("name", ["fajr", "sunrise", "dhuhr", "sunset", "maghrib", "isha"])
def test_one_time_alone_is_that_of_the_whole_day(name):
    for day in (dt.date(2026, 3, 21), dt.date(2026, 6, 21), dt.date(2026, 12, 21)):
        assert at(name, day, 38.08, 46.29) == getattr(times(day, 38.08, 46.29), name)


def test_only_the_time_that_is_asked_for_has_to_be():
    day = dt.date(2026, 6, 21)
    assert at("sunset", day, 55.0, 37.0).date() == day
    with pytest.raises(NoSuchTime):
        at("isha", day, 55.0, 37.0)
    with pytest.raises(ValueError, match="latitude"):
        at("isha", day, 95.0, 37.0)
