"""Leave and closures: what is moved, held at a distance or canceled, who is told, and what comes back."""

import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.counseling import actions, times
from meydan.counseling.actions import converting
from meydan.counseling.models import Appointment, Earlier, Leave, Mode
from meydan.messaging.models import Message
from tests.factories.closures import ClosureFactory
from tests.factories.counseling import (
    NOW,
    AppointmentFactory,
    CaseFactory,
    CounselorFactory,
    EarlierFactory,
    HoursFactory,
    RoomFactory,
    TopicFactory,
)
from tests.factories.people import staff
from tests.factories.places import CityFactory, VenueFactory

pytestmark = pytest.mark.django_db
SATURDAY = dt.date(2026, 11, 28)
WEEK = dt.timedelta(days=7)


def at(hour, day=SATURDAY):
    return dt.datetime.combine(day, dt.time(hour), times.timezone.get_default_timezone())


class House:
    """A counselor of a city who receives on Saturdays from four to eight in one room."""

    def __init__(self):
        self.city = CityFactory()
        self.topic = TopicFactory(area=self.city)
        self.counselor = CounselorFactory(area=self.city, topics=[self.topic])
        self.room = RoomFactory(venue=VenueFactory(area=self.city))
        self.hours = HoursFactory(counselor=self.counselor, room=self.room)
        self.manager = staff("counseling_manager", self.city)

    def booked(self, hour, mode=Mode.IN_PERSON, **more):
        case = CaseFactory(area=self.city, topic=more.pop("topic", self.topic), counselor=self.counselor)
        place = {"room": self.room, "venue": self.room.venue} if mode == Mode.IN_PERSON else {}
        return AppointmentFactory(**{"case": case, "mode": mode, "starts_at": at(hour)} | place | more)

    def leave(self, first, last, *, moves=True, seen=9, by=None):
        return actions.say_leave(
            by=by or self.manager,
            counselor=self.counselor,
            starts_at=first,
            ends_at=last,
            reason=Leave.Reason.ILLNESS,
            moves=moves,
            seen=seen,
        )

    def closure(self, **change):
        facts = {"area": self.city, "kinds": ["counseling"], "state": "closing", "begun_at": NOW} | change
        return ClosureFactory(**facts)


@pytest.fixture
def house():
    with time_machine.travel(NOW, tick=False):
        yield House()


def told():
    return [message.text for message in Message.objects.order_by("pk")]


def now(row):
    row.refresh_from_db()
    return row


def test_a_leave_moves_sessions_to_the_next_free_times_and_tells(house):
    first, second = house.booked(16), house.booked(17, Mode.PHONE)
    elsewhere = house.booked(19)
    house.leave(at(15), at(18))
    assert [(now(row).starts_at, row.mode, row.sequence) for row in (first, second, elsewhere)] == [
        (at(18), "in_person", 1),
        (at(16, SATURDAY + WEEK), "phone", 1),
        (at(19), "in_person", 0),
    ]
    code = first.shown_code
    assert told() == [
        f"نوبت شما در سامانهٔ میدان به شنبه ۷ آذر ۱۴۰۵ ساعت ۱۸:۰۰ جابه‌جا شد. کد {code}",
        f"نوبت شما در سامانهٔ میدان به شنبه ۱۴ آذر ۱۴۰۵ ساعت ۱۶:۰۰ جابه‌جا شد. کد {second.shown_code}",
    ]


def test_a_leave_can_cancel_and_asks_to_choose_anew(house):
    row = house.booked(16)
    house.leave(at(15), at(20), moves=False)
    assert (now(row).state, row.canceled_why) == ("canceled", "counselor")
    assert ["لغو شد" in text for text in told()] == [True]


def test_what_cannot_be_moved_is_canceled(house):
    row = house.booked(16)
    house.hours.until = SATURDAY
    house.hours.save()
    house.leave(at(15), at(20))
    assert (now(row).state, row.starts_at) == ("canceled", at(16))


def test_an_offer_kept_within_a_leave_goes_back_to_the_list(house):
    waiting = EarlierFactory(appointment=house.booked(19))
    held = house.booked(16, state="held", held_until=at(11))
    Earlier.objects.filter(pk=waiting.pk).update(state="offered", offer=held)
    house.leave(at(15), at(17))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.offer, told()) == ("waiting", None, [])
    assert not Appointment.objects.filter(pk=held.pk).exists()


def test_sessions_are_seen_before_a_leave_is_kept(house):
    house.booked(16)
    with pytest.raises(Refusal):
        house.leave(at(15), at(20), seen=0)
    assert Leave.objects.count() == 0
    house.leave(at(15), at(20), seen=1)
    assert Leave.objects.count() == 1


