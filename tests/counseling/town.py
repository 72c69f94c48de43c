"""A city where a counselor has Saturdays from four to eight, and somebody who lives there."""

import datetime as dt

from django.utils import timezone

from meydan.counseling import actions, times, vault
from meydan.counseling.models import Mode
from tests.factories.counseling import CounselorFactory, HoursFactory, PhoneCheckFactory, RoomFactory, TopicFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory

SATURDAY = dt.date(2026, 11, 28)
WEEK = dt.timedelta(days=7)
PHONE = "+989121234567"


class Town:
    def __init__(self):
        self.city = CityFactory()
        self.home = NeighborhoodFactory(parent=self.city)
        self.topic = TopicFactory(area=self.city, name="اضطراب")
        self.counselor = CounselorFactory(area=self.city, topics=[self.topic])
        self.room = RoomFactory(venue=VenueFactory(area=self.home))
        HoursFactory(counselor=self.counselor, room=self.room)
        self.person = PersonFactory(name="سارا نادری", phone="+989125550001", neighborhood=self.home, birth_year=1370)

    def another_counselor(self, **hours):
        other = CounselorFactory(area=self.city, topics=[self.topic])
        HoursFactory(counselor=other, room=RoomFactory(venue=self.room.venue), **hours)
        return other

    def slots(self, *, day=SATURDAY, mode=Mode.PHONE, **more):
        asked = {"now": timezone.now(), "first_day": day, "last_day": day, "modes": [mode]} | more
        return times.free(area=self.city, topic=self.topic, **asked)

    def slot(self, number=0, **more):
        return self.slots(**more)[number]

    def check(self, phone=PHONE):
        """Somebody has shown this phone to be theirs."""
        return PhoneCheckFactory(phone=phone, confirmed_at=timezone.now())

    def booked(self, slot=None, *, person=None, check=None, answers=None, topic=None):
        return actions.book(
            by=None,
            area=self.city,
            topic=topic or self.topic,
            booked_for="oneself",
            slot=slot or self.slot(),
            answers={"danger": "no"} | (answers or {}),
            person=person or (self.person if check is None else None),
            check=check,
            name=self.person.name if check is None else "",
        )


def who(case):
    """What is sealed of whom it is about."""
    return vault.unseal(case, case, "sealed_who")
