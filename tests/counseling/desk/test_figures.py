"""The manager's page of figures, and the same as files."""

import pytest

from meydan.base.roles import Role
from meydan.counseling import actions
from tests.counseling.test_figures import opened
from tests.factories.counseling import AppointmentFactory, CaseFactory, TopicFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
PAGE = "/desk/counseling/figures/"


@pytest.fixture
def topic(town):
    """Eight came in Farvardin for one topic, and two for another."""
    found = TopicFactory(area=town.city, name="وسواس")
    cases = [*opened(town.city, found, 1, 8), *opened(town.city, town.topic, 1, 2)]
    AppointmentFactory(case=CaseFactory(area=town.city), state="attended", starts_at=cases[0].opened_at)
    actions.freeze_figures(by=None, area=town.city)
    return found


@pytest.mark.parametrize("role", [Role.COUNSELING_MANAGER, Role.MANAGER])
def test_a_manager_sees_what_people_came_with(signed_in, town, topic, role):
    answer = signed_in(staff(role, town.city)).get(PAGE, {"year": "1405", "period": "q1"})
    said = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "بهار ۱۴۰۵" in said
    assert "مراجعان تازه" in said


def test_a_small_number_stands_in_no_file(signed_in, town, topic):
    lines = signed_in(staff(Role.MANAGER, town.city)).get(
        "/desk/counseling/figures.csv", {"year": "1405", "period": "q1"}
    )
    said = lines.content.decode("utf-8-sig").splitlines()
    assert [line for line in said if "اضطراب" in line] == ["به تفکیک موضوع,اضطراب,<5"]


@pytest.mark.parametrize(
    "asked", [{}, {"year": "1405"}, {"year": "1405", "period": "m02", "was": "1404"}, {"period": "q9"}]
)
def test_where_no_period_of_the_year_is_chosen_the_longest_with_something_in_it_stands(signed_in, town, topic, asked):
    answer = signed_in(staff(Role.MANAGER, town.city)).get(PAGE, asked)
    assert answer.context["asked"].period == "q1"


def test_what_an_address_makes_up_is_not_asked_for(signed_in, town, topic):
    client = signed_in(staff(Role.MANAGER, town.city))
    made_up = {"year": "99999", "period": "q9", "measure": "names", "since": "1405-13", "topic": "x", "city": "0"}
    assert client.get(PAGE, made_up).status_code == 200


def test_a_city_without_a_month_that_is_over_says_when_figures_come(signed_in, town):
    said = signed_in(staff(Role.MANAGER, town.city)).get(PAGE).content.decode()
    assert "هنوز آمار هیچ ماهی از مشاوره ثبت نشده" in said


@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.CENTER_STAFF, Role.ADMINISTRATOR])
def test_nobody_else_reads_them(signed_in, town, topic, role):
    assert signed_in(staff(role, town.city)).get(PAGE).status_code == 403
