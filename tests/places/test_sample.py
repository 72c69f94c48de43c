import time

import pytest
from django.db import transaction

from meydan.places import sample
from meydan.places.models import Area, Hall, Import, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Once for all tests here, and gone after them. The CPU seconds that the areas took."""
    with django_db_blocker.unblock(), transaction.atomic():
        began = time.process_time()
        sample.make_areas()
        took = time.process_time() - began
        sample.make_venues()
        yield took
        transaction.set_rollback(True)


def kinds(city):
    rows = Venue.objects.filter(area__path__below=sample.city(city).path)
    return {kind: rows.filter(kind=kind).count() for kind in Venue.Kind.values if rows.filter(kind=kind).exists()}


def test_the_areas_are_iran_s_in_less_than_three_seconds(made):
    counts = {kind: Area.objects.filter(kind=kind).count() for kind in Area.Kind.values}
    assert counts == {"country": 1, "province": 31, "city": 1354, "region": 200, "neighborhood": 33}
    assert (Import.objects.filter(bad__gt=0).count(), made < 3) == (0, True)


def test_every_area_has_the_path_of_its_parent(made):
    paths = dict(Area.objects.values_list("pk", "path"))
    assert [area for area in Area.objects.all() if area.path != f"{paths.get(area.parent_id, '/')}{area.pk}/"] == []


def test_done_twice_it_does_nothing(made):
    counts = [model.objects.count() for model in (Area, Venue, Hall, Import)]
    sample.make_areas()
    sample.make_venues()
    assert [model.objects.count() for model in (Area, Venue, Hall, Import)] == counts


def test_each_city_has_what_its_story_tells(made):
    qods, tabriz, qom, tehran = (kinds(city) for city in ("qods", "tabriz", "qom", "tehran"))
    assert (qods["cultural_center"], qods["exercise_base"]) == (12, 8)
    assert (tabriz["health_house"], tabriz["cultural_center"]) == (17, 23)
    assert tehran["neighborhood_house"] == 27
    assert [city["online"] for city in (qods, tabriz, qom, tehran)] == [1, 1, 1, 1]
    names = {"مجتمع نور", "مسجد فاطمه‌الزهرا", "بوستان شهید هاشمی"}
    assert (
        set(
            Venue.objects.filter(area__path__below=sample.city("qom").path, name__in=names).values_list(
                "name", flat=True
            )
        )
        == names
    )
    assert all(
        sum(city.get(kind, 0) for city in (qods, tabriz, qom, tehran)) >= 20
        for kind in set(Venue.Kind.values) - {"online"}
    )


def test_all_of_it_is_marked_and_lies_near_its_city(made):
    assert Venue.objects.filter(is_sample=False).count() == 0
    for name in sample.CITIES:
        city = sample.city(name)
        for venue in Venue.objects.filter(area__path__below=city.path, latitude__isnull=False):
            assert abs(venue.latitude - city.latitude) < 0.18
            assert abs(venue.longitude - city.longitude) < 0.18


def test_regions_of_tehran_stand_in_the_order_of_their_numbers(made):
    regions = Area.objects.filter(parent=sample.city("tehran")).order_by("sort_key").values_list("name", flat=True)
    assert list(regions) == [f"منطقهٔ {number}" for number in range(1, 23)]


def test_it_is_the_same_city_everywhere(made):
    venue = Venue.objects.get(name="فرهنگ‌سرای بهاران")
    assert (venue.address, list(venue.halls.order_by("pk").values_list("capacity", flat=True))) == (
        "خیابان فرهنگ، پلاک 39",
        [191, 26, 18, 18],
    )
