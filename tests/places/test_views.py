import datetime as dt
import io

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from meydan.base import slots
from tests.factories.places import AreaFactory, CityFactory, HallFactory, NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
SATURDAY_NOON = dt.datetime(2026, 11, 21, 8, 30, tzinfo=dt.UTC)


@pytest.fixture
def only_places(monkeypatch):
    """The page without what rooms above put into its slots."""
    monkeypatch.setattr(slots, "_slots", slots.defaultdict(list))


@pytest.fixture
def city(qods):
    """Three neighborhoods and sixty venues with halls."""
    parts = [NeighborhoodFactory(parent=qods, latitude=35.7, longitude=51.1 + n / 100) for n in range(3)]
    for n in range(60):
        VenueFactory(
            area=parts[n % 3],
            latitude=35.70 + n / 1000,
            longitude=51.1,
            kind=["mosque", "park", "square"][n % 3],
            name=f"مکان {n}",
        )
    return qods


class TestArea:
    def test_sixty_venues_take_four_queries(self, client, city, only_places, django_assert_num_queries):
        with django_assert_num_queries(4):
            page = client.get(reverse("places:area", args=[city.pk]))
        assert (page.status_code, page.text.count("/places/venues/")) == (200, 120)

    @pytest.mark.parametrize("count", [1, 3])
    def test_more_venues_take_no_more_queries(self, client, qods, only_places, count, django_assert_num_queries):
        for _venue in range(count):
            HallFactory(venue__area=NeighborhoodFactory(parent=qods))
        with django_assert_num_queries(4):
            client.get(reverse("places:area", args=[qods.pk]))

    def test_with_everything_rooms_above_put_there_it_stays_within_eight(self, client, city):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(reverse("places:area", args=[city.pk]))
        assert (page.status_code, len(asked) <= 8) == (200, True)

    def test_it_says_where_it_lies_what_it_holds_and_who_is_closed(self, client, qods):
        part = NeighborhoodFactory(parent=qods, name="سرخه‌حصار")
        VenueFactory(area=part, name="فرهنگ‌سرای مهر")
        VenueFactory(area=part, name="فرهنگ‌سرای بسته", is_open=False)
        page = client.get(reverse("places:area", args=[qods.pk]))
        words = ["شهر در تهران", "ایران", "سرخه‌حصار", "فرهنگ‌سرای مهر"]
        assert [word in page.text for word in words] == [True] * 4
        assert "فرهنگ‌سرای بسته" not in page.text

    def test_a_large_area_counts_its_venues_and_leads_to_the_list(self, client, qods, monkeypatch):
        monkeypatch.setattr("meydan.places.views.MOST_VENUES", 2)
        for _venue in range(3):
            VenueFactory(area=qods)
        page = client.get(reverse("places:area", args=[qods.pk]))
        assert f"?area={qods.pk}&amp;kind=cultural_center" in page.text
        listed = client.get(reverse("places:list"), {"area": qods.pk, "kind": "cultural_center"})
        assert listed.text.count("/places/venues/") == 3

    def test_what_does_not_exist_is_404(self, client):
        assert [client.get(f"/places/{path}/").status_code for path in ("areas/9", "venues/9", "venues/9/photo")] == [
            404
        ] * 3

    def test_in_english_it_reads_from_left_to_right(self, client, qods):
        client.cookies["django_language"] = "en"
        page = client.get(reverse("places:area", args=[qods.pk]))
        assert ('dir="ltr"' in page.text, "<h1>Qods</h1>" in page.text) == (True, True)


