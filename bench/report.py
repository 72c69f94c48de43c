"""How long a quarter's report takes, and the same sums over the raw rows of the ledger.

    python -m bench.report [--rows 100000 1000000] [--database sqlite]

The ledger holds one year of a city with 20 neighborhoods and 60 venues: rolls of 5 to 40 names, and plain counts. Each
figure is the best of five, in one run on one machine: read the ratio. The different persons are counted from the rows
either way, and are also shown alone.
"""

import argparse
import datetime as dt
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench.house import prepare, tear_down

KINDS = ("sqlite", "postgresql")
FIRST = dt.date(2025, 3, 21)  # 1 Farvardin 1404
QUARTER = (dt.date(2025, 9, 23), dt.date(2025, 12, 21))  # autumn 1404
PEOPLE, NEIGHBORHOODS, VENUES, TIMES = 20_000, 20, 60, 5


def city() -> Any:
    from meydan.people.models import Person
    from meydan.places.models import Area, Venue

    def area(kind: str, name: str, parent: Any) -> Any:
        made = Area.objects.create(kind=kind, name=name, parent=parent, path=f"new {name}")
        made.path = f"{parent.path if parent else '/'}{made.pk}/"
        made.save()
        return made

    whole = area("city", "شهر", area("country", "ایران", None))
    parts = [area("neighborhood", f"محله {number}", whole) for number in range(NEIGHBORHOODS)]
    for number in range(VENUES):
        Venue.objects.create(area=parts[number % NEIGHBORHOODS], kind="park", name=f"بوستان {number}")
    Person.objects.bulk_create([Person(phone=f"+98900{number:07d}") for number in range(PEOPLE)], batch_size=500)
    return whole


def rows(first: int, last: int) -> Iterator[Any]:
    from meydan.participation.models import Participation
    from meydan.people.models import Person
    from meydan.places.models import Venue

    chance = random.Random(first)
    venues = list(Venue.objects.values_list("pk", "area_id"))
    people = list(Person.objects.values_list("pk", flat=True))
    number = first
    while number < last:
        venue, area = chance.choice(venues)
        day = FIRST + dt.timedelta(days=chance.randrange(365))
        kind = chance.choice(["cultural", "social", "educational", "sports"])
        guests = chance.sample(people, chance.randint(5, 40)) if chance.random() < 0.8 else [None]
        for person in guests[: last - number]:
            count = 1 if person else chance.randint(5, 60)
            women = chance.randint(0, count)
            yield Participation(
                door="programs",
                kind=kind,
                subject=f"bench:{number}",
                day=day,
                area_id=area,
                venue_id=venue,
                person_id=person,
                count=count,
                women=women,
                men=count - women,
                channel="in_person",
                evidence="roll_call" if person else "head_count",
            )
            number += 1


def fill(have: int, want: int) -> None:
    from django.db import connection

    from meydan.participation.actions import rebuild
    from meydan.participation.models import Participation

    for start in range(have, want, 50_000):
        Participation.objects.bulk_create(rows(start, min(start + 50_000, want)), batch_size=500)
    rebuild(by=None, first=FIRST, last=FIRST + dt.timedelta(days=365))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as it would by itself


def report(area: Any) -> list[Any]:
    from meydan.reports.periods import Period
    from meydan.reports.report import Report

    found = Report(area, Period(*QUARTER), dt.date(2026, 1, 1))
    return [found.figures, found.tables, found.sexes, found.kinds, found.times]


def persons(area: Any) -> list[Any]:
    """Different persons, of both quarters and by each part, as the report asks for them."""
    from meydan.engines import jalali
    from meydan.participation.figures import Ask, unique_persons_of

    asks = [Ask(*QUARTER), Ask(*jalali.previous_period(*QUARTER))]
    return unique_persons_of(areas=[area], asks=[*asks, *(Ask(*QUARTER, by) for by in ("kind", "venue", "evidence"))])


def raw(area: Any) -> list[Any]:
    """The report's visits by kind, venue, evidence, and day, of this quarter and the one before, and its persons."""
    from django.db.models import Sum

    from meydan.engines import jalali
    from meydan.participation.figures import rows_of

    before = jalali.previous_period(*QUARTER)
    quarter = rows_of(areas=[area], first=QUARTER[0], last=QUARTER[1])
    both = rows_of(areas=[area], first=before[0], last=QUARTER[1])
    sums = {"n_visits": Sum("count"), "n_women": Sum("women"), "n_men": Sum("men")}
    visits = [list(quarter.values(by).annotate(**sums).order_by()) for by in ("kind", "venue", "evidence")]
    return [*visits, list(both.values("day").annotate(**sums).order_by()), persons(area)]


def best(ask: Callable[[Any], list[Any]], area: Any) -> float:
    took = []
    for _time in range(TIMES):
        began = time.perf_counter()
        ask(area)
        took.append(time.perf_counter() - began)
    return min(took) * 1000


def measure(kind: str, sizes: list[int]) -> None:
    folder = prepare(kind)
    try:
        from meydan.participation.models import Daily

        area, have = city(), 0
        for size in sizes:
            fill(have, size)
            have = size
            whole, sums, alone = best(report, area), best(raw, area), best(persons, area)
            print(
                f"  {kind:10} {size:9,} rows, {Daily.objects.count():6,} daily sums: report {whole:7.1f} ms  "
                f"raw rows {sums:7.1f} ms  ratio {sums / whole:4.1f}  (persons alone {alone:7.1f} ms; "
                f"without them {whole - alone:6.1f} ms, ratio {(sums - alone) / max(whole - alone, 0.1):5.1f})",
                flush=True,
            )
    finally:
        tear_down(folder)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    asked.add_argument("--database", choices=KINDS)
    asked.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.here:
        measure(options.database, sorted(options.rows))
        return 0
    wrong = 0
    for kind in [options.database] if options.database else KINDS:
        sizes = [str(size) for size in options.rows]
        wrong += subprocess.call([sys.executable, "-m", "bench.report", "--here", "--database", kind, "--rows", *sizes])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
