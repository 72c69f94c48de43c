"""Figures of months that are over; what is small is hidden so that no other number gives it away."""

import datetime as dt

import numpy as np
import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.counseling import actions, figures
from meydan.counseling.figures import Cell, Year
from meydan.counseling.models import Appointment
from meydan.engines import jalali
from tests.factories.counseling import AppointmentFactory, CaseFactory, CounselorFactory, TopicFactory
from tests.factories.places import CityFactory

TODAY = dt.date(2026, 11, 28)  # 7 Azar 1405: eight months are over


def day(month, number=10, year=1405):
    moment = dt.datetime.combine(jalali.month_bounds(year, month)[0], dt.time(9), dt.UTC)
    return moment + dt.timedelta(days=number - 1)


@pytest.fixture
def city(db):
    return CityFactory()


def opened(city, topic, month, count, **more):
    counselor = more.pop("counselor", None) or CounselorFactory(area=city)
    return [
        CaseFactory(area=city, topic=topic, counselor=counselor, opened_at=day(month), **more) for _n in range(count)
    ]


def frozen(city, today=TODAY):
    """What is due by a morning is written."""
    with time_machine.travel(dt.datetime.combine(today, dt.time(6), dt.UTC), tick=False):
        return actions.freeze_figures(by=None, area=city)


def told(city, measure="referrals", number=1405, today=TODAY):
    frozen(city, today)
    return figures.year(city, number, measure)


def test_the_running_month_is_not_told(city):
    topic = TopicFactory(area=city)
    opened(city, topic, 8, 6)
    opened(city, topic, 9, 6)
    found = told(city)
    assert (found.months, found.shown(Cell("m08", "", "")), found.shown(Cell("m09", "", ""))) == (8, 6, 0)


def test_a_quarter_or_a_year_that_runs_is_not_told_for_its_growth_would_be_a_month(city):
    opened(city, TopicFactory(area=city), 8, 6)
    assert {cell.period for cell in told(city).values} == {"m08"}


def test_months_sum_to_quarters_and_quarters_to_the_year(city):
    topic = TopicFactory(area=city)
    for month, count in ((1, 6), (2, 7), (4, 9)):
        opened(city, topic, month, count)
    found = told(city, today=dt.date(2027, 3, 27))
    line = str(topic.pk)
    shown = [found.shown(Cell(period, "topic", line)) for period in ("m01", "m02", "q1", "m04", "q2", "q3", "y")]
    assert shown == [6, 7, 13, 9, 9, 0, 22]


def test_a_small_number_is_hidden_together_with_one_beside_it(city):
    large, small, middle = (TopicFactory(area=city) for _n in range(3))
    for topic, count in ((large, 20), (small, 2), (middle, 8)):
        opened(city, topic, 1, count)
    found = told(city)
    shown = [found.shown(Cell("q1", "topic", str(topic.pk))) for topic in (large, small, middle)]
    assert (shown, found.shown(Cell("q1", "", ""))) == ([20, None, None], 30)


def test_sessions_and_those_who_did_not_come_are_told_apart(city):
    topic = TopicFactory(area=city)
    counselor = CounselorFactory(area=city, topics=[topic])
    for number in range(12):
        case = CaseFactory(area=city, topic=topic, counselor=counselor)
        state = Appointment.State.ATTENDED if number < 7 else Appointment.State.MISSED
        AppointmentFactory(case=case, state=state, starts_at=day(2) + dt.timedelta(hours=2 * number))
    assert told(city, "sessions").shown(Cell("m02", "mode", "phone")) == 7
    assert told(city, "missed").shown(Cell("m02", "", "")) == 5


def test_days_of_waiting_are_told_where_enough_waited(city):
    many, few = TopicFactory(area=city), TopicFactory(area=city)
    counselor = CounselorFactory(area=city, topics=[many, few])
    for number in range(7):
        case = CaseFactory(area=city, topic=many if number < 5 else few, counselor=counselor)
        starts_at = day(3) + dt.timedelta(hours=2 * number)
        AppointmentFactory(
            case=case, state="attended", starts_at=starts_at, booked_at=starts_at - dt.timedelta(days=number + 1)
        )
    frozen(city)
    days = [figures.waiting_days(city, 1405, period) for period in ("y", "q1", "m03", "m02", "q2")]
    assert days == [{many.pk: (3.0, 5)}] * 3 + [{}] * 2


