"""An evening in a small town: an officer, three representatives, people who took part, and each step as they take it."""

import datetime as dt
from typing import Any

from meydan.base.roles import Role
from meydan.draws import actions
from meydan.draws.models import Draw, Overseer, Ticket
from meydan.engines import drawing
from meydan.ground.queue import drain
from meydan.people.models import Person
from tests.factories.participation import ParticipationFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, VenueFactory

NOW = dt.datetime(2026, 11, 25, 16, 0, tzinfo=dt.UTC)  # 4 Azar 1405, 19:30, a Wednesday
DICE = "351624" * 5
BODIES = ("شورای اسلامی شهر", "سازمان بازرسی", "ادارهٔ حراست")
PRIZES = (actions.preparing.Award("دوچرخه", 2, 80_000_000), actions.preparing.Award("لباس ورزشی", 3))


class Evening:
    def __init__(self, people: int = 12) -> None:
        self.area = CityFactory(name="قم")
        self.venue = VenueFactory(area=self.area)
        self.officer = staff(Role.DRAW_OFFICER, self.area)
        self.other_officer = staff(Role.DRAW_OFFICER, self.area)
        self.representatives = [staff(Role.OVERSIGHT, self.area) for _body in BODIES]
        self.people = [self.somebody() for _number in range(people)]
        self.secrets: dict[int, str] = {}

    def somebody(self, times: int = 1, **facts: Any) -> Person:
        """Took part so often."""
        person = PersonFactory(**facts)
        self.took_part(person, times)
        return person

    def took_part(self, person: Person, times: int = 1, **facts: Any) -> None:
        known: dict[str, Any] = {"person": person, "venue": self.venue, "activity": 7}
        ParticipationFactory.create_batch(times, **known | facts)

    def facts(self, **changes: Any) -> dict[str, Any]:
        known = {"title": "قرعه‌کشی شب شهردار", "area": self.area, "door": "programs", "activity": 7, "reserves": 4}
        return known | changes

    def prepared(self, **changes: Any) -> Draw:
        prizes = changes.pop("prizes", PRIZES)
        draw = actions.prepare(by=self.officer, prizes=prizes, **self.facts(**changes))
        for person, body in zip(self.representatives, BODIES, strict=True):
            actions.appoint_overseer(by=self.officer, draw=draw, person=person, body=body)
        return draw

    def committing(self, **changes: Any) -> Draw:
        return actions.start_committing(by=self.officer, draw=self.prepared(**changes))

    def commit(self, draw: Draw, person: Person, secret: str = "", instead_of: str = "") -> Overseer:
        secret = secret or drawing.new_secret()
        self.secrets[person.pk] = secret
        number = Overseer.objects.get(draw=draw, person=person).number
        bound = drawing.commitment(secret, draw.engine_id, str(number))
        return actions.commit(by=person, draw=draw, commitment=bound, instead_of=instead_of)

    def committed(self, **changes: Any) -> Draw:
        draw = self.committing(**changes)
        for person in self.representatives:
            self.commit(draw, person)
        return draw

    def frozen(self, **changes: Any) -> Draw:
        draw = actions.freeze(by=self.officer, draw=self.committed(**changes))
        drain()
        return self.again(draw)

    def revealing(self, **changes: Any) -> Draw:
        return actions.start_revealing(by=self.officer, draw=self.frozen(**changes))

    def rolled(self, **changes: Any) -> Draw:
        draw = self.revealing(**changes)
        actions.read_dice(by=self.officer, draw=draw, values=DICE)
        return actions.read_dice(by=self.representatives[0], draw=draw, values=DICE)

    def reveal(self, draw: Draw, person: Person) -> Overseer:
        return actions.reveal(by=person, draw=draw, secret=self.secrets[person.pk])

    def drawn(self, **changes: Any) -> Draw:
        draw = self.rolled(**changes)
        for person in self.representatives:
            self.reveal(draw, person)
        drain()
        return self.again(draw)

    def shown(self, **changes: Any) -> Draw:
        draw = actions.show_all(by=self.officer, draw=self.drawn(**changes))
        drain()
        return self.again(draw)

    @staticmethod
    def again(draw: Draw) -> Draw:
        return Draw.objects.get(pk=draw.pk)

    @staticmethod
    def codes(draw: Draw) -> list[str]:
        return sorted(Ticket.objects.filter(draw=draw).values_list("code", flat=True))
