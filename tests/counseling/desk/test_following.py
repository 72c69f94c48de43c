"""A counselor gives a client of theirs the next time; nobody else does, and nothing that is not free."""

import pytest

from meydan.counseling import choosing
from meydan.counseling.models import Appointment, Call
from meydan.messaging.models import Message
from tests.factories.counseling import CallFactory, CounselorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    return town.booked().case


def page(case):
    return f"/desk/counseling/files/{case.code}/next/"


def test_the_next_time_stands_and_the_client_is_told(town, signed_in, case):
    browser = signed_in(town.counselor.person)
    said = browser.get(page(case)).content.decode()
    slot = town.slot(1, notice=False)
    assert choosing.value_of(slot) in said
    browser.post(page(case), {"slot": choosing.value_of(slot)})
    row = Appointment.objects.latest("pk")
    assert (row.case, row.starts_at, row.is_first) == (case, slot.starts_at, False)
    assert Message.objects.filter(cause=f"counseling.Appointment:{row.pk}", person=None).count() == 1


def test_it_is_written_down_as_come_of_a_call(town, signed_in, case):
    call = CallFactory(case=case, state=Call.State.REACHED, counselor=town.counselor)
    signed_in(town.counselor.person).post(page(case), {"slot": choosing.value_of(town.slot(1))})
    call.refresh_from_db()
    assert call.appointment == Appointment.objects.latest("pk")


def test_a_taken_or_made_up_time_is_refused_and_others_are_offered(town, signed_in, case):
    browser = signed_in(town.counselor.person)
    taken = choosing.value_of(town.slot(ignoring=[Appointment.objects.get().pk]))
    for value in (taken, "x", "", "1.phone.99999999999999999"):
        said = browser.post(page(case), {"slot": value})
        assert "این وقت دیگر آزاد نیست" in said.content.decode()
    assert Appointment.objects.count() == 1


def test_a_colleague_has_no_such_page(town, signed_in, case):
    other = CounselorFactory(area=town.city)
    assert signed_in(other.person).get(page(case)).status_code == 404