def test_before_and_after_a_month_are_months_of_their_years(city):
    topic = TopicFactory(area=city)
    opened(city, topic, 3, 9)
    frozen(city)
    months = figures.around(city, "referrals", day(3).date(), ("topic", str(topic.pk)))
    assert [(one.year, one.month) for one in (months[0], months[-1])] == [(1404, 3), (1405, 8)]
    assert [one.value for one in months if one.is_after][:2] == [9, 0]


def test_months_before_the_city_began_have_no_number_and_are_not_zero(city):
    topic = TopicFactory(area=city)
    opened(city, topic, 3, 9)
    opened(city, topic, 5, 7)
    frozen(city)
    months = figures.around(city, "referrals", day(4).date(), ("", ""))
    told = [(one.month, one.value, one.is_begun) for one in months if one.year == 1405][:5]
    assert told == [(1, None, False), (2, None, False), (3, 9, True), (4, 0, True), (5, 7, True)]
    assert {(one.value, one.is_begun) for one in months if one.year == 1404} == {(None, False)}


def test_another_city_counts_for_itself(city):
    opened(city, TopicFactory(area=city), 1, 6)
    assert told(CityFactory()).values == {}


# ---- Nobody works out what is hidden

LINES = {"topic": ("a", "b", "c"), "mode": ("x", "y")}


@st.composite
def numbers(draw):
    """Rows of a year of five months, each in one line of each table."""
    rows = draw(
        st.lists(st.tuples(st.integers(1, 5), *(st.sampled_from(LINES[table]) for table in LINES)), max_size=60)
    )
    values: dict[Cell, int] = {}
    for month, *lines in rows:
        for period in (f"m{month:02}", f"q{(month - 1) // 3 + 1}", "y"):
            for cell in (Cell(period, "", ""), *(Cell(period, *one) for one in zip(LINES, lines, strict=True))):
                values[cell] = values.get(cell, 0) + 1
    return values


def relations(values):
    """All that is known to hang together, written without `figures.sums`."""
    periods = {cell.period for cell in values}
    inside = {"y": [f"m{n:02}" for n in range(1, 13)]} | {
        f"q{q + 1}": [f"m{q * 3 + n:02}" for n in (1, 2, 3)] for q in range(4)
    }
    for period in periods:
        for table in LINES:
            yield Cell(period, "", ""), [cell for cell in values if cell[:2] == (period, table)]
    for cell in values:
        if cell.period in inside:
            parts = [Cell(month, cell.table, cell.line) for month in inside[cell.period]]
            yield cell, [part for part in parts if part in values]


@settings(max_examples=60)
@given(numbers())
def test_no_small_number_follows_from_all_that_is_shown(values):
    hidden = figures._hidden(values)
    assert {cell for cell, value in values.items() if value < 5} <= hidden
    unknown = sorted(hidden)
    place = {cell: number for number, cell in enumerate(unknown)}
    rows = []
    for whole, parts in relations(values):
        row = np.zeros(len(unknown))
        for cell, sign in [(whole, -1.0), *((part, 1.0) for part in parts)]:
            if cell in place:
                row[place[cell]] += sign
        rows.append(row)
    if not unknown:
        return
    known = np.array(rows)
    rank = np.linalg.matrix_rank(known)
    for cell in unknown:
        if values[cell] < 5:
            asked = np.zeros(len(unknown))
            asked[place[cell]] = 1.0
            assert np.linalg.matrix_rank(np.vstack([known, asked])) > rank, cell


@settings(max_examples=60)
@given(numbers())
def test_what_was_shown_when_a_month_ended_stays_shown(values):
    hidden = figures._hidden(values)
    for last in range(1, 5):
        then = {cell: value for cell, value in values.items() if cell.period in figures.periods(last)}
        assert figures._hidden(then) == hidden & then.keys()


def test_a_year_without_months_has_nothing():
    assert Year({}, set(), 0).shown(Cell("y", "", "")) == 0
