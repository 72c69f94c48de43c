import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.counseling import actions, files
from meydan.counseling.models import Homework, Note, Opened
from tests.counseling.house import FOUR, NOW
from tests.factories.counseling import HomeworkFactory, NoteFactory

pytestmark = pytest.mark.django_db


def test_a_note_is_read_as_it_was_written(house):
    note = actions.write_note(by=house.person, case=house.case, text="خواب بهتر\nاشتها کم")
    file = files.opened(by=house.person, case=house.case, parts={Opened.Part.NOTES})
    assert (file.read(note, "sealed_text"), bytes(note.sealed_text).find("خواب".encode())) == (
        "خواب بهتر\nاشتها کم",
        -1,
    )


def test_only_the_counselor_whose_client_it_is_writes(house):
    with pytest.raises(Refusal):
        actions.write_note(by=house.colleague, case=house.case, text="…")
    with pytest.raises(Refusal):
        actions.give_homework(by=house.colleague, case=house.case, text="…")
    assert (Note.objects.count(), Homework.objects.count()) == (0, 0)


def test_a_note_of_a_session_of_another_file_is_refused(house):
    other = house.at(FOUR + dt.timedelta(hours=3), case=house.file())
    with pytest.raises(Refusal):
        actions.write_note(by=house.person, case=house.case, text="…", appointment=other)


def test_what_corrects_a_note_stands_beside_it_and_once(house):
    wrong = NoteFactory(case=house.case, text="۱۶ سال")
    right = actions.correct_note(by=house.person, wrong=wrong, text="۱۷ سال")
    with pytest.raises(Refusal):
        actions.correct_note(by=house.person, wrong=wrong, text="۱۸ سال")
    again = actions.correct_note(by=house.person, wrong=right, text="۱۸ سال")
    file = files.opened(by=house.person, case=house.case, parts={Opened.Part.NOTES})
    assert [file.read(note, "sealed_text") for note in (wrong, right, again)] == ["۱۶ سال", "۱۷ سال", "۱۸ سال"]


def test_nobody_corrects_what_another_counselor_wrote(house):
    with pytest.raises(Refusal):
        actions.correct_note(by=house.person, wrong=NoteFactory(case=house.case, counselor=house.other), text="…")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_note_is_none(house, text):
    with pytest.raises(Refusal):
        actions.write_note(by=house.person, case=house.case, text=text)


def test_a_task_is_given_until_a_day_that_is_not_over(house):
    with pytest.raises(Refusal):
        actions.give_homework(by=house.person, case=house.case, text="…", due_on=NOW.date() - dt.timedelta(days=1))
    task = actions.give_homework(by=house.person, case=house.case, text="شام با هم", due_on=NOW.date())
    assert (task.due_on, task.done_at) == (NOW.date(), None)


def test_the_client_says_that_a_task_is_done_and_takes_it_back(house):
    task = HomeworkFactory(case=house.case)
    done = actions.say_homework_done(homework=task, done=True).done_at
    undone = actions.say_homework_done(homework=task, done=False).done_at
    assert (done, undone) == (NOW, None)


def test_a_task_is_taken_back_unless_it_was_done(house):
    done = HomeworkFactory(case=house.case, done_at=NOW)
    actions.take_back_homework(by=house.person, homework=HomeworkFactory(case=house.case))
    with pytest.raises(Refusal):
        actions.take_back_homework(by=house.person, homework=done)
    assert list(Homework.objects.all()) == [done]
