"""Short courses that are just over: what people thought of them, and the certificates of one of them.

One is left whose certificates are still to be issued, and each of the first people has an opinion still to give.
"""

import datetime as dt
import random
from collections.abc import Sequence
from itertools import cycle
from typing import Final

from django.utils import timezone

from meydan.attendance.models import State
from meydan.certificates import rules as certifying
from meydan.feedback import sample as feedback
from meydan.feedback.models import Reply
from meydan.feedback.sample import Opinion
from meydan.people.models import Person
from meydan.programs import actions, presence
from meydan.programs.models import Program
from meydan.programs.sample import ideas
from meydan.programs.sample.ideas import Idea
from meydan.programs.sample.month import facts, offers
from meydan.programs.sample.past import DOOR, Meeting, Past, write

CROWD, SESSIONS = 14, 8
THRESHOLD: Final = 75  # of a hundred sessions
ISSUER: Final = "سازمان فرهنگی، اجتماعی و ورزشی شهرداری قدس"
Again = Reply.Again
OPINIONS: Final = (
    Opinion(5, Again.YES, "مربی صبور بود و به همه می‌رسید."),
    Opinion(5, Again.YES),
    Opinion(4, Again.YES, "کاش دو جلسه بیشتر بود."),
    Opinion(4, Again.MAYBE, "ساعتش برای کسی که سر کار می‌رود زود است."),
    Opinion(3, Again.MAYBE, "کلاس شلوغ بود."),
    Opinion(5, Again.YES, "با همسایه‌هایی آشنا شدم که سال‌ها فقط سلام می‌کردیم."),
    Opinion(2, Again.NO, "صندلی‌ها ناراحت بود و اتاق سرد."),
)


def make_afterwards(*, officer: Person, citizens: Sequence[Person], leaders: Sequence[Person]) -> int:
    """Returns how many courses are over."""
    chance = random.Random(1408)  # noqa: S311 - a seed, so that every sample city is the same
    _for_women_only, *venues = dict.fromkeys(venue for venue, _idea in offers(officer))
    last = timezone.localdate() - dt.timedelta(days=2)
    pasts = [
        _over(Program(area=venue.area, venue=venue, leader=leader, **facts(idea)), idea, last, chance)
        for idea, venue, leader in zip(ideas.LATELY, venues, cycle(leaders), strict=False)
    ]
    for past in pasts:
        past.people = citizens[:CROWD]
    write(by=officer, area=officer.holdings[0].area, pasts=pasts)
    for number, past in enumerate(pasts):
        _asked(officer, past, number, chance)
    _certified(officer, pasts[0].program)
    return len(pasts)


def _over(program: Program, idea: Idea, last: dt.date, chance: random.Random) -> Past:
    """Twice a week for four weeks; the first of the people never missed it."""
    past = Past(program, idea.aims)
    for session in reversed(range(SESSIONS)):
        states = [State.PRESENT, *chance.choices(list(State), weights=[82, 8, 10], k=CROWD - 1)]
        day = last - dt.timedelta(days=session // 2 * 7 + session % 2 * 3)
        past.meetings.append(Meeting(day, idea.clock or ideas.EVENING, idea.minutes, states=states))
    return past


def _asked(officer: Person, past: Past, number: int, chance: random.Random) -> None:
    """One of the first people after the other has not answered, so that each of them finds a question."""
    opinions = {
        person: None if place == number or (place > 2 and chance.random() < 0.25) else chance.choice(OPINIONS)
        for place, person in enumerate(past.people)
    }
    last = past.meetings[-1].occasion
    assert last
    feedback.make_round(
        by=officer, door=DOOR, activity=past.program.pk, occasion=last, first_day=past.first, opinions=opinions
    )


def _certified(officer: Person, program: Program) -> None:
    held = presence.course(program).held
    earned = [
        one.person
        for one in presence.candidates(program, held, THRESHOLD)
        if certifying.has_earned(one.came, held, THRESHOLD)
    ]
    actions.certify(by=officer, program=program, threshold=THRESHOLD, organization=ISSUER, people=earned)
