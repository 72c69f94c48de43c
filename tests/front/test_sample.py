"""The sample city's rows sum to the story's figures, and the report computes them."""

import datetime as dt

import pytest

from meydan.base.roles import Role
from meydan.engines import jalali
from meydan.participation import figures, sheets
from meydan.people import sample as people
from meydan.places import sample as places
from meydan.programs import sample as programs
from meydan.programs.models import Program
from meydan.reports.periods import Period
from meydan.reports.report import Report
from meydan.visits import sample as visits

pytestmark = pytest.mark.django_db
SPRING = Period(*jalali.season_bounds(1399, 1))


@pytest.fixture
def qods():
    """Qods with its people, and the quarters that are over."""
    places.make_areas()
    places.make_venues()
    area = places.city("qods")
    staff = people.make_people(by=None, areas=[area])[area.pk]
    citizens = people.make_citizens(by=None, n=120, area=area)
    programs.make_quarters(
        officer=staff[Role.PROGRAM_OFFICER][0], citizens=citizens, leaders=staff[Role.COACH], area=area
    )
    return area


def table(report, by):
    lines = next(found for found in report.tables if found.key == by).lines
    return {line.key: {number.measure.key: number.value for number in line.numbers} for line in lines}


def test_the_report_of_spring_1399_finds_the_figures_of_the_story_in_its_rows(qods):
    report = Report(qods, SPRING, dt.date(2026, 11, 22))
    kinds = table(report, "kind")
    social = [kinds["cultural"], kinds["social"]]
    assert (sum(each["programs"] for each in social), sum(each["visits"] for each in social)) == (119, 44_594)
    assert (kinds["sports"]["programs"], kinds["sports"]["visits"]) == (18, 785)
    assert kinds["sports"]["venues"] == 8
    assert sum(each["programs"] for each in kinds.values()) == 186
    # No row holds a sum: the largest is one evening.
    (largest,) = figures.rows_of(areas=[qods], first=SPRING.first, last=SPRING.last).order_by("-count")[:1]
    assert largest.count < 2_000
    # The spring before and the winter between are there to compare with.
    for period in (jalali.season_bounds(1398, 1), jalali.season_bounds(1398, 4)):
        found = sheets.counted(areas=[qods], first=period[0], last=period[1]).whole
        assert found.visits > 10_000
    assert set(Program.objects.values_list("is_sample", flat=True)) == {True}


def test_tabriz_had_as_many_visitors_as_the_story_tells_and_lost_them():
    places.make_areas()
    places.make_venues()
    area = places.city("tabriz")
    staff = people.make_people(by=None, areas=[area])[area.pk]
    before, after = jalali.month_bounds(1398, 11), jalali.month_bounds(1399, 1)
    visits.make_year(by=staff[Role.CENTER_STAFF][0], area=area, first=before[0], last=after[1])

    def a_day(period):
        found = {}
        for kind in ("cultural", "health", "sports"):
            rows = figures.rows_of(areas=[area], first=period[0], last=period[1], kind=kind)
            counted = list(rows.values_list("day", "count"))
            found[kind] = sum(count for _day, count in counted) / len({day for day, _count in counted})
        return found

    full, empty = a_day(before), a_day(after)
    assert (round(full["cultural"] + full["health"], -3), round(full["sports"], -3)) == (35_000, 30_000)
    assert max(empty[kind] / full[kind] for kind in full) < 0.15