def test_only_oneself_and_ones_manager_say_a_leave(house):
    stranger = staff("counseling_manager", CityFactory())
    with pytest.raises(Refusal):
        house.leave(at(15), at(20), by=stranger)
    leave = house.leave(at(15), at(20), by=house.counselor.person)
    with pytest.raises(Refusal):
        house.leave(at(19), at(21))  # meets it
    with pytest.raises(Refusal):
        actions.remove_leave(by=stranger, leave=leave)
    actions.remove_leave(by=house.counselor.person, leave=leave)
    assert Leave.objects.count() == 0


def convert(closure):
    while actions.convert_some(by=None, closure=closure, most=2):
        pass


def restore(closure):
    closure.state = "undoing"
    closure.undo_asked_at = NOW
    closure.save()
    while actions.restore_some(by=None, closure=closure, most=2):
        pass


def test_a_closure_turns_sessions_into_calls_frees_the_rooms_and_tells(house):
    rows = [house.booked(hour) for hour in (16, 17, 18)]
    call = house.booked(19, Mode.PHONE)
    closure = house.closure()
    assert len(converting.touched(closure)) == 3
    convert(closure)
    assert {(now(row).mode, row.room, row.venue, row.was_in_person, row.sequence) for row in rows} == {
        ("phone", None, None, True, 1)
    }
    assert (now(call).sequence, len(told()), converting.touched(closure)) == (0, 3, [])
    assert told()[0] == (
        "نوبت شما در سامانهٔ میدان، شنبه ۷ آذر ۱۴۰۵ ساعت ۱۶:۰۰: با شما تماس گرفته می‌شود و نیازی به آمدن نیست. "
        f"کد {rows[0].shown_code}"
    )


@pytest.mark.parametrize(
    ("modes", "expected"),
    [
        ([], ("phone", "booked")),
        (["in_person", "online"], ("online", "booked")),
        (["in_person"], ("in_person", "canceled")),
    ],
)
def test_a_topic_says_how_it_is_held_at_a_distance(house, modes, expected):
    row = house.booked(16, topic=TopicFactory(area=house.city, modes=modes))
    convert(house.closure())
    assert (now(row).mode, row.state) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"kinds": ["sports"], "modes": ["online"]},
        {"first_day": SATURDAY + WEEK, "last_day": SATURDAY + 2 * WEEK},
        {"area": "another"},
        {"venues": "another"},
    ],
)
def test_what_a_closure_does_not_hold_stays(house, change):
    row = house.booked(16)
    change = dict(change)
    venues = change.pop("venues", None)
    if "area" in change:
        change["area"] = CityFactory()
    closure = house.closure(**change)
    if venues:
        closure.venues.set([VenueFactory(area=house.city)])
    convert(closure)
    assert now(row).mode == "in_person"


def test_undoing_puts_sessions_back_into_their_rooms_and_keeps_messages_back(house):
    rows = [house.booked(16), house.booked(17, topic=TopicFactory(area=house.city, modes=["in_person"]))]
    closure = house.closure()
    convert(closure)
    assert [now(row).state for row in rows] == ["booked", "canceled"]
    restore(closure)
    assert {(now(row).mode, row.state, row.room, row.was_in_person) for row in rows} == {
        ("in_person", "booked", house.room, False)
    }
    assert set(Message.objects.values_list("state", flat=True)) == {"withheld"}


def test_whoever_was_told_is_told_again(house):
    house.booked(16)
    closure = house.closure()
    convert(closure)
    Message.objects.update(state="sent")
    restore(closure)
    assert ["مانند پیش حضوری است" in text for text in told()] == [False, True]


def test_what_was_changed_since_stays_as_it_is(house):
    moved, taken, chosen = (
        house.booked(16),
        house.booked(17),
        house.booked(18, topic=TopicFactory(area=house.city, modes=["in_person"])),
    )
    closure = house.closure()
    convert(closure)
    Appointment.objects.filter(pk=moved.pk).update(
        was_in_person=False, starts_at=at(19), ends_at=at(20), busy_until=at(20)
    )
    other = CaseFactory(counselor=CounselorFactory(area=house.city))
    AppointmentFactory(case=other, mode="in_person", room=house.room, venue=house.room.venue, starts_at=at(17))
    AppointmentFactory(case=chosen.case, starts_at=at(9, SATURDAY + WEEK), booked_at=NOW)
    restore(closure)
    assert [(now(row).mode, row.state) for row in (moved, taken, chosen)] == [
        ("phone", "booked"),
        ("phone", "booked"),
        ("in_person", "canceled"),
    ]
