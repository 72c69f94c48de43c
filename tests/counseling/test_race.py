"""Many clients book, move, cancel, wait, take and decline the same few times of the same counselors and rooms, and their
counselors give the next time, hand files over and open missed sessions again.
"""

import datetime as dt
import itertools
import random
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.counseling import actions, times
from meydan.counseling.models import Appointment, Earlier
from tests.factories.counseling import (
    CounselorFactory,
    HoursFactory,
    PhoneCheckFactory,
    PolicyFactory,
    RoomFactory,
    TopicFactory,
)
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, VenueFactory
from tests.sizes import many
from tests.together import at_once

CONNECTIONS, ATTEMPTS = 16, many(160, whole=640)
HELD_BY_CLIENT = 3


class City:
    """Three counselors of whom two share a room; eight clients, half of them without a name."""

    def __init__(self, seed):
        self.lot, self.reopened = random.Random(seed), set()
        self.area = CityFactory()
        PolicyFactory(area=self.area, open_bookings=HELD_BY_CLIENT)
        self.topic = TopicFactory(area=self.area, notice_hours=0, cancel_hours=0, open_bookings=HELD_BY_CLIENT)
        rooms = [RoomFactory(venue=VenueFactory(area=self.area)) for _one in range(2)]
        self.counselors = [CounselorFactory(area=self.area, topics=[self.topic], most_a_day=30) for _one in range(3)]
        for number, counselor in enumerate(self.counselors):
            for weekday in range(7):
                HoursFactory(
                    counselor=counselor,
                    weekday=weekday,
                    room=rooms[number % 2],
                    clock=dt.time(8),
                    works_holidays=True,
                )
        today = timezone.localdate()
        self.days = {"first_day": today + dt.timedelta(days=1), "last_day": today + dt.timedelta(days=3)}
        self.slots = self.free()
        named = [{"person": PersonFactory(phone=f"+9891255500{n:02d}")} for n in range(4)]
        unnamed = [
            {"check": PhoneCheckFactory(phone=f"+9891255501{n:02d}", confirmed_at=timezone.now())} for n in range(4)
        ]
        self.clients = named + unnamed

    def free(self):
        return times.free(area=self.area, topic=self.topic, now=timezone.now(), **self.days)

    def attempts(self, *, counselors=False):
        booking = [self.book, self.book, self.whoever]
        clients = [*booking, self.move, self.cancel, self.wait, self.offer, self.take, self.decline]
        theirs = [self.next, self.hand_over, self.miss, self.miss, self.reopen, self.reopen]
        deeds = [*booking, *clients, *theirs] if counselors else clients
        return [self.lot.choice(deeds)(random.Random(self.lot.random())) for _one in range(ATTEMPTS)]

    def book(self, lot):
        client, slot = lot.choice(self.clients), lot.choice(self.slots)
        return lambda: self._booked(client, slot)

    def _booked(self, client, slot):
        return actions.book(
            by=None,
            area=self.area,
            topic=self.topic,
            booked_for="oneself",
            slot=slot,
            answers={"danger": "no"},
            **client,
        )

    def whoever(self, lot):
        """The first time there is, of anybody: what most ask for at once."""
        client = lot.choice(self.clients)

        def doing():
            first = next(iter(self.free()), None)
            return self._booked(client, first) if first is not None else None

        return doing

    def next(self, lot):
        number = lot.randrange(1000)

        def given(row):
            theirs = [slot for slot in self.slots if slot.counselor == row.case.counselor_id]
            slot = theirs[number % len(theirs)]
            return actions.give_next(by=row.case.counselor.person, case=row.case, slot=slot, topic=self.topic)

        return _with(lot, Appointment, "booked", given)

    def hand_over(self, lot):
        to, facts = lot.choice(self.counselors), {"what": [], "reason": "نوبت", "takes_over": True}
        return _with(
            lot,
            Appointment,
            "booked",
            lambda row: actions.give_grant(by=row.case.counselor.person, case=row.case, to=to, **facts),
        )

    def miss(self, lot):
        """As if its time had come: free for others."""
        gone = {"state": "missed", "closed_at": timezone.now()}
        return _with(
            lot,
            Appointment,
            "booked",
            lambda row: Appointment.objects.filter(pk=row.pk, state="booked").update(**gone) and None,
        )

    def reopen(self, lot):
        def again(row):
            self.reopened.add(row.pk)  # stays whose it was, wherever the file went
            return actions.reopen_session(by=row.counselor.person, appointment=row)

        return _with(lot, Appointment, "missed", again)

    def move(self, lot):
        slot = lot.choice(self.slots)
        return _with(lot, Appointment, "booked", lambda row: actions.reschedule(by=None, appointment=row, slot=slot))

    def cancel(self, lot):
        return _with(lot, Appointment, "booked", lambda row: actions.cancel(by=None, appointment=row))

    def wait(self, lot):
        return _with(lot, Appointment, "booked", lambda row: actions.wait_for_earlier(by=None, appointment=row))

    def offer(self, lot):
        return _with(lot, Earlier, "waiting", lambda row: actions.offer_earlier(by=None, earlier=row))

    def take(self, lot):
        return _with(lot, Earlier, "offered", lambda row: actions.accept_earlier(by=None, earlier=row))

    def decline(self, lot):
        return _with(lot, Earlier, "offered", lambda row: actions.decline_earlier(by=None, earlier=row))


