import json

import pytest

from meydan.base.roles import Role
from meydan.places.actions import apply_import, import_areas, import_borders, read_import
from meydan.places.models import Area, Import
from tests.factories.people import staff
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db

COUNTRY = """kind,name,code,parent_code
country,ایران,IR,
province,البرز,30,IR
province,قزوین,26,IR
city,کرج,55,30
region,منطقهٔ 1,551,55
region,منطقهٔ 2,552,55
neighborhood,مهر,,551
"""


def paths_are_right():
    paths = dict(Area.objects.values_list("pk", "path"))
    return all(area.path == f"{paths.get(area.parent_id, '/')}{area.pk}/" for area in Area.objects.all())


def counts(row):
    return row.added, row.changed, row.left, row.bad


def test_a_whole_tree_is_written_at_once_with_one_line(lines, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        row = import_areas(by=None, text=COUNTRY)
    assert (counts(row), Area.objects.count(), paths_are_right()) == ((7, 0, 0, 0), 7, True)
    assert (row.text, row.applied_at is not None, Area.objects.exclude(sort_key="").count()) == ("", True, 7)
    ((verb, facts),) = lines()
    assert (verb, facts["added"], facts["kind"]) == ("places.apply_import", 7, "areas")


def test_done_twice_it_changes_nothing():
    import_areas(by=None, text=COUNTRY)
    before = list(Area.objects.order_by("pk").values())
    assert counts(import_areas(by=None, text=COUNTRY)) == (0, 0, 7, 0)
    assert list(Area.objects.order_by("pk").values()) == before


def test_changes_keep_ids_points_and_borders():
    import_areas(by=None, text=COUNTRY)
    Area.objects.filter(code="55").update(border={"type": "Polygon"}, latitude=35.8, longitude=50.9, is_sample=True)
    karaj = Area.objects.get(code="55")
    row = import_areas(by=None, text="kind,name,code,parent_code\ncity,کلان‌شهر کرج,55,30\n")
    after = Area.objects.get(pk=karaj.pk)
    assert (counts(row), after.name, after.search_key.split()[0]) == ((0, 1, 0, 0), "کلان‌شهر کرج", "کلان")
    assert (after.border, after.latitude, after.is_sample, after.path) == ({"type": "Polygon"}, 35.8, True, karaj.path)


def test_a_move_takes_everything_below_along():
    import_areas(by=None, text=COUNTRY)
    row = import_areas(by=None, text="kind,name,code,parent_code\ncity,کرج,55,26\nregion,منطقهٔ 3,553,55\n")
    assert (counts(row), paths_are_right()) == ((1, 1, 0, 0), True)
    assert Area.objects.get(code="553").path.startswith(Area.objects.get(code="26").path)


def test_names_may_be_handed_on_within_one_file():
    import_areas(by=None, text=COUNTRY)
    text = "kind,name,code,parent_code\nregion,منطقهٔ 3,552,55\nregion,منطقهٔ 2,551,55\n"
    assert counts(import_areas(by=None, text=text)) == (0, 2, 0, 0)
    assert dict(Area.objects.filter(kind="region").values_list("code", "name")) == {"551": "منطقهٔ 2", "552": "منطقهٔ 3"}


def test_bad_rows_stay_out_and_the_others_come_in():
    row = import_areas(by=None, text=f"{COUNTRY}castle,بم,1,30\ncity,بی‌جا,2,99\n")
    assert (counts(row), Area.objects.count()) == ((7, 0, 0, 2), 7)


def test_read_first_then_written_by_whoever_brought_it(qods, keeper, lines):
    text = "kind,name,parent_code\nneighborhood,سرخه‌حصار,2316012116\n"
    row = read_import(by=keeper, kind=Import.Kind.AREAS, text=text)
    assert (counts(row), row.brought_by, Area.objects.filter(kind="neighborhood").count()) == (
        (1, 0, 0, 0),
        keeper.key,
        0,
    )
    row = apply_import(by=keeper, brought=row)
    again = apply_import(by=keeper, brought=row)
    assert (counts(again), again.text, Area.objects.filter(kind="neighborhood").count()) == ((1, 0, 0, 0), "", 1)
    assert [verb for verb, _facts in lines()] == ["places.read_import", "places.apply_import"]


def test_what_is_written_is_what_is_true_then(qods, keeper):
    text = "kind,name,parent_code\nneighborhood,سرخه‌حصار,2316012116\n"
    row = read_import(by=keeper, kind=Import.Kind.AREAS, text=text)
    NeighborhoodFactory(parent=qods, name="سرخه‌حصار")
    assert counts(apply_import(by=keeper, brought=row)) == (0, 0, 1, 0)


def test_reach_is_asked_when_it_is_written_too(qods, keeper):
    text = "kind,name,parent_code\nneighborhood,سرخه‌حصار,2316012116\n"
    row = read_import(by=keeper, kind=Import.Kind.AREAS, text=text)
    stranger = staff(Role.ADMINISTRATOR, CityFactory())
    assert counts(apply_import(by=stranger, brought=row)) == (0, 0, 0, 1)


def test_borders_bring_an_outline_and_a_point_where_none_was_told(qods):
    part = NeighborhoodFactory(parent=qods, name="سرخه‌حصار")
    ring = [[51.1, 35.7], [51.2, 35.7], [51.2, 35.8], [51.1, 35.8], [51.1, 35.7]]
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for name in ("قدس", "سرخه‌حصار")
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    assert counts(import_borders(by=None, text=text)) == (2, 0, 0, 0)
    qods.refresh_from_db()
    part.refresh_from_db()
    assert (qods.border == qods.outline == {"type": "Polygon", "coordinates": [ring]}, qods.latitude) == (True, 35.72)
    assert (part.latitude, part.longitude) == (35.75, 51.15)
    assert counts(import_borders(by=None, text=text)) == (0, 0, 2, 0)
