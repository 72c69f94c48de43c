import datetime as dt

import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.counseling.models import Glass
from tests.counseling.house import NOW
from tests.factories.counseling import CaseFactory, GlassFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
PAGE = "/desk/counseling/glass/"


@pytest.fixture
def two(house):
    return staff(Role.COUNSELING_MANAGER, house.city), staff(Role.MANAGER, house.city)


def test_one_asks_another_agrees_and_both_read(house, two, signed_in):
    first, second = two
    signed_in(first).post(PAGE, {"code": house.case.shown_code.lower(), "reason": "خطر جانی"})
    glass = Glass.objects.get()
    desk = signed_in(second)
    asked = desk.get(PAGE).text
    desk.post(reverse("counseling:agree_glass", args=[glass.pk]))
    file = reverse("counseling:file", args=[house.case.code])
    codes = [signed_in(person).get(file).status_code for person in two]
    assert ("خطر جانی" in asked, codes, file in signed_in(first).get(PAGE).text) == (True, [200, 200], True)


def test_who_asked_has_no_button_and_no_way(house, two, signed_in):
    glass = GlassFactory(case=house.case, asked_by=two[0])
    desk, agree = signed_in(two[0]), reverse("counseling:agree_glass", args=[glass.pk])
    shown = agree in desk.get(PAGE).text
    desk.post(agree)
    glass.refresh_from_db()
    assert (shown, glass.agreed_at) == (False, None)


def test_refused_it_stays_closed(house, two, signed_in):
    glass = GlassFactory(case=house.case, asked_by=two[0])
    signed_in(two[1]).post(reverse("counseling:refuse_glass", args=[glass.pk]))
    glass.refresh_from_db()
    assert (glass.refused_by, glass.open_until) == (two[1], None)


def test_a_manager_answers_and_does_not_ask(house, two, signed_in):
    desk = signed_in(two[1])
    desk.post(PAGE, {"code": house.case.code, "reason": "…"})
    assert (desk.get(PAGE).context["form"], Glass.objects.count()) == (None, 0)


def test_another_citys_file_is_neither_asked_for_nor_answered(house, two, signed_in):
    other = CaseFactory(area=CityFactory())
    glass = GlassFactory(case=other)
    desk = signed_in(two[0])
    asked = desk.post(PAGE, {"code": other.code, "reason": "خطر"})
    answered = desk.post(reverse("counseling:agree_glass", args=[glass.pk]))
    assert (asked.status_code, answered.status_code, Glass.objects.count()) == (422, 404, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_one_file_as_for_three(house, two, signed_in, rows, django_assert_num_queries):
    for row in range(rows):
        GlassFactory(case=house.file(), asked_by=two[0], asked_at=NOW - dt.timedelta(hours=row))
    desk = signed_in(two[1])
    with django_assert_num_queries(8):
        desk.get(PAGE)
