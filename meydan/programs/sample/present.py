"""The running and the coming weeks: open for registration in every shape, with full lists, a waiting list and an offer.

Made by the room's own actions, as an officer makes them.
"""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area, Venue
from meydan.programs import actions, queries, rules
from meydan.programs.models import Program, Quota, Registration
from meydan.programs.sample import ideas
from meydan.programs.sample.ideas import Idea
from meydan.programs.sample.month import FAR, WEEKLY, facts, fitting, offers
from meydan.programs.sample.past import Past, write

LATELY = dt.timedelta(days=3)  # so that some rolls wait to be called
ONE = dt.timedelta(days=1)
MOST_REGISTERED, MOST_QUOTAS = 16, 6
Status = Registration.Status


def make_present(*, officer: Person, citizens: Sequence[Person], leaders: Sequence[Person]) -> int:
    """Two programs in every center and base, by turns, and something to watch. Returns how many."""
    chance = random.Random(1406)  # noqa: S311 - a seed, so that every sample city is the same
    busy: set[tuple[int, str]] = set()
    lined_up = False
    made = 0
    for number, (venue, idea) in enumerate(offers(officer)):
        if venue.kind != Venue.Kind.EXERCISE_BASE and (number + number // len(ideas.IN_CENTERS)) % 3 == 2:
            continue
        program = _planned(officer, venue, idea, _free(leaders, idea, busy))
        crowd = fitting(citizens, idea.audience)
        with_a_line = not lined_up and idea.shape == "course" and idea.mode == "in_person" and idea.waiting != "draw"
        lined_up = lined_up or with_a_line
        _registered(
            by=officer, program=program, crowd=chance.sample(crowd, len(crowd)), chance=chance, full=with_a_line
        )
        made += 1
    return made + _to_watch(officer, officer.holdings[0].area)


def _free(leaders: Sequence[Person], idea: Idea, busy: set[tuple[int, str]]) -> Person | None:
    """Somebody who leads nothing else at that hour of the week; where all do, it has no leader yet."""
    hours = [f"{day} {idea.clock}" for day in idea.days.split(",")]
    free = next((one for one in leaders if not any((one.pk, hour) in busy for hour in hours)), None)
    if free is not None:
        busy.update((free.pk, hour) for hour in hours)
    return free


def _planned(officer: Person, venue: Venue, idea: Idea, leader: Person | None) -> Program:
    today = timezone.localdate()
    hall = max(venue.halls.all(), key=lambda hall: hall.capacity, default=None)
    known: dict[str, Any] = facts(idea) | {"leader": leader, "aims": idea.aims, "waiting": idea.waiting}
    if idea.mode == Program.Mode.ONLINE:
        known |= {"area": venue.area}
    else:
        known |= {"venue": venue, "capacity": min(idea.capacity, hall.capacity if hall else idea.capacity)}
    starts_on = today - LATELY
    if idea.waiting == Program.Waiting.DRAW:
        starts_on = today + 12 * ONE
        known["draw_at"] = timezone.now() + 8 * ONE
    program = actions.plan(by=officer, is_sample=True, **known)
    when: dict[str, Any] = {"minutes": idea.minutes} | (
        {"prayer": "maghrib", "prayer_offset": 20} if idea.clock is None else {"clock": idea.clock}
    )
    if idea.shape == Program.Shape.SINGLE:
        thursday = today + ONE * (1 + (3 - (today + ONE).weekday()) % 7)
        actions.add_sessions(by=officer, program=program, day=thursday, **when)
    else:
        rule = WEEKLY.format(idea.days)
        standing = idea.shape == Program.Shape.STANDING
        end = {"planned_until": rules.horizon(today)} if standing else {"until": starts_on + 31 * ONE}
        actions.add_sessions(by=officer, program=program, rule=rule, starts_on=starts_on, **when, **end)
    return actions.publish(by=officer, program=program)


@action
def _registered(
    *,
    by: Person,  # noqa: ARG001 - whose write it is
    program: Program,
    crowd: Sequence[Person],
    chance: random.Random,
    full: bool = False,
) -> None:
    """Places taken by people of the sample. `full`: all of them, one offered, and three who wait."""
    rows: list[Registration] = []
    for quota in queries.quotas_of(program)[:MOST_QUOTAS]:
        if full:
            rows += _lined_up(program, quota, crowd)
            continue
        many = min(chance.randint(2, max(quota.capacity - 1, 2)), MOST_REGISTERED)
        rows += [_row(program, quota, person, Status.HELD) for person in crowd[:many]]
        Quota.objects.filter(pk=quota.pk).update(taken=min(many, len(crowd)))
        crowd = crowd[many:] if quota.session_id is None else crowd
    Registration.objects.bulk_create(rows)
    note("programs.sample", on=program, area=program.area_id, registrations=len(rows))


def _row(program: Program, quota: Quota, person: Person, status: str) -> Registration:
    accepted = timezone.now() if program.protocols else None
    return Registration(
        program=program,
        quota=quota,
        session=quota.session,
        person=person,
        registered_by=person,
        status=status,
        protocols_accepted_at=accepted,
    )


def _lined_up(program: Program, quota: Quota, crowd: Sequence[Person]) -> list[Registration]:
    size = quota.capacity
    rows = [_row(program, quota, person, Status.HELD) for person in crowd[: size - 1]]
    offered, *waiting = (_row(program, quota, person, Status.WAITING) for person in crowd[size - 1 : size + 3])
    offered.status, offered.offered_until = Status.OFFERED, timezone.now() + dt.timedelta(hours=20)
    for number, row in enumerate([offered, *waiting], 1):
        row.number = number
    Quota.objects.filter(pk=quota.pk).update(taken=size, last_number=1 + len(waiting))
    return [*rows, offered, *waiting]


def _to_watch(officer: Person, area: Area) -> int:
    """Content that anybody may open, opened by some each day of the last weeks."""
    chance = random.Random(1407)  # noqa: S311 - a seed, so that every sample city is the same
    today = timezone.localdate()
    pasts = []
    for title, summary, aims in ideas.TO_WATCH:
        program = Program(
            title=title,
            summary=summary,
            kind=Program.Kind.CONTENT,
            shape=Program.Shape.SINGLE,
            mode=Program.Mode.ONLINE,
            area=area,
            capacity=1,
            takes_registrations=False,
            waiting=Program.Waiting.NONE,
            content_link=FAR,
        )
        pasts.append(Past(program, aims, views={today - ONE * day: chance.randint(5, 60) for day in range(1, 15)}))
    return write(by=officer, area=area, pasts=pasts)
