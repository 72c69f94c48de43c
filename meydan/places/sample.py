"""The sample city's places: areas that are real, with their official codes, and venues that are made up in them."""

import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.db import transaction

from meydan.places import queries
from meydan.places.actions import HallFacts, add_venue, import_areas
from meydan.places.imports import areas
from meydan.places.models import Area, Venue

DATA: Final = Path(__file__).parent / "sample_data"
SEED: Final = 1405
CITIES: Final = {"qods": "2316012116", "tabriz": "0303031214", "qom": "2501031114", "tehran": "2301021576"}
REGION_1: Final = "2301021601"
SPREAD: Final = 3_000.0  # meters around a city's point
NEAR: Final = 400.0  # … and a neighborhood's
METERS_A_DEGREE: Final = 111_195.0

STREETS: Final = (
    "شهید بهشتی",
    "امام خمینی",
    "آزادی",
    "فرهنگ",
    "معلم",
    "گلستان",
    "سی متری",
    "ولیعصر",
    "شهید مطهری",
    "دانش",
)
STOPS: Final = (
    "ایستگاه اتوبوس میدان اصلی",
    "ایستگاه اتوبوس روبه‌رو",
    "پنج دقیقه پیاده از ایستگاه مترو",
    "تاکسی خطی از میدان",
)

# Kind: halls (name, fewest, most people), and hours by day (0 is Saturday).
HALLS: Final[dict[str, tuple[tuple[str, int, int], ...]]] = {
    Venue.Kind.CULTURAL_CENTER: (
        ("سالن اجتماعات", 120, 300),
        ("کلاس 1", 18, 30),
        ("کلاس 2", 18, 30),
        ("کارگاه هنر", 12, 24),
    ),
    Venue.Kind.HEALTH_HOUSE: (("سالن آموزش", 25, 45), ("اتاق مشاورهٔ 1", 4, 6), ("اتاق مشاورهٔ 2", 4, 6)),
    Venue.Kind.NEIGHBORHOOD_HOUSE: (("سالن اجتماعات", 70, 140), ("کلاس 1", 18, 28), ("کتابخانه", 20, 40)),
    Venue.Kind.EXERCISE_BASE: (("محوطهٔ ورزش", 60, 150),),
    Venue.Kind.SPORTS_PLACE: (("زمین اصلی", 40, 120), ("سالن بدن‌سازی", 20, 40)),
    Venue.Kind.MOSQUE: (("شبستان", 200, 450), ("سالن جلسات", 30, 60)),
    Venue.Kind.SCHOOL: (("نمازخانه", 100, 200), ("حیاط", 200, 400)),
    Venue.Kind.PARK: (("آمفی‌تئاتر روباز", 150, 350), ("چمن", 100, 250)),
    Venue.Kind.SQUARE: (("میانهٔ میدان", 300, 900),),
    Venue.Kind.ONLINE: (),
}
WEEKDAYS, THURSDAY, ALL_DAYS = range(5), range(5, 6), range(7)
HOURS: Final[dict[str, tuple[tuple[range, list[list[str]]], ...]]] = {
    Venue.Kind.CULTURAL_CENTER: ((WEEKDAYS, [["08:00", "20:00"]]), (THURSDAY, [["08:00", "14:00"]])),
    Venue.Kind.HEALTH_HOUSE: ((WEEKDAYS, [["08:00", "13:30"], ["16:00", "19:00"]]), (THURSDAY, [["08:00", "13:00"]])),
    Venue.Kind.NEIGHBORHOOD_HOUSE: (
        (WEEKDAYS, [["08:00", "13:00"], ["15:00", "20:00"]]),
        (THURSDAY, [["08:00", "13:00"]]),
    ),
    Venue.Kind.EXERCISE_BASE: ((ALL_DAYS, [["05:30", "08:30"]]),),
    Venue.Kind.SPORTS_PLACE: ((ALL_DAYS, [["07:00", "22:00"]]),),
    Venue.Kind.MOSQUE: ((ALL_DAYS, [["11:30", "14:00"], ["17:00", "21:00"]]),),
    Venue.Kind.SCHOOL: ((WEEKDAYS, [["07:30", "14:00"]]),),
    Venue.Kind.PARK: ((ALL_DAYS, [["00:00", "24:00"]]),),
    Venue.Kind.SQUARE: (),
    Venue.Kind.ONLINE: (),
}


class Planned(NamedTuple):
    """A venue before it has its facts."""

    city: str
    area: Area
    kind: str
    name: str
    spread: float


