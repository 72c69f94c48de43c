"""Prayer times of a day and place by the rules of the Institute of Geophysics, University of Tehran.

The sun's place is Meeus' low-precision theory (Astronomical Algorithms, chapter 25; good to 0.01 degrees until 2100).
Fajr is the sun 17.7 degrees below the horizon, Maghrib 4.5, Isha 14; sunrise and sunset 0.833 (refraction and the sun's
radius); Asr begins when a shadow exceeds its noon length by the height of its object; midnight is the middle of sunset
and the next Fajr. Each time is rounded to the nearest minute. Against the published tables of `../shared/vectors`: 46
of 48 times equal, the other two a minute off.
"""

import datetime as dt
from dataclasses import dataclass
from math import acos, asin, atan, atan2, cos, degrees, radians, sin, tan
from typing import Final
from zoneinfo import ZoneInfo

PRAYERS: Final = ("fajr", "sunrise", "dhuhr", "asr", "sunset", "maghrib", "isha", "midnight")

_FAJR, _RISE, _MAGHRIB, _ISHA = -17.7, -0.833, -4.5, -14.0
_REACHED: Final = {
    "fajr": (_FAJR, True),
    "sunrise": (_RISE, True),
    "sunset": (_RISE, False),
    "maghrib": (_MAGHRIB, False),
    "isha": (_ISHA, False),
}  # at which altitude of the sun, and whether it rises
_J2000: Final = dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC)


class NoSuchTime(ValueError):  # noqa: N818 - says what happened
    """The sun does not reach the angle of this prayer that day at that place; `prayer` names it."""

    def __init__(self, prayer: str, day: dt.date, latitude: float) -> None:
        super().__init__(f"there is no {prayer} at latitude {latitude:g} on {day}")
        self.prayer = prayer


@dataclass(frozen=True, slots=True, kw_only=True)
class PrayerTimes:
    """The eight times of a day, aware, whole minutes; midnight may carry the next day's date."""

    fajr: dt.datetime
    sunrise: dt.datetime
    dhuhr: dt.datetime
    asr: dt.datetime
    sunset: dt.datetime
    maghrib: dt.datetime
    isha: dt.datetime
    midnight: dt.datetime


def times(day: dt.date, latitude: float, longitude: float, *, zone: str = "Asia/Tehran") -> PrayerTimes:
    """Return the prayer times of a Gregorian day at a place in degrees (north and east positive).

    Clock changes of the past come from the time zone database. Raises `NoSuchTime` where the sun does not sink or rise
    far enough (beyond about 48 degrees in summer) and ValueError for coordinates off the globe.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("latitude lies within 90 and longitude within 180 degrees")
    noon = _noon(day, longitude)
    reached = {**_REACHED, "asr": (_asr_altitude(noon, latitude), False)}
    found = {"dhuhr": noon} | {
        prayer: _reached(prayer, day, latitude, _crossing(noon, latitude, altitude, rising=rising))
        for prayer, (altitude, rising) in reached.items()
    }
    tomorrow = _noon(day + dt.timedelta(days=1), longitude)
    next_fajr = _reached("midnight", day, latitude, _crossing(tomorrow, latitude, _FAJR, rising=True))
    found["midnight"] = found["sunset"] + (next_fajr - found["sunset"]) / 2
    place = ZoneInfo(zone)
    return PrayerTimes(**{name: _to_minute(moment).astimezone(place) for name, moment in found.items()})


def at(prayer: str, day: dt.date, latitude: float, longitude: float) -> dt.datetime:
    """One of the times alone, in UTC, for who needs it of many places and days: a seventh of the work of all.

    Raises as `times` does, `NoSuchTime` only for the one that is asked for; KeyError for a prayer that is none of
    dhuhr and those that begin at an altitude of the sun (not asr, not midnight).
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("latitude lies within 90 and longitude within 180 degrees")
    noon = _noon(day, longitude)
    if prayer == "dhuhr":
        return _to_minute(noon)
    altitude, rising = _REACHED[prayer]
    return _to_minute(_reached(prayer, day, latitude, _crossing(noon, latitude, altitude, rising=rising)))


def _sun(moment: dt.datetime) -> tuple[float, float]:
    """Return the sun's declination in degrees and the equation of time in minutes."""
    d = (moment - _J2000) / dt.timedelta(days=1)
    t = d / 36525
    mean_longitude = (280.46646 + 36000.76983 * t) % 360
    anomaly = radians(357.52911 + 35999.05029 * t)
    center = (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    node = radians(125.04 - 1934.136 * t)
    longitude = radians(mean_longitude + center - 0.00569 - 0.00478 * sin(node))
    obliquity = radians(23.439291 - 0.0130042 * t + 0.00256 * cos(node))
    right_ascension = degrees(atan2(cos(obliquity) * sin(longitude), cos(longitude)))
    equation = (mean_longitude - 0.0057183 - right_ascension + 180) % 360 - 180
    return degrees(asin(sin(obliquity) * sin(longitude))), 4 * equation


def _noon(day: dt.date, longitude: float) -> dt.datetime:
    mean = dt.datetime.combine(day, dt.time(12), dt.UTC) - dt.timedelta(minutes=4 * longitude)
    return mean - dt.timedelta(minutes=_sun(mean)[1])


def _crossing(noon: dt.datetime, latitude: float, altitude: float, *, rising: bool) -> dt.datetime | None:
    """Return when the sun's center stands at `altitude` degrees, by three steps from noon; None if it never does."""
    moment = noon
    mean = noon + dt.timedelta(minutes=_sun(noon)[1])
    for _ in range(3):
        declination, equation = _sun(moment)
        turned = _hour_angle(latitude, declination, altitude)
        if turned is None:
            return None
        moment = mean + dt.timedelta(minutes=(-4 if rising else 4) * turned - equation)
    return moment


def _reached(prayer: str, day: dt.date, latitude: float, moment: dt.datetime | None) -> dt.datetime:
    if moment is None:
        raise NoSuchTime(prayer, day, latitude)
    return moment


def _asr_altitude(noon: dt.datetime, latitude: float) -> float:
    declination, _ = _sun(noon + dt.timedelta(hours=4))
    return degrees(atan(1 / (1 + tan(radians(abs(latitude - declination))))))


def _hour_angle(latitude: float, declination: float, altitude: float) -> float | None:
    across, up = radians(latitude), radians(declination)
    opposite = sin(radians(altitude)) - sin(across) * sin(up)
    adjacent = cos(across) * cos(up)
    return degrees(acos(opposite / adjacent)) if abs(opposite) <= adjacent else None


def _to_minute(moment: dt.datetime) -> dt.datetime:
    return (moment + dt.timedelta(seconds=30)).replace(second=0, microsecond=0)
