import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.calendar.models import Occasion, Series
from meydan.programs import actions, queries, rules
from meydan.programs.models import Program, Session
from tests.factories.calendar import HolidayFactory, OccasionFactory
from tests.factories.people import staff
from tests.factories.places import HallFactory, VenueFactory
from tests.factories.programs import ProgramFactory
from tests.together import at_once

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 25)
SATURDAY = dt.date(2026, 11, 28)
FIVE = dt.time(17, 0)
SATURDAYS = "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA"


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


def dawn_group(officer, venue, **facts) -> Program:
    """Saturdays at five, planned for two weeks."""
    program = ProgramFactory(venue=venue, area=venue.area, shape="standing", **facts)
    until = SATURDAY + dt.timedelta(weeks=1)
    actions.add_sessions(
        by=officer, program=program, rule=SATURDAYS, starts_on=SATURDAY, planned_until=until, clock=FIVE, minutes=60
    )
    return program


def days(program: Program) -> list[dt.date]:
    return list(Occasion.objects.filter(session__program=program).order_by("day", "pk").values_list("day", flat=True))


def saturdays(count: int, first: dt.date = SATURDAY) -> list[dt.date]:
    return [first + dt.timedelta(weeks=number) for number in range(count)]


@pytest.mark.django_db
def test_a_standing_group_is_planned_ahead_and_its_rule_keeps_no_end(officer, venue):
    program = dawn_group(officer, venue)
    series = Series.objects.get()
    assert (days(program), "UNTIL" in series.rule, series.planned_until) == (
        saturdays(2),
        False,
        SATURDAY + dt.timedelta(weeks=1),
    )


@pytest.mark.django_db
def test_a_standing_group_is_carried_on_to_the_horizon_and_each_day_once(officer, venue):
    program = dawn_group(officer, venue)
    added = [len(actions.extend(by=None, program=program, today=TODAY)) for _time in range(3)]
    assert (added, days(program)) == ([6, 0, 0], saturdays(8))
    assert set(Occasion.objects.values_list("status", flat=True)) == {"announced"}
    later = TODAY + dt.timedelta(weeks=1)
    assert len(actions.extend(by=None, program=program, today=later)) == 1


@pytest.mark.django_db
def test_what_an_officer_cancelled_moved_or_left_out_stays_away(officer, venue):
    program = ProgramFactory(venue=venue, area=venue.area, shape="standing")
    third, sixth = saturdays(8)[2], saturdays(8)[5]
    sessions = actions.add_sessions(
        by=officer,
        program=program,
        rule=SATURDAYS,
        starts_on=SATURDAY,
        planned_until=saturdays(4)[3],
        exceptions=[third, sixth],
        clock=FIVE,
        minutes=60,
    )
    actions.cancel_session(by=officer, session=sessions[0], reason="برف")
    actions.move_session(by=officer, session=sessions[1], day=saturdays(2)[1] + dt.timedelta(days=1))
    actions.extend(by=None, program=program, today=TODAY)
    expected = [day for day in saturdays(8) if day not in {third, sixth, saturdays(2)[1]}]
    assert days(program) == sorted([*expected, saturdays(2)[1] + dt.timedelta(days=1)])
    assert Occasion.objects.get(day=SATURDAY).status == "cancelled"


@pytest.mark.django_db
def test_holidays_are_skipped_as_the_series_says(officer, venue):
    off = saturdays(5)[4]
    HolidayFactory(day=off)
    program = dawn_group(officer, venue)
    actions.extend(by=None, program=program, today=TODAY)
    assert days(program) == [day for day in saturdays(8) if day != off]


@pytest.mark.django_db
def test_a_day_on_which_the_hall_is_taken_is_left_out_and_the_others_stand(officer, venue):
    hall = HallFactory(venue=venue, capacity=50)
    program = dawn_group(officer, venue, hall=hall)
    fourth = saturdays(4)[3]
    start = dt.datetime.combine(fourth, dt.time(13, 30), dt.UTC)
    OccasionFactory(venue=venue, hall=hall, day=fourth, starts_at=start)
    actions.extend(by=None, program=program, today=TODAY)
    assert days(program) == [day for day in saturdays(8) if day != fourth]
    assert Series.objects.get(planned_until__isnull=False).exceptions == [fourth.isoformat()]


