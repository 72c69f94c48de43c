import datetime as dt
import uuid

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.ground.queue import drain
from meydan.programs import actions, proposal, rules
from meydan.programs.models import Program
from tests.factories.calendar import OccasionFactory
from tests.factories.people import staff
from tests.factories.places import HallFactory, VenueFactory
from tests.factories.programs import ProgramAimFactory, ProgramFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)  # 4 Azar 1405
SATURDAY = dt.date(2026, 11, 28)
FIVE = dt.time(17, 0)
WINTER = rules.Quarter(1405, 4)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def venue():
    return VenueFactory()


@pytest.fixture
def officer(venue):
    return staff(Role.PROGRAM_OFFICER, venue.area)


def course(officer, venue, **facts) -> Program:
    """Three Saturdays and Tuesdays at five."""
    program = ProgramFactory(venue=venue, area=venue.area, planned_by=officer, **facts)
    ProgramAimFactory(program=program, aim="empowerment")
    until = SATURDAY + dt.timedelta(weeks=2, days=3)
    rule = "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA,TU"
    actions.add_sessions(
        by=officer, program=program, rule=rule, starts_on=SATURDAY, until=until, clock=FIVE, minutes=60
    )
    return program


def days(program: Program) -> list[dt.date]:
    return list(Occasion.objects.filter(session__program=program).order_by("day").values_list("day", flat=True))


def test_a_copy_takes_over_everything_but_the_people(officer, venue):
    closes = NOW + dt.timedelta(days=2)
    program = course(
        officer, venue, title="سفال", age_from=7, age_to=12, protocols="ماسک", registration_closes_at=closes
    )
    RegistrationFactory(program=program)
    first = proposal.first_day_in(program, WINTER)
    copy = actions.copy(by=officer, program=program, first_day=first)
    later = first - SATURDAY
    same = [name for name in rules.FIELDS if name != "registration_closes_at"]
    assert [getattr(copy, name) for name in same] == [getattr(program, name) for name in same]
    assert (copy.status, copy.copied_from, copy.registration_closes_at) == ("draft", program, closes + later)
    assert [row.aim for row in copy.aims.all()] == ["empowerment"]
    assert [quota.taken for quota in copy.quotas.all()] == [0]
    assert copy.draw_seed != program.draw_seed
    assert days(copy) == [day + later for day in days(program)]
    assert set(Occasion.objects.filter(session__program=copy).values_list("status", flat=True)) == {"planned"}


def test_a_session_that_was_cancelled_in_its_series_is_planned_again(officer, venue):
    program = course(officer, venue)
    actions.cancel_session(by=officer, session=program.sessions.order_by("pk")[1], reason="برف")
    copy = actions.copy(by=officer, program=program, first_day=SATURDAY + dt.timedelta(weeks=13))
    assert len(days(copy)) == 6


def test_days_chosen_are_left_out(officer, venue):
    program = course(officer, venue)
    first = SATURDAY + dt.timedelta(weeks=4)
    copy = actions.copy(by=officer, program=program, first_day=first, left_out=[first])
    assert first not in days(copy)
    assert len(days(copy)) == 5


def test_a_hall_that_is_taken_refuses_the_copy_of_one_and_is_left_out_of_a_copy_of_many(officer, venue):
    hall = HallFactory(venue=venue, capacity=50)
    program = course(officer, venue, hall=hall)
    first = SATURDAY + dt.timedelta(weeks=4)
    OccasionFactory(venue=venue, hall=hall, day=first, starts_at=dt.datetime.combine(first, dt.time(13, 30), dt.UTC))
    with pytest.raises(Refusal) as refused:
        actions.copy(by=officer, program=program, first_day=first)
    assert (refused.value.field, Program.objects.count()) == ("hall", 1)
    copy = actions.copy(by=officer, program=program, first_day=first, leaves_taken_out=True)
    assert len(days(copy)) == 5


def test_a_venue_that_closed_since_is_asked_for_again(officer, venue):
    program = course(officer, venue)
    venue.is_open = False
    venue.save()
    program.refresh_from_db()
    copy = actions.copy(by=officer, program=program, first_day=SATURDAY + dt.timedelta(weeks=13))
    assert (copy.venue, len(days(copy))) == (None, 6)


def test_the_copy_of_a_standing_group_goes_on_without_an_end(officer, venue):
    program = ProgramFactory(venue=venue, area=venue.area, shape="standing")
    actions.add_sessions(
        by=officer,
        program=program,
        rule="RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA",
        starts_on=SATURDAY,
        planned_until=SATURDAY + dt.timedelta(weeks=8),
        clock=FIVE,
        minutes=60,
    )
    first = SATURDAY + dt.timedelta(weeks=2)
    copy = actions.copy(by=officer, program=program, first_day=first)
    assert days(copy) == [first + dt.timedelta(weeks=number) for number in range(9)]
    assert copy.sessions.first().occasion.series.planned_until == rules.horizon(first)


def test_a_day_that_has_passed_is_refused(officer, venue):
    with pytest.raises(Refusal) as refused:
        actions.copy(by=officer, program=course(officer, venue), first_day=NOW.date() - dt.timedelta(days=1))
    assert refused.value.field == "day"


def test_many_are_copied_by_a_task_each_once_however_often_it_runs(officer, venue):
    programs = [course(officer, venue) for _number in range(3)]
    key = uuid.uuid4()
    for _time in range(2):
        actions.copy_later(by=officer, programs=programs, quarter=WINTER, copying=key)
        drain()
    again = uuid.uuid4()
    assert Program.objects.filter(copying=key).count() == 3
    actions.copy_later(by=officer, programs=programs[:1], quarter=WINTER, copying=again)
    drain()
    assert Program.objects.filter(copying=again).count() == 1
    with pytest.raises(Refusal):
        actions.copy(by=officer, program=programs[0], first_day=WINTER.bounds[0], copying=key)


def test_what_lies_outside_the_officers_reach_is_not_copied(officer):
    with pytest.raises(Refusal):
        actions.copy_later(by=officer, programs=[ProgramFactory()], quarter=WINTER, copying=uuid.uuid4())


def test_a_quarter_that_is_over_is_refused(officer, venue):
    with pytest.raises(Refusal) as refused:
        actions.copy_later(
            by=officer, programs=[course(officer, venue)], quarter=rules.Quarter(1405, 2), copying=uuid.uuid4()
        )
    assert refused.value.field == "quarter"
