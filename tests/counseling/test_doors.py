"""Staff of this room are asked for their second factor again after a quarter of an hour of nothing."""

import time

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.counseling import doors
from tests.factories.counseling import NOW
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


@doors.staff(Role.COUNSELOR)
def page(request):
    return HttpResponse("a page")


@pytest.fixture
def visit(client):
    session = client.session

    def come(person, minutes, *, factor=False):
        with time_machine.travel(NOW.timestamp() + minutes * 60, tick=False):
            if factor:
                session[FACTOR_PASSED] = int(time.time())
            request = RequestFactory().get("/desk/counseling/")
            request.user, request.session = person, session
            return page(request)

    return come


def test_whoever_works_goes_on_and_whoever_rests_shows_the_second_factor_again(visit):
    counselor = staff(Role.COUNSELOR, CityFactory())
    assert visit(counselor, 0, factor=True).status_code == 200
    assert visit(counselor, 14).status_code == 200
    assert visit(counselor, 28).status_code == 200
    again = visit(counselor, 43)
    assert (again.status_code, again.url.split("?")[0]) == (302, "/signin/factor/")
    assert visit(counselor, 43.5).status_code == 302
    assert visit(counselor, 44, factor=True).status_code == 200


def test_what_is_shown_stays_in_no_browser(visit):
    assert visit(staff(Role.COUNSELOR, CityFactory()), 0, factor=True)["Cache-Control"] == "no-store"


def test_another_role_has_no_business_here(visit):
    with pytest.raises(PermissionDenied):
        visit(PersonFactory(), 0, factor=True)
