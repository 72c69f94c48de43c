import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.messaging.models import Message
from meydan.programs import actions
from meydan.programs.models import Program
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, HallFactory, VenueFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
SATURDAY = dt.date(2026, 11, 28)
FIVE = dt.time(17, 0)


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


def draft(officer, venue, **facts) -> Program:
    known = {
        "title": "نقاشی کودکان",
        "summary": "برای ۷ تا ۱۲ سال",
        "kind": "cultural",
        "capacity": 20,
        "venue": venue,
        "aims": ["vitality"],
    }
    return actions.plan(by=officer, **(known | facts))


def statuses(program: Program) -> list[str]:
    return list(Occasion.objects.filter(session__program=program).order_by("day").values_list("status", flat=True))


def test_a_planned_program_belongs_to_the_area_of_its_venue(officer, venue):
    program = draft(officer, venue)
    assert (program.area, program.status, program.planned_by) == (venue.area, "draft", officer)


def test_nobody_plans_outside_their_reach(venue):
    with pytest.raises(Refusal) as refused:
        draft(staff(Role.PROGRAM_OFFICER, CityFactory()), venue)
    assert refused.value.field == "venue"


def test_a_hall_of_another_venue_is_refused(officer, venue):
    with pytest.raises(Refusal) as refused:
        draft(officer, venue, hall=HallFactory())
    assert refused.value.field == "hall"


def test_sessions_recur_in_the_jalali_calendar(officer, venue):
    program = draft(officer, venue)
    sessions = actions.add_sessions(
        by=officer,
        program=program,
        rule="RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA,TU",
        starts_on=SATURDAY,
        until=dt.date(2026, 12, 8),
        clock=FIVE,
        minutes=90,
    )
    assert [session.occasion.day.isoformat() for session in sessions] == [
        "2026-11-28",
        "2026-12-01",
        "2026-12-05",
        "2026-12-08",
    ]


def test_publishing_announces_the_sessions_and_happens_once(officer, venue):
    program = draft(officer, venue)
    actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=90)
    actions.publish(by=officer, program=program)
    assert (program.status, statuses(program)) == ("published", ["announced"])
    with pytest.raises(Refusal):
        actions.publish(by=officer, program=program)


def test_an_unready_draft_is_not_published(officer, venue):
    with pytest.raises(Refusal):
        actions.publish(by=officer, program=draft(officer, venue))


def test_a_session_added_to_a_published_program_is_announced_at_once(officer, venue):
    program = ProgramFactory(venue=venue)
    actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)
    assert statuses(program) == ["announced"]


def test_fewer_places_than_are_taken_is_refused_with_a_sentence(officer, venue):
    program = ProgramFactory(venue=venue, capacity=20, full=12)
    with pytest.raises(Refusal) as refused:
        actions.change(by=officer, program=program, capacity=11)
    assert refused.value.field == "capacity"


def test_a_new_title_and_venue_reach_the_sessions_to_come_and_the_people(officer, venue):
    program = ProgramFactory(venue=venue)
    actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)
    guest = RegistrationFactory(program=program).person
    other = VenueFactory(area=venue.area, name="فرهنگ‌سرای بهار")
    actions.change(by=officer, program=program, title="سفال", venue=other)
    occasion = Occasion.objects.get(session__program=program)
    assert (occasion.title, occasion.venue) == ("سفال", other)
    assert "فرهنگ‌سرای بهار" in Message.objects.get(person=guest).text


def test_cancelling_a_program_calls_off_what_is_to_come_and_tells_everybody_once(officer, venue):
    program = ProgramFactory(venue=venue)
    actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)
    guests = [RegistrationFactory(program=program).person for _guest in range(3)]
    RegistrationFactory(program=program, status="cancelled", cancelled_at=NOW)
    actions.cancel_program(by=officer, program=program, reason="تعمیر ساختمان")
    assert (program.status, statuses(program)) == ("cancelled", ["cancelled"])
    assert set(Message.objects.values_list("person", flat=True)) == {guest.pk for guest in guests}
    with pytest.raises(Refusal):
        actions.cancel_program(by=officer, program=program, reason="تعمیر ساختمان")
    assert Message.objects.count() == 3


def test_cancelling_one_session_leaves_the_others(officer, venue):
    program = ProgramFactory(venue=venue)
    first, _second = actions.add_sessions(
        by=officer,
        program=program,
        rule="RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA",
        starts_on=SATURDAY,
        until=dt.date(2026, 12, 5),
        clock=FIVE,
        minutes=60,
    )
    guest = RegistrationFactory(program=program).person
    actions.cancel_session(by=officer, session=first, reason="آلودگی هوا")
    assert statuses(program) == ["cancelled", "announced"]
    assert "آلودگی هوا" in Message.objects.get(person=guest).text


def test_a_moved_session_is_told_each_time_it_moves(officer, venue):
    program = ProgramFactory(venue=venue)
    [session] = actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)
    guest = RegistrationFactory(program=program).person
    actions.move_session(by=officer, session=session, clock=dt.time(18, 0))
    actions.move_session(by=officer, session=session, clock=dt.time(19, 0))
    assert Message.objects.filter(person=guest).count() == 2


