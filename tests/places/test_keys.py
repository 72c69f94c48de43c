import pytest

from meydan.places.models import Area, Venue
from tests.factories.places import AreaFactory, CityFactory, VenueFactory

pytestmark = pytest.mark.django_db


def test_below_is_one_prefix_and_no_neighbor_that_begins_alike():
    AreaFactory(path="/1/")
    for number, path in enumerate(["/1/2/", "/1/20/", "/1/2/3/", "/10/", "/1/3/"]):
        Area.objects.filter(pk=AreaFactory(name=f"ناحیه {number}").pk).update(path=path)
    found = Area.objects.filter(path__below="/1/2/").order_by("path").values_list("path", flat=True)
    assert list(found) == ["/1/2/", "/1/2/3/"]


def test_below_works_through_a_foreign_key():
    city = CityFactory()
    venue = VenueFactory(area=city)
    VenueFactory()
    assert list(Venue.objects.filter(area__path__below=city.parent.path)) == [venue]


def test_names_sort_by_the_persian_alphabet():
    country = AreaFactory()
    for name in ("زنجان", "پاوه", "گرگان", "آبادان", "منطقهٔ 10", "منطقهٔ 2"):
        CityFactory(parent=country, name=name)
    found = Area.objects.filter(parent=country).order_by("sort_key").values_list("name", flat=True)
    assert list(found) == ["آبادان", "پاوه", "زنجان", "گرگان", "منطقهٔ 2", "منطقهٔ 10"]


def test_the_keys_follow_the_name():
    city = CityFactory(name="قدس", name_en="Qods")
    city.name = "رستم‌آباد"
    city.save()
    city.refresh_from_db()
    assert (city.search_key.split()[0], city.sort_key > "") == ("رستم", True)


def test_rows_made_in_bulk_have_their_keys():
    country = AreaFactory()
    (made,) = Area.objects.bulk_create([Area(parent=country, kind="city", name="ري", path="/x/")])
    assert (made.sort_key, made.search_key.strip()) != ("", "")
