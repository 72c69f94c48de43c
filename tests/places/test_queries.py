import pytest

from meydan.places import queries
from meydan.places.models import Area, Hall, Venue
from tests.factories.places import AreaFactory, CityFactory, HallFactory, NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def qods():
    province = AreaFactory(kind="province", name="تهران", parent=AreaFactory(name="ایران"))
    return CityFactory(name="قدس", name_en="Qods", parent=province)


def test_below_holds_the_areas_themselves_and_everything_under_them(qods):
    part, other = NeighborhoodFactory(parent=qods), CityFactory()
    assert set(queries.below([qods])) == {qods, part}
    assert set(queries.below([qods, part, other])) == {qods, part, other}
    assert list(queries.below([])) == []


def test_within_filters_rows_by_the_area_they_belong_to(qods):
    here = VenueFactory(area=NeighborhoodFactory(parent=qods))
    VenueFactory()
    hall = HallFactory(venue=here)
    assert list(queries.within(Venue.objects.all(), [qods])) == [here]
    assert list(queries.within(Hall.objects.all(), [qods.parent], field="venue__area")) == [hall]
    assert list(queries.within(Venue.objects.all(), [])) == []


def test_ancestors_begin_with_the_country(qods, django_assert_num_queries):
    part = NeighborhoodFactory(parent=qods)
    with django_assert_num_queries(1):
        assert [area.name for area in queries.ancestors(part)] == ["ایران", "تهران", "قدس"]
    with django_assert_num_queries(0):
        assert queries.ancestors(Area.objects.defer(None).model(path="/1/")) == []


@pytest.mark.parametrize("typed", ["رستم‌آباد", "رستم آباد", "رستماباد", "رستم اباد", "رستم", "رست", "Rostam"])
def test_areas_are_found_however_they_are_spelled(typed):
    area = CityFactory(name="رستم‌آباد", name_en="Rostamabad")
    CityFactory(name="تجریش")
    assert list(queries.search_areas(typed)) == [area]


@pytest.mark.parametrize("typed", ["", "   ", "\u200c", "!؟", "تهران"])
def test_nothing_typed_or_nothing_known_finds_nothing(typed):
    CityFactory(name="قدس")
    assert list(queries.search_areas(typed)) == []


def test_every_word_must_occur(qods):
    found = VenueFactory(name="فرهنگ‌سرای بهاران", area=qods)
    VenueFactory(name="فرهنگ‌سرای مهر", area=qods)
    assert list(queries.search_venues("فرهنگسرا بهاران")) == [found]


def test_venues_within_come_by_kind_then_name_and_only_open_ones(qods):
    VenueFactory(area=qods, kind="mosque", name="مسجد جامع")
    VenueFactory(area=qods, name="فرهنگ‌سرای مهر")
    VenueFactory(area=qods, name="فرهنگ‌سرای آفتاب")
    VenueFactory(area=qods, name="فرهنگ‌سرای بسته", is_open=False)
    assert [venue.name for venue in queries.venues_within([qods])] == ["فرهنگ‌سرای آفتاب", "فرهنگ‌سرای مهر", "مسجد جامع"]
    assert queries.counts_by_kind([qods]) == [(Venue.Kind.CULTURAL_CENTER, 2), (Venue.Kind.MOSQUE, 1)]


def test_cities_taking_part_count_what_lies_in_their_neighborhoods(qods):
    VenueFactory(area=NeighborhoodFactory(parent=qods))
    VenueFactory(area=qods)
    CityFactory()
    assert queries.cities_taking_part() == [(qods, 2)]


def test_labeled_reads_what_all_lie_in_at_once(qods, django_assert_num_queries):
    parts = [NeighborhoodFactory(parent=qods) for _part in range(3)]
    with django_assert_num_queries(1):
        found = queries.labeled(parts)
    assert [(area, above[-1]) for area, above in found] == [(part, qods) for part in parts]


def test_with_rooms_counts_halls_in_use(qods):
    venue = VenueFactory(area=qods)
    HallFactory(venue=venue, capacity=40)
    HallFactory(venue=venue, capacity=60)
    HallFactory(venue=venue, capacity=500, is_open=False)
    found = queries.with_rooms(queries.venues()).get()
    assert (found.rooms, found.room) == (2, 100)
