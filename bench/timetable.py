"""A stage's timetable at size through the house itself: rows, actions, the task and its process, then published.

    python -m bench.timetable [--services 60 120] [--database sqlite]

For each size a stage is drawn by lot: twelve agencies, five places of three spaces, seven evenings of six times around
Maghrib, seven sessions a service. In the same run stand the floors: the rule of thumb, and the engine alone in a
process of its own. Then the planner is asked for a timetable as on its page, its task is run to its end, what it kept
is checked without the solver, and the stage is published; the floor of publishing is writing as many occasions in bulk.
Exit code 1 where a bar is missed: within 5 % of the proven bound in the seconds a run is given (with a tenth and five
seconds more for starting a process and writing what it found), no rule broken, no worse than the rule of thumb, 420
sessions published in ten seconds. The load is printed: it decides much.
"""

import argparse
import datetime as dt
import os
import random
import sys
import time
from typing import Any

from bench.house import prepare

SECONDS = {60: 30, 120: 120}  # the bars
GAP, PUBLISHING = 0.05, 10.0 / 420  # of a session
AGENCIES, PLACES, TIMES, EACH = 12, 5, 6, 7
AUDIENCES = ("everybody", "youth", "parents", "children", "elderly")


def stage(services: int, seed: int = 7) -> Any:
    """Rows of a stage as an officer and agencies would have written them."""
    from django.utils import timezone

    from meydan.campaigns.models import Slot, Stage
    from tests.factories import campaigns as make
    from tests.factories.places import VenueFactory

    chance = random.Random(seed)
    size = max(1, -(-services // 60))  # halls and teams grow with the services, as a larger week would have them
    first = timezone.localdate() + dt.timedelta(days=14)
    row = make.StageFactory(
        state=Stage.State.PLANNING,
        first_day=first,
        last_day=first + dt.timedelta(days=6),
        about="هفت شب",
        closed_at=make.NOW,
    )
    places = []
    for number in range(PLACES):
        venue = VenueFactory(
            area=row.area, latitude=35.70 + number * 300 / 111_195, longitude=51.04
        )  # five minutes each
        place = make.PlaceFactory(stage=row, venue=venue, is_host=not number, order=number)
        for layer in range(size):
            for name, sessions, seats in (
                ("شبستان", "together", 200),
                ("بانوان", "women", 80),
                ("کلاس", "together", 40),
            ):
                make.SpaceFactory(place=place, name=f"{name} {layer}", sessions=sessions, capacity=seats)
        places.append(place)
    slots = [
        make.SlotFactory(stage=row, prayer=Slot.Prayer.MAGHRIB, prayer_offset=offset, order=number)
        for number, offset in enumerate((-110, -55, 30, 85, 140, 195))
    ]
    concerns = [
        make.ConcernFactory(
            stage=row,
            weight=1 + number % 5,
            audiences=chance.sample(AUDIENCES[1:], chance.randint(0, 3)),
            in_every_place=number != 7,
        )
        for number in range(8)
    ]
    supplies = [make.SupplyFactory(stage=row, count=count * size) for count in (8, 5, 60)]
    agencies = [make.InvitedFactory(stage=row, state="takes_part") for _number in range(AGENCIES)]
    teams = [[make.LeaderFactory(invited=one) for _team in range(2 * size)] for one in agencies]
    for number in range(services):
        women = chance.choice((0, 0, 2, 3))
        need = chance.choice((None, (0, 1), (1, 1), (2, chance.randint(2, 12))))
        promise = make.PromiseFactory(
            invited=agencies[number % AGENCIES],
            minutes=chance.choice((20, 30, 45)),
            together=EACH - 2 * women,
            women=women,
            men=women,
            concern=chance.choice((None, *concerns)),
            audience=chance.choice(AUDIENCES),
            needs={str(supplies[need[0]].pk): need[1]} if need else {},
            capacity=chance.choice((None, None, 30, 60)),
            days=[(first + dt.timedelta(days=day)).isoformat() for day in chance.sample(range(7), 5)]
            if chance.random() < 0.3
            else [],
        )
        team = teams[number % AGENCIES]
        promise.leaders.set(chance.sample(team, 1 if chance.random() < 0.8 else 2))
        if chance.random() < 0.3:
            promise.slots.set(chance.sample(slots, 4))
        if chance.random() < 0.2:
            promise.places.set(chance.sample(places, 3))
    return row


def measure(services: int) -> bool:
    from meydan.campaigns import actions, lifting, problem, solver, tasks
    from meydan.engines import planning

    row = stage(services)
    began = time.perf_counter()
    week = lifting.lifted(problem.sheet(row).problem)
    read = time.perf_counter() - began
    seconds = SECONDS.get(services, services // 2)
    print(
        f"{services} services, {week.wanted} wanted; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
        flush=True,
    )

    began = time.perf_counter()
    thumb = planning.greedy(week)
    _said("rule of thumb", week, thumb, None, time.perf_counter() - began)

    began, alone = time.perf_counter(), None
    with solver.Solver(week, seconds=seconds) as solving:
        for what, said in solving.lines():
            if what == "plan":
                alone = solver.plan_of(said)
                break
    assert alone is not None
    _said("engine alone", week, alone.placements, alone, time.perf_counter() - began)

    began = time.perf_counter()
    run = actions.ask_run(by=None, stage=row)
    tasks.plan.func(run.pk)
    run.refresh_from_db()
    took = (run.ended_at - run.began_at).total_seconds()
    kept = problem.sheet(row)
    _said("by the task", week, kept.placements, None, took)
    reasons = time.perf_counter() - began - took
    bound, most = run.bound or 0, alone.placed.bound or week.wanted
    by_thumb = planning.weight(planning.coverage(week, thumb))
    gaps = {"coverage": 1 - run.coverage / max(1, bound), "placed": 1 - run.placed / most}
    print(
        f"  {run.get_state_display()}: gap {gaps['coverage']:.1%} in coverage, {gaps['placed']:.1%} in sessions; "
        f"reading the week {read:.2f} s, reasons afterwards {reasons:.1f} s"
    )
    broken = planning.check(kept.problem, kept.placements)
    fine = {
        "kept": run.state == "done",
        "within 5 % of the bound": max(gaps.values()) <= GAP,
        "in its seconds": took <= seconds * 1.1 + 5,  # a process is started, what it found is written
        "no rule broken": not broken,
        "no worse than the rule of thumb": (run.coverage, run.placed) >= (by_thumb, len(thumb)),
        "published": _publish(row),
    }
    print("  " + ", ".join(f"{name}: {'yes' if held else 'NO'}" for name, held in fine.items()), flush=True)
    return all(fine.values())


def _said(name: str, week: Any, placements: Any, plan: Any, took: float) -> None:
    from meydan.engines import planning

    covered = planning.weight(planning.coverage(week, placements))
    bounds = f" (bounds {plan.coverage.bound}, {plan.placed.bound})" if plan else ""
    print(f"  {name:14} {covered:5} covered, {len(placements):5} placed{bounds}, {took:6.1f} s", flush=True)


def _publish(row: Any) -> bool:
    """Published, beside the same number of occasions written in bulk and taken back."""
    from django.db import transaction
    from django.urls import reverse

    from meydan.calendar.models import Occasion
    from meydan.campaigns import actions
    from meydan.campaigns.models import Placement

    reverse("campaigns:session", args=[1])  # a page server knows its addresses already
    began = time.perf_counter()
    actions.publish(by=None, stage=row)
    took = time.perf_counter() - began
    rows = list(Occasion.objects.filter(placement__promise__invited__stage=row))
    stand = Placement.objects.filter(promise__invited__stage=row)
    whole = len(rows) == stand.count() == stand.exclude(printed_at=None).count()
    for one in rows:
        one.pk, one.hall = None, None
    began = time.perf_counter()
    with transaction.atomic():
        Occasion.objects.bulk_create(rows, batch_size=100)
        transaction.set_rollback(True)
    floor = time.perf_counter() - began
    print(f"  published {len(rows)} sessions in {took:.2f} s; written in bulk {floor:.2f} s: {took / floor:.1f} times")
    return whole and took <= PUBLISHING * len(rows)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.timetable")
    asked.add_argument("--services", type=int, nargs="+", default=sorted(SECONDS))
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    given = asked.parse_args()
    prepare(given.database)
    done = [measure(size) for size in given.services]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
