import datetime as dt

import pytest

from meydan.attendance.models import State
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.messaging.models import Message
from meydan.programs import actions
from meydan.programs.models import Program, Quota, Registration
from tests.factories.attendance import MarkFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
DAYS = [dt.date(2026, 11, day) for day in (2, 9, 16, 23)]


@pytest.fixture(autouse=True)
def _frozen(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def program():
    return ProgramFactory(shape=Program.Shape.COURSE, capacity=4)


@pytest.fixture
def officer(program):
    return staff(Role.PROGRAM_OFFICER, program.area)


def session(program, day, status=Occasion.Status.HELD):
    at = dt.datetime.combine(day, dt.time(13, 30), dt.UTC)
    return SessionFactory(program=program, occasion__day=day, occasion__starts_at=at, occasion__status=status)


def somebody(program, came, sessions):
    registration = RegistrationFactory(program=program)
    for number, one in enumerate(sessions):
        state = State.PRESENT if number < came else State.ABSENT
        MarkFactory(occasion=one.occasion, person=registration.person, state=state)
    return registration


def test_a_course_that_is_over_is_certified_to_who_came(program, officer):
    sessions = [session(program, day) for day in DAYS]
    came, stayed_away = somebody(program, 3, sessions), somebody(program, 1, sessions)
    issue = actions.certify(by=officer, program=program, threshold=70, organization="فرهنگسرا", people=[came.person])
    facts = (issue.title, issue.held, issue.minutes, issue.area, issue.organization, issue.threshold)
    assert facts == (program.title, 4, 360, program.area, "فرهنگسرا", 70)
    assert list(issue.certificates.values_list("person", "attended")) == [(came.person_id, 3)]
    with pytest.raises(Refusal, match="جلسه‌های کافی"):
        actions.certify(by=officer, program=program, threshold=70, organization="فرهنگسرا", people=[stayed_away.person])


@pytest.mark.parametrize(
    ("shape", "sessions", "sentence"),
    [
        ("course", {2: "held", 30: "announced"}, "هنوز تمام نشده"),
        ("course", {2: "announced"}, "حضور و غیاب"),
        ("standing", {2: "held"}, "دوره‌ها و جلسه‌های تکی"),
    ],
)
def test_what_has_no_end_or_no_roll_or_is_not_over_is_not_certified(program, officer, shape, sessions, sentence):
    Program.objects.filter(pk=program.pk).update(shape=shape)
    program.refresh_from_db()
    for day, status in sessions.items():
        session(program, dt.date(2026, 11, day), status)
    person = RegistrationFactory(program=program).person
    with pytest.raises(Refusal, match=sentence):
        actions.certify(by=officer, program=program, threshold=0, organization="فرهنگسرا", people=[person])


def test_who_stays_away_is_written_to_once(program, officer):
    sessions = [session(program, day) for day in DAYS]
    session(program, dt.date(2026, 12, 20), Occasion.Status.ANNOUNCED)
    gone, _now_and_then = somebody(program, 1, sessions), somebody(program, 2, sessions)
    assert [actions.miss(by=officer, program=program) for _time in range(2)] == [1, 0]
    message = Message.objects.get(template="programs.missed")
    assert (message.person, message.kind, message.area_id) == (gone.person, Message.Kind.SERVICE, program.area_id)


def test_after_the_last_session_nobody_is_missed(program, officer):
    somebody(program, 1, [session(program, day) for day in DAYS])
    assert actions.miss(by=officer, program=program) == 0


def test_the_place_of_who_stays_away_is_offered_on(program, officer):
    session(program, dt.date(2026, 12, 20), Occasion.Status.ANNOUNCED)
    rows = [RegistrationFactory(program=program) for _number in range(4)]
    next_one = RegistrationFactory(program=program, status=Registration.Status.WAITING, number=1)
    Quota.objects.filter(program=program).update(last_number=1)
    freed = actions.free_place(by=officer, registration=rows[0], reason="سه بار نیامد")
    next_one.refresh_from_db()
    assert (freed.status, freed.status_reason, next_one.status) == ("cancelled", "سه بار نیامد", "offered")
    assert Quota.objects.get(program=program).taken == 4
    assert "سه بار نیامد" in Message.objects.get(template="programs.place_freed").text
    with pytest.raises(Refusal, match="دیگر جایی ندارد"):
        actions.free_place(by=officer, registration=rows[0], reason="باز هم")


def test_only_officers_of_the_area_do_so(program):
    stranger = staff(Role.PROGRAM_OFFICER)
    registration = RegistrationFactory(program=program, person=PersonFactory())
    for doing in (
        lambda: actions.certify(by=stranger, program=program, threshold=0, organization="x", people=[]),
        lambda: actions.miss(by=stranger, program=program),
        lambda: actions.free_place(by=stranger, registration=registration, reason="x"),
    ):
        with pytest.raises(Refusal):
            doing()
    assert Message.objects.count() == 0
