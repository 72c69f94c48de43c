"""A small city that counsels, for the tests of its desk."""

import datetime as dt

from meydan.base.roles import Role
from meydan.counseling.models import Mode
from tests.factories.counseling import (
    AppointmentFactory,
    CallFactory,
    CaseFactory,
    CounselorFactory,
    RoomFactory,
    TopicFactory,
)
from tests.factories.people import staff
from tests.factories.places import CityFactory, VenueFactory

NOW = dt.datetime(2026, 11, 28, 6, 30, tzinfo=dt.UTC)  # ten in the morning in Iran, a Saturday
FOUR = dt.datetime(2026, 11, 28, 12, 30, tzinfo=dt.UTC)


class House:
    """`person` and `colleague` hold the role; `session` is in person, today at four."""

    def __init__(self):
        self.city = CityFactory()
        self.topic = TopicFactory(area=self.city, name="اضطراب")
        self.person, self.colleague = staff(Role.COUNSELOR, self.city), staff(Role.COUNSELOR, self.city)
        self.counselor = CounselorFactory(area=self.city, person=self.person, topics=[self.topic])
        self.other = CounselorFactory(area=self.city, person=self.colleague, topics=[self.topic])
        self.room = RoomFactory(venue=VenueFactory(area=self.city))
        self.case = self.file(who={"name": "زهرا کریمی", "phone": "+989121234567"}, phone="+989121234567")
        self.session = self.at(FOUR, case=self.case, mode=Mode.IN_PERSON, room=self.room, venue=self.room.venue)

    def file(self, **given):
        return CaseFactory(**{"area": self.city, "topic": self.topic, "counselor": self.counselor} | given)

    def at(self, moment, **given):
        given.setdefault("case", self.case)
        return AppointmentFactory(starts_at=moment, **given)

    def call(self, **given):
        """From somebody who has no counselor yet."""
        topic = given.pop("topic", self.topic)
        case = given.pop("case", None) or self.file(
            counselor=None, topic=topic, who={"name": "علی", "phone": "+989123334455"}
        )
        return CallFactory(case=case, topic=topic, area=self.city, **given)
