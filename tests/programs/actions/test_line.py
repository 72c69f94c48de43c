import datetime as dt

import pytest
import time_machine
from django.db.models import F

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.engines import lots
from meydan.journal.models import Line
from meydan.messaging.models import Message
from meydan.programs import actions
from meydan.programs.models import Program, Quota, Registration
from tests.factories.people import PersonFactory, staff
from tests.factories.programs import ProgramFactory, SessionFactory

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)  # 12:30 in Tehran; the session is on the 28th at 17:00
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def full() -> Program:
    return SessionFactory(program=ProgramFactory(capacity=1)).program


def come(program: Program, count: int = 1, **facts) -> list[Registration]:
    """So many people, each by themselves."""
    return [
        actions.register(by=(person := PersonFactory()), program=program, guests=[person], or_wait=True, **facts)[0]
        for _person in range(count)
    ]


def states(program: Program) -> list[tuple[str, int | None]]:
    return list(Registration.objects.filter(program=program).order_by("pk").values_list("status", "number"))


def is_true(program: Program) -> bool:
    """What is counted as taken is what is held and offered, and never more than there are places."""
    return all(
        quota.taken == quota.registrations.filter(status__in=["held", "offered"]).count() <= quota.capacity
        for quota in Quota.objects.filter(program=program)
    )


class TestOfferPlaces:
    def test_a_place_given_up_is_offered_to_the_first_in_line_with_a_deadline_and_a_message(self, full):
        held, first, second = come(full, 3)
        actions.cancel_registration(by=held.person, registration=held)
        first.refresh_from_db()
        assert states(full) == [("cancelled", None), ("offered", 1), ("waiting", 2)]
        assert first.offered_until == NOW + dt.timedelta(hours=24)
        told = Message.objects.get(template="programs.offered")
        assert (told.person, told.expires_at, second.number) == (first.person, first.offered_until, 2)
        assert is_true(full)

    def test_at_night_the_deadline_counts_from_the_morning(self, full, clock):
        held, first = come(full, 2)
        clock.move_to(dt.datetime(2026, 11, 25, 20, 30, tzinfo=dt.UTC))  # midnight in Tehran
        actions.cancel_registration(by=held.person, registration=held)
        first.refresh_from_db()
        morning = dt.datetime(2026, 11, 26, 4, 30, tzinfo=dt.UTC)  # 8:00 in Tehran
        assert first.offered_until == morning + dt.timedelta(hours=24)

    def test_an_offer_ends_half_an_hour_before_the_session(self, full, clock):
        held, first = come(full, 2)
        clock.move_to(dt.datetime(2026, 11, 28, 8, 0, tzinfo=dt.UTC))
        actions.cancel_registration(by=held.person, registration=held)
        first.refresh_from_db()
        assert first.offered_until == dt.datetime(2026, 11, 28, 13, 0, tzinfo=dt.UTC)

    def test_when_there_is_no_time_to_answer_whoever_comes_takes_the_place_waiting_or_not(self, full, clock):
        held, first, second = come(full, 3)
        clock.move_to(dt.datetime(2026, 11, 28, 12, 50, tzinfo=dt.UTC))
        actions.cancel_registration(by=held.person, registration=held)
        assert states(full)[1:] == [("waiting", 1), ("waiting", 2)]
        (taken,) = actions.register(by=second.person, program=full, guests=[second.person])
        second.refresh_from_db()
        assert (taken.status, second.status, first.status, is_true(full)) == ("held", "cancelled", "waiting", True)

    def test_more_places_are_offered_in_the_order_of_the_line(self, full):
        come(full, 4)
        officer = staff(Role.PROGRAM_OFFICER, full.area)
        actions.change(by=officer, program=full, capacity=3)
        assert states(full) == [("held", None), ("offered", 1), ("offered", 2), ("waiting", 3)]
        assert is_true(full)

    def test_fewer_places_than_are_held_and_offered_are_refused(self, full):
        come(full, 3)
        officer = staff(Role.PROGRAM_OFFICER, full.area)
        actions.change(by=officer, program=full, capacity=2)
        with pytest.raises(Refusal):
            actions.change(by=officer, program=full, capacity=1)
        assert is_true(full)

    def test_nobody_overtakes_those_who_wait(self, full):
        held, *_waiting = come(full, 3)
        Quota.objects.filter(program=full).update(capacity=F("capacity") + 5)  # behind everybody's back
        (late,) = come(full)
        assert (late.status, late.number) == ("waiting", 3)
        assert states(full) == [("held", None), ("offered", 1), ("offered", 2), ("offered", 3)]
        assert held.number is None

    def test_without_a_list_the_place_is_simply_free_again(self, full):
        Program.objects.filter(pk=full.pk).update(waiting="none")
        full.refresh_from_db()
        (held,) = come(full)
        with pytest.raises(Refusal, match="ظرفیت"):
            come(full)
        actions.cancel_registration(by=held.person, registration=held)
        assert come(full)[0].status == "held"


