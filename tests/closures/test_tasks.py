import datetime as dt
import time

import pytest
import time_machine

from meydan.calendar import actions as calendar
from meydan.calendar.models import Mode, Occasion
from meydan.closures import actions, tasks
from meydan.closures.models import Closure, Item
from meydan.ground.models import Status, Task
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from meydan.programs.models import Registration
from tests.closures.town import FIRST, NOW, Town, how, items, told
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, VenueFactory
from tests.factories.programs import SessionFactory
from tests.sizes import many
from tests.together import process

pytestmark = pytest.mark.django_db
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
State = Closure.State


def test_a_closure_cancels_what_it_names_and_tells_everybody_once(town):
    pottery = town.program()
    first, second = town.session(pottery, FIRST), town.session(pottery, FIRST + 2 * DAY)
    after = town.session(pottery, FIRST + WEEK)
    guest = town.guest(pottery)
    closure = town.close()
    assert (closure.state, closure.sessions, closure.people, closure.told) == (State.DONE, 2, 1, 1)
    assert items(closure) == {one.pk: ("closed", "cancel", "") for one in (first, second)}
    assert [how(one)["status"] for one in (first, second, after)] == ["cancelled", "cancelled", "announced"]
    assert told() == {guest.pk: "۲ جلسهٔ «سفال» از ۷ آذر ۱۴۰۵ تا ۹ آذر ۱۴۰۵ برگزار نمی‌شود.\nعلت: شیوع بیماری"}
    assert Registration.objects.get(person=guest).status == Registration.Status.HELD


@pytest.mark.parametrize(
    ("facts", "is_touched"),
    [
        ({}, True),
        ({"kind": "social"}, False),
        ({"mode": Mode.ONLINE}, False),
        ({"day": FIRST - DAY}, False),
        ({"day": FIRST + 7 * DAY}, False),
        ({"day": FIRST + 6 * DAY}, True),
        ({"status": Occasion.Status.CANCELLED}, False),
        ({"status": Occasion.Status.HELD}, False),
        ({"status": Occasion.Status.PLANNED}, True),
    ],
)
def test_only_what_it_names_and_what_still_stands_is_touched(town, facts, is_touched):
    day = facts.pop("day", FIRST)
    occasion = town.session(town.program(kind=facts.get("kind", "cultural")), day, **facts)
    town.session(town.program(), FIRST, 8)  # so that there is something to close
    assert (occasion.pk in items(town.close())) == is_touched


def test_other_areas_and_other_venues_are_left_alone(town):
    elsewhere = town.session(town.program(venue=VenueFactory(area=CityFactory())), FIRST)
    other_venue = town.session(town.program(venue=VenueFactory(area=town.area)), FIRST)
    here = town.session(town.program(), FIRST)
    assert set(items(town.close(venues=[town.venue]))) == {here.pk}
    assert [how(one)["status"] for one in (elsewhere, other_venue)] == ["announced", "announced"]


def test_what_is_postponed_keeps_its_weekday_and_clock_and_says_when_it_was(town):
    pottery = town.program()
    occasion = town.session(pottery, FIRST, hall=town.hall)
    guest = town.guest(pottery)
    town.close(way=Closure.Way.POSTPONE, weeks=2)
    row = Occasion.objects.get(pk=occasion.pk)
    assert (row.day, row.starts_at, row.moved_from) == (
        FIRST + 2 * WEEK,
        occasion.starts_at + 2 * WEEK,
        occasion.starts_at,
    )
    assert (row.hall_id, row.status, row.sequence) == (town.hall.pk, "announced", occasion.sequence + 1)
    assert told()[guest.pk].startswith("«سفال» شنبه ۷ آذر ۱۴۰۵ به شنبه ۲۱ آذر ۱۴۰۵ ساعت ۱۷:۰۰ عقب افتاد.")


def test_a_taken_hall_or_a_session_of_its_own_is_looked_at_by_somebody(town):
    pottery, yoga = town.program(), town.program("یوگا")
    no_room = town.session(pottery, FIRST, hall=town.hall)
    OccasionFactory(venue=town.venue, hall=town.hall, day=FIRST + WEEK, starts_at=no_room.starts_at + WEEK)
    beside_itself = town.session(yoga, FIRST, 9)
    town.session(yoga, FIRST + WEEK, 9)
    fine = town.session(yoga, FIRST + DAY, 9)
    guest = town.guest(pottery)
    closure = town.close(way=Closure.Way.POSTPONE, weeks=1)
    assert items(closure) == {
        no_room.pk: ("left", "", "hall_taken"),
        beside_itself.pk: ("left", "", "meets_then"),
        fine.pk: ("closed", "postpone", ""),
    }
    assert (how(no_room)["day"], guest.pk in told()) == (FIRST, False)