class TestVenue:
    @pytest.fixture
    def venue(self, qods):
        venue = VenueFactory(
            area=qods, name="فرهنگ‌سرای مهر", address="خیابان آزادی، پلاک 12", step_free=True, hearing_loop=False,
            opening_hours={"0": [["08:00", "13:00"], ["16:00", "20:00"]]},
        )  # fmt: skip
        HallFactory(venue=venue, name="سالن 1", capacity=1200)
        HallFactory(venue=venue, name="انبار", is_open=False)
        return venue

    def test_four_queries(self, client, venue, only_places, django_assert_num_queries):
        with django_assert_num_queries(4):
            assert client.get(reverse("places:venue", args=[venue.pk])).status_code == 200

    def test_everything_known_is_told_in_persian_digits(self, client, venue):
        with time_machine.travel(SATURDAY_NOON, tick=False):
            page = client.get(reverse("places:venue", args=[venue.pk]))
        words = [
            "پلاک ۱۲",
            "سالن ۱",
            "۱٬۲۰۰ نفر",
            "۰۸:۰۰ تا ۱۳:۰۰",
            "امروز",
            "اکنون باز است",
            "ورودی بدون پله",
            "حلقهٔ شنوایی",
            "geo:35.72,51.11",
        ]
        assert [word for word in words if word not in page.text] == []
        assert [word for word in ("انبار", "سرویس بهداشتی") if word in page.text] == []

    def test_after_closing_time(self, client, venue):
        with time_machine.travel(SATURDAY_NOON + dt.timedelta(hours=10), tick=False):
            assert "اکنون بسته است" in client.get(reverse("places:venue", args=[venue.pk])).text

    def test_a_closed_one_says_so(self, client, qods):
        venue = VenueFactory(area=qods, is_open=False)
        assert "برای همیشه بسته" in client.get(reverse("places:venue", args=[venue.pk])).text

    def test_an_online_one_has_its_link_and_no_map(self, client, qods):
        venue = VenueFactory(area=qods, kind="online", link="https://example.org/live", latitude=None, longitude=None)
        page = client.get(reverse("places:venue", args=[venue.pk]))
        assert ('href="https://example.org/live"' in page.text, '<svg class="map-svg"' in page.text) == (True, False)

    def test_names_cannot_bring_script(self, client, qods):
        venue = VenueFactory(area=qods, name="<script>alert(1)</script>", address='"><img src=x>')
        assert [
            word in client.get(reverse("places:venue", args=[venue.pk])).text
            for word in ("<script>alert", "<img src=x")
        ] == [False, False]

    def test_its_photo_is_served_and_kept(self, client, venue):
        assert client.get(reverse("places:photo", args=[venue.pk])).status_code == 404
        made = io.BytesIO()
        Image.new("RGB", (10, 10)).save(made, "WEBP")
        venue.photo.save("a.webp", ContentFile(made.getvalue()))
        answer = client.get(reverse("places:photo", args=[venue.pk]))
        assert (answer.status_code, answer["Content-Type"], b"".join(answer.streaming_content)[:4]) == (
            200,
            "image/webp",
            b"RIFF",
        )
        venue.photo.storage.delete(venue.photo.name)
        assert client.get(reverse("places:photo", args=[venue.pk])).status_code == 404


class TestList:
    def test_the_first_page_takes_four_queries(self, client, city, only_places, django_assert_num_queries):
        with django_assert_num_queries(4):
            page = client.get(reverse("places:list"))
        assert ("۶۰ مکان" in page.text, "تهران" in page.text) == (True, True)

    @pytest.mark.parametrize("typed", ["رستم اباد", "رستماباد", "رستم‌آ", "rostam"])
    def test_search_forgives_spelling(self, client, qods, typed):
        area = CityFactory(name="رستم‌آباد", name_en="Rostamabad")
        venue = VenueFactory(area=qods, name="مسجد رستم‌آباد", name_en="Rostamabad Mosque")
        page = client.get(reverse("places:list"), {"q": typed})
        assert (f"/places/areas/{area.pk}/" in page.text, f"/places/venues/{venue.pk}/" in page.text) == (True, True)

    @pytest.mark.parametrize(
        "query",
        [
            {"q": "\u200c"},
            {"q": "ناکجا"},
            {"q": "x" * 5000},
            {"kind": "castle"},
            {"area": "x"},
            {"area": "9" * 30},
            {"area": "۱"},
            {"page": "-5"},
        ],
    )
    def test_wild_questions_get_a_page(self, client, qods, query):
        assert client.get(reverse("places:list"), query).status_code == 200

    def test_an_empty_house_says_what_to_do(self, client):
        assert "هنوز جایی ثبت نشده است" in client.get(reverse("places:list")).text

    def test_long_lists_are_paged(self, client, city):
        first, last = (client.get(reverse("places:list"), {"q": "مکان", "page": n}).text for n in (1, 3))
        assert (first.count("/places/venues/"), last.count("/places/venues/")) == (25, 10)


def test_a_country_without_anything_is_a_page(client):
    assert client.get(reverse("places:area", args=[AreaFactory(latitude=None).pk])).status_code == 200
