"""A sample city's programs: a month that is over, with its rolls and counts, and the weeks to come.

Seeded. Nothing is typed into a report: it sums the rows made here.
"""

import datetime as dt
import random
from collections.abc import Sequence
from itertools import cycle
from typing import Any, NamedTuple

from django.utils import timezone

from meydan.attendance import ledger, rosters
from meydan.attendance.models import HeadCount, Mark, State
from meydan.calendar import actions as calendar
from meydan.journal.action import action, note
from meydan.participation import actions as participation
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Venue
from meydan.programs import actions, queries, rules
from meydan.programs.models import Program, Quota, Registration, Session

WEEKLY = "RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY={}"
LATELY = dt.timedelta(days=3)  # so that some rolls wait to be called
CENTERS = {Venue.Kind.CULTURAL_CENTER, Venue.Kind.NEIGHBORHOOD_HOUSE}
PARKS = {Venue.Kind.EXERCISE_BASE}


class Idea(NamedTuple):
    """A program as it could be announced; each center takes the next one."""

    title: str
    summary: str
    kind: str
    audience: str
    days: str  # RFC 5545 weekdays
    clock: dt.time | None  # None: by the prayer
    minutes: int
    capacity: int
    price: int = 0  # Rial


AFTERNOON, EVENING, MORNING, DAWN = (
    dt.time(16, 0),
    dt.time(18, 0),
    dt.time(10, 0),
    dt.time(6, 15),
)

IN_CENTERS = [
    Idea(
        "کارگاه نقاشی کودکان",
        "رنگ و بوم برای هفت تا دوازده‌ساله‌ها؛ وسایل با ماست.",
        "cultural",
        "children",
        "SA,MO",
        AFTERNOON,
        90,
        18,
    ),
    Idea("حلقهٔ کتاب‌خوانی محله", "هر هفته یک کتاب کوتاه، گفت‌وگو و چای.", "cultural", "everyone", "TU", EVENING, 90, 25),
    Idea(
        "آموزش خوش‌نویسی",
        "نستعلیق از نخستین سرمشق تا چلیپا.",
        "educational",
        "everyone",
        "SU,WE",
        AFTERNOON,
        90,
        16,
        3_000_000,
    ),
    Idea(
        "مهارت‌های فرزندپروری",
        "گفت‌وگو با یک روان‌شناس دربارهٔ قانون‌های خانه و حوصلهٔ پدر و مادر.",
        "social",
        "families",
        "WE",
        EVENING,
        90,
        30,
    ),
    Idea(
        "کارگاه خیاطی",
        "از الگو تا دوخت؛ برای آنان که می‌خواهند از خانه کسب‌وکاری راه بیندازند.",
        "educational",
        "women",
        "SA,TU",
        MORNING,
        120,
        15,
        2_500_000,
    ),
    Idea("شب شعر و موسیقی", "شعرخوانی اهالی با همراهی تار و تنبک.", "cultural", "families", "TH", None, 100, 80),
    Idea(
        "سواد رسانه‌ای برای خانواده", "خبر درست را از نادرست چگونه بشناسیم؟", "social", "families", "MO", EVENING, 75, 30
    ),
    Idea(
        "داستان‌گویی کودکان",
        "قصه‌های کهن برای کوچک‌ترها؛ پدر و مادرها هم بمانند.",
        "cultural",
        "children",
        "TH",
        MORNING,
        60,
        25,
    ),
    Idea(
        "آموزش رایانه برای سالمندان",
        "از روشن‌کردن گوشی تا نوبت‌گرفتن از درمانگاه.",
        "educational",
        "older",
        "SU,TU",
        MORNING,
        75,
        14,
    ),
    Idea(
        "کارگاه کنترل خشم", "شناخت خشم و تمرین‌های ساده برای خانه و خیابان.", "social", "everyone", "WE", EVENING, 90, 20
    ),
    Idea(
        "سفال‌گری",
        "خاک، چرخ و کوره؛ هر کس کار خود را به خانه می‌برد.",
        "cultural",
        "everyone",
        "MO,WE",
        AFTERNOON,
        120,
        12,
        4_000_000,
    ),
    Idea("گروه هم‌خوانی", "سرودهای محلی؛ خواندن نت لازم نیست.", "cultural", "everyone", "SA", EVENING, 90, 35),
]
IN_PARKS = [
    Idea("ورزش صبحگاهی بانوان", "نرمش و پیاده‌روی پیش از آغاز روز.", "sports", "women", "SA,MO,WE", DAWN, 60, 40),
    Idea(
        "ورزش صبحگاهی آقایان",
        "نرمش گروهی در بوستان؛ کفش ورزشی همراه داشته باشید.",
        "sports",
        "men",
        "SU,TU,TH",
        DAWN,
        60,
        40,
    ),
]


