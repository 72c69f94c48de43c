import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.factories.calendar import OccasionFactory
from tests.factories.places import NeighborhoodFactory, VenueFactory
from tests.factories.programs import ProgramAimFactory, ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)  # Wednesday, 4 Azar 1405


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def on_day(title: str, days: int, **facts):
    starts = NOW + dt.timedelta(days=days)
    occasion = OccasionFactory(title=title, day=starts.date(), starts_at=starts)
    return SessionFactory(program=ProgramFactory(title=title, **facts), occasion=occasion).program


def found(client, titles: list[str], **asked) -> list[str]:
    text = client.get(reverse("programs:list"), asked).text
    return [title for title in titles if f">{title}</a>" in text]


DAYS = ["امروزی", "فردایی", "شنبه‌ای", "دوشنبه‌ای"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"day": "today"}, ["امروزی"]),
        ({"day": "tomorrow"}, ["فردایی"]),
        ({"day": "week"}, ["امروزی", "فردایی"]),
        ({"day": "0"}, ["شنبه‌ای"]),
        ({"day": "۲"}, ["دوشنبه‌ای"]),
        ({"on": "1405-09-07"}, ["شنبه‌ای"]),
        ({"on_day": "۷", "on_month": "9", "on_year": "۱۴۰۵"}, ["شنبه‌ای"]),
        ({"day": "0", "on": "1405-09-09"}, []),
        ({"day": "۹۹"}, DAYS),
        ({"on": "2026-11-28"}, DAYS),  # a Gregorian day is said to be wrong, and filters nothing
    ],
)
def test_programs_are_found_by_the_day(client, asked, expected):
    for title, days in zip(DAYS, (0, 1, 3, 5), strict=True):
        on_day(title, days)
    assert found(client, DAYS, **asked) == expected


KINDS = ["حضوری", "برخط", "هردو", "پولی", "پر", "آزاد"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"mode": "online"}, ["برخط", "هردو"]),
        ({"mode": "in_person"}, ["حضوری", "هردو", "پولی", "پر", "آزاد"]),
        ({"free": "on"}, ["حضوری", "برخط", "هردو", "پر", "آزاد"]),
        ({"room": "on"}, ["حضوری", "برخط", "هردو", "پولی", "آزاد"]),
        ({"aim": "vitality"}, ["حضوری"]),
        ({"kind": "sports"}, ["پولی"]),
    ],
)
def test_programs_are_found_by_what_they_are(client, asked, expected):
    ProgramAimFactory(program=on_day("حضوری", 1))
    on_day("برخط", 1, mode="online")
    on_day("هردو", 1, mode="hybrid", online_capacity=5)
    on_day("پولی", 1, price=500_000, kind="sports")
    on_day("پر", 1, capacity=1, full=True)
    on_day("آزاد", 1, takes_registrations=False, full=True)
    assert found(client, KINDS, **asked) == expected


def test_a_card_says_how_many_wait(client):
    program = on_day("کوزه", 1, capacity=1, full=True)
    RegistrationFactory.create_batch(2, program=program, status="waiting")
    assert "پر · ۲ نفر در صف" in client.get(reverse("programs:list")).text


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("view", "queries"), [("", 4), ("map", 5), ("week", 5), ("month", 4)])
def test_each_view_asks_the_same_queries_for_one_and_for_three(client, rows, view, queries, django_assert_num_queries):
    area = NeighborhoodFactory()
    venues = [VenueFactory(area=area, latitude=35.7 + number / 100, longitude=51.1) for number in range(rows)]
    for venue in venues:
        on_day("کوزه", 1, venue=venue)
    with django_assert_num_queries(queries):
        page = client.get(reverse("programs:list"), {"view": view})
    assert page.status_code == 200


def test_the_map_has_a_pin_with_a_number_and_the_list_says_the_same(client):
    venue = VenueFactory(latitude=35.7, longitude=51.1)
    on_day("کوزه", 1, venue=venue)
    on_day("سفال", 2, venue=venue)
    text = client.get(reverse("programs:list"), {"view": "map"}).text
    assert (">۲</text>" in text, "۲ برنامه" in text, str(venue) in text) == (True, True, True)


def test_the_month_shows_the_sessions_of_what_was_found_only(client):
    on_day("کوزه", 1, kind="sports")
    on_day("سفال", 1)
    text = client.get(reverse("programs:list"), {"view": "month", "kind": "sports"}).text
    assert ("کوزه" in text, "سفال" in text) == (True, False)


@pytest.mark.parametrize(
    "query",
    ["?view=map&area=abc", "?view=month&on=x", "?view=week&on=9999-99-99", "?view=none", "?venue=۱۲&view=map",
     "?day=<b>", "?venue=-1", "?on_day=۳۱&on_month=۱۲&on_year=۱۴۰۴", "?free=maybe&room=‌", "?view=week&page=-7"],
)  # fmt: skip
def test_nonsense_in_the_address_breaks_nothing(client, query):
    on_day("کوزه", 1)
    assert client.get(reverse("programs:list") + query).status_code == 200
