import datetime as dt
import json
from typing import Any, Final

from django.core.management.base import CommandParser

from meydan.calendar.management.one_line import OneLineCommand, read_gregorian
from meydan.engines.cities import find_city
from meydan.engines.jalali import format_day, parse
from meydan.engines.persian import to_persian_digits
from meydan.engines.prayer import PrayerTimes, times

NAMES: Final = {
    "fajr": "اذان صبح",
    "sunrise": "طلوع آفتاب",
    "dhuhr": "اذان ظهر",
    "sunset": "غروب آفتاب",
    "maghrib": "اذان مغرب",
    "isha": "عشا",
    "midnight": "نیمه‌شب شرعی",
}


class Command(OneLineCommand):
    help = "Print the prayer times of a day in a province capital or at coordinates."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", help="a province capital, in Persian or English")
        parser.add_argument("--lat", type=float, help="latitude in degrees")
        parser.add_argument("--lon", type=float, help="longitude in degrees")
        day = parser.add_mutually_exclusive_group(required=True)
        day.add_argument("--on", metavar="GREGORIAN", help="2013-07-22")
        day.add_argument("--jalali", help="1392-04-31")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def answer(self, **options: Any) -> str:
        date = read_gregorian(options["on"]) if options["on"] is not None else parse(options["jalali"])
        name, latitude, longitude = place(options["city"], options["lat"], options["lon"])
        found = times(date, latitude, longitude)
        return as_json(found) if options["json"] else as_lines(name, date, found)


def place(city: str | None, lat: float | None, lon: float | None) -> tuple[str, float, float]:
    """Return a name to print, latitude and longitude; ValueError unless it is a city or both coordinates."""
    if city is not None and lat is None and lon is None:
        found = find_city(city)
        return found.name_fa, found.latitude, found.longitude
    if city is None and lat is not None and lon is not None:
        return f"{lat:g}، {lon:g}", lat, lon
    raise ValueError("either --city or both --lat and --lon are needed")


def as_json(found: PrayerTimes) -> str:
    return json.dumps({name: clock(getattr(found, name)) for name in NAMES})


def as_lines(name: str, date: dt.date, found: PrayerTimes) -> str:
    """Return a Persian line and an English one."""
    persian = "، ".join(f"{said} {clock(getattr(found, prayer))}" for prayer, said in NAMES.items())
    english = ", ".join(f"{prayer} {clock(getattr(found, prayer))}" for prayer in NAMES)
    return f"{to_persian_digits(f'{name}، {format_day(date)}: {persian}')}\n{date}: {english}"


def clock(moment: dt.datetime) -> str:
    return f"{moment:%H:%M}"