@pytest.mark.parametrize(
    ("facts", "link", "deed"),
    [
        ({"online_link": "https://live.example.ir/own"}, "https://live.example.ir/own", "online"),
        ({}, "", ""),
    ],
)
def test_a_program_moves_online_by_its_link_and_gives_its_hall_back(town, facts, link, deed):
    occasion = town.session(town.program(**facts), FIRST, hall=town.hall)
    closure = town.close(way=Closure.Way.ONLINE, linkless=Closure.Linkless.LEAVE)
    row = Occasion.objects.get(pk=occasion.pk)
    if deed:
        assert (row.mode, row.online_link, row.hall, row.venue) == (Mode.ONLINE, link, None, None)
    else:
        assert (row.mode, row.hall, items(closure)[row.pk]) == (Mode.IN_PERSON, town.hall, ("left", "", "no_link"))


def test_without_a_link_it_may_be_cancelled_or_get_the_common_address(town):
    bare = town.program()
    occasion = town.session(bare, FIRST)
    assert items(town.close(way=Closure.Way.ONLINE, linkless=Closure.Linkless.CANCEL)) == {
        occasion.pk: ("closed", "cancel", "")
    }
    other = town.session(bare, FIRST + DAY)
    town.close(way=Closure.Way.ONLINE, linkless=Closure.Linkless.LEAVE, link_base="https://live.example.ir/")
    assert how(other)["online_link"] == f"https://live.example.ir/{bare.pk}"


def test_a_link_typed_for_this_closure_goes_before_all_others(town):
    program = town.program(online_link="https://live.example.ir/own")
    occasion = town.session(program, FIRST)
    closure = town.closure(way=Closure.Way.ONLINE, linkless=Closure.Linkless.LEAVE)
    actions.set_links(by=town.officer, closure=closure, links={("programs", program.pk): "https://typed.example.ir/"})
    actions.begin(by=town.officer, closure=closure)
    drain()
    assert how(occasion)["online_link"] == "https://typed.example.ir/"


def test_a_family_gets_one_message_by_its_guardian(town):
    pottery, yoga = town.program(), town.program("یوگا")
    for program in (pottery, yoga):
        town.session(program, FIRST, 9 if program == yoga else 17)
    mother = town.guest(yoga, name="زهرا")
    for name in ("سارا", "علی"):
        town.guest(pottery, name=name, guardian=mother, phone=None)
    closure = town.close()
    assert (closure.people, closure.homes, closure.told) == (3, 1, 1)
    assert told() == {
        mother.pk: "«یوگا» شنبه ۷ آذر ۱۴۰۵ ساعت ۰۹:۰۰ برگزار نمی‌شود.\n"
        "برای سارا، علی: «سفال» شنبه ۷ آذر ۱۴۰۵ ساعت ۱۷:۰۰ برگزار نمی‌شود.\nعلت: شیوع بیماری"
    }


def test_each_is_told_in_their_language_and_of_what_they_had_seen(town):
    pottery = town.program()
    town.session(pottery, FIRST)
    draft = town.program("پنهان")
    town.session(draft, FIRST, 9, status=Occasion.Status.PLANNED)
    reader, unknowing = town.guest(pottery, language="en"), town.guest(draft)
    town.close()
    assert told() == {reader.pk: "“سفال” on Saturday 7 Azar 1405 at 17:00 is cancelled.\nReason: شیوع بیماری"}
    assert unknowing.pk not in told()


@pytest.mark.parametrize(("hours", "minutes"), [(2, 0), (4, 5)])
def test_messages_wait_some_minutes_for_a_change_of_mind_unless_time_presses(town, hours, minutes):
    starts = NOW + dt.timedelta(hours=hours)
    pottery = town.program()
    SessionFactory(program=pottery, occasion__day=NOW.date(), occasion__starts_at=starts)
    town.guest(pottery)
    town.close(first_day=NOW.date())
    assert Message.objects.get().not_before == NOW + dt.timedelta(minutes=minutes)


