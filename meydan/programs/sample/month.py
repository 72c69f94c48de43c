"""A month that is just over: every center and base with its programs, called by name or counted."""

import random
from collections.abc import Sequence
from itertools import cycle
from typing import Any

from meydan.attendance.models import State
from meydan.calendar import repeating
from meydan.engines import jalali, recurrence
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Venue
from meydan.programs.models import Program
from meydan.programs.sample import ideas
from meydan.programs.sample.ideas import Idea
from meydan.programs.sample.past import Meeting, Past, write

WEEKLY = "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY={}"
FAR = "https://example.org/qods/class"


def make_month(*, officer: Person, citizens: Sequence[Person], leaders: Sequence[Person], days: jalali.Period) -> int:
    chance = random.Random(1405)  # noqa: S311 - a seed, so that every sample city is the same
    pasts = [
        _held(_over(venue, idea, leader), idea, citizens, days, chance)
        for (venue, idea), leader in zip(offers(officer), cycle(leaders), strict=False)
    ]
    return write(by=officer, area=officer.holdings[0].area, pasts=pasts)


def offers(officer: Person) -> list[tuple[Venue, Idea]]:
    """What each center and base of the officer's areas offers: three ideas by turns, or both of the parks."""
    venues = places.venues_within([holding.area for holding in officer.holdings]).prefetch_related("halls")
    centers = cycle(ideas.IN_CENTERS)
    found = []
    for venue in venues:
        if venue.kind == Venue.Kind.EXERCISE_BASE:
            found += [(venue, idea) for idea in ideas.IN_PARKS]
        elif venue.kind in {Venue.Kind.CULTURAL_CENTER, Venue.Kind.NEIGHBORHOOD_HOUSE}:
            found += [(venue, next(centers)) for _idea in range(3)]
    return found


def fitting(citizens: Sequence[Person], audience: str) -> list[Person]:
    sex = {"women": Person.Sex.WOMAN, "men": Person.Sex.MAN}.get(audience)
    return [one for one in citizens if sex is None or one.sex == sex]


def facts(idea: Idea) -> dict[str, Any]:
    """The fields of a program of this idea, whenever it is held."""
    found: dict[str, Any] = {
        "title": idea.title,
        "summary": idea.summary,
        "kind": idea.kind,
        "audience": idea.audience,
        "shape": idea.shape,
        "mode": idea.mode,
        "price": idea.price,
        "capacity": idea.capacity,
        "age_from": idea.ages[0],
        "age_to": idea.ages[1],
    }
    if idea.mode != Program.Mode.IN_PERSON:
        found["online_link"] = FAR
    if idea.mode == Program.Mode.HYBRID:
        found["online_capacity"] = idea.capacity * 2
    if idea.kind == Program.Kind.SPORTS:
        found["protocols"] = ideas.PROTOCOLS
    return found


def _over(venue: Venue, idea: Idea, leader: Person) -> Past:
    known: dict[str, Any] = facts(idea) | {"shape": Program.Shape.COURSE, "venue": venue, "leader": leader}
    return Past(Program(area=venue.area, **known), idea.aims)


def _held(past: Past, idea: Idea, citizens: Sequence[Person], days: jalali.Period, chance: random.Random) -> Past:
    """Nearly every session was held; six in ten programs called the roll, the others counted."""
    first, last = days
    rule = repeating.bounded(recurrence.parse_rule(WEEKLY.format(idea.days)), last)
    named = chance.random() < 0.6
    if named:
        crowd = fitting(citizens, idea.audience)
        past.people = chance.sample(crowd, min(len(crowd), chance.randint(5, idea.capacity)))
    for day in repeating.days(rule, first, skips_holidays=True).kept:
        meeting = Meeting(day, idea.clock or ideas.EVENING, idea.minutes)
        past.meetings.append(meeting)
        if chance.random() < 0.06:
            meeting.cancelled = "آلودگی هوا"
        elif named:
            meeting.states = chance.choices(list(State), weights=[78, 7, 15], k=len(past.people))
        else:
            meeting.count = chance.randint(idea.capacity // 2, idea.capacity)
            meeting.women = {"women": 1.0, "men": 0.0}.get(idea.audience, chance.uniform(0.4, 0.7))
    return past
