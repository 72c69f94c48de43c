"""The pages of what follows a program: its certificates and its absences."""

import datetime as dt

import pytest
from django.urls import reverse

from meydan.attendance.models import State
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.certificates.models import Certificate
from meydan.programs.models import Program, Registration
from tests.architecture.test_doors import as_somebody
from tests.factories.attendance import MarkFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory(shape=Program.Shape.COURSE, title="=سفال")


@pytest.fixture
def officer(program):
    return as_somebody(staff(Role.PROGRAM_OFFICER, program.area))


@pytest.fixture
def people(program):
    """Two who came to all four sessions, and one who came to the first only."""
    today = dt.datetime.now(dt.UTC)
    starts = [today - dt.timedelta(days=days) for days in (28, 21, 14, 7)]
    sessions = [
        SessionFactory(
            program=program,
            occasion__day=start.date(),
            occasion__starts_at=start,
            occasion__status=Occasion.Status.HELD,
        )
        for start in starts
    ]
    found = [PersonFactory(name=name) for name in ("زهرا", "نگار", "بهار")]
    for person, came in zip(found, (4, 4, 1), strict=True):
        RegistrationFactory(program=program, person=person)
        for number, session in enumerate(sessions):
            state = State.PRESENT if number < came else State.ABSENT
            MarkFactory(occasion=session.occasion, person=person, state=state)
    return found


def text(answer):
    return answer.content.decode()


def test_all_who_earned_one_are_chosen_and_why_not_is_said(officer, program, people):
    answer = text(officer.get(reverse("programs:certificates", args=[program.pk])))
    assert (answer.count(" checked"), answer.count("جلسه‌های ناکافی"), "۱ از ۴" in answer) == (2, 1, True)


def test_a_lower_threshold_lets_more_have_one(officer, program, people):
    answer = text(officer.get(reverse("programs:certificates", args=[program.pk]), {"threshold": "۲۵"}))
    assert (answer.count(" checked"), answer.count("جلسه‌های ناکافی")) == (3, 0)


def test_certificates_are_issued_to_those_chosen(officer, program, people):
    address = reverse("programs:certificates", args=[program.pk])
    given = {"threshold": "70", "organization": "فرهنگسرا", "people": [str(people[0].pk)]}
    assert officer.post(address, given)["Location"] == address
    assert [row.name for row in Certificate.objects.all()] == ["زهرا"]
    answer = text(officer.get(address))
    assert (answer.count(" checked"), "صادر شد" in answer) == (1, True)


@pytest.mark.parametrize("given", [{"people": ["0"]}, {"people": []}, {"organization": ""}, {"threshold": "900"}])
def test_what_is_wrong_is_said_and_nothing_issued(officer, program, people, given):
    said = {"threshold": "70", "organization": "فرهنگسرا", "people": [str(people[0].pk)]} | given
    answer = officer.post(reverse("programs:certificates", args=[program.pk]), said)
    assert (answer.status_code, Certificate.objects.count()) == (422, 0)


def test_the_absences_of_a_program_are_listed_and_downloaded_without_phones(officer, program, people):
    address = reverse("programs:absences", args=[program.pk])
    answer = text(officer.get(address))
    assert (answer.count('scope="row"'), "بهار" in answer, 'class="tag bad"' in answer) == (1, True, True)
    table = text(officer.get(address, {"csv": "1"}))
    assert table.splitlines()[1] == "'=سفال,بهار,3,3,1"
    assert people[2].phone[-7:] not in table


def test_the_absences_of_an_area_are_of_its_programs_only(officer, program, people):
    assert "بهار" in text(officer.get(reverse("programs:area_absences")))
    stranger = as_somebody(staff(Role.PROGRAM_OFFICER))
    assert "بهار" not in text(stranger.get(reverse("programs:area_absences")))
    for name in ("absences", "certificates"):
        assert stranger.get(reverse(f"programs:{name}", args=[program.pk])).status_code == 404


def test_a_coach_sees_absences_and_writes_but_takes_no_place(program, people):
    coach = as_somebody(staff(Role.COACH, program.area))
    answer = text(coach.get(reverse("programs:absences", args=[program.pk])))
    assert "آزاد کردن جا" not in answer
    assert coach.post(reverse("programs:miss", args=[program.pk])).status_code == 302


def test_a_place_is_freed_with_a_reason(officer, program, people):
    registration = Registration.objects.get(person=people[2])
    address = reverse("programs:free_place", args=[registration.pk])
    assert "۳ جلسهٔ آخر" in text(officer.get(address))
    assert officer.post(address, {"reason": ""}).status_code == 422
    assert officer.post(address, {"reason": "سه بار نیامد"}).status_code == 302
    registration.refresh_from_db()
    assert registration.status == Registration.Status.CANCELLED
    assert officer.get(address).status_code == 404
