"""A city with a secretary, two units with their heads, and people whom an order concerns."""

import datetime as dt
from typing import Any

from meydan.assignments import actions
from meydan.assignments.models import Assignment
from meydan.base.roles import Role
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from meydan.people.models import Person
from tests.factories.assignments import UnitFactory
from tests.factories.people import HoldingFactory, PersonFactory, RepresentativeFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory

NOW = dt.datetime(2026, 11, 25, 6, 0, tzinfo=dt.UTC)  # 4 Azar 1405, 09:30, a Wednesday


class Town:
    def __init__(self) -> None:
        self.area = CityFactory()
        self.neighborhood = NeighborhoodFactory(parent=self.area)
        self.secretary, self.manager = staff(Role.SECRETARY, self.area), staff(Role.MANAGER, self.area)
        self.mayor = staff(Role.MAYOR, self.area)
        self.lights, self.parks = UnitFactory(area=self.area), UnitFactory(area=self.area)
        self.head, self.other_head = self.head_of(self.lights), self.head_of(self.parks)
        self.asker, self.supporter = PersonFactory(), PersonFactory()

    def head_of(self, unit: Any) -> Person:
        person = RepresentativeFactory(organization=unit).person
        HoldingFactory(person=person, role=Role.UNIT_HEAD, area=unit.area)
        return person

    def order(self, **facts: Any) -> Assignment:
        known: dict[str, Any] = {
            "by": self.secretary,
            "what": "روشنایی کوچهٔ شهید احمدی اصلاح شود",
            "unit": self.lights,
            "area": self.neighborhood,
            "working_days": 5,
            "ordered_as": "شهردار",
            "concerned": [(self.asker, True), (self.supporter, False)],
        }
        return actions.give(**known | facts)

    def done(self, assignment: Assignment | None = None) -> Assignment:
        row = assignment or self.order()
        return actions.finish(by=self.head, assignment=row, text="چراغ‌ها عوض شد", letter="۱۲۳")

    def told(self, person: Person, template: str = "") -> list[str]:
        drain()
        rows = Message.objects.filter(person=person, template__startswith=f"assignments.{template}")
        return list(rows.order_by("pk").values_list("template", flat=True))
