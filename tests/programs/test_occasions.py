import pytest

from meydan.calendar import feeds
from meydan.programs.models import Registration
from tests.factories.people import PersonFactory
from tests.factories.programs import RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db


def test_a_persons_calendar_holds_what_they_and_their_family_have_a_place_in():
    person = PersonFactory()
    mine, childs, left = SessionFactory(), SessionFactory(), SessionFactory()
    SessionFactory()
    RegistrationFactory(program=mine.program, person=person)
    RegistrationFactory(program=childs.program, person=PersonFactory(phone=None, guardian=person))
    RegistrationFactory(
        program=left.program, person=person, status=Registration.Status.CANCELLED, cancelled_at="2026-11-20T09:00:00Z"
    )
    assert set(feeds.of_person(person)) == {mine.occasion, childs.occasion}
