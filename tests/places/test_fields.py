import pytest
from django.utils import translation

from meydan.base.forms import Form
from meydan.places import fields
from meydan.places.fields import AreaField, HallField, PointField, VenueField
from tests.factories.places import AreaFactory, CityFactory, HallFactory, NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db


def form_of(**made):
    return type("AForm", (Form,), made)


def cleaned(field, value):
    form = form_of(place=field)({"place": value})
    return form.cleaned_data["place"] if form.is_valid() else None, [
        error for errors in form.errors.values() for error in errors
    ]


class TestFewPlaces:
    def test_are_listed_by_the_alphabet(self, qods):
        parts = [NeighborhoodFactory(parent=qods, name=name) for name in ("گلستان", "پارک", "زیتون")]
        field = AreaField(areas=[qods], kinds=["neighborhood"])
        html = str(form_of(place=field)()["place"])
        assert [html.index(f'value="{parts[n].pk}"') for n in (1, 2, 0)] == sorted(
            html.index(f'value="{part.pk}"') for part in parts
        )

    def test_an_id_in_reach_is_taken_in_any_digits(self, qods):
        assert cleaned(AreaField(areas=[qods]), str(qods.pk)) == (qods, [])
        persian = "".join("۰۱۲۳۴۵۶۷۸۹"[int(digit)] for digit in str(qods.pk))
        assert cleaned(AreaField(areas=[qods]), persian) == (qods, [])

    @pytest.mark.parametrize(
        "value", ["0", "99999999999999999", "999999999999999999999999", "-1", "قدس", "' OR 1=1", "1.5"]
    )
    def test_what_was_not_offered_is_refused(self, qods, value):
        assert (cleaned(AreaField(areas=[qods]), value)[0], len(cleaned(AreaField(areas=[qods]), value)[1])) == (
            None,
            1,
        )

    def test_an_id_out_of_reach_is_refused(self, qods):
        assert cleaned(AreaField(areas=[qods]), str(CityFactory().pk))[0] is None
        assert cleaned(AreaField(areas=[qods], kinds=["neighborhood"]), str(qods.pk))[0] is None
        assert cleaned(AreaField(areas=[]), str(qods.pk))[0] is None

    @pytest.mark.parametrize("value", ["", "  ", "\u200c"])
    def test_nothing_chosen(self, qods, value):
        assert cleaned(AreaField(areas=[qods], required=False), value) == (None, [])
        assert len(cleaned(AreaField(areas=[qods]), value)[1]) == 1

    def test_areas_may_be_given_after_the_form_is_made(self, qods):
        form = form_of(place=AreaField())({"place": str(qods.pk)})
        form.fields["place"].areas = [CityFactory()]
        assert not form.is_valid()

    def test_venues_stand_under_their_kind_and_closed_ones_are_not_offered(self, qods):
        mosque, center = VenueFactory(area=qods, kind="mosque"), VenueFactory(area=qods)
        closed = VenueFactory(area=qods, is_open=False)
        with translation.override("fa"):
            html = str(form_of(place=VenueField(areas=[qods]))()["place"])
        assert (
            html.index('label="فرهنگ‌سرا"')
            < html.index(f'value="{center.pk}"')
            < html.index('label="مسجد"')
            < html.index(f'value="{mosque.pk}"')
        )
        assert (f'value="{closed.pk}"' in html, cleaned(VenueField(areas=[qods]), str(closed.pk))[0]) == (False, None)

    def test_halls_stand_under_their_venue_with_their_capacity(self, qods):
        hall = HallFactory(venue=VenueFactory(area=qods, name="فرهنگ‌سرای مهر"), name="سالن 1", capacity=1200)
        other = HallFactory()
        with translation.override("fa"):
            html = str(form_of(place=HallField(areas=[qods]))()["place"])
        assert ('label="فرهنگ‌سرای مهر"' in html, "سالن ۱ (تا ۱٬۲۰۰ نفر)" in html) == (True, True)
        assert cleaned(HallField(areas=[qods]), str(hall.pk)) == (hall, [])
        assert cleaned(HallField(areas=[qods]), str(other.pk))[0] is None
        assert cleaned(HallField(venue=other.venue), str(hall.pk))[0] is None

    def test_choosing_an_id_asks_the_database_once(self, qods, django_assert_num_queries):
        form = form_of(place=VenueField(areas=[qods]))({"place": str(VenueFactory(area=qods).pk)})
        with django_assert_num_queries(1):
            assert form.is_valid()


class TestManyPlaces:
    @pytest.fixture(autouse=True)
    def _few_are_many(self, monkeypatch):
        monkeypatch.setattr(fields, "MOST_LISTED", 2)

    @pytest.fixture
    def cities(self, iran):
        provinces = [AreaFactory(kind="province", name=name, parent=iran) for name in ("البرز", "خراسان")]
        return [CityFactory(parent=province, name=name) for province in provinces for name in ("قدس", "رستم‌آباد")]

    def test_are_a_box_for_the_name(self, cities):
        html = str(form_of(place=AreaField(kinds=["city"]))()["place"])
        assert (html.startswith("<input"), 'type="text"' in html) == (True, True)

    def test_one_of_that_name_is_taken_however_spelled(self, cities, iran):
        tabriz = CityFactory(name="تبریز", parent=iran)
        assert cleaned(AreaField(kinds=["city"]), "تبريز") == (tabriz, [])

    def test_of_several_the_form_asks_which(self, cities):
        form = form_of(place=AreaField(kinds=["city"]))({"place": "رستم آباد"})
        assert not form.is_valid()
        html = str(form["place"])
        assert ("<select" in html, f'value="{cities[1].pk}"' in html, f'value="{cities[3].pk}"' in html) == (
            True,
            True,
            True,
        )
        assert cleaned(AreaField(kinds=["city"]), str(cities[3].pk)) == (cities[3], [])

    def test_of_none_it_says_so(self, cities):
        assert (
            cleaned(AreaField(kinds=["city"]), "ناکجا")[0],
            len(cleaned(AreaField(kinds=["city"]), "ناکجا" * 500)[1]),
        ) == (None, 1)

    def test_what_was_held_is_shown_by_name(self, cities):
        form = form_of(place=AreaField(kinds=["city"]))(initial={"place": cities[1]})
        assert "رستم‌آباد" in str(form["place"])


class TestPoint:
    @pytest.mark.parametrize(
        "typed",
        [
            "35.7219, 51.3347",
            "۳۵٫۷۲۱۹، ۵۱٫۳۳۴۷",
            "35.7219 51.3347",
            "geo:35.7219,51.3347",
            "٣٥٫٧٢١٩؛٥١٫٣٣٤٧".replace("؛", ";"),
        ],
    )
    def test_is_read_as_maps_show_it(self, typed):
        assert cleaned(PointField(), typed) == ((35.7219, 51.3347), [])

    @pytest.mark.parametrize(
        "typed", ["35.7", "x, y", "51.3347, 35.7219", "95, 51", "35, 181", "nan, nan", "1" * 400 + ", 5"]
    )
    def test_what_is_none_is_refused(self, typed):
        assert (cleaned(PointField(), typed)[0], len(cleaned(PointField(), typed)[1])) == (None, 1)

    def test_is_shown_in_the_digits_of_the_reader(self):
        with translation.override("fa"):
            assert 'value="۳۵.۷, ۵۱.۳"' in str(form_of(place=PointField())(initial={"place": (35.7, 51.3)})["place"])
