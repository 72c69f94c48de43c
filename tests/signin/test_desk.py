import time

import pytest
from django.test import Client

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.journal.models import Line
from meydan.signin.models import RecoveryCode, SecondFactor
from meydan.signin.session import BACKEND
from tests.factories.people import HoldingFactory, staff
from tests.factories.places import AreaFactory, CityFactory, NeighborhoodFactory
from tests.factories.signin import RecoveryCodeFactory, SecondFactorFactory

pytestmark = pytest.mark.django_db


def at_work(person):
    client = Client()
    client.force_login(person, BACKEND)
    session = client.session
    session[FACTOR_PASSED] = int(time.time())
    session.save()
    return client


@pytest.fixture
def city():
    return CityFactory()


@pytest.fixture
def coach(city):
    person = staff(Role.COACH, NeighborhoodFactory(parent=city))
    SecondFactorFactory(person=person)
    RecoveryCodeFactory(person=person)
    return person


def test_an_administrator_above_resets_a_second_factor_and_every_session_ends(city, coach):
    at_home = Client()
    at_home.force_login(coach, BACKEND)
    assert at_home.get("/me/").status_code == 200
    administrator = staff(Role.ADMINISTRATOR, city)
    answer = at_work(administrator).post(f"/desk/second-factors/{coach.pk}/reset/")
    assert answer.status_code == 302
    assert (SecondFactor.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert at_home.get("/me/").status_code == 302
    line = Line.objects.get(verb="signin.factor_reset")
    assert (line.actor, line.subject_id) == (administrator.key, str(coach.pk))


def test_an_administrator_of_one_part_cannot_reset_who_also_works_elsewhere(city, coach):
    HoldingFactory(person=coach, role=Role.MANAGER, area=AreaFactory())
    client = at_work(staff(Role.ADMINISTRATOR, city))
    assert client.get(f"/desk/second-factors/{coach.pk}/reset/").status_code == 200
    assert client.post(f"/desk/second-factors/{coach.pk}/reset/").status_code == 409
    assert SecondFactor.objects.count() == 1


def test_whoever_works_elsewhere_is_not_found(coach):
    client = at_work(staff(Role.ADMINISTRATOR, CityFactory()))
    assert client.post(f"/desk/second-factors/{coach.pk}/reset/").status_code == 404


def test_nobody_resets_their_own(city):
    administrator = staff(Role.ADMINISTRATOR, city)
    SecondFactorFactory(person=administrator)
    assert at_work(administrator).post(f"/desk/second-factors/{administrator.pk}/reset/").status_code == 409


def test_the_list_takes_the_same_queries_for_one_and_for_many(city, coach, django_assert_num_queries):
    client = at_work(staff(Role.ADMINISTRATOR, city))
    client.get("/desk/second-factors/")
    with django_assert_num_queries(5):
        page = client.get("/desk/second-factors/").content.decode()
    assert coach.phone not in page
    for _ in range(3):
        staff(Role.COACH, city)
    with django_assert_num_queries(5):
        client.get("/desk/second-factors/")
