"""A month's numbers are written once; what is closed later counts in the next month, once, and nothing changes."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from meydan.counseling import actions, figures, freezing
from meydan.counseling.figures import Cell
from meydan.counseling.freezing import Month
from meydan.counseling.models import Appointment, FrozenCell, FrozenMonth
from meydan.counseling.rules.desk import REOPENED_FOR
from meydan.counseling.tasks import freeze_figures
from meydan.journal.models import Line
from tests.factories.counseling import AppointmentFactory, CaseFactory, CounselorFactory, FrozenCellFactory

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
ABAN, AZAR, DEY = Month(1405, 8), Month(1405, 9), Month(1405, 10)
BEGINS = dt.datetime.combine(ABAN.days[0], dt.time(9), dt.UTC)
MOMENTS = st.integers(0, 700 * 24).map(lambda hours: BEGINS + hours * HOUR)


@given(MOMENTS, st.timedeltas(HOUR, 90 * DAY))
def test_a_session_counts_in_the_first_month_in_which_it_is_final(held_at, later):
    month, final = freezing.counts_in(held_at, held_at + later), held_at + later + REOPENED_FOR
    assert final <= month.settles_at
    of_its_day = freezing.of_day(timezone.localdate(held_at))
    assert month == of_its_day or month.before.settles_at < final


def test_months_follow_each_other_over_the_year():
    assert (Month(1405, 12).next, Month(1406, 1).before, AZAR.next, AZAR.before) == (
        Month(1406, 1),
        Month(1405, 12),
        DEY,
        ABAN,
    )


@pytest.fixture
def city(db):
    found = CounselorFactory().area
    case = CaseFactory(area=found, counselor=CounselorFactory(area=found), opened_at=BEGINS)
    found.case = case
    return found


def session(city, number, *, closed_at, state="attended"):
    """One of Aban's, held on its days in turn."""
    starts_at = BEGINS + number * DAY
    return AppointmentFactory(
        case=city.case, state=state, starts_at=starts_at, closed_at=closed_at, booked_at=starts_at - 2 * DAY
    )


def write(city, moment):
    with time_machine.travel(moment, tick=False):
        freeze_figures.call()
    months = {}
    for row in FrozenCell.objects.filter(measure="sessions", table="", month__area=city).select_related("month"):
        months[Month(row.month.year, row.month.month)] = row.value
    return months


def test_closed_in_time_it_counts_in_its_month_and_later_in_the_next(city):
    for number in range(6):
        session(city, number, closed_at=BEGINS + number * DAY + HOUR)
    late = session(city, 20, closed_at=ABAN.settles_at - REOPENED_FOR + HOUR)
    assert write(city, ABAN.settles_at - HOUR) == {}
    assert write(city, ABAN.settles_at + HOUR) == {ABAN: 6}
    assert write(city, AZAR.settles_at + HOUR) == {ABAN: 6, AZAR: 1}
    assert freezing.counts_in(late.starts_at, late.closed_at) == AZAR


def test_nothing_that_becomes_of_a_row_later_changes_what_was_told(city):
    rows = [session(city, number, closed_at=BEGINS + number * DAY + HOUR) for number in range(7)]
    write(city, ABAN.settles_at + HOUR)
    before = figures.year(city, 1405, "sessions")
    waited = figures.waiting_days(city, 1405, "m08")
    Appointment.objects.filter(pk__in=[row.pk for row in rows[:2]]).update(state="missed", outcome="", mode="online")
    rows[2].delete()
    session(city, 25, closed_at=AZAR.settles_at)
    write(city, AZAR.settles_at + HOUR)
    after = figures.year(city, 1405, "sessions")
    assert {cell: after.shown(cell) for cell in before.values} == {cell: before.shown(cell) for cell in before.values}
    assert figures.waiting_days(city, 1405, "m08") == waited
    assert after.shown(Cell("m08", "", "")) == 7


def test_a_house_that_stood_still_writes_what_it_missed_and_each_month_once(city):
    for number in range(5):
        session(city, number, closed_at=BEGINS + number * DAY)
    with time_machine.travel(Month(1406, 2).settles_at + HOUR, tick=False):
        written = [actions.freeze_figures(by=None, area=city) for _time in range(2)]
    assert written == [7, 0]
    rows = FrozenMonth.objects.filter(area=city).order_by("year", "month").values_list("year", "month")
    assert list(rows) == [(1405, 8), (1405, 9), (1405, 10), (1405, 11), (1405, 12), (1406, 1), (1406, 2)]
    assert list(figures.written(city).items()) == [(1405, 12)]
    assert Line.objects.filter(verb="counseling.freeze_figures").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_lets_nobody_change_what_was_written(change):
    cell = FrozenCellFactory()
    for rows, values in ((FrozenCell.objects.filter(pk=cell.pk), {"value": 7}), (FrozenMonth.objects, {"month": 2})):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**values) if change == "update" else rows.all()._raw_delete("default")


@pytest.mark.django_db
def test_a_city_in_which_nobody_came_has_nothing_to_write():
    assert actions.freeze_figures(by=None, area=CounselorFactory().area) == 0
