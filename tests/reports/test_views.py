import datetime as dt
import re

import pytest
import time_machine

from meydan.engines import jalali
from meydan.participation.models import Participation
from tests.factories.places import VenueFactory
from tests.reports.conftest import came, chance_city

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def winter():
    with time_machine.travel(dt.datetime(2027, 1, 2, 9, tzinfo=dt.UTC), tick=False):
        yield


def body(client, area, **asked):
    return client.get(f"/reports/{area.pk}/", asked).content.decode()


def test_anybody_reads_the_last_finished_month(client, city):
    chance_city(city)
    text = body(client, city)
    assert "قدس در آذر ۱۴۰۵" in text
    assert "desk/reports" not in text


def test_a_month_is_chosen_by_its_name(client, city):
    assert "قدس در مهر ۱۴۰۵" in body(client, city, month="1405-07")
    assert "قدس در مهر ۱۴۰۵" in body(client, city, month="۱۴۰۵-۰۷")


@pytest.mark.parametrize("month", ["1405-10", "1405-13", "2026-09", "x", "", "\u200c"])
def test_a_month_that_is_not_over_or_is_none_is_refused(client, city, month):
    answer = client.get(f"/reports/{city.pk}/", {"month": month})
    assert answer.status_code == 422
    assert 'class="figures"' not in answer.content.decode()


def test_an_area_that_is_none_has_no_report(client):
    assert client.get("/reports/404/").status_code == 404


def numbers(text):
    return re.findall(r'<td class="num" data-label="حضور">(?:<span[^>]*>)?([^<]+)<', text)


def test_numbers_of_a_few_people_are_not_shown(client, city):
    day = jalali.parse("1405-09-05")
    venues = [VenueFactory(area=city) for _three in range(3)]
    for venue, count in zip(venues, (3, 40, 60), strict=True):
        came(venue, day, count, "sports")
    text = body(client, city)
    assert numbers(text) == ["۱۰۳", "۱۰۳", "۶۰", "نشان داده نمی‌شود", "نشان داده نمی‌شود", "۱۰۳", "۱۰۳"]
    assert "عدد کمتر از پنج" in text


def test_where_all_numbers_are_large_nothing_is_left_out(client, city):
    came(VenueFactory(area=city), jalali.parse("1405-09-05"), 40)
    text = body(client, city)
    assert "عدد کمتر از پنج" not in text
    assert numbers(text) == ["۴۰"] * 5


@pytest.mark.parametrize("sessions", [3, 40])
def test_the_page_takes_the_same_queries_however_much_was_held(client, city, sessions, django_assert_num_queries):
    chance_city(city, sessions=sessions)
    assert Participation.objects.exists()
    with django_assert_num_queries(41):
        body(client, city)


def test_a_quarter_tells_nothing_that_its_months_do_not(client, city):
    """Three at a venue in Azar are hidden; of the quarter nothing is told from which they could be subtracted."""
    venues = [VenueFactory(area=city) for _three in range(3)]
    for month, counts in (("07", (30, 40, 60)), ("08", (30, 40, 60)), ("09", (3, 40, 60))):
        for venue, count in zip(venues, counts, strict=True):
            came(venue, jalali.parse(f"1405-{month}-05"), count)
    text = body(client, city, month="1405-q3")
    assert "قدس در پاییز ۱۴۰۵" in text
    assert numbers(text) == ["۳۶۳", "۳۶۳", "۱۸۰", "نشان داده نمی‌شود", "نشان داده نمی‌شود", "۳۶۳", "۳۶۳"]


def test_the_months_go_back_to_where_counting_began(client, city):
    assert client.get(f"/reports/{city.pk}/", {"month": "1399-q1"}).status_code == 422
    came(VenueFactory(area=city), jalali.parse("1399-02-05"), 40)
    assert "قدس در بهار ۱۳۹۹" in body(client, city, month="1399-q1")


def test_a_quarter_that_is_not_over_is_refused(client, city):
    assert client.get(f"/reports/{city.pk}/", {"month": "1405-q4"}).status_code == 422


def test_the_page_of_an_area_leads_to_its_report(client, city):
    text = client.get(f"/places/areas/{city.pk}/").content.decode()
    assert f'href="/reports/{city.pk}/"' in text
