import json

import pytest

from meydan.base.refusal import Refusal
from meydan.places.imports.borders import plan, thinned
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db
SQUARE = [[51.1, 35.7], [51.2, 35.7], [51.2, 35.8], [51.1, 35.8], [51.1, 35.7]]


def feature(geometry=None, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": geometry or {"type": "Polygon", "coordinates": [SQUARE]},
    }


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_a_feature_finds_its_area_by_code_or_by_name(qods):
    part = NeighborhoodFactory(parent=qods, name="رستم‌آباد")
    found = plan(collection(feature(code="۲۳۱۶۰۱۲۱۱۶"), feature(نام="رستم اباد")), reach=None)
    assert ([each.area for each in found.added], found.bad) == ([qods, part], [])


def test_heights_go_and_coordinates_are_rounded(qods):
    ring = [[x + 0.00000004, y, 1200] for x, y in SQUARE]
    (found,) = plan(collection(feature({"type": "Polygon", "coordinates": [ring]}, name="قدس")), reach=None).added
    assert (found.border, found.middle) == ({"type": "Polygon", "coordinates": [SQUARE]}, (35.75, 51.15))


def test_the_same_border_is_left_and_another_one_changes(qods):
    qods.border = {"type": "Polygon", "coordinates": [SQUARE]}
    qods.save()
    same, other = (
        feature(name="قدس"),
        feature({"type": "Polygon", "coordinates": [[[y, x] for x, y in SQUARE]]}, name="قدس"),
    )
    assert plan(collection(same), reach=None).left == 1
    assert len(plan(collection(other), reach=None).changed) == 1


def test_several_of_one_name_want_the_code_or_the_kind(qods, iran):
    CityFactory(name="قدس", parent=iran)
    NeighborhoodFactory(name="آزادی", parent=qods)
    CityFactory(name="آزادی", parent=iran)
    found = plan(collection(feature(name="قدس"), feature(name="آزادی", kind="محله")), reach=None)
    assert ([bad.number for bad in found.bad], len(found.added)) == ([1], 1)


@pytest.mark.parametrize(
    "wrong",
    [
        feature(),
        feature(name="ناکجا"),
        feature({"type": "Point", "coordinates": [51, 35]}, name="قدس"),
        feature({"type": "LineString", "coordinates": SQUARE}, name="قدس"),
        feature({"type": "Polygon", "coordinates": [SQUARE[:-1]]}, name="قدس"),
        feature({"type": "Polygon", "coordinates": [[[351, 35]] * 5]}, name="قدس"),
        feature({"type": "Polygon", "coordinates": "x"}, name="قدس"),
        {"type": "Feature", "properties": ["قدس"], "geometry": None},
        {"type": "Feature", "properties": {"name": {"a": 1}}},
        "no feature",
        None,
    ],
)
def test_bad_features_are_named_by_their_number(qods, wrong):
    found = plan(collection(feature(name="قدس"), wrong), reach=None)
    assert (len(found.added), [bad.number for bad in found.bad]) == (1, [2])


def test_one_area_twice_keeps_the_first(qods):
    found = plan(collection(feature(name="قدس"), feature(code=qods.code)), reach=None)
    assert (len(found.added), [bad.number for bad in found.bad]) == (1, [2])


def test_areas_out_of_reach_are_not_known(qods):
    found = plan(collection(feature(name="قدس")), reach=[CityFactory()])
    assert (found.added, len(found.bad)) == ([], 1)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"type": "FeatureCollection"}', '{"type": "Point"}', "[" * 100_000])
def test_what_is_no_geojson_is_refused(text):
    with pytest.raises(Refusal):
        plan(text, reach=None)


def test_an_outline_is_thin_but_still_closed():
    ring = [[51 + i / 1000, 35.0 + (i % 2) / 100_000] for i in range(1000)]
    outline = thinned({"type": "Polygon", "coordinates": [[*ring, [51.5, 36.0], ring[0]]]})
    (drawn,) = outline["coordinates"]
    assert (len(drawn) < 20, drawn[0] == drawn[-1]) == (True, True)
