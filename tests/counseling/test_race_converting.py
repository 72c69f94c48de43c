"""Leave, a closure and its undoing while clients are given times of the same counselors and rooms."""

import datetime as dt
import itertools
import random
from collections import Counter

import pytest
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.closures.models import Closure
from meydan.counseling import actions, times
from meydan.counseling.models import Appointment
from tests.factories.closures import ClosureFactory
from tests.factories.counseling import CaseFactory, CounselorFactory, HoursFactory, RoomFactory, TopicFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory, VenueFactory
from tests.sizes import many
from tests.together import at_once

CONNECTIONS, ATTEMPTS = 16, many(160, whole=640)


class City:
    """Three counselors who share two rooms every day, six clients, a closure that comes and goes."""

    def __init__(self, seed):
        self.lot = random.Random(seed)
        self.area = CityFactory()
        self.manager = staff("counseling_manager", self.area)
        self.topic = TopicFactory(area=self.area, notice_hours=0)
        rooms = [RoomFactory(venue=VenueFactory(area=self.area)) for _one in range(2)]
        self.counselors = [CounselorFactory(area=self.area, topics=[self.topic], most_a_day=30) for _one in range(3)]
        for counselor, weekday in itertools.product(self.counselors, range(7)):
            HoursFactory(
                counselor=counselor, weekday=weekday, room=self.lot.choice(rooms), clock=dt.time(8), works_holidays=True
            )
        self.today = timezone.localdate()
        self.cases = [CaseFactory(area=self.area, topic=self.topic) for _one in range(6)]
        self.closure = ClosureFactory(
            area=self.area,
            kinds=["counseling"],
            state="closing",
            begun_at=timezone.now(),
            first_day=self.today,
            last_day=self.today + dt.timedelta(days=3),
        )
        self.slots = self.free()

    def free(self):
        days = {"first_day": self.today + dt.timedelta(days=1), "last_day": self.today + dt.timedelta(days=6)}
        return times.free(area=self.area, topic=self.topic, now=timezone.now(), **days)

    def attempts(self):
        deeds = [
            self.lot.choice([self.take, self.take, self.move, self.leave, self.close, self.undo])
            for _one in range(ATTEMPTS)
        ]
        return [deed(random.Random(self.lot.random())) for deed in deeds]

    def take(self, lot):
        case, slot = lot.choice(self.cases), lot.choice(self.slots)
        return lambda: actions.take(by=None, case=case, slot=slot, topic=self.topic)

    def move(self, lot):
        slot, number = lot.choice(self.slots), lot.randrange(1000)

        def doing():
            rows = list(Appointment.objects.filter(state="booked", counselor=slot.counselor).order_by("pk"))
            return actions.reschedule(by=None, appointment=rows[number % len(rows)], slot=slot) if rows else None

        return doing

    def leave(self, lot):
        counselor, slot = lot.choice(self.counselors), lot.choice(self.slots)
        back, moves = slot.ends_at + dt.timedelta(minutes=lot.choice([1, 75])), lot.random() < 0.8
        return lambda: actions.say_leave(
            by=self.manager,
            counselor=counselor,
            starts_at=slot.starts_at,
            ends_at=back,
            reason="illness",
            moves=moves,
            seen=99,
        )

    def close(self, _lot):
        def doing():
            Closure.objects.filter(pk=self.closure.pk).update(state="closing", undo_asked_at=None)
            actions.convert_some(by=None, closure=self.closure, most=4)

        return doing

    def undo(self, _lot):
        def doing():
            Closure.objects.filter(pk=self.closure.pk).update(state="undoing", undo_asked_at=timezone.now())
            actions.restore_some(by=None, closure=self.closure, most=4)

        return doing


def overlaps():
    rows = Appointment.objects.filter(state__in=times.TAKEN).order_by("starts_at")
    found = 0
    for one, other in itertools.combinations(rows, 2):
        taken = (one.counselor_id == other.counselor_id) or (one.room_id and one.room_id == other.room_id)
        of_client = bytes(one.client_mac) == bytes(other.client_mac)
        found += bool((taken and other.starts_at < one.busy_until) or (of_client and other.starts_at < one.ends_at))
    return found


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(many(2, whole=20)))
def test_no_two_sessions_overlap_and_nothing_fails(seed):
    city = City(seed)
    attempts = city.attempts()
    answers = at_once(len(attempts), lambda number: attempts[number](), threads=CONNECTIONS)
    wrong = Counter(repr(one)[:200] for one in answers if isinstance(one, Exception) and not isinstance(one, Refusal))
    assert (wrong, overlaps()) == (Counter(), 0)
    assert sum(isinstance(one, Appointment) for one in answers) > 5
    Closure.objects.filter(pk=city.closure.pk).update(state="closing", undo_asked_at=None)
    while actions.convert_some(by=None, closure=city.closure, most=50):
        pass
    assert [slot for slot in city.free() if slot.mode == "in_person" and _closed(city, slot.starts_at)] == []
    left = Appointment.objects.filter(state="booked", mode="in_person")
    assert [row for row in left if _closed(city, row.starts_at)] == []


def _closed(city, moment):
    return timezone.localdate(moment) <= city.closure.last_day