def test_nothing_new_happens_when_the_task_runs_again(town):
    pottery = town.program()
    town.session(pottery, FIRST)
    town.guest(pottery)
    closure = town.close()
    before = (items(closure), told(), Message.objects.count())
    tasks.carry_on.call(closure.pk)
    assert (items(closure), told(), Message.objects.count()) == before


def test_closing_goes_on_where_it_stopped(town, monkeypatch):
    monkeypatch.setattr("meydan.closures.actions.carrying_out.AT_ONCE", 2)
    pottery = town.program()
    for number in range(5):
        town.session(pottery, FIRST + number * DAY)
    closure = town.closure()
    actions.begin(by=town.officer, closure=closure)
    assert [actions.close_some(by=None, closure=closure) for _time in range(2)] == [True, True]
    assert len(items(closure)) == 4
    drain()
    assert len(items(closure)) == 5


# ---- Undoing


@pytest.fixture
def course(town):
    program = town.program(online_link="https://live.example.ir/1")
    town.sessions = [town.session(program, FIRST + number * DAY, hall=town.hall) for number in range(3)]
    town.reader = town.guest(program)
    return program


WAYS = [
    {"way": Closure.Way.CANCEL},
    {"way": Closure.Way.POSTPONE, "weeks": 3},
    {"way": Closure.Way.ONLINE, "linkless": Closure.Linkless.LEAVE},
]


@pytest.mark.parametrize("facts", WAYS, ids=lambda facts: facts["way"])
def test_undoing_puts_everything_back_as_it_was(town, course, facts):
    before = [how(one) for one in town.sessions]
    closure = town.undo(town.close(**facts))
    assert [how(one) for one in town.sessions] == before
    assert (closure.state, {state for state, *_rest in items(closure).values()}) == (State.UNDONE, {"restored"})
    assert [one.sequence for one in Occasion.objects.filter(pk__in=[one.pk for one in town.sessions])] == [2, 2, 2]


def test_whoever_was_told_is_told_again_and_messages_that_wait_never_go_out(town, course):
    waiting = town.guest(course)
    closure = town.closure()
    actions.begin(by=town.officer, closure=closure)
    drain()
    Message.objects.exclude(person=waiting).update(state=Message.State.SENT)
    closure.refresh_from_db()
    closure = town.undo(closure)
    assert set(told()) == {town.reader.pk, waiting.pk}
    assert (closure.taken_back, closure.told_again) == (1, 1)
    assert Message.objects.get(person=waiting, template="closures.closed").reason == "taken_back"
    assert told("closures.restored") == {
        town.reader.pk: "۳ جلسهٔ «سفال» از ۷ آذر ۱۴۰۵ تا ۹ آذر ۱۴۰۵ طبق برنامهٔ پیشین برگزار می‌شود."
    }


def test_who_read_it_in_the_inbox_before_it_was_taken_back_is_told(town, course):
    closure = town.close()
    Message.objects.filter(person=town.reader).update(state=Message.State.WAITING, read_at=NOW)
    town.undo(closure)
    assert set(told("closures.restored")) == {town.reader.pk}


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        ("moved", "changed"),
        ("held", "changed"),
        ("hall given away", "hall_taken"),
        ("over", "over"),
    ],
)
def test_what_cannot_be_put_back_stays_and_says_why(town, course, at, meanwhile, reason):
    one = town.sessions[0]
    closure = town.close(way=Closure.Way.POSTPONE, weeks=3)
    row = Occasion.objects.get(pk=one.pk)
    if meanwhile == "moved":
        calendar.move(by=None, occasion=row, clock=dt.time(18))
    elif meanwhile == "held":
        Occasion.objects.filter(pk=one.pk).update(status=Occasion.Status.HELD)
    elif meanwhile == "hall given away":
        OccasionFactory(venue=town.venue, hall=town.hall, day=one.day, starts_at=one.starts_at)
    else:
        Occasion.objects.filter(pk=one.pk).update(day=NOW.date())
        item = Item.objects.get(occasion=one)
        item.before |= {"starts_at": (NOW - DAY).isoformat(), "ends_at": (NOW - DAY + WEEK / 84).isoformat()}
        item.save()
    kept = how(one)
    closure = town.undo(closure)
    assert items(closure)[one.pk] == ("kept", "postpone", reason)
    assert how(one) == kept
    assert {state for pk, (state, *_rest) in items(closure).items() if pk != one.pk} == {"restored"}


