import pytest
from django.db import connection

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.places.actions import add_area, edit_area, move_area
from meydan.places.models import Area
from tests.factories.people import staff
from tests.factories.places import AreaFactory, CityFactory, NeighborhoodFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db


class TestAdding:
    def test_an_area_stands_under_its_parent_with_its_path_and_a_line_in_the_journal(self, qods, keeper, lines):
        area = add_area(
            by=keeper, parent=qods, kind="neighborhood", name="سرخه‌حصار", code="12", latitude=35.7, longitude=51.1
        )
        area.refresh_from_db()
        assert (area.path, area.code) == (f"{qods.path}{area.pk}/", "12")
        assert lines() == [("places.add_area", {"kind": "neighborhood", "parent": qods.pk})]

    def test_the_house_may_add_a_country(self):
        area = add_area(by=None, parent=None, kind="country", name="ایران")
        assert area.path == f"/{area.pk}/"

    @pytest.mark.parametrize("kind", ["country", "province", "city"])
    def test_levels_are_not_turned_around(self, qods, kind, lines):
        with pytest.raises(Refusal) as refused:
            add_area(by=None, parent=qods, kind=kind, name="نو")
        assert (refused.value.field, lines()) == ("kind", [])

    def test_only_a_country_lies_in_nothing(self):
        with pytest.raises(Refusal):
            add_area(by=None, parent=None, kind="city", name="نو")

    def test_two_of_a_kind_in_one_place_need_two_names(self, qods):
        add_area(by=None, parent=qods, kind="region", name="منطقهٔ 1")
        add_area(by=None, parent=qods, kind="neighborhood", name="منطقهٔ 1")
        with pytest.raises(Refusal) as refused:
            add_area(by=None, parent=qods, kind="region", name="منطقهٔ 1")
        assert refused.value.field == "name"

    def test_two_countries_need_two_names_and_two_of_a_kind_two_codes(self, iran, qods):
        with pytest.raises(Refusal) as name:
            add_area(by=None, parent=None, kind="country", name="ایران")
        with pytest.raises(Refusal) as code:
            add_area(by=None, parent=iran, kind="city", name="دیگر", code=qods.code)
        assert (name.value.field, code.value.field) == ("name", "code")

    def test_whoever_looks_after_another_area_may_not(self, qods):
        with pytest.raises(Refusal):
            add_area(by=staff(Role.ADMINISTRATOR, CityFactory()), parent=qods, kind="region", name="نو")
        with pytest.raises(Refusal):
            add_area(by=staff(Role.MANAGER, qods), parent=qods, kind="region", name="نو")


class TestEditing:
    def test_only_what_changed_is_told(self, qods, keeper, lines):
        edit_area(by=keeper, area=qods, name="قدس نو", name_en="Qods", code=qods.code, latitude=35.72, longitude=51.11)
        qods.refresh_from_db()
        assert (qods.name, qods.search_key.split()[:2], lines()) == (
            "قدس نو",
            ["قدس", "نو"],
            [("places.edit_area", {"changed": "name"})],
        )

    def test_nothing_changed_writes_nothing(self, qods, keeper, lines):
        edit_area(by=keeper, area=qods, name="قدس", name_en="Qods", code=qods.code, latitude=35.72, longitude=51.11)
        assert lines() == []

    def test_a_taken_name_is_refused(self, qods, tehran):
        CityFactory(name="شهریار", parent=tehran)
        with pytest.raises(Refusal) as refused:
            edit_area(by=None, area=qods, name="شهریار")
        assert refused.value.field == "name"


class TestMoving:
    def test_everything_below_moves_along(self, qods, iran, lines):
        part = NeighborhoodFactory(parent=AreaFactory(kind="region", parent=qods))
        alborz = AreaFactory(kind="province", name="البرز", parent=iran)
        move_area(by=None, area=qods, parent=alborz)
        part.refresh_from_db()
        qods.refresh_from_db()
        assert (qods.parent, qods.path) == (alborz, f"{alborz.path}{qods.pk}/")
        assert part.path == f"{alborz.path}{qods.pk}/{part.parent_id}/{part.pk}/"
        assert lines()[0][0] == "places.move_area"

    def test_neighbors_whose_path_begins_alike_stay(self, tehran, iran):
        first, other = CityFactory(parent=tehran), CityFactory(parent=tehran)
        Area.objects.filter(pk=other.pk).update(path=f"{tehran.path}{first.pk}0/")
        move_area(by=None, area=first, parent=iran)
        other.refresh_from_db()
        assert other.path == f"{tehran.path}{first.pk}0/"

    def test_circles_are_refused(self, tehran, qods, iran):
        for parent in (tehran, qods):
            with pytest.raises(Refusal) as refused:
                move_area(by=None, area=tehran, parent=parent)
            assert refused.value.field == "parent"
        tehran.refresh_from_db()
        assert tehran.parent == iran

    def test_levels_are_not_turned_around(self, qods, tehran):
        other = CityFactory(parent=tehran)
        with pytest.raises(Refusal):
            move_area(by=None, area=qods, parent=other)

    def test_both_ends_must_be_in_reach(self, qods, tehran, keeper, iran):
        part = NeighborhoodFactory(parent=qods)
        with pytest.raises(Refusal):
            move_area(by=keeper, area=part, parent=CityFactory(parent=tehran))
        with pytest.raises(Refusal):
            move_area(by=keeper, area=qods, parent=iran)

    def test_a_taken_name_there_is_refused(self, qods, tehran):
        other = CityFactory(parent=tehran)
        part, _same = NeighborhoodFactory(parent=qods, name="مهر"), NeighborhoodFactory(parent=other, name="مهر")
        with pytest.raises(Refusal):
            move_area(by=None, area=part, parent=other)


@pytest.mark.django_db(transaction=True)
def test_moving_and_adding_at_the_same_time_leaves_every_path_right():
    iran = AreaFactory(name="ایران")
    provinces = [AreaFactory(kind="province", parent=iran) for _each in range(3)]
    city = CityFactory(parent=provinces[0])

    def doing(number):
        if number % 2:
            return move_area(by=None, area=city, parent=provinces[number % 3])
        return add_area(by=None, parent=city, kind="neighborhood", name=f"محله {number}")

    results = at_once(24, doing, threads=8)
    assert [result for result in results if isinstance(result, Exception)] == []
    paths = {area.pk: area.path for area in Area.objects.all()}
    wrong = [area for area in Area.objects.exclude(parent=None) if area.path != f"{paths[area.parent_id]}{area.pk}/"]
    assert (wrong, len(paths), connection.in_atomic_block) == ([], 17, False)
