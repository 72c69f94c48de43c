"""Finished quarters of Qods: the spring when an epidemic closed everything, and the two before it to compare with.

The story of that spring gives three sums: 119 cultural and social programs with 44,594 people, 18 sports programs at
8 bases with 785, and more than 180 programs in all. Rolls have as many as came by name; what is left of each sum is
shared out over the sessions that were only counted or watched (`shares`).
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Final

from meydan.attendance.models import State
from meydan.calendar.models import Mode
from meydan.engines import jalali
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area, Venue
from meydan.programs.models import Program
from meydan.programs.sample import ideas
from meydan.programs.sample.past import Meeting, Past, write
from meydan.programs.sample.shares import shares

PROGRAMS, PEOPLE = 119, 44_594  # cultural and social
SPORTS, ATHLETES = 18, 785
CLASSES = 49  # educational, of which the story gives no sum
YEAR: Final = 1399
LINK: Final = "https://example.org/qods/live"
ONE = dt.timedelta(days=1)
EPIDEMIC = dt.date(2020, 2, 23)  # 4 Esfand 1398: centers closed
REOPENED = dt.date(2020, 5, 23)  # 3 Khordad 1399: small groups in the open air


def make_quarters(*, officer: Person, citizens: Sequence[Person], leaders: Sequence[Person], area: Area) -> int:
    """Spring 1398, winter 1398 and spring 1399. Returns how many programs."""
    chance = random.Random(YEAR)  # noqa: S311 - a seed, so that every sample city is the same
    venues = list(places.venues_within([area]))
    centers = [venue for venue in venues if venue.kind == Venue.Kind.CULTURAL_CENTER]
    bases = [venue for venue in venues if venue.kind == Venue.Kind.EXERCISE_BASE]
    town = Town(area, centers, bases, list(citizens), cycle(leaders), chance)
    before = town.usual(jalali.season_bounds(YEAR - 1, 1), 88) + town.usual(jalali.season_bounds(YEAR - 1, 4), 60)
    spring = town.spring(jalali.season_bounds(YEAR, 1))
    return write(by=officer, area=area, pasts=before) + write(by=officer, area=area, pasts=spring)


@dataclass
class Town:
    """What programs of a quarter are drawn from."""

    area: Area
    centers: Sequence[Venue]
    bases: Sequence[Venue]
    citizens: Sequence[Person]
    leaders: Iterator[Person]
    chance: random.Random

    def spring(self, quarter: jalali.Period) -> list[Past]:
        first, last = quarter
        social = [
            self._moved(idea, self.centers[(number + number // len(ideas.SPRING) * 5) % len(self.centers)], first, last)
            for number, idea in enumerate(islice(cycle(ideas.SPRING), PROGRAMS))
        ]
        self._share(PEOPLE, social)
        sports = [self._sport(number, last) for number in range(SPORTS)]
        self._share(ATHLETES, sports)
        classes = [self._class(number, first, last) for number in range(CLASSES)]
        watched = [self._content(number, first) for number in range(len(ideas.TO_WATCH))]
        return social + sports + classes + watched

    def usual(self, quarter: jalali.Period, programs: int) -> list[Past]:
        """A quarter before the epidemic, everything in person; in its last weeks sessions are called off."""
        found = []
        for number in range(programs):
            title, kind, audience, people, aims = ideas.BEFORE[number % len(ideas.BEFORE)]
            venue = self.centers[number * 5 % len(self.centers)]
            program = self._program(f"{title} · {venue.name}", kind, audience, venue=venue, capacity=people)
            past = Past(program, aims)
            for day in self._days(*quarter, self.chance.randint(1, 3)):
                meeting = Meeting(day, ideas.AFTERNOON, 90)
                if day >= EPIDEMIC:
                    meeting.cancelled = "شیوع کرونا"
                else:
                    meeting.count = round(people * self.chance.uniform(0.6, 1))
                    meeting.women = self._women(audience)
                past.meetings.append(meeting)
            found.append(past)
        for number in range(20):
            title, summary, audience = ideas.SPRING_SPORTS[number % 2]
            venue = self.bases[number % len(self.bases)]
            name = f"{title.removesuffix(' با فاصله')} · {venue.name}"
            past = Past(self._program(name, "sports", audience, venue=venue, capacity=45), (ideas.VITALITY,))
            for day in self._days(*quarter, 4):
                count = 0 if day >= EPIDEMIC else self.chance.randint(22, 45)
                called_off = "شیوع کرونا" if day >= EPIDEMIC else ""
                past.meetings.append(Meeting(day, ideas.DAWN, 60, called_off, count=count, women=self._women(audience)))
            past.program.summary = summary
            found.append(past)
        return found

    def _moved(self, idea: ideas.Spring, center: Venue, first: dt.date, last: dt.date) -> Past:
        """A cultural or social program of that spring."""
        online = idea.form != "open"
        named = idea.form == "class"
        program = self._program(
            f"{idea.title} · {center.name}",
            idea.kind,
            idea.audience,
            summary=idea.summary,
            venue=None if online else center,
            capacity=20 if named else 30,
            takes_registrations=named,
            waiting=Program.Waiting.FIRST_COME if named else Program.Waiting.NONE,
            **({"mode": Mode.ONLINE, "online_link": LINK} if online else {}),
        )
        past = Past(program, idea.aims)
        if named:
            return self._with_roll(past, self._days(first, last, 5), ideas.AFTERNOON)
        often = {"live": 1, "online": self.chance.randint(2, 4), "open": 2}[idea.form]
        size = {"live": (300, 900), "online": (60, 260), "open": (15, 40)}[idea.form]
        for day in self._days(first if online else REOPENED, last, often):
            women = None if online else self._women(idea.audience)
            clock = ideas.NIGHT if online else ideas.EVENING
            past.meetings.append(Meeting(day, clock, 60, weight=self.chance.uniform(*size), women=women))
        return past

    def _sport(self, number: int, last: dt.date) -> Past:
        """A small group at a base, after the bases opened again; each second one is called by name."""
        title, summary, audience = ideas.SPRING_SPORTS[2 if number >= 16 else number % 2]
        base = self.bases[number // 2 % len(self.bases)]
        program = self._program(
            f"{title} · {base.name}",
            "sports",
            audience,
            summary=summary,
            venue=base,
            capacity=15,
            protocols=ideas.PROTOCOLS,
        )
        past = Past(program, (ideas.VITALITY, ideas.HEALTH))
        days = self._days(REOPENED, last, 4)
        if number % 2 and number < 16:
            return self._with_roll(past, days, ideas.DAWN, most=12)
        for day in days:
            weight = self.chance.uniform(9, 15)
            past.meetings.append(Meeting(day, ideas.DAWN, 60, weight=weight, women=self._women(audience)))
        return past

    def _class(self, number: int, first: dt.date, last: dt.date) -> Past:
        title, summary, audience, aims = ideas.SPRING_CLASSES[number % len(ideas.SPRING_CLASSES)]
        center = self.centers[(number + number // len(ideas.SPRING_CLASSES)) % len(self.centers)]
        program = self._program(
            f"{title} · {center.name}",
            "educational",
            audience,
            summary=summary,
            capacity=25,
            mode=Mode.ONLINE,
            online_link=LINK,
        )
        past = Past(program, aims)
        days = self._days(first, last, 3)
        if number % 3 == 0:
            return self._with_roll(past, days, ideas.MORNING)
        past.meetings = [Meeting(day, ideas.MORNING, 75, count=self.chance.randint(12, 25)) for day in days]
        return past

    def _content(self, number: int, first: dt.date) -> Past:
        title, summary, aims = ideas.TO_WATCH[number]
        program = self._program(
            f"{title} · بهار ۱۳۹۹",
            "content",
            "everyone",
            summary=summary,
            capacity=1,
            shape=Program.Shape.SINGLE,
            mode=Mode.ONLINE,
            takes_registrations=False,
            waiting=Program.Waiting.NONE,
            content_link=LINK,
        )
        began = first + ONE * self.chance.randint(5, 40)
        views = {began + ONE * day: round(self.chance.uniform(80, 160) / (1 + day / 4)) for day in range(20)}
        return Past(program, aims, views=views)

    def _with_roll(self, past: Past, days: Sequence[dt.date], clock: dt.time, most: int = 16) -> Past:
        audience = past.program.audience
        fitting = {"women": Person.Sex.WOMAN, "men": Person.Sex.MAN}.get(audience)
        crowd = [one for one in self.citizens if fitting is None or one.sex == fitting]
        past.people = self.chance.sample(crowd, min(self.chance.randint(most - 4, most), past.program.capacity))
        for day in days:
            states = self.chance.choices(list(State), weights=[78, 7, 15], k=len(past.people))
            past.meetings.append(Meeting(day, clock, 75, states=states))
        return past

    def _share(self, total: int, pasts: Sequence[Past]) -> None:
        """Give those who did not come by name to the sessions that were only counted."""
        named = sum(past.named for past in pasts)
        counted = [meeting for past in pasts for meeting in past.meetings if meeting.weight]
        for meeting, count in zip(counted, shares(total - named, [one.weight for one in counted]), strict=True):
            meeting.count = count

    def _program(self, title: str, kind: str, audience: str, **facts: object) -> Program:
        known = {"shape": Program.Shape.COURSE, "takes_registrations": True, "area": self.area}
        return Program(title=title, kind=kind, audience=audience, leader=next(self.leaders), **{**known, **facts})

    def _days(self, first: dt.date, last: dt.date, number: int) -> list[dt.date]:
        """So many days of one weekday, none a Friday, a week apart."""
        weeks = (last - first).days // 7
        start = first + ONE * (7 * self.chance.randint(0, max(weeks - number, 0)) + self.chance.randint(0, 6))
        if jalali.weekday(start) == 6:
            start -= ONE if start > first else -ONE
        return [day for day in (start + ONE * 7 * week for week in range(number)) if day <= last]

    def _women(self, audience: str) -> float:
        return {"women": 1.0, "men": 0.0}.get(audience, self.chance.uniform(0.45, 0.7))
