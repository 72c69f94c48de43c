import re

import pytest

from meydan.counseling import rooms
from meydan.counseling.models import Policy
from tests.factories.counseling import AppointmentFactory

pytestmark = pytest.mark.django_db


def test_a_room_has_an_address_nobody_guesses_and_always_the_same(house):
    address = rooms.address(house.session, Policy())
    assert re.fullmatch(r"https://meet\.jit\.si/[a-z2-7]{26}", address)
    assert rooms.address(house.session, Policy(room_base="https://meet.jit.si/")) == address


def test_a_moved_session_and_another_one_have_other_rooms(house):
    first = rooms.address(house.session, Policy())
    house.session.sequence += 1
    assert len({first, rooms.address(house.session, Policy()), rooms.address(AppointmentFactory(), Policy())}) == 3
