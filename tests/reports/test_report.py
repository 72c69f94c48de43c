"""The numbers of a report against sums worked out here, row by row, in Python."""

import datetime as dt
from collections import defaultdict

import pytest

from meydan.calendar.models import Occasion
from meydan.participation.models import Participation
from meydan.programs.models import Program, Session
from meydan.reports.measures import AT_VENUES, PERSONS, PROGRAMS, SESSIONS, VIEWS, VISITS
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
            for key in several(part_of_session(session)):
                cell = found[key]
                cell[0].add(session.program_id)
                cell[1] += 1
    for row in Participation.objects.select_related("area").exclude(door="visits").exclude(evidence="online_view"):
        if first <= row.day <= last and below(area, row.area):
            for key in several(part(row)):
                cell = found[key]
                cell[2] += row.count
                cell[3] += row.women
                cell[4] += row.men
                cell[5] |= {row.person_id} - {None}
    return {
        key: (len(programs), sessions, visits, women, men, len(persons))
        for key, (programs, sessions, visits, women, men, persons) in found.items()
        if programs or visits
    }


def several(keys):
    return keys if isinstance(keys, list) else [keys]


def of_line(line):
    values = {number.measure.key: number.value for number in line.numbers}
    return tuple(values.get(key, 0) for key in ("programs", "sessions", "visits", "women", "men", "persons"))


def lines_of(table):
    """Those with a number of this period; others stand there for what they had before."""
    return {line.key: of_line(line) for line in table.lines if any(of_line(line))}


def venue_key(pk):
    return str(pk or 0)


@pytest.mark.parametrize("seed", range(5))
def test_every_number_is_the_sum_worked_out_from_the_rows(city, seed):
    chance_city(city, seed)
    first, last = DAYS[10 * seed], DAYS[10 * seed + 35]
    report = Report(city, Period(first, last), AFTER)
    by_kind, by_aim, by_audience, by_mode, by_venue, by_evidence = report.tables
    (whole,) = expected(city, first, last).values()
    assert of_line(by_kind.whole) == of_line(by_venue.whole) == whole
    assert lines_of(by_kind) == expected(city, first, last, lambda row: row.kind, lambda session: session.program.kind)
    assert lines_of(by_venue) == expected(
        city, first, last, lambda row: venue_key(row.venue_id), lambda session: venue_key(session.occasion.venue_id)
    )
    programs = Program.objects.prefetch_related("aims").in_bulk()

    def aims(program_id):
        return sorted(each.aim for each in programs[program_id].aims.all()) or ["none"]

    for table, of in (
        (by_aim, aims),
        (by_audience, lambda pk: programs[pk].audience),
        (by_mode, lambda pk: programs[pk].mode),
    ):
        assert lines_of(table) == expected(
            city, first, last, lambda row, of=of: of(row.activity), lambda session, of=of: of(session.program_id)
        )
        assert of_line(table.whole) == whole
    evidence = expected(city, first, last, lambda row: row.evidence, lambda _session: "roll_call")
    assert {key: values[2:] for key, values in lines_of(by_evidence).items()} == {
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
    figures = [figure for figure in report.figures if figure.number.measure in {PROGRAMS, SESSIONS, VISITS, PERSONS}]
    assert [figure.number.value for figure in figures] == [now[0], now[1], now[2], now[5]]
    assert [figure.before for figure in figures] == [then[0], then[1], then[2], then[5]]
    a_year_later = Report(
        city, Period(first + dt.timedelta(days=365), last + dt.timedelta(days=365)), AFTER + dt.timedelta(days=400)
    )
    figures = [
        figure for figure in a_year_later.figures if figure.number.measure in {PROGRAMS, SESSIONS, VISITS, PERSONS}
    ]
    assert [figure.year_ago for figure in figures] == [now[0], now[1], now[2], now[5]]


@pytest.mark.parametrize("length", [1, 7, 35, 36, 89])
def test_columns_over_time_sum_to_the_visits_and_show_gaps(city, length):
    chance_city(city)
    period = Period(DAYS[0], DAYS[length - 1])
    report = Report(city, period, AFTER)
    rows = Participation.objects.filter(area__path__startswith=city.path)
    days = {row.day for row in rows.exclude(door="visits").exclude(evidence="online_view")}
    (visits,) = (figure.number.value for figure in report.figures if figure.number.measure is VISITS)
    assert sum(bar.value or 0 for bar in report.times) == visits
    if length <= 35:
        assert [bar.value is None for bar in report.times] == [day not in days for day in DAYS[:length]]
    assert [times is None for _day, times in report.days] == [day not in days for day in DAYS[:length]]


def test_an_empty_area_reads_as_zeros(city):
    report = Report(city, Period(DAYS[0], DAYS[9]), AFTER)
    assert [figure.number.value for figure in report.figures] == [0] * 5
    assert [table.lines for table in (*report.tables, *report.venue_tables, report.views_table)] == [[]] * 9
    assert {bar.value for bar in report.times} == {None}
    assert report.figures[0].change == "به همان اندازه"


def test_what_venues_count_and_what_is_watched_stand_apart(city):
    chance_city(city, 3)
    report = Report(city, Period(DAYS[0], DAYS[-1]), AFTER)
    rows = Participation.objects.filter(area__path__startswith=city.path)
    at_the_door = sum(rows.filter(door="visits").values_list("count", flat=True))
    views = sum(rows.filter(evidence="online_view").values_list("count", flat=True))
    others = sum(rows.exclude(door="visits").exclude(evidence="online_view").values_list("count", flat=True))
    told = {figure.number.measure: figure.number.value for figure in report.figures}
    assert (report.at_venues.value, told[VIEWS], told[VISITS]) == (at_the_door, views, others)
    assert AT_VENUES not in told
    assert all(sum(line.numbers[0].value for line in table.lines) == at_the_door for table in report.venue_tables)
    assert sum(point.value or 0 for line in report.venue_times for point in line.points) == at_the_door


def test_kinds_chosen_together_count_a_person_once(city):
    """As a manager reads "cultural and social": one whole, not a sum of two."""
    chance_city(city, 4)
    asked = ("cultural", "social")
    report = Report(city, Period(DAYS[0], DAYS[-1]), AFTER, asked)
    chosen = expected(
        city,
        DAYS[0],
        DAYS[-1],
        lambda row: row.kind in asked,
        lambda session: session.program.kind in asked,
    )[True]
    assert of_line(report.tables[0].whole) == chosen
    assert {line.key for line in report.tables[0].lines} <= set(asked)
    assert chosen[5] < sum(of_line(line)[5] for line in report.tables[0].lines)
