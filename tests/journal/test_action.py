import contextlib
import datetime as dt
import threading
import uuid

import pytest
from django.db import transaction

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.action import action, note
from meydan.journal.models import Head, Line
from meydan.messaging.models import OptOut
from tests.factories.messaging import OptOutFactory
from tests.factories.people import PersonFactory
from tests.together import at_once


@action
def write(*, by, kind="news", and_then=lambda: None, **facts):
    row = OptOutFactory(kind=kind)
    note("tests.write", on=row, area=7, **facts)
    and_then()
    return row


@action
def write_around(*, by, inner, catching=()):
    note("tests.before", on=OptOutFactory())
    with contextlib.suppress(*catching):
        inner()
    note("tests.after", on=OptOutFactory())


def refuse():
    raise Refusal("نه")


def verbs():
    return list(Line.objects.order_by("number").values_list("verb", flat=True))


@pytest.mark.django_db
class TestAction:
    def test_a_write_leaves_one_line_by_whom_on_what_where(self):
        person = PersonFactory()
        row = write(by=person, seats=3, first=True, on_day=dt.date(2026, 11, 22), role=Role.COACH, gone=None)
        line = Line.objects.get()
        assert (line.actor, line.verb, line.subject, line.subject_id) == (
            person.key,
            "tests.write",
            "messaging.OptOut",
            str(row.pk),
        )
        assert (line.area_id, line.facts) == (
            7,
            {"first": True, "gone": None, "on_day": "2026-11-22", "role": "coach", "seats": 3},
        )

    def test_the_house_itself_acts_without_an_actor(self):
        write(by=None)
        assert Line.objects.get().actor is None

    def test_a_refused_write_leaves_no_row_no_line_and_no_gap(self):
        write(by=None)
        with pytest.raises(Refusal):
            write(by=None, and_then=refuse)
        write(by=None)
        assert OptOut.objects.count() == 2
        assert list(Line.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
        assert Head.objects.get().number == 2

    def test_lines_of_actions_called_by_actions_stand_in_the_order_of_what_happened(self):
        write_around(by=None, inner=lambda: write(by=None))
        assert verbs() == ["tests.before", "tests.write", "tests.after"]

    def test_each_line_has_the_actor_of_its_own_action(self):
        outer, inner = PersonFactory.create_batch(2)
        write_around(by=outer, inner=lambda: write(by=inner))
        assert list(Line.objects.order_by("number").values_list("actor", flat=True)) == [
            outer.key,
            inner.key,
            outer.key,
        ]

    def test_a_refusal_inside_that_the_caller_catches_takes_its_lines_with_it(self):
        write_around(by=None, inner=lambda: write(by=None, and_then=refuse), catching=(Refusal,))
        assert verbs() == ["tests.before", "tests.after"]
        assert OptOut.objects.count() == 2

    def test_lines_of_actions_inside_the_refused_one_vanish_as_well(self):
        def inner():
            write_around(by=None, inner=lambda: write_around(by=None, inner=lambda: write(by=None, and_then=refuse)))

        write_around(by=None, inner=inner, catching=(Refusal,))
        assert verbs() == ["tests.before", "tests.after"]

    def test_a_line_noted_in_a_savepoint_of_ones_own_vanishes_with_it(self):
        def inner():
            with transaction.atomic():
                note("tests.lost", on=OptOutFactory())
                refuse()

        write_around(by=None, inner=inner, catching=(Refusal,))
        assert verbs() == ["tests.before", "tests.after"]

    def test_a_savepoint_given_up_without_an_exception_takes_its_lines_with_it(self):
        write_around(by=None, inner=lambda: write(by=None, and_then=lambda: transaction.set_rollback(True)))
        assert verbs() == ["tests.before", "tests.after"]

    def test_an_action_given_up_without_an_exception_leaves_no_line(self):
        with transaction.atomic():
            write(by=None, and_then=lambda: transaction.set_rollback(True))
        assert verbs() == []

    def test_after_an_exception_the_next_action_starts_afresh(self):
        with pytest.raises(Refusal):
            write_around(by=PersonFactory(), inner=lambda: write(by=PersonFactory(), and_then=refuse))
        write(by=None)
        assert list(Line.objects.values_list("verb", "actor")) == [("tests.write", None)]

    def test_an_action_carries_its_mark_and_its_name(self):
        assert (write.is_action, write.__name__) == (True, "write")

    def test_an_action_without_anybody_is_a_mistake(self):
        with pytest.raises(TypeError, match="by"):
            write()


@pytest.mark.django_db
class TestNote:
    def test_nothing_is_noted_outside_an_action(self):
        with pytest.raises(RuntimeError):
            note("tests.write", on=PersonFactory())

    @pytest.mark.parametrize(
        "fact", ["کارگاه سفال", "two words", "+989120000001", "09120000001", "0084575948", 1.5, ["a"]]
    )
    def test_words_phones_and_fractions_are_no_facts(self, fact):
        with pytest.raises(TypeError):
            write(by=None, told=fact)
        assert Line.objects.count() == 0

    @pytest.mark.parametrize(
        ("fact", "kept"),
        [
            (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
            (dt.datetime(2026, 11, 22, 8, 30, tzinfo=dt.UTC), "2026-11-22T08:30:00+00:00"),
            ("programs.registered", "programs.registered"),
            (False, False),
            (2**53 + 1, 2**53 + 1),
        ],
    )
    def test_ids_times_numbers_and_choices_are(self, fact, kept):
        write(by=None, told=fact)
        assert Line.objects.get().facts == {"told": kept}


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_a_thread_of_its_own_is_outside_the_action(self):
        errors = []

        def elsewhere():
            try:
                note("tests.lost", on=OptOut(pk=1))
            except RuntimeError as error:
                errors.append(error)

        def inner():
            thread = threading.Thread(target=elsewhere)
            thread.start()
            thread.join()

        write_around(by=None, inner=inner)
        assert (len(errors), verbs()) == (1, ["tests.before", "tests.after"])

    def test_sixteen_threads_keep_their_lines_and_actors_apart(self):
        people = PersonFactory.create_batch(16)

        def act(number):
            person = people[number % 16]
            if number % 4 == 3:
                with pytest.raises(Refusal):
                    write_around(by=person, inner=lambda: write(by=person, and_then=refuse))
            else:
                write_around(by=person, inner=lambda: write(by=person))

        assert [result for result in at_once(160, act) if result is not None] == []
        lines = list(Line.objects.order_by("number").values_list("number", "actor", "verb"))
        assert [number for number, _actor, _verb in lines] == list(range(1, 361))
        assert [verb for _number, _actor, verb in lines] == ["tests.before", "tests.write", "tests.after"] * 120
        actors = [actor for _number, actor, _verb in lines]
        assert actors[::3] == actors[1::3] == actors[2::3]
