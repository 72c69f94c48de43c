"""How long a quarter's report takes, against an independent SQL over the raw rows of the ledger, which must agree.

    python -m bench.report [--rows 100000 1000000 10000000] [--database sqlite]

The ledger holds two years of a city with 20 neighborhoods, 200 venues and 100,000 people: 2,400 programs, each with
its own circle of regulars, rolls of 10 to 60 names, plain counts, and a venue's own counts at its door. The report is
that of a quarter with everything on its page: figures, tables by six things and pictures, each beside the quarter
before and the same one a year ago, visits and different persons. The raw SQL sums and counts the same over the rows.
Times are the best of three in one run on one machine: read the ratio. What a mark costs its writer is shown as well.
"""

import argparse
import datetime as dt
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.house import prepare, tear_down

KINDS = ("sqlite", "postgresql")
FIRST = dt.date(2024, 3, 20)  # 1 Farvardin 1403
DAYS = 731  # until the end of 1404
QUARTER = (dt.date(2025, 9, 23), dt.date(2025, 12, 21))  # autumn 1404
NEIGHBORHOODS, VENUES, PEOPLE, PROGRAMS, TIMES = 20, 200, 100_000, 2_400, 5
ROWS_A_SESSION = 35  # of a session's ledger, about
AT_ONCE = 20_000


# ---- A city, written past the house in bulk: its rows are those the house would write


def city() -> Any:
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
    people()
    programs()
    return whole


def people() -> None:
    from meydan.people.models import Person

    for start in range(0, PEOPLE, AT_ONCE):
        some = range(start, min(start + AT_ONCE, PEOPLE))
        Person.objects.bulk_create([Person(phone=f"+98900{number:07d}") for number in some], batch_size=500)


def programs() -> None:
    """Each of a kind, an audience and one or two aims, at one venue, for the two years."""
    from meydan.places.models import Venue
    from meydan.programs.models import Program, ProgramAim

    venues = list(Venue.objects.order_by("pk"))
    made = Program.objects.bulk_create(
        [
            Program(
                title=f"برنامه {number}",
                kind=("cultural", "social", "educational", "sports")[number % 4],
                audience=Program.Audience.values[number % 5],
                venue=venues[number % VENUES],
                area_id=venues[number % VENUES].area_id,
                capacity=100,
            )
            for number in range(PROGRAMS)
        ],
        batch_size=30,
    )
    aims = ProgramAim.Aim.values
    ProgramAim.objects.bulk_create(
        [
            ProgramAim(program=one, aim=aims[(number + each) % 5])
            for number, one in enumerate(made)
            for each in range(1 + number % 2)
        ],
        batch_size=300,
    )


