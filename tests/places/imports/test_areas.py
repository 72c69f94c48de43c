import pytest

from meydan.places.imports.areas import plan
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db
HEAD = "kind,name,name_en,code,parent_code,parent_kind,latitude,longitude\n"


def planned(rows, reach=None):
    found = plan(HEAD + rows, reach=reach)
    return (
        [node.name for node in found.added],
        [(node.name, node.changed) for node in found.changed],
        found.left,
        [bad.number for bad in found.bad],
    )


def test_a_parent_may_come_later_in_the_file(iran):
    found = plan(HEAD + "region,منطقهٔ 1,,101,55,,,\ncity,کرج,,55,30,,,\nprovince,البرز,,30,IR,,,\n", reach=None)
    assert [(node.name, node.parent.name) for node in found.added] == [
        ("البرز", "ایران"),
        ("کرج", "البرز"),
        ("منطقهٔ 1", "کرج"),
    ]


def test_the_same_kind_and_code_is_the_same_area_and_empty_cells_leave_what_is_held(qods):
    assert planned("city,قدس,,2316012116,23,,,\n") == ([], [], 1, [])
    assert planned("city,قلعه,,2316012116,23,,35.7,51.2\n") == (
        [],
        [("قلعه", ("name", "latitude", "longitude"))],
        0,
        [],
    )


def test_zeros_that_excel_dropped_are_forgiven_where_the_name_agrees(qods, tehran):
    tehran.code = "03"
    tehran.save()
    assert planned("city,قدس,,2316012116,3,,,\nprovince,تهران,,3,IR,,,\n") == ([], [], 2, [])
    assert planned("province,دیگر,,3,IR,,,\n") == (["دیگر"], [], 0, [])


def test_without_a_code_the_name_in_its_parent_decides_however_spelled(qods):
    NeighborhoodFactory(parent=qods, name="رستم‌آباد")
    assert planned("neighborhood,رستم اباد,,,2316012116,,,\n") == ([], [("رستم اباد", ("name",))], 0, [])
    assert planned("neighborhood,رستم‌آباد,,77,2316012116,,,\n") == ([], [("رستم‌آباد", ("code",))], 0, [])


def test_another_parent_is_a_move(qods, iran):
    found = plan(HEAD + "province,البرز,,30,IR,,,\ncity,قدس,,2316012116,30,,,\n", reach=None)
    (node,) = found.changed
    assert (node.changed, node.parent.name) == (("parent",), "البرز")


@pytest.mark.parametrize(
    "row",
    [
        "city,نو,,1,99,,,",  # no such parent
        "city,نو,,1,,,,",  # no parent at all
        "province,نو,,1,2316012116,,,",  # a province in a city
        "country,نو,,XX,IR,,,",
        "city,قدس,,999,23,,,",  # the name is taken by another code
    ],
)
def test_rows_that_cannot_be_taken_are_named(qods, row):
    assert planned(f"{row}\n") == ([], [], 0, [2])


def test_what_lies_in_a_bad_row_is_bad_as_well(iran):
    assert planned("city,ب,,2,1,,,\nprovince,الف,,1,nowhere,,,\n") == ([], [], 0, [2, 3])


def test_two_rows_of_one_area_keep_the_first(iran, qods):
    assert planned("city,قدس نو,,2316012116,23,,,\ncity,قدس کهنه,,2316012116,23,,,\n")[3] == [3]
    assert planned("neighborhood,مهر,,,2316012116,,,\nneighborhood,مهر,,,2316012116,,,\n") == (["مهر"], [], 0, [3])


def test_a_code_of_several_kinds_wants_the_kind_of_the_parent(qods):
    CityFactory(code="23", parent=qods.parent, name="دیگر")
    assert planned("neighborhood,مهر,,,23,,,\n")[3] == [2]
    assert planned("neighborhood,مهر,,,23,city,,\n") == (["مهر"], [], 0, [])


def test_only_what_is_in_reach_is_touched(qods, tehran):
    rows = (
        "province,تهران,,23,IR,,,\n"  # not changed: left, though above
        "province,پایتخت,,23,IR,,,\n"
        "neighborhood,سرخه‌حصار,,,2316012116,,,\n"
        "city,نو,,5,23,,,\n"
        "city,قدس نو,,2316012116,23,,,\n"
    )
    assert planned(rows, reach=[qods]) == (["سرخه‌حصار"], [("قدس نو", ("name",))], 1, [3, 5])


def test_an_area_cannot_be_moved_out_of_reach(qods, tehran):
    CityFactory(code="77", parent=tehran)
    NeighborhoodFactory(code="8", name="مهر", parent=qods)
    assert planned("neighborhood,مهر,,8,77,,,\n", reach=[qods]) == ([], [], 0, [2])