class TestAnswering:
    def test_accepting_keeps_the_count_and_sends_the_ticket(self, full):
        held, first = come(full, 2)
        actions.cancel_registration(by=held.person, registration=held)
        actions.accept_offer(by=first.person, registration=first)
        assert (states(full)[1], is_true(full)) == (("held", 1), True)
        assert first.code in Message.objects.get(template="programs.accepted").text

    def test_declining_offers_it_to_the_next(self, full):
        held, first, _second = come(full, 3)
        actions.cancel_registration(by=held.person, registration=held)
        actions.cancel_registration(by=first.person, registration=first)
        assert states(full)[1:] == [("cancelled", 1), ("offered", 2)]
        assert Line.objects.filter(verb="programs.decline_offer").count() == 1

    def test_leaving_the_line_moves_nobody_and_offers_nothing(self, full):
        _held, first, second = come(full, 3)
        actions.cancel_registration(by=first.person, registration=first)
        assert states(full) == [("held", None), ("cancelled", 1), ("waiting", 2)]
        assert (is_true(full), second.number) == (True, 2)

    @pytest.mark.parametrize("late", [dt.timedelta(hours=24), dt.timedelta(days=2)])
    def test_an_offer_that_is_over_cannot_be_accepted(self, full, clock, late):
        held, first = come(full, 2)
        actions.cancel_registration(by=held.person, registration=held)
        clock.move_to(NOW + late)
        with pytest.raises(Refusal):
            actions.accept_offer(by=first.person, registration=first)

    def test_a_stranger_answers_for_nobody(self, full):
        held, first = come(full, 2)
        actions.cancel_registration(by=held.person, registration=held)
        with pytest.raises(Refusal):
            actions.accept_offer(by=PersonFactory(), registration=first)


class TestLapseOffers:
    def test_goes_on_to_the_next_once_and_says_so(self, full, clock):
        held, first, second = come(full, 3)
        actions.cancel_registration(by=held.person, registration=held)
        clock.move_to(NOW + dt.timedelta(hours=24))
        lapsed = [actions.lapse_offers(by=None, quota=first.quota_id) for _time in range(2)]
        assert (lapsed, states(full)[1:], is_true(full)) == ([1, 0], [("lapsed", 1), ("offered", 2)], True)
        assert Message.objects.get(template="programs.lapsed").person == first.person
        assert second.status == "waiting"

    def test_before_the_deadline_nothing_lapses(self, full, clock):
        held, first = come(full, 2)
        actions.cancel_registration(by=held.person, registration=held)
        clock.move_to(NOW + dt.timedelta(hours=23, minutes=59))
        assert actions.lapse_offers(by=None, quota=first.quota_id) == 0


class TestDraw:
    @pytest.fixture
    def drawn_later(self) -> Program:
        when = NOW + dt.timedelta(days=1)
        return SessionFactory(program=ProgramFactory(capacity=1, waiting="draw", draw_at=when)).program

    def test_gives_the_numbers_of_the_published_lots_in_the_order_anybody_computes(self, drawn_later, clock):
        held, *waiting = come(drawn_later, 6)
        clock.move_to(NOW + dt.timedelta(days=1))
        assert [actions.draw(by=None, program=drawn_later) for _time in range(2)] == [5, 0]
        drawn_later.refresh_from_db()
        by_number = Registration.objects.filter(program=drawn_later, number__isnull=False).order_by("number")
        assert [row.lot for row in by_number] == lots.drawn(drawn_later.draw_seed, [row.lot for row in waiting])
        assert [row.number for row in by_number] == [1, 2, 3, 4, 5]
        assert (Message.objects.filter(template="programs.drawn").count(), held.lot) == (5, "")

    def test_before_it_nobody_has_a_number_and_nobody_is_offered_a_place(self, drawn_later):
        held, first, second = come(drawn_later, 3)
        actions.cancel_registration(by=held.person, registration=held)
        assert states(drawn_later)[1:] == [("waiting", None), ("waiting", None)]
        assert len({first.lot, second.lot, ""}) == 3

    def test_what_was_free_at_the_draw_is_offered_by_its_order_and_whoever_comes_after_stands_behind(
        self, drawn_later, clock
    ):
        held, *_waiting = come(drawn_later, 4)
        actions.cancel_registration(by=held.person, registration=held)
        clock.move_to(NOW + dt.timedelta(days=1))
        actions.draw(by=None, program=drawn_later)
        (late,) = come(Program.objects.get(pk=drawn_later.pk))
        offered = Registration.objects.get(program=drawn_later, status="offered")
        assert (offered.number, late.number, late.lot, is_true(drawn_later)) == (1, 4, "", True)

    def test_is_not_before_its_moment(self, drawn_later):
        come(drawn_later, 2)
        assert actions.draw(by=None, program=drawn_later) == 0

    def test_the_seed_of_every_program_is_its_own(self):
        seeds = {ProgramFactory().draw_seed for _program in range(3)}
        assert (len(seeds), {len(seed) for seed in seeds}) == (3, {64})


class TestEndLines:
    def test_a_program_called_off_ends_its_line_with_a_message(self, full):
        held, first, second = come(full, 3)
        actions.cancel_registration(by=held.person, registration=held)
        officer = staff(Role.PROGRAM_OFFICER, full.area)
        actions.cancel_program(by=officer, program=full, reason="تعمیر ساختمان")
        assert states(full)[1:] == [("cancelled", 1), ("cancelled", 2)]
        assert set(Message.objects.filter(template="programs.line_ended").values_list("person", flat=True)) == {
            first.person_id,
            second.person_id,
        }
        assert is_true(full)

    def test_a_session_of_a_series_called_off_ends_its_own_line_only(self):
        program = ProgramFactory(capacity=1, shape="series")
        one, other = SessionFactory.create_batch(2, program=program)
        for session in (one, other):
            come(program, 2, sessions=[session])
        actions.cancel_session(by=staff(Role.PROGRAM_OFFICER, program.area), session=one, reason="باران")
        left = Registration.objects.filter(program=program, status="waiting")
        assert [row.session_id for row in left] == [other.pk]
