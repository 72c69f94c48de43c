"""What public pages hide of a month, looked at over the whole tree of areas.

A page of an area and the pages of what lies in it share sums: none may give away what another hides.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from meydan.engines import disclosure
from meydan.engines.disclosure import Sum
from meydan.engines.totals import Totals
from meydan.participation.suppression import AT_LEAST, Count, suppressed
from meydan.places import queries as places
from meydan.places.models import Area
from meydan.reports import counts, evening, measures
from meydan.reports.periods import Period

Part = tuple[str, str]  # a table and the key of its line
Numbers = Mapping[int, Counter[Part]]  # of each area

WHOLE: Final = ("", "")
TABLES: Final = ("kind", "aim", "audience", "venue", "evidence", "sex")  # of visits
OVERLAPPING: Final = ("aim",)  # a program of two aims counts under both, so the lines say nothing of their sum
REST: Final = "rest"  # of a table, what none of its lines has


class Cell(NamedTuple):
    area: int
    part: Part
    is_itself: bool = False  # of an area what none of those in it has: it stands on no page, and follows from them


def hidden(area: Area, period: Period) -> set[Part]:
    """Of visits on the page of this area: the lines that are not shown, by their table, and WHOLE where not even the
    sum is.
    """
    top = top_of(area)
    return _hidden(area, *town(top, visits(top, period)))


def hidden_questions(area: Area, period: Period) -> set[Part]:
    """The same of what citizens said to the mayor."""
    top = top_of(area)
    return _hidden(area, *town(top, said(top, period)))


def top_of(area: Area) -> Area:
    return next(iter(places.ancestors(area)), area)


def _hidden(area: Area, values: Mapping[Cell, int], sums: Sequence[Sum[Cell]]) -> set[Part]:
    found = disclosure.hidden(
        values,
        sums,
        unpublished=[cell for cell in values if cell.is_itself or cell.part[1] == REST],
        first=_by_themselves(values),
        last={cell for cell in values if cell.part == WHOLE},
        at_least=AT_LEAST,
    )
    return {cell.part for cell in found if cell.area == area.pk and not cell.is_itself and cell.part[1] != REST}


def town(top: Area, itself: Numbers) -> tuple[dict[Cell, int], list[Sum[Cell]]]:
    """Every number of every page, and what is the sum of what."""
    roads = _roads(top, itself)
    whole: dict[int, Counter[Part]] = defaultdict(Counter)
    below: dict[int, set[int]] = defaultdict(set)
    for place, numbers in itself.items():
        for area in roads[place]:
            whole[area].update(numbers)
        for parent, child in zip(roads[place], roads[place][1:], strict=False):
            below[parent].add(child)
    values = {Cell(area, part): number for area, numbers in whole.items() for part, number in numbers.items()}
    sums = []
    for area, numbers in whole.items():
        lines = [Cell(area, part) for part in numbers]
        sums += [
            Sum(Cell(area, WHOLE), tuple(cell for cell in lines if cell.part[0] == table))
            for table in sorted({table for table, _key in numbers} - {"", *OVERLAPPING})
        ]
        if below[area]:
            values |= {Cell(area, part, is_itself=True): itself[area][part] for part in numbers}
            sums += [
                Sum(
                    Cell(area, part),
                    (
                        *(Cell(child, part) for child in sorted(below[area]) if part in whole[child]),
                        Cell(area, part, is_itself=True),
                    ),
                )
                for part in numbers
            ]
    return values, sums


def visits(top: Area, period: Period) -> Numbers:
    """What each area has itself."""
    found: dict[int, Counter[Part]] = defaultdict(Counter)
    for part, by_area in counts.of_areas(top, period).items():
        for area, totals in by_area.items():
            for one, number in _parts(part, totals):
                found[area][one] = number
    for numbers in found.values():
        for table in TABLES:
            lines = sum(number for part, number in numbers.items() if part[0] == table)
            numbers[table, REST] = 0 if table in OVERLAPPING else numbers[WHOLE] - lines
    return found


def said(top: Area, period: Period) -> Numbers:
    found: dict[int, Counter[Part]] = defaultdict(Counter)
    for (area, table, key), number in evening.questions_of_areas(top, period).items():
        found[area][table, key] += number
    return found


def _parts(part: Part, totals: Totals) -> Iterator[tuple[Part, int]]:
    if part == WHOLE:
        yield WHOLE, totals.visits
        yield ("sex", measures.WOMEN.key), totals.women
        yield ("sex", measures.MEN.key), totals.men
        yield ("sex", measures.UNNOTED.key), totals.visits - totals.women - totals.men
    elif part[0] in TABLES:
        yield part, totals.visits


def _roads(top: Area, those: Numbers) -> dict[int, list[int]]:
    """From the top down to each of those, themselves at the end."""
    paths = places.below([top]).filter(pk__in=those).values_list("pk", "path")
    return {pk: [int(one) for one in path.strip("/").split("/")] for pk, path in paths}


def _by_themselves(values: Mapping[Cell, int]) -> list[Cell]:
    """What each table hides without looking at others: of lines that overlap, nothing else is known."""
    tables: dict[tuple[int, str], list[Cell]] = defaultdict(list)
    for cell in values:
        if cell.part[0] in OVERLAPPING and cell.part[1] != REST and not cell.is_itself:
            tables[cell.area, cell.part[0]].append(cell)
    return [
        cell
        for cells in tables.values()
        for cell, shown in zip(cells, suppressed([Count("", values[one]) for one in cells]).parts, strict=True)
        if shown.value is None
    ]