def fill(want: int) -> None:
    """Sessions of chance days until the ledger has so many rows, and all that follows from rows."""
    from django.db import connection

    from meydan.ground.sqlite.checkpoint import checkpoint
    from meydan.participation.actions import draw_up_all
    from meydan.participation.actions import marks as marking
    from meydan.participation.models import Participation

    have = Participation.objects.count()
    sessions(have // ROWS_A_SESSION, want // ROWS_A_SESSION)
    with connection.cursor() as cursor:
        cursor.execute(ROWS[connection.vendor], [have // ROWS_A_SESSION, want // ROWS_A_SESSION])
    marking.touch(Participation.objects.order_by().values_list("day", "area_id").distinct())
    began = time.perf_counter()
    drawn = draw_up_all()
    print(f"    {drawn} months of areas drawn up in {time.perf_counter() - began:.0f} s", flush=True)
    if connection.vendor == "sqlite":
        checkpoint()  # the house's checkpointer does not run here, and a log of gigabytes is slow to read through
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as it would by itself


def sessions(first: int, last: int) -> None:
    """Number n is of program n mod 2,400, on a day that wanders: the same on both databases."""
    from django.utils import timezone

    from meydan.calendar.models import Occasion
    from meydan.programs.models import Program, Session

    known = list(Program.objects.order_by("pk"))
    for start in range(first, last, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, last))
        occasions = []
        for number in numbers:
            program, day = known[number % PROGRAMS], FIRST + dt.timedelta(days=number * 389 // 7 % DAYS)
            begins = dt.datetime.combine(day, dt.time(14), dt.UTC)
            occasions.append(
                Occasion(
                    title=program.title,
                    kind=program.kind,
                    area_id=program.area_id,
                    venue_id=program.venue_id,
                    clock=dt.time(17, 30),
                    minutes=60,
                    day=day,
                    starts_at=begins,
                    ends_at=begins + dt.timedelta(hours=1),
                    status="held",
                    announced_at=timezone.now(),
                )
            )
        Occasion.objects.bulk_create(occasions, batch_size=30)
        Session.objects.bulk_create(
            [
                Session(program=known[number % PROGRAMS], occasion=occasion)
                for number, occasion in zip(numbers, occasions, strict=True)
            ],
            batch_size=150,
        )


# Of each session 34 rows with a name, out of the 150 regulars of its program, and a plain count, every fourth time that
# of the venue's door.
_COLUMNS = """INSERT INTO participation_participation (door, kind, subject, activity, day, area_id, venue_id,
    occasion_id, person_id, count, women, men, age_band, channel, evidence, times_said, created_at, is_sample)"""
_SESSIONS = """FROM (SELECT s.id, p.id AS program, p.kind, o.day, o.area_id, o.venue_id, o.id AS occasion
    FROM programs_session s JOIN programs_program p ON p.id = s.program_id
    JOIN calendar_occasion o ON o.id = s.occasion_id
    WHERE s.id > {first} AND s.id <= {last}) s CROSS JOIN ({numbers}) g"""
_VALUES = """SELECT CASE WHEN n = 34 AND s.id %% 4 = 0 THEN 'visits' ELSE 'programs' END,
    CASE WHEN n = 34 AND s.id %% 4 = 0 THEN 'health' ELSE s.kind END, 'bench:' || s.id || ':' || n,
    CASE WHEN n = 34 AND s.id %% 4 = 0 THEN 0 ELSE s.program END,
    s.day, s.area_id, s.venue_id, s.occasion,
    CASE WHEN n < 34
    THEN {person} + (s.program * 7919 + (s.id * 31 + n * (1 + s.id %% 4)) %% 150) %% {people} END,
    CASE WHEN n < 34 THEN 1 ELSE 20 + s.id %% 60 END, CASE WHEN n < 34 THEN n %% 2 ELSE 10 END,
    CASE WHEN n < 34 THEN (n + 1) %% 2 ELSE 9 END, '', 'in_person',
    CASE WHEN n = 34 THEN 'head_count' WHEN n %% 3 = 0 THEN 'check_in' ELSE 'roll_call' END,
    1, {now}, {false} """
_PERSON = "(SELECT min(id) FROM people_person WHERE phone LIKE '+98900%%')"
_SERIES = {
    "sqlite": "WITH RECURSIVE r (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM r WHERE n < 34) SELECT n FROM r",
    "postgresql": "SELECT generate_series(0, 34) AS n",
}


def _insert(vendor: str) -> str:
    values = _VALUES.format(
        person=_PERSON,
        people=PEOPLE,
        now="now()" if vendor == "postgresql" else "'2026-01-01 00:00:00'",
        false="false" if vendor == "postgresql" else "0",
    )
    return f"{_COLUMNS} {values} {_SESSIONS.format(first='%s', last='%s', numbers=_SERIES[vendor])}"


ROWS = {vendor: _insert(vendor) for vendor in KINDS}


# ---- The report, and the same asked of the rows


def report(area: Any) -> Any:
    """Everything that stands on the page."""
    from meydan.reports.periods import Period
    from meydan.reports.report import Report

    found = Report(area, Period(*QUARTER), dt.date(2026, 3, 25))
    return [found.figures, found.tables, found.sexes, found.times, found.at_venues, found.venue_tables,
            found.venue_times, found.views_table, found]  # fmt: skip


def page(area: Any) -> Any:
    """The same with its pictures, as a browser gets it."""
    from meydan.reports import desk

    found = report(area)
    return [desk._pictures(found[-1]), *found]  # noqa: SLF001 - what the view draws


def raw(area: Any) -> dict[str, dict[str, tuple[tuple[int, int], ...]]]:
    """(visits, different persons) of each of the three periods, by each table's lines, in SQL of its own."""
    from django.db import connection

    from meydan.reports.report import Report

    periods = _periods(Report, area)
    asks = {
        "all": ("''", ""),
        "kind": ("p.kind", ""),
        "venue": ("CAST(COALESCE(p.venue_id, 0) AS text)", ""),
        "evidence": ("p.evidence", ""),
        "audience": ("g.audience", "JOIN programs_program g ON g.id = p.activity"),
        "mode": ("g.mode", "JOIN programs_program g ON g.id = p.activity"),
        "aim": ("a.aim", "JOIN programs_programaim a ON a.program_id = p.activity"),
    }
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    with connection.cursor() as cursor:
        for by, (key, joined) in asks.items():
            found[by] = {}
            for place, (first, last) in enumerate(periods):
                cursor.execute(
                    f"SELECT {key}, SUM(p.count), COUNT(DISTINCT p.person_id) "
                    f"FROM participation_participation p {joined} "
                    "JOIN places_area e ON e.id = p.area_id "
                    "WHERE p.day BETWEEN %s AND %s AND p.door <> 'visits' AND p.evidence <> 'online_view' "
                    "AND e.path LIKE %s GROUP BY 1",
                    [first, last, f"{area.path}%"],
                )
                for part, visits, persons in cursor.fetchall():
                    found[by].setdefault(part, [(0, 0)] * 3)[place] = (int(visits), persons)
    return {by: {part: tuple(each) for part, each in parts.items()} for by, parts in found.items()}


def _periods(made: Any, area: Any) -> list[tuple[dt.date, dt.date]]:
    from meydan.reports.periods import Period

    one = made(area, Period(*QUARTER), dt.date(2026, 3, 25))
    return [QUARTER, tuple(one.compared), tuple(one.a_year_ago)]


def told(found: Any) -> dict[str, dict[str, tuple[tuple[int, int], ...]]]:
    """What the report says, in the form of `raw`."""
    _figures, tables, *_rest = found

    def pair(line: Any) -> tuple[tuple[int, int], ...]:
        by = {number.measure.key: number for number in line.numbers}
        visits, persons = by["visits"], by["persons"]
        return (visits.value, persons.value), (visits.before, persons.before), (visits.year_ago, persons.year_ago)

    by_table = {table.key: {line.key: pair(line) for line in table.lines} for table in tables}
    return {"all": {"": pair(tables[0].whole)}} | by_table


def best(ask: Callable[[Any], Any], area: Any, times: int = TIMES) -> tuple[float, float, Any]:
    """Milliseconds on the clock, those of this process's own CPU, and the answer."""
    took, worked = [], []
    for _time in range(times):
        began, before = time.perf_counter(), time.process_time()
        answer = ask(area)
        took.append(time.perf_counter() - began)
        worked.append(time.process_time() - before)
    return min(took) * 1000, min(worked) * 1000, answer


def marks(area: Any) -> str:
    """What one mark costs whoever writes."""
    from django.db import transaction

    from meydan.participation.actions import marks as marking

    def once(_area: Any) -> None:
        with transaction.atomic():
            began = time.perf_counter()
            for _each in range(200):
                marking.touch([(QUARTER[0], area.pk)])
            took.append((time.perf_counter() - began) / 200 * 1e6)
            transaction.set_rollback(True)

    took: list[float] = []
    best(once, area)
    return f"{min(took):.0f} µs"


def measure(kind: str, sizes: list[int]) -> None:
    folder = prepare(kind)
    try:
        from meydan.participation.models import Participation

        area = city()
        for size in sizes:
            fill(size)
            whole, cpu, found = best(report, area)
            shown, _cpu, _page = best(page, area)
            rows, _cpu, counted = best(raw, area, 1 if size > 2_000_000 else TIMES)
            if told(found) != counted:
                raise SystemExit(f"{kind}, {size:,} rows: the report and the rows do not agree")
            print(
                f"  {kind:10} {Participation.objects.count():10,} rows: "
                f"report {whole:6.0f} ms (own CPU {cpu:5.0f}), with pictures {shown:6.0f} ms, raw rows {rows:8.0f} ms, "
                f"ratio {rows / whole:6.1f}, equal; a mark {marks(area)}",
                flush=True,
            )
    finally:
        tear_down(folder)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
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
