import io

import pytest
from django.core.management import CommandError, call_command

from meydan.base.roles import Role
from meydan.signin.models import SecondFactor
from tests.factories.people import staff
from tests.factories.signin import SecondFactorFactory

pytestmark = pytest.mark.django_db


def test_a_second_factor_is_reset_by_number():
    person = staff(Role.ADMINISTRATOR)
    SecondFactorFactory(person=person)
    out = io.StringIO()
    call_command("reset_second_factor", person.phone, stdout=out)
    assert SecondFactor.objects.count() == 0
    assert person.phone not in out.getvalue()


@pytest.mark.parametrize("phone", ["nobody", "09700000000"])
def test_what_is_no_number_or_nobodys_is_said_so(phone):
    with pytest.raises(CommandError):
        call_command("reset_second_factor", phone)


def test_somebody_without_one_is_said_so():
    with pytest.raises(CommandError):
        call_command("reset_second_factor", staff(Role.ADMINISTRATOR).phone)
