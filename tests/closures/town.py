"""A small town to close: two programs of two sessions each in a hall, a course and a standing group, and who goes there."""

import datetime as dt
from typing import Any

from django.utils import timezone

from meydan.base.roles import Role
from meydan.calendar.models import Mode, Occasion
from meydan.closures import actions
from meydan.closures.models import Closure, Item
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from meydan.people.models import Person
from meydan.programs.models import Program, Session
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, HallFactory, VenueFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)  # 4 Azar 1405, 12:30, a Wednesday
FIRST, LAST = dt.date(2026, 11, 28), dt.date(2026, 12, 4)


class Town:
    def __init__(self) -> None:
        self.area = CityFactory()
        self.officer = staff(Role.PROGRAM_OFFICER, self.area)
        self.venue = VenueFactory(area=self.area)
        self.hall = HallFactory(venue=self.venue)

    def program(self, title: str = "سفال", **facts: Any) -> Program:
        return ProgramFactory(title=title, venue=facts.pop("venue", self.venue), **facts)

    def session(self, program: Program, day: dt.date, hour: int = 17, **facts: Any) -> Occasion:
        starts = timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
        facts = {"title": program.title, "kind": program.kind, "url": f"/programs/{program.pk}/"} | facts
        return SessionFactory(
            program=program,
            **{f"occasion__{name}": value for name, value in facts.items()},
            occasion__day=day,
            occasion__clock=dt.time(hour),
            occasion__starts_at=starts.astimezone(dt.UTC),
        ).occasion

    def guest(self, program: Program, **facts: Any) -> Person:
        person = PersonFactory(**facts)
        RegistrationFactory(program=program, person=person)
        return person

    def closure(self, **facts: Any) -> Closure:
        known = {
            "area": self.area,
            "kinds": ["cultural", "sports"],
            "modes": [Mode.IN_PERSON],
            "first_day": FIRST,
            "last_day": LAST,
            "reason": "شیوع بیماری",
            "way": Closure.Way.CANCEL,
        }
        return actions.plan(by=self.officer, **known | facts)

    def close(self, **facts: Any) -> Closure:
        """Planned, begun and carried out."""
        closure = self.closure(**facts)
        actions.begin(by=self.officer, closure=closure)
        drain()
        closure.refresh_from_db()
        return closure

    def undo(self, closure: Closure) -> Closure:
        actions.undo(by=self.officer, closure=closure)
        drain()
        closure.refresh_from_db()
        return closure


def how(occasion: Occasion) -> dict[str, Any]:
    """All that a closure may change, save what only counts changes."""
    row = Occasion.objects.values().get(pk=occasion.pk)
    return {name: value for name, value in row.items() if name not in {"sequence", "changed_at"}}


def items(closure: Closure) -> dict[int, tuple[str, str, str]]:
    rows = Item.objects.filter(closure=closure).values_list("occasion", "state", "deed", "reason")
    return {pk: tuple(rest) for pk, *rest in rows}


def told(template: str = "closures.closed") -> dict[int, str]:
    """What each person was told."""
    return dict(Message.objects.filter(template=template).values_list("person", "text"))


def sessions_of(program: Program) -> list[Occasion]:
    return [one.occasion for one in Session.objects.filter(program=program).order_by("occasion__starts_at")]
