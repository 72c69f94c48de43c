"""The numbers of a report against sums worked out here, row by row, in Python."""

import datetime as dt
from collections import defaultdict

import pytest

from meydan.calendar.models import Occasion
from meydan.participation.models import Participation
from meydan.programs.models import Session
from meydan.reports.periods import Period
from meydan.reports.report import Report
from tests.reports.conftest import DAYS, chance_city

pytestmark = pytest.mark.django_db
AFTER = DAYS[-1] + dt.timedelta(days=30)


def below(area, other):
    return other.path.startswith(area.path)


def expected(area, first, last, part=lambda _row: "", part_of_session=lambda _session: ""):
    """(programs, sessions, visits, women, men, persons) by a key."""
    found = defaultdict(lambda: [set(), 0, 0, 0, 0, set()])
    for session in Session.objects.select_related("program__area", "occasion"):
        occasion = session.occasion
        held = occasion.status == Occasion.Status.HELD and first <= occasion.day <= last
        if held and below(area, session.program.area):
            cell = found[part_of_session(session)]
            cell[0].add(session.program_id)
            cell[1] += 1
    for row in Participation.objects.select_related("area"):
        if first <= row.day <= last and below(area, row.area):
            cell = found[part(row)]
            cell[2] += row.count
            cell[3] += row.women
            cell[4] += row.men
            cell[5] |= {row.person_id} - {None}
    return {
        key: (len(programs), sessions, visits, women, men, len(persons))
        for key, (programs, sessions, visits, women, men, persons) in found.items()
    }


def of_line(line):
    values = {number.measure.key: number.value for number in line.numbers}
    return tuple(values.get(key, 0) for key in ("programs", "sessions", "visits", "women", "men", "persons"))


def venue_key(pk):
    return str(pk or 0)


@pytest.mark.parametrize("seed", range(5))
def test_every_number_is_the_sum_worked_out_from_the_rows(city, seed):
    chance_city(city, seed)
    first, last = DAYS[10 * seed], DAYS[10 * seed + 35]
    report = Report(city, Period(first, last), AFTER)
    by_kind, by_venue, by_evidence = report.tables
    (whole,) = expected(city, first, last).values()
    assert of_line(by_kind.whole) == of_line(by_venue.whole) == whole
    assert {line.key: of_line(line) for line in by_kind.lines} == expected(
        city, first, last, lambda row: row.kind, lambda session: session.program.kind
    )
    assert {line.key: of_line(line) for line in by_venue.lines} == expected(
        city, first, last, lambda row: venue_key(row.venue_id), lambda session: venue_key(session.occasion.venue_id)
    )
    evidence = expected(city, first, last, lambda row: row.evidence, lambda _session: "roll_call")
    assert {line.key: of_line(line)[2:] for line in by_evidence.lines} == {
        key: values[2:] for key, values in evidence.items()
    }
    assert [line.numbers[0].value for line in report.sexes.lines] == [
        whole[3],
        whole[4],
        whole[2] - whole[3] - whole[4],
    ]


@pytest.mark.parametrize("seed", range(3))
def test_figures_are_compared_with_the_period_before(city, seed):
    chance_city(city, seed)
    first, last = DAYS[40], DAYS[60]
    report = Report(city, Period(first, last), AFTER)
    before = Period(DAYS[19], DAYS[39])
    assert report.compared == before
    (now,) = expected(city, first, last).values()
    (then,) = expected(city, *before).values()
    assert [figure.number.value for figure in report.figures] == [now[0], now[1], now[2], now[5]]
    assert [figure.before for figure in report.figures] == [then[0], then[1], then[2], then[5]]


@pytest.mark.parametrize("length", [1, 7, 35, 36, 89])
def test_columns_over_time_sum_to_the_visits_and_show_gaps(city, length):
    chance_city(city)
    period = Period(DAYS[0], DAYS[length - 1])
    report = Report(city, period, AFTER)
    days = {row.day for row in Participation.objects.filter(area__path__startswith=city.path)}
    assert sum(bar.value or 0 for bar in report.times) == report.figures[2].number.value
    if length <= 35:
        assert [bar.value is None for bar in report.times] == [day not in days for day in DAYS[:length]]
    assert [times is None for _day, times in report.days] == [day not in days for day in DAYS[:length]]


def test_an_empty_area_reads_as_zeros(city):
    report = Report(city, Period(DAYS[0], DAYS[9]), AFTER)
    assert [figure.number.value for figure in report.figures] == [0, 0, 0, 0]
    assert [table.lines for table in report.tables] == [[], [], []]
    assert {bar.value for bar in report.times} == {None}
    assert report.figures[0].change == "به همان اندازه"
