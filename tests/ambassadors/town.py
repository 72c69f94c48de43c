"""A region of three neighborhoods with an officer, a call of its round, and neighbors."""

import datetime as dt
from typing import Any

from django.utils import timezone

from meydan.ambassadors import actions
from meydan.ambassadors.models import Ambassador
from meydan.base.roles import Role
from meydan.messaging.models import Message
from meydan.participation import actions as ledger
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person
from meydan.places.models import Area
from tests.factories.people import PersonFactory, staff
from tests.factories.places import AreaFactory, CityFactory, NeighborhoodFactory

NOW = dt.datetime(2026, 11, 28, 6, 0, tzinfo=dt.UTC)  # 7 Azar 1405, 09:30
DOOR, ACTIVITY = "budgets", 12


class Town:
    def __init__(self) -> None:
        self.city = CityFactory()
        self.region = AreaFactory(parent=self.city, kind=Area.Kind.REGION, name="منطقهٔ ۱")
        self.homes = [NeighborhoodFactory(parent=self.region, name=name) for name in ("اوین", "دزاشیب", "نیاوران")]
        self.officer, self.manager = staff(Role.BUDGET_OFFICER, self.region), staff(Role.MANAGER, self.city)
        self.liaison = PersonFactory(name="مریم صادقی")
        self.call = actions.open_call(
            by=None,
            door=DOOR,
            activity=ACTIVITY,
            area=self.region,
            title="شهردار منم",
            url="/help/",
            ends_on=dt.date(2027, 3, 1),
        )

    def applied(self, person: Person | None = None, **facts: Any) -> Ambassador:
        known: dict[str, Any] = {
            "by": person or self.liaison,
            "call": self.call,
            "network": "mosque",
            "network_name": "نمازگزاران مسجد جامع",
            "reach": 240,
            "about": "پس از نماز می‌گویم",
            "neighborhoods": self.homes[:1],
            "shows_name": True,
        }
        return actions.apply(**known | facts)

    def accepted(self, person: Person | None = None, **facts: Any) -> Ambassador:
        return actions.accept(by=self.officer, ambassador=self.applied(person, **facts))

    def logged(self, ambassador: Ambassador, **facts: Any) -> Any:
        known: dict[str, Any] = {
            "by": ambassador.person,
            "ambassador": ambassador,
            "kind": "mosque",
            "day": timezone.localdate(),
            "area": self.homes[0],
            "people": 60,
        }
        return actions.log_activity(**known | facts)

    def told(self, person: Person) -> list[str]:
        rows = Message.objects.filter(person=person, template__startswith="ambassadors.")
        return list(rows.order_by("pk").values_list("template", flat=True))

    def sent(self, number: int, kind: str, ambassador: Person | None, area: Area | None = None) -> Any:
        """What a door writes into the ledger."""
        drafts = [
            ledger.Draft(
                door=DOOR,
                subject=PersonFactory(),
                kind=kind,
                activity=ACTIVITY,
                day=timezone.localdate(),
                area=area or self.homes[0],
                channel=Channel.ONLINE,
                evidence=Evidence.CONTRIBUTION,
                ambassador=ambassador,
            )
            for _number in range(number)
        ]
        return ledger.record_many(by=None, drafts=drafts)