def test_who_was_never_told_learns_what_stays_closed(town, course):
    closure = town.close()
    OccasionFactory(venue=town.venue, hall=town.hall, day=FIRST, starts_at=town.sessions[0].starts_at)
    Message.objects.update(state=Message.State.WAITING)
    town.undo(closure)
    assert told("closures.restored") == {}
    assert told("closures.stays_closed") == {
        town.reader.pk: "«سفال» شنبه ۷ آذر ۱۴۰۵ ساعت ۱۷:۰۰ برگزار نمی‌شود.\nعلت: شیوع بیماری"
    }


def test_undoing_stops_what_is_being_carried_out(town, course, monkeypatch):
    monkeypatch.setattr("meydan.closures.actions.carrying_out.AT_ONCE", 1)
    before = [how(one) for one in town.sessions]
    closure = town.closure()
    actions.begin(by=town.officer, closure=closure)
    actions.close_some(by=None, closure=closure)
    closure = town.undo(closure)
    assert ([how(one) for one in town.sessions], len(items(closure)), closure.state) == (before, 1, State.UNDONE)
    assert told() == {}


def test_a_closure_whose_task_is_gone_is_started_again_once(town, course, at):
    closure = town.closure()
    actions.begin(by=town.officer, closure=closure)
    Task.objects.all().delete()
    tasks.look_after_closures.call()
    assert Task.objects.count() == 0
    with at(minutes=3):
        for _time in range(2):
            tasks.look_after_closures.call()
        assert Task.objects.filter(path=tasks.carry_on.module_path).count() == 1
        drain()
    closure.refresh_from_db()
    assert closure.state == State.DONE


def test_a_draft_of_a_fortnight_ago_goes(town, at):
    draft = town.closure()
    with at(days=15):
        tasks.look_after_closures.call()
    assert not Closure.objects.filter(pk=draft.pk).exists()


# ---- A worker that is killed


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_closure_goes_on_and_tells_nobody_twice():
    with time_machine.travel(NOW):
        town = Town()
        programs = [town.program(f"کارگاه {number}") for number in range(many(16, whole=40))]
        first = dt.datetime.now(dt.UTC).date() + 30 * DAY
    occasions = [town.session(one, dt.date(2031, 1, 4) + DAY * day) for one in programs for day in range(15)]
    guests = [town.guest(one) for one in programs for _number in range(3)]
    closure = town.closure(first_day=dt.date(2031, 1, 1), last_day=dt.date(2031, 2, 1))
    assert first < closure.first_day
    before = {one.pk: how(one) for one in occasions}
    actions.begin(by=town.officer, closure=closure)
    for state, half in ((State.DONE, len(occasions) // 3), (State.UNDONE, len(occasions) // 3)):
        worker = process(["-m", "meydan", "worker"], SMS_PROVIDER="console")
        seen = Item.State.CLOSED if state == State.DONE else Item.State.RESTORED
        try:
            assert _until(lambda seen=seen, half=half: Item.objects.filter(closure=closure, state=seen).count() > half)
        finally:
            worker.kill()
            worker.communicate()
        Task.objects.filter(status=Status.RUNNING).update(lease_ends=dt.datetime.now(dt.UTC))
        worker = process(["-m", "meydan", "worker"], SMS_PROVIDER="console")
        try:
            assert _until(lambda state=state: Closure.objects.filter(pk=closure.pk, state=state).exists())
        finally:
            worker.kill()
            worker.communicate()
        if state == State.DONE:
            assert items(closure) == {one.pk: ("closed", "cancel", "") for one in occasions}
            assert set(told()) == {guest.pk for guest in guests}
            actions.undo(by=town.officer, closure=Closure.objects.get(pk=closure.pk))
    assert {one.pk: how(one) for one in occasions} == before
    assert Message.objects.filter(template="closures.closed").count() == len(guests)


def _until(true, seconds=90.0):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if true():
            return True
        time.sleep(0.02)
    return False


def test_everybody_is_told_however_few_are_read_at_a_time(town, monkeypatch):
    monkeypatch.setattr("meydan.closures.telling.AT_ONCE", 2)
    monkeypatch.setattr("meydan.closures.telling.READ_AT_ONCE", 3)
    pottery = town.program()
    town.session(pottery, FIRST)
    for _other in range(4):
        PersonFactory()
    guests = [town.guest(pottery) for _number in range(7)]
    closure = town.close()
    assert (set(told()), closure.told) == ({guest.pk for guest in guests}, 7)