def make_areas() -> None:
    """Iran, its provinces, cities and regions; 27 neighborhoods of Tehran's region 1 and six of Qom."""
    for file, is_sample in (("areas.csv", False), ("neighborhoods.csv", True)):
        text = (DATA / file).read_text(encoding="utf-8")
        planned = areas.plan(text, reach=None)
        if planned.added or planned.changed:
            import_areas(by=None, text=text, is_sample=is_sample)


def make_venues() -> None:
    """Venues of every kind in four cities, always the same ones. Done twice, it does nothing."""
    chance = random.Random(SEED)  # noqa: S311 - the same city on every machine
    held = set(Venue.objects.values_list("area_id", "kind", "name"))
    with transaction.atomic():
        for planned in _planned():
            facts = _facts(planned, chance)  # drawn for all, so that the next one's do not depend on what is held
            halls = _halls(planned.kind, chance)
            if (planned.area.pk, planned.kind, planned.name) not in held:
                add_venue(by=None, halls=halls, **facts)


def city(name: str) -> Area:
    """One of the four: "qods", "tabriz", "qom", "tehran"."""
    return Area.objects.get(kind=Area.Kind.CITY, code=CITIES[name])


def region_1() -> Area:
    """Tehran's, with its 27 neighborhoods."""
    return Area.objects.get(kind=Area.Kind.REGION, code=REGION_1)


def _planned() -> Iterator[Planned]:
    named: dict[str, dict[str, list[str]]] = json.loads((DATA / "venues.json").read_text(encoding="utf-8"))
    for name, kinds in named.items():
        row = city(name)
        parts = _parts(name, row)
        for kind, venues in kinds.items():
            for number, venue in enumerate(venues):
                area = _area_of(venue, row, parts, number) if kind != Venue.Kind.ONLINE else row
                yield Planned(name, area, kind, venue, NEAR if area.kind == Area.Kind.NEIGHBORHOOD else SPREAD)
    for area in _parts("tehran", city("tehran")):
        yield Planned("tehran", area, Venue.Kind.NEIGHBORHOOD_HOUSE, f"سرای محلهٔ {area.name}", NEAR)


def _parts(name: str, row: Area) -> list[Area]:
    """Where its venues stand: Tabriz's regions, Qom's neighborhoods, those of Tehran's region 1; Qods is whole."""
    if name == "tehran":
        row = region_1()
    kinds = {"tabriz": Area.Kind.REGION, "qom": Area.Kind.NEIGHBORHOOD, "tehran": Area.Kind.NEIGHBORHOOD}
    return list(queries.children(row).filter(kind=kinds[name])) if name in kinds else []


def _area_of(venue: str, row: Area, parts: list[Area], number: int) -> Area:
    """The part that the venue is named after, else one by turns; what has no parts is not divided."""
    named = next((part for part in parts if part.name in venue), None)
    if named is not None:
        return named
    if row.code == CITIES["qom"] or not parts:
        return row
    return parts[number % len(parts)]


def _facts(planned: Planned, chance: random.Random) -> Any:
    online = planned.kind == Venue.Kind.ONLINE
    center = planned.area if planned.area.latitude is not None else city(planned.city)
    latitude, longitude = _scattered(center, planned.spread, chance)
    street, number, stop = chance.choice(STREETS), chance.randint(3, 240), chance.choice(STOPS)
    access = [chance.choice((True, True, False, None)) for _fact in range(3)]
    hours = {str(day): spans for days, spans in HOURS[planned.kind] for day in days}
    return {
        "area": planned.area,
        "kind": planned.kind,
        "name": planned.name,
        "address": "" if online else f"خیابان {street}، پلاک {number}",
        "directions": "" if online else stop,
        "link": f"https://example.org/{planned.city}" if online else "",
        "latitude": None if online else latitude,
        "longitude": None if online else longitude,
        "step_free": None if online else access[0],
        "accessible_toilet": None if online else access[1],
        "hearing_loop": None if online else access[2],
        "opening_hours": hours,
        "is_sample": True,
    }


def _scattered(center: Area, spread: float, chance: random.Random) -> tuple[float, float]:
    """A point in the square of ±spread meters around the middle."""
    assert center.latitude is not None
    assert center.longitude is not None
    north, east = (chance.uniform(-spread, spread) / METERS_A_DEGREE for _axis in range(2))
    return round(center.latitude + north, 5), round(
        center.longitude + east / math.cos(math.radians(center.latitude)), 5
    )


def _halls(kind: str, chance: random.Random) -> list[HallFacts]:
    return [HallFacts(name, chance.randint(fewest, most)) for name, fewest, most in HALLS[kind]]
