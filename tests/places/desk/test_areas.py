import uuid

import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.places.models import Area
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory

pytestmark = pytest.mark.django_db
PAGES = ["desk_area", "desk_area_add", "desk_area_edit", "desk_area_move"]


def at(name, area):
    return reverse(f"places:{name}", args=[area.pk])


def test_one_sees_one_s_own_areas_and_what_lies_in_them(desk, qods, django_assert_num_queries):
    part = NeighborhoodFactory(parent=qods, name="سرخه‌حصار")
    CityFactory(name="دور")
    with django_assert_num_queries(6):  # session, person, roles, count, areas, what they lie in
        page = desk.get(reverse("places:desk_areas"))
    assert ("قدس" in page.text, "دور" in page.text) == (True, False)
    assert "سرخه‌حصار" in desk.get(at("desk_area", qods)).text
    assert at("desk_area", part) in desk.get(reverse("places:desk_areas"), {"q": "سرخه حصار"}).text


def test_what_is_out_of_reach_does_not_exist(desk, tehran):
    other = CityFactory()
    assert [desk.get(at(name, area)).status_code for name in PAGES for area in (other, tehran)] == [404] * 8
    assert [desk.post(at(name, other), {"name": "x"}).status_code for name in PAGES[1:]] == [404] * 3


def test_an_officer_looks_but_does_not_change(sign_in, qods):
    client = sign_in(staff(Role.PROGRAM_OFFICER, qods))
    assert [client.get(at(name, qods)).status_code for name in PAGES] == [200, 403, 403, 403]
    assert at("desk_area_edit", qods) not in client.get(at("desk_area", qods)).text


def test_citizens_do_not_come_in(client, qods):
    assert client.get(at("desk_area", qods)).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(at("desk_area", qods)).status_code == 403


def test_adding(desk, qods):
    given = {
        "kind": "neighborhood",
        "name": "سرخه‌حصار",
        "code": "۱۲",
        "point": "۳۵٫۷، ۵۱٫۱",
        "client_key": uuid.uuid4(),
    }
    for _twice in range(2):
        answer = desk.post(at("desk_area_add", qods), given)
        assert (answer.status_code, answer["Location"]) == (302, at("desk_area", qods))
    area = Area.objects.get(parent=qods)
    assert (area.name, area.code, area.latitude, area.longitude) == ("سرخه‌حصار", "12", 35.7, 51.1)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "neighborhood", "name": ""},
        {"kind": "neighborhood", "name": "\u200c"},
        {"kind": "city", "name": "شهر"},
        {"kind": "castle", "name": "بم"},
        {"kind": "neighborhood", "name": "ن" * 5000},
        {"kind": "neighborhood", "name": "مهر"},
        {"kind": "neighborhood", "name": "نو", "point": "95, 51"},
        {"kind": "neighborhood", "name": "نو", "code": "7" * 31},
        {"client_key": "x"},
    ],
)
def test_bad_input_is_told_and_nothing_written(desk, qods, given):
    NeighborhoodFactory(parent=qods, name="مهر")
    answer = desk.post(at("desk_area_add", qods), given)
    assert (answer.status_code, "error-summary" in answer.text, Area.objects.filter(parent=qods).count()) == (
        422,
        True,
        1,
    )


def test_changing(desk, qods):
    answer = desk.post(
        at("desk_area_edit", qods), {"name": "شهر قدس", "name_en": "Qods", "code": qods.code, "point": ""}
    )
    qods.refresh_from_db()
    assert (answer.status_code, qods.name, qods.latitude) == (302, "شهر قدس", None)


def test_moving_offers_what_is_in_reach_and_refuses_the_rest(desk, qods):
    region = Area.objects.get(pk=NeighborhoodFactory(parent=qods, kind="region", name="منطقهٔ 1").pk)
    part, other = NeighborhoodFactory(parent=qods), CityFactory()
    assert [
        f'value="{area.pk}"' in desk.get(at("desk_area_move", part)).text for area in (qods, region, part, other)
    ] == [True, True, False, False]
    for forged in (other.pk, part.pk, "", "x"):
        assert desk.post(at("desk_area_move", part), {"parent": forged}).status_code == 422
    assert desk.post(at("desk_area_move", part), {"parent": region.pk}).status_code == 302
    part.refresh_from_db()
    assert part.path == f"{region.path}{part.pk}/"
