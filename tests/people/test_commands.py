import io

import pytest
from django.core.management import CommandError, call_command

from meydan.base.roles import Role
from meydan.people.models import Person
from tests.factories.places import AreaFactory, CityFactory

pytestmark = pytest.mark.django_db


def test_a_new_house_gets_its_first_administrator():
    AreaFactory()
    out = io.StringIO()
    call_command("grant_role", "0970 000 0001", "administrator", stdout=out)
    assert Person.objects.get(phone="+989700000001").roles_today() == {Role.ADMINISTRATOR}
    assert "0000001" not in out.getvalue()
    with pytest.raises(CommandError):
        call_command("grant_role", "09700000001", "administrator")


def test_an_area_can_be_named():
    city = CityFactory()
    call_command("grant_role", "09700000001", "coach", area=city.pk, name="کاوه", stdout=io.StringIO())
    assert Person.objects.get().reaches(city, Role.COACH)


@pytest.mark.parametrize(("phone", "area"), [("nobody", None), ("09700000001", 999), ("09700000001", None)])
def test_what_cannot_be_done_is_said(phone, area):
    with pytest.raises(CommandError):
        call_command("grant_role", phone, "coach", area=area)