@pytest.mark.django_db
def test_weeks_in_which_no_worker_ran_are_not_made_up_in_the_past(officer, venue):
    program = dawn_group(officer, venue)
    today = SATURDAY + dt.timedelta(weeks=5)
    actions.extend(by=None, program=program, today=today)
    assert days(program) == [*saturdays(2), *saturdays(9, today)]


@pytest.mark.django_db
@pytest.mark.parametrize("over", ["cancelled", "ended", "closed"])
def test_what_is_over_is_not_carried_on(officer, venue, over):
    program = dawn_group(officer, venue)
    if over == "cancelled":
        actions.cancel_program(by=officer, program=program, reason="مربی رفت")
    elif over == "ended":
        actions.end_series(by=officer, program=program, series=queries.endless_series(program)[0])
    else:
        venue.is_open = False
        venue.save()
    assert (actions.extend(by=None, program=program, today=TODAY), days(program)) == ([], saturdays(2))


@pytest.mark.django_db
def test_a_group_that_ends_says_until_when(officer, venue):
    program = dawn_group(officer, venue)
    actions.end_series(by=officer, program=program, series=queries.endless_series(program)[0])
    series = Series.objects.get()
    assert (series.planned_until, "UNTIL=20261205" in series.rule) == (None, True)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_add_each_day_once(officer, venue):
    program = dawn_group(officer, venue)
    at_once(4, lambda _number: actions.extend(by=None, program=program, today=TODAY))
    assert days(program) == saturdays(8)


@pytest.mark.django_db
def test_a_single_program_takes_one_session_and_another_after_that_was_cancelled(officer, venue):
    program = ProgramFactory(venue=venue, shape="single")
    (only,) = actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)
    with pytest.raises(Refusal):
        actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=dt.time(9, 0), minutes=60)
    actions.cancel_session(by=officer, session=only, reason="برف")
    assert len(actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)) == 1


@pytest.mark.django_db
def test_a_single_program_takes_no_series(officer, venue):
    program = ProgramFactory(venue=venue, shape="single")
    until = SATURDAY + dt.timedelta(weeks=2)
    with pytest.raises(Refusal):
        actions.add_sessions(
            by=officer, program=program, rule=SATURDAYS, starts_on=SATURDAY, until=until, clock=FIVE, minutes=60
        )
    assert Session.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_adds_the_single_session(officer, venue):
    program = ProgramFactory(venue=venue, shape="single")

    def add(number: int):
        return actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=dt.time(9 + number), minutes=60)

    answers = at_once(4, add)
    assert sorted(type(answer).__name__ for answer in answers) == ["Refusal", "Refusal", "Refusal", "list"]


@pytest.mark.django_db
def test_content_has_no_sessions(officer, venue):
    program = ProgramFactory(venue=venue, kind="content")
    with pytest.raises(Refusal):
        actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)


@pytest.mark.django_db
def test_each_session_of_a_series_has_its_own_places(officer, venue):
    program = ProgramFactory(venue=venue, shape="series", mode="hybrid", capacity=20, online_capacity=50)
    until = SATURDAY + dt.timedelta(weeks=1)
    actions.add_sessions(
        by=officer, program=program, rule=SATURDAYS, starts_on=SATURDAY, until=until, clock=FIVE, minutes=60
    )
    sizes = [(quota.session_id is None, quota.mode, quota.capacity) for quota in queries.quotas_of(program)]
    assert sizes == [(False, "in_person", 20), (False, "online", 50)] * 2


def test_the_horizon_is_eight_weeks_away():
    assert rules.horizon(TODAY) == dt.date(2027, 1, 20)