def make_programs(
    *,
    officer: Person,
    citizens: Sequence[Person],
    leaders: Sequence[Person],
    month: tuple[dt.date, dt.date],
) -> int:
    """Programs in every center and base of the officer's areas. `month` is the one that is over. Returns how many."""
    chance = random.Random(1405)  # noqa: S311 - a seed, so that every sample city is the same
    today = timezone.localdate()
    areas = officer.areas_for(*rules.PLANNERS)
    venues = places.venues_within(areas).filter(kind__in=CENTERS | PARKS).prefetch_related("halls")
    women = [one for one in citizens if one.sex == Person.Sex.WOMAN]
    men = [one for one in citizens if one.sex == Person.Sex.MAN]
    guests = {Program.Audience.WOMEN: women, Program.Audience.MEN: men}
    centers, parks = cycle(IN_CENTERS), cycle(IN_PARKS)
    busy: set[tuple[int, str]] = set()
    made = 0
    for venue in venues:
        ideas = [next(parks), next(parks)] if venue.kind in PARKS else [next(centers) for _idea in range(3)]
        for idea in ideas:
            crowd = guests.get(Program.Audience(idea.audience), list(citizens))
            over = _draft(officer, venue, idea, _free(leaders, idea, busy))
            _hold(by=officer, program=over, idea=idea, crowd=crowd, days=month, chance=chance)
            coming = _draft(officer, venue, idea, over.leader)
            _add(officer, coming, idea, today - LATELY, today + dt.timedelta(days=28))
            actions.publish(by=officer, program=coming)
            _fill(
                by=officer,
                program=coming,
                crowd=chance.sample(crowd, min(len(crowd), chance.randint(2, idea.capacity))),
            )
            made += 2
    return made


def _free(leaders: Sequence[Person], idea: Idea, busy: set[tuple[int, str]]) -> Person | None:
    """Somebody who leads nothing else at that hour of the week; where all do, it has no leader yet."""
    hours = [f"{day} {idea.clock}" for day in idea.days.split(",")]
    free = next((one for one in leaders if not any((one.pk, hour) in busy for hour in hours)), None)
    if free is not None:
        busy.update((free.pk, hour) for hour in hours)
    return free


def _draft(officer: Person, venue: Venue, idea: Idea, leader: Person | None) -> Program:
    hall = max(venue.halls.all(), key=lambda hall: hall.capacity, default=None)
    return actions.plan(
        by=officer,
        is_sample=True,
        title=idea.title,
        summary=idea.summary,
        kind=idea.kind,
        audience=idea.audience,
        venue=venue,
        leader=leader,
        capacity=min(idea.capacity, hall.capacity if hall else idea.capacity),
        price=idea.price,
    )


def _add(officer: Person, program: Program, idea: Idea, first: dt.date, last: dt.date) -> None:
    by_prayer: dict[str, Any] = (
        {"prayer": "maghrib", "prayer_offset": 20} if idea.clock is None else {"clock": idea.clock}
    )
    rule = WEEKLY.format(idea.days)
    actions.add_sessions(
        by=officer, program=program, rule=rule, starts_on=first, until=last, minutes=idea.minutes, **by_prayer
    )


@action
def _fill(
    *,
    by: Person,
    program: Program,
    crowd: Sequence[Person],
) -> list[Registration]:
    """Places taken by people of the sample."""
    (quota,) = queries.quotas_of(program)
    registrations = Registration.objects.bulk_create(
        [
            Registration(program=program, quota=quota, person=person, registered_by=person)
            for person in crowd[: program.capacity]
        ]
    )
    Quota.objects.filter(pk=quota.pk).update(taken=len(registrations))
    note("programs.sample", on=program, area=program.area_id, registrations=len(registrations))
    return registrations


@action
def _hold(
    *,
    by: Person,
    program: Program,
    idea: Idea,
    crowd: Sequence[Person],
    days: tuple[dt.date, dt.date],
    chance: random.Random,
) -> None:
    """A program of the month that is over: every session was held but a few, with a roll or with a count."""
    _add(by, program, idea, *days)
    sessions = queries.sessions_of(program)
    calendar.announce(by=by, occasions=[session.occasion for session in sessions])
    Program.objects.filter(pk=program.pk).update(status=Program.Status.PUBLISHED, published_at=timezone.now())
    here = chance.sample(list(crowd), min(len(crowd), chance.randint(5, program.capacity)))
    registrations = _fill(by=by, program=program, crowd=here)
    with_names = chance.random() < 0.6
    drafts: list[participation.Draft] = []
    for session in sessions:
        session.occasion.refresh_from_db()
        if chance.random() < 0.06:
            calendar.cancel(by=by, occasion=session.occasion, reason="آلودگی هوا")
            continue
        calendar.mark_held(by=by, occasion=session.occasion)
        drafts += _rolled(by, session, registrations, chance) if with_names else _counted(session, idea, chance)
    participation.record_many(by=by, drafts=drafts)
    note("programs.sample", on=program, area=program.area_id, sessions=len(sessions))


def _rolled(
    by: Person, session: Session, registrations: Sequence[Registration], chance: random.Random
) -> list[participation.Draft]:
    states = chance.choices(list(State), weights=[78, 7, 15], k=len(registrations))
    occasion = session.occasion
    marks = Mark.objects.bulk_create(
        Mark(occasion=occasion, person=registration.person, state=state, by=by, at=occasion.starts_at)
        for registration, state in zip(registrations, states, strict=True)
    )
    return [ledger.of_mark(mark, **_where(session)) for mark in marks if mark.came]


def _counted(session: Session, idea: Idea, chance: random.Random) -> list[participation.Draft]:
    total = chance.randint(idea.capacity // 2, idea.capacity)
    women = {"women": total, "men": 0}.get(idea.audience, round(total * chance.uniform(0.4, 0.7)))
    occasion = session.occasion
    count = HeadCount.objects.create(
        occasion=occasion, total=total, women=women, men=total - women, at=occasion.ends_at
    )
    return [ledger.of_head_count(count, **_where(session))]


def _where(session: Session) -> dict[str, Any]:
    roster = next(roster for roster in rosters.every() if roster.door == "programs")
    return {"roster": roster, "activity": session.program_id, "occasion": session.occasion}