@pytest.mark.parametrize("write", ["add", "publish", "cancel"])
def test_a_stranger_officer_writes_nothing(venue, write):
    program, stranger = ProgramFactory(venue=venue), PersonFactory()
    calls = {
        "add": lambda: actions.add_sessions(by=stranger, program=program, day=SATURDAY, clock=FIVE, minutes=60),
        "publish": lambda: actions.publish(by=stranger, program=program),
        "cancel": lambda: actions.cancel_program(by=stranger, program=program, reason="هیچ"),
    }
    with pytest.raises(Refusal):
        calls[write]()
    assert Occasion.objects.count() == 0


def test_aims_are_kept_and_changed_with_the_program(officer, venue):
    program = draft(officer, venue, aims=["vitality", "civic_culture"])
    actions.change(by=officer, program=program, aims=["civic_culture", "empowerment"])
    assert set(program.aims.values_list("aim", flat=True)) == {"civic_culture", "empowerment"}
    actions.change(by=officer, program=program, title="سفال")
    assert program.aims.count() == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"mode": "hybrid"}, "online_capacity"),
        ({"waiting": "draw"}, "draw_at"),
        ({"age_from": 9, "age_to": 8}, "age_to"),
        ({"registration_closes_at": NOW}, "registration_closes_at"),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(officer, venue, facts, field):
    with pytest.raises(Refusal) as refused:
        draft(officer, venue, **facts)
    assert refused.value.field == field
    assert Program.objects.count() == 0


def test_content_takes_no_places(officer, venue):
    program = draft(officer, None, kind="content", area=venue.area, content_link="https://a.example/1")
    assert (program.takes_registrations, program.quotas.count(), program.mode) == (False, 0, "online")


def places(program: Program) -> list[tuple[str, int, int]]:
    return list(program.quotas.order_by("mode").values_list("mode", "capacity", "taken"))


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"capacity": 30}, [("in_person", 30, 1)]),
        ({"mode": "hybrid", "online_capacity": 9}, [("in_person", 20, 1), ("online", 9, 0)]),
        ({"mode": "online", "capacity": 15}, [("online", 15, 1)]),
    ],
)
def test_places_follow_the_mode_and_whoever_has_one_keeps_it(officer, venue, change, left):
    program = ProgramFactory(venue=venue)
    RegistrationFactory(program=program)
    actions.change(by=officer, program=program, **change)
    assert places(program) == left


@pytest.mark.parametrize(
    "change", [{"mode": "online", "online_link": "https://a.example"}, {"takes_registrations": False}]
)
def test_places_somebody_has_do_not_vanish(officer, venue, change):
    program = ProgramFactory(venue=venue, mode="hybrid", online_capacity=10)
    RegistrationFactory(program=program)
    with pytest.raises(Refusal):
        actions.change(by=officer, program=program, **change)
    assert places(program) == [("in_person", 20, 1), ("online", 10, 0)]


def test_a_draft_turned_into_a_series_has_its_places_in_each_session(officer, venue):
    program = draft(officer, venue)
    actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)
    actions.change(by=officer, program=program, shape="series")
    assert [(quota.session_id is None, quota.capacity) for quota in program.quotas.all()] == [(False, 20)]


def test_a_session_that_was_moved_online_by_itself_stays_online(officer, venue):
    program = ProgramFactory(venue=venue)
    actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)
    Occasion.objects.update(mode="online")
    actions.change(by=officer, program=program, title="سفال", capacity=10)
    occasion = Occasion.objects.get()
    assert (occasion.mode, occasion.title, occasion.capacity) == ("online", "سفال", 10)


def test_of_several_drafts_those_that_are_ready_are_published(officer, venue):
    ready, unready = draft(officer, venue), draft(officer, venue, summary="")
    for program in (ready, unready):
        actions.add_sessions(by=officer, program=program, day=SATURDAY, clock=FIVE, minutes=60)
    assert actions.publish_ready(by=officer, programs=[ready, unready]) == [ready]
    unready.refresh_from_db()
    assert (ready.status, unready.status) == ("published", "draft")


@pytest.mark.parametrize("weeks", [2, 30])
def test_a_series_follows_its_program_in_as_many_statements_however_long_it_is(
    officer, venue, weeks, django_assert_num_queries
):
    halls = [HallFactory(venue=venue) for _two in range(2)]
    program = draft(officer, venue, shape="series", hall=halls[0])
    rule, until = "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA", SATURDAY + dt.timedelta(weeks=weeks)
    actions.add_sessions(
        by=officer, program=program, rule=rule, starts_on=SATURDAY, until=until, clock=FIVE, minutes=60
    )
    with django_assert_num_queries(29):
        actions.change(by=officer, program=program, hall=halls[1], title="نقاشی")
    moved = Occasion.objects.filter(session__program=program).values_list("hall", "title").distinct()
    assert list(moved) == [(halls[1].pk, "نقاشی")]
    assert program.sessions.count() >= weeks - 3  # some fall on holidays
