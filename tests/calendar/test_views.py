import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.calendar import kinds
from tests.factories.calendar import HolidayFactory, OccasionFactory
from tests.factories.places import HallFactory, NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)  # Wednesday, 4 Azar 1405
START = dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)
URL = "/calendar/"


@pytest.fixture(autouse=True)
def _now():
    kinds.register("cultural", "فرهنگی")
    with time_machine.travel(NOW, tick=False):
        yield


def on(day: dt.date, **more):
    return OccasionFactory(day=day, starts_at=START + dt.timedelta(days=(day - START.date()).days), **more)


def text(client, **query) -> str:
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return answer.content.decode()


class TestDays:
    def test_the_week_from_today_and_no_more(self, client):
        for day in ("2026-11-24", "2026-11-25", "2026-12-01", "2026-12-02"):
            on(dt.date.fromisoformat(day), title=f"«{day}»")
        page = text(client)
        assert [day for day in ("2026-11-24", "2026-11-25", "2026-12-01", "2026-12-02") if f"«{day}»" in page] == [
            "2026-11-25",
            "2026-12-01",
        ]
        later = text(client, on="1405-09-11")
        assert "«2026-12-02»" in later
        assert "on=1405-09-18" in later
        assert "on=1405-09-04" in later

    def test_the_cancelled_stand_crossed_out_with_their_reason_and_the_planned_do_not(self, client):
        OccasionFactory(title="شب شعر", status="cancelled", status_reason="آلودگی هوا", url="/programs/3/")
        OccasionFactory(title="هنوز نه", status="planned")
        page = text(client)
        assert 'class="occasion off"' in page
        assert "آلودگی هوا" in page
        assert 'href="/programs/3/"' in page
        assert "هنوز نه" not in page

    def test_holidays_and_today_are_marked(self, client):
        HolidayFactory(day=dt.date(2026, 11, 29), title="آلودگی هوا")
        page = text(client)
        assert "آلودگی هوا" in page
        assert page.count('class="agenda-day"') == 2  # today and the holiday

    def test_an_empty_week_leads_to_the_next_that_is_not(self, client):
        on(dt.date(2027, 1, 10))
        assert "on=1405-10-20" in text(client)

    @pytest.mark.parametrize(
        "asked", ["", "1405-13-01", "2026-11-28", "nonsense", "1405-12-30", "<script>", "۱۴۰۵/۹/۷", "1" * 3000]
    )
    @pytest.mark.parametrize("view", ["", "month", "year"])
    def test_whatever_day_is_asked_there_is_an_answer(self, client, asked, view):
        assert (
            "<script>"
            not in text(client, on=asked, view=view)
            .split("<body", 1)[1]
            .split('<section id="results"')[1]
            .split("</section>")[0]
        )

    @pytest.mark.parametrize(
        "asked", ["1200-01-01", "1599-12-29", "1405-12-29", "1404-12-29", "1403-12-30", "1405-06-31", "1405-07-30"]
    )
    @pytest.mark.parametrize("view", ["", "month"])
    def test_the_edges_of_months_and_of_the_calendar_hold(self, client, asked, view):
        assert text(client, on=asked, view=view)

    def test_in_english_it_reads_from_left_to_right(self, client):
        client.cookies["language"] = client.cookies["django_language"] = "en"
        OccasionFactory(venue__name_en="Omid Center")
        page = text(client)
        assert 'dir="ltr"' in page
        assert "Omid Center" in page
        assert "Saturday 7 Azar 1405" in page

    @pytest.mark.parametrize("rows", [1, 3])
    @pytest.mark.parametrize(("view", "queries"), [("", 5), ("month", 4)])
    def test_the_page_takes_as_many_queries_for_one_row_as_for_three(
        self, client, rows, view, queries, django_assert_num_queries
    ):
        hall = HallFactory()
        for number in range(rows):
            OccasionFactory(hall=hall, venue=hall.venue, starts_at=START + dt.timedelta(hours=2 * number))
        client.get(URL)
        with django_assert_num_queries(queries):  # areas to choose from, what they lie in; (count,) rows, holidays
            text(client, view=view)


class TestFilters:
    @pytest.fixture(autouse=True)
    def _three(self):
        self.hood = NeighborhoodFactory()
        self.park = VenueFactory(area=self.hood, kind="park")
        OccasionFactory(title="«ورزش صبح»", venue=self.park, kind="sports")
        OccasionFactory(title="«شب شعر»", venue=VenueFactory(area=self.hood), kind="cultural")
        OccasionFactory(title="«جای دیگر»", kind="cultural")

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            (lambda self: {}, "«ورزش صبح» «شب شعر» «جای دیگر»"),
            (lambda self: {"area": self.hood.pk}, "«ورزش صبح» «شب شعر»"),
            (lambda self: {"area": self.hood.parent_id}, "«ورزش صبح» «شب شعر»"),
            (lambda self: {"kind": "cultural"}, "«شب شعر» «جای دیگر»"),
            (lambda self: {"venue_kind": "park"}, "«ورزش صبح»"),
            (lambda self: {"venue": self.park.pk}, "«ورزش صبح»"),
            (lambda self: {"area": self.hood.pk, "kind": "cultural"}, "«شب شعر»"),
            (lambda self: {"venue": 999}, ""),
            (
                lambda self: {"kind": "unknown", "venue_kind": "moon", "area": "x" * 5000, "venue": "-1"},
                "«ورزش صبح» «شب شعر» «جای دیگر»",
            ),
        ],
    )
    @pytest.mark.parametrize("view", ["", "month"])
    def test_only_what_fits_is_shown(self, client, query, titles, view):
        page = text(client, view=view, on="1405-09-07", **query(self))
        assert {title for title in ("«ورزش صبح»", "«شب شعر»", "«جای دیگر»") if title in page} == {
            f"{part}»" for part in titles.split("»")[:-1] for part in [part.strip()]
        }

    def test_what_has_a_feed_can_be_subscribed_to(self, client):
        assert reverse("calendar:subscribe", args=["area", self.hood.pk]) in text(client, area=self.hood.pk)
        assert reverse("calendar:subscribe", args=["venue", self.park.pk]) in text(client, venue=self.park.pk)
        assert reverse("calendar:subscribe", args=["kind", "cultural"]) in text(client, kind="cultural")
        assert "subscribe" not in text(client)
        assert "subscribe" not in text(client, kind="cultural", area=self.hood.pk)

    def test_htmx_gets_the_part_alone(self, client):
        page = client.get(URL, {"kind": "cultural"}, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in page
        assert "«شب شعر»" in page


class TestMonth:
    def test_a_full_day_says_how_much_is_on_and_names_the_first(self, client):
        for number in range(5):
            OccasionFactory(title=f"«{number}»", starts_at=START + dt.timedelta(minutes=number))
        page = text(client, view="month")
        assert [number for number in range(5) if f"«{number}»" in page] == [0, 1, 2]
        assert "۵ <span" in page
