"""A stage's timetable at size: how far from the proven bound, in how many seconds, beside the rule of thumb.

    python -m bench.planning [--services 60] [--seconds 30] [--workers 2] [--growth] [--crowded]

Five places with three spaces each, seven evenings of six slots, twelve agencies with two teams each; seven sessions a
service (so 420 are wanted of 60), some for women and men apart. Each timetable is checked without the solver.
"""

import argparse
import random
import resource
import sys
import time
from datetime import date, timedelta

from meydan.engines import planning
from meydan.engines.planning import Agency, Concern, Place, Problem, Service, Space, Time

FIRST = date(2026, 6, 20)
AUDIENCES = ("youth", "parents", "children", "elderly")


def stage(services: int, *, agencies: int = 12, places: int = 5, seed: int = 7, parts: int = 3) -> Problem:
    """A stage drawn by lot. Halls and teams grow with the services beyond 60, as a larger week would have them."""
    chance = random.Random(seed)
    size = max(1, -(-services // 60))
    days = [FIRST + timedelta(days=day) for day in range(7)]
    at_once = 2 * size
    return Problem(
        agencies=tuple(Agency(number, at_once) for number in range(agencies)),
        services=tuple(_service(chance, number, agencies, places, days) for number in range(services)),
        places=tuple(Place(number, is_host=number == 0) for number in range(places)),
        spaces=tuple(
            Space(3 * number + part + 100 * layer, number, ("together", "women", "together")[part], (200, 80, 40)[part])
            for number in range(places)
            for part in range(parts)
            for layer in range(size)
        ),
        times=tuple(
            # from 60 minutes before Maghrib on, Maghrib itself a minute later each day, thirty minutes left for prayers
            Time(day, slot, 1170 + number + (slot - 2) * 55 + (30 if slot > 1 else 0), 45)
            for number, day in enumerate(days)
            for slot in range(6)
        ),
        concerns=tuple(
            Concern(number, 1 + number % 5, frozenset(chance.sample(AUDIENCES, chance.randint(0, 3))), number != 7)
            for number in range(8)
        ),
        supplies={1: 8 * size, 2: 5 * size, 3: 60 * size},
        walking={(one, other): 5 * (other - one) for one in range(places) for other in range(one + 1, places)},
    )


def _service(chance: random.Random, number: int, agencies: int, places: int, days: list[date]) -> Service:
    agency = number % agencies
    women = chance.choice((0, 0, 2, 3))
    wanted = {"together": 7 - 2 * women, "women": women, "men": women} if women else {"together": 7}
    return Service(
        number,
        agency,
        chance.choice((20, 30, 45)),
        {sessions: count for sessions, count in wanted.items() if count},
        concern=chance.choice((None, *range(8))),
        audiences=frozenset(chance.sample(AUDIENCES, chance.randint(0, 2))),
        leaders=frozenset({number}) if chance.random() < 0.7 else frozenset({agency, 1000 + agency}),
        needs=chance.choice(({}, {1: 1}, {2: 1}, {3: chance.randint(2, 12)})),
        seats=chance.choice((0, 0, 30, 60)),
        evenings=frozenset(chance.sample(days, 5)) if chance.random() < 0.3 else None,
        slots=frozenset(chance.sample(range(6), 4)) if chance.random() < 0.3 else None,
        places=frozenset(chance.sample(range(places), 3)) if chance.random() < 0.2 else None,
    )


def measure(services: int, seconds: float, workers: int, parts: int) -> bool:
    problem = stage(services, parts=parts)
    began = time.process_time()
    thumb = planning.greedy(problem)
    by_thumb = time.process_time() - began
    began, cpu = time.monotonic(), time.process_time()
    plan = planning.solve(problem, seconds=seconds, workers=workers)
    took, cpu = time.monotonic() - began, time.process_time() - cpu
    fine = not planning.check(problem, plan.placements) and not planning.check(problem, thumb)
    covered = planning.weight(planning.coverage(problem, thumb))
    levels = {name: getattr(plan, name) for name in ("coverage", "placed", "unevenness", "idle")}
    told = ", ".join(f"{name} {one.value}/{one.bound}" for name, one in levels.items())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{services:4} services, {problem.wanted:5} wanted: {told}; {plan.status.value} in {took:.1f} s, "
        f"{cpu:.1f} of CPU, {memory} MB; by thumb {covered} covered, {len(thumb)} placed, {by_thumb:.1f} s; "
        f"{'no rule broken' if fine else 'RULES BROKEN'}",
        flush=True,
    )
    return fine


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.planning")
    asked.add_argument("--services", type=int, default=60)
    asked.add_argument("--seconds", type=float, default=30)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--growth", action="store_true", help="30, 60, 120 and 240 services, half a second each of them")
    asked.add_argument("--crowded", action="store_true", help="two spaces a place, one of them for women: not all fits")
    given = asked.parse_args()
    sizes = (30, 60, 120, 240) if given.growth else (given.services,)
    fine = [
        measure(size, size / 2 if given.growth else given.seconds, given.workers, 2 if given.crowded else 3)
        for size in sizes
    ]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