def _with(lot, model, state, deed):
    """To a row that is in this state as it is looked for: several may find the same one."""
    number = lot.randrange(1000)

    def doing():
        rows = list(model.objects.filter(state=state).order_by("pk"))
        return deed(rows[number % len(rows)]) if rows else None

    return doing


def overlaps():
    rows = Appointment.objects.filter(state__in=times.TAKEN).order_by("starts_at")
    found = 0
    for one, other in itertools.combinations(rows, 2):
        taken = (one.counselor_id == other.counselor_id) or (one.room_id and one.room_id == other.room_id)
        of_client = bytes(one.client_mac) == bytes(other.client_mac) and "held" not in (one.state, other.state)
        found += bool((taken and other.starts_at < one.busy_until) or (of_client and other.starts_at < one.ends_at))
    return found


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(many(2, whole=20)))
def test_no_two_sessions_overlap_nobody_holds_too_many_and_nothing_fails(seed):
    attempts = City(seed).attempts()
    answers = at_once(len(attempts), lambda number: attempts[number](), threads=CONNECTIONS)
    wrong = Counter(repr(one)[:200] for one in answers if isinstance(one, Exception) and not isinstance(one, Refusal))
    assert (wrong, overlaps()) == (Counter(), 0)
    held = Counter(bytes(row.client_mac) for row in Appointment.objects.filter(state="booked"))
    assert max(held.values()) <= HELD_BY_CLIENT
    assert sum(isinstance(one, Appointment) for one in answers) > 5
    offered = Earlier.objects.filter(state="offered", offer__state="held")
    assert Earlier.objects.filter(state="offered").count() == offered.count()
    assert Appointment.objects.filter(state="held").count() == offered.count()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(many(1, whole=20)))
def test_nor_where_counselors_give_times_hand_files_over_and_open_sessions_again(seed):
    city = City(seed)
    attempts = city.attempts(counselors=True)
    answers = at_once(len(attempts), lambda number: attempts[number](), threads=CONNECTIONS)
    told = (Refusal, PermissionDenied)  # the file is somebody else's in the meantime
    wrong = Counter(repr(one)[:200] for one in answers if isinstance(one, Exception) and not isinstance(one, told))
    assert (wrong, overlaps()) == (Counter(), 0)
    assert sum(isinstance(one, Appointment) for one in answers) > 5
    ahead = Appointment.objects.filter(state="booked").exclude(pk__in=city.reopened).select_related("case")
    assert [row for row in ahead if row.counselor_id != row.case.counselor_id] == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(many(2, whole=20)))
def test_an_offer_is_answered_once_however_often_its_buttons_are_pressed(seed):
    city = City(seed)
    city.slots = [slot for slot in city.slots if slot.mode == "phone"][-1:]
    row = city.book(city.lot)()
    earlier = actions.offer_earlier(by=None, earlier=actions.wait_for_earlier(by=None, appointment=row))
    answers = [actions.accept_earlier, actions.decline_earlier] * 8
    city.lot.shuffle(answers)
    at_once(len(answers), lambda number: answers[number](by=None, earlier=earlier), threads=CONNECTIONS)
    moved, said = Appointment.objects.get(), Earlier.objects.get()
    assert (said.state, moved.sequence, said.offer) in {("taken", 1, None), ("waiting", 0, None)}
