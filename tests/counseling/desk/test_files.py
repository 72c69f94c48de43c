import datetime as dt

import pytest
from django.urls import reverse

from meydan.base import wording
from meydan.base.roles import Role
from meydan.counseling import vault
from meydan.counseling.models import Grant, Homework, Note, Opened
from tests.counseling.house import FOUR, NOW
from tests.factories.counseling import AppointmentFactory, GlassFactory, GrantFactory, HomeworkFactory, NoteFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
WORDS = {"who": "زهرا کریمی", "intake": "بی‌خوابی چندهفته‌ای", "notes": "شرح جلسهٔ پیش", "homework": "شام با هم"}


@pytest.fixture
def full(house):
    """A file that says something in each of its parts."""
    AppointmentFactory(
        case=house.case, starts_at=FOUR - dt.timedelta(days=7), state="attended", intake={"چه شده؟": WORDS["intake"]}
    )
    NoteFactory(case=house.case, text=WORDS["notes"])
    HomeworkFactory(case=house.case, text=WORDS["homework"])
    return house


def address(house, name="file", *more):
    return reverse(f"counseling:{name}", args=[house.case.code, *more])


def read(answer):
    return {part for part, words in WORDS.items() if words in answer.text}


def test_a_counselor_reads_their_own_clients_file_and_leaves_a_line_for_each_part(full, signed_in):
    answer = signed_in(full.person).get(address(full))
    logged = set(Opened.objects.filter(by=full.person, capacity="counselor").values_list("part", flat=True))
    assert (read(answer), logged) == (set(WORDS), set(WORDS))


def test_the_number_on_a_file_stays_masked(full, signed_in):
    text = signed_in(full.person).get(address(full)).text
    assert ("۹۱۲۱۲۳۴۵۶۷" in text, "9121234567" in text) == (False, False)


@pytest.mark.parametrize(
    ("what", "until", "seen"),
    [
        (["notes"], 1, {"notes"}),
        (["intake", "homework"], 1, {"intake", "homework"}),
        (["notes"], 0, None),
    ],
)
def test_a_colleague_reads_what_was_granted_as_long_as_it_lasts(full, signed_in, what, until, seen):
    given = NOW - dt.timedelta(days=2)
    GrantFactory(case=full.case, to=full.other, what=what, given_at=given, ends_at=NOW + until * dt.timedelta(hours=1))
    answer = signed_in(full.colleague).get(address(full))
    assert (answer.status_code, read(answer)) == ((200, seen) if seen else (404, set()))


def test_whoever_was_shown_a_file_is_told_since_when_it_is_over(full, signed_in):
    given = NOW - dt.timedelta(days=2)
    grant = GrantFactory(
        case=full.case, to=full.other, given_at=given, ends_at=NOW + dt.timedelta(days=9), ended_at=NOW
    )
    answer = signed_in(full.colleague).get(address(full))
    assert (answer.status_code, str(full.counselor) in answer.text, read(answer)) == (404, True, set())
    assert (wording.day(NOW.date()) in answer.text, grant.last_day) == (True, NOW.date())


def test_a_granted_summary_is_read_and_the_colleague_writes_nothing(full, signed_in):
    grant = GrantFactory(case=full.case, to=full.other, what=[Grant.What.SUMMARY])
    grant.sealed_summary = vault.seal(full.case, grant, "sealed_summary", "چکیدهٔ من")
    grant.save()
    desk = signed_in(full.colleague)
    answer = desk.get(address(full))
    codes = [desk.get(address(full, name)).status_code for name in ("write_note", "give_homework")]
    assert ("چکیدهٔ من" in answer.text, read(answer), codes) == (True, set(), [404, 404])


@pytest.mark.parametrize("role", [Role.COUNSELING_MANAGER, Role.MANAGER])
def test_no_role_opens_a_file_but_two_people_do(full, signed_in, role):
    person, second = staff(role, full.city), staff(role, full.city)
    desk = signed_in(person)
    before = desk.get(address(full)).status_code
    GlassFactory(
        case=full.case, asked_by=person, agreed_by=second, agreed_at=NOW, open_until=NOW + dt.timedelta(hours=1)
    )
    assert (before, read(desk.get(address(full)))) == (404, set(WORDS))


def test_another_counselor_finds_no_file_and_leaves_no_line(full, signed_in):
    assert signed_in(full.colleague).get(address(full)).status_code == 404
    assert Opened.objects.count() == 0


def test_a_file_whose_key_is_gone_says_so(full, signed_in):
    full.case.data_key.delete()
    answer = signed_in(full.person).get(address(full))
    assert (answer.status_code, read(answer), "خوانده نمی‌شود" in answer.text) == (200, set(), True)


def test_a_note_is_written_of_a_session(full, signed_in):
    answer = signed_in(full.person).post(f"{address(full, 'write_note')}?session={full.session.code}", {"text": "تازه"})
    assert (answer["Location"], Note.objects.latest("pk").appointment) == (address(full), full.session)


def test_a_note_is_corrected_beside_it(full, signed_in):
    wrong = Note.objects.get()
    desk = signed_in(full.person)
    desk.post(address(full, "correct_note", wrong.pk), {"text": "درست‌تر"})
    text = desk.get(address(full)).text
    assert (WORDS["notes"] in text, "درست‌تر" in text, Note.objects.get(corrects=wrong).case) == (True, True, full.case)


def test_a_task_is_given_and_taken_back(full, signed_in):
    desk = signed_in(full.person)
    desk.post(address(full, "give_homework"), {"text": "پیاده‌روی", "due_on": "1405/09/20"})
    given = Homework.objects.latest("pk")
    desk.post(address(full, "take_back_homework", given.pk))
    assert (given.due_on, Homework.objects.filter(pk=given.pk).exists()) == (dt.date(2026, 12, 11), False)


def test_own_files_are_listed_by_code_and_nothing_is_opened(full, signed_in):
    GrantFactory(case=full.case, to=full.other)
    own = signed_in(full.person).get(reverse("counseling:clients"))
    shown = signed_in(full.colleague).get(reverse("counseling:clients"))
    assert ([*own.context["cases"]], read(own), [grant.case for grant in shown.context["grants"]]) == (
        [full.case],
        set(),
        [full.case],
    )
    assert Opened.objects.count() == 0


@pytest.mark.parametrize("notes", [1, 3])
def test_a_file_asks_as_often_for_one_note_as_for_three(full, signed_in, notes, django_assert_num_queries):
    for _note in range(1, notes):
        NoteFactory(case=full.case)
    desk = signed_in(full.person)
    with django_assert_num_queries(26):
        desk.get(address(full))
