"""Pages of a city and of what lies in it, read together."""

import datetime as dt

import pytest
from django.utils import timezone

from meydan.engines import jalali
from meydan.reports import hiding
from meydan.reports.hiding import WHOLE, Cell
from meydan.reports.measures import QUESTIONS
from meydan.reports.periods import Period
from meydan.reports.public import PublicReport
from meydan.reports.report import Report
from tests.engines.reader import follows
from tests.factories.places import NeighborhoodFactory, VenueFactory
from tests.factories.questions import EditionFactory, QuestionFactory
from tests.reports.conftest import came, chance_city

pytestmark = pytest.mark.django_db
MONTH = Period(*jalali.month_bounds(1405, 9))
DAY = jalali.parse("1405-09-05")
LATER = jalali.parse("1406-01-05")


def page(area, month=MONTH):
    return PublicReport(Report(area, month, LATER))


def shown(area, table, month=MONTH):
    part = next(part for part in page(area, month).parts if part.key == table)
    return {line.key: line.visits for line in part.lines}


@pytest.fixture
def hoods(city):
    return [NeighborhoodFactory(parent=city) for _three in range(3)]


def test_a_neighborhood_is_not_the_city_less_the_others(city, hoods):
    """Three came to one; its page hides them, and so must the city or another neighborhood hide of that kind."""
    for hood, sports, cultural in zip(hoods, (3, 40, 60), (30, 40, 60), strict=True):
        came(VenueFactory(area=hood), DAY, sports, "sports")
        came(VenueFactory(area=hood), DAY, cultural, "cultural")
    numbers = [shown(area, "kind").get("sports") for area in (city, *hoods)]
    assert numbers[1] is None
    assert numbers.count(None) >= 2
    assert [page(area).visits for area in (city, *hoods)] == [233, 33, 80, 120]


def test_a_whole_neighborhood_of_a_few_takes_another_with_it(city, hoods):
    for hood, count in zip(hoods, (3, 40, 60), strict=True):
        came(VenueFactory(area=hood), DAY, count)
    wholes = [page(area).visits for area in (city, *hoods)]
    assert wholes[1] is None
    assert wholes.count(None) >= 2


def test_a_few_who_came_to_no_neighborhood_are_not_the_city_less_its_neighborhoods(city, hoods):
    came(VenueFactory(area=city), DAY, 3)
    for hood in hoods:
        came(VenueFactory(area=hood), DAY, 40)
    assert None in [page(area).visits for area in (city, *hoods)]


def test_where_all_numbers_are_large_all_are_shown(city, hoods):
    for hood in hoods:
        came(VenueFactory(area=hood), DAY, 40)
    assert [page(area).visits for area in (city, *hoods)] == [120, 40, 40, 40]
    assert [shown(area, "kind") for area in (city, *hoods)] == [{"cultural": 120}, *[{"cultural": 40}] * 3]
    assert hiding.hidden(city, MONTH) == set()


@pytest.mark.parametrize("seed", range(3))
def test_nothing_small_follows_from_all_pages_of_a_city_by_chance(city, seed):
    """What the pages show, as they show it, in the hands of a reader who solves all sums."""
    chance_city(city, seed=seed, sessions=30)
    (below,) = city.children.all()
    came(VenueFactory(area=below), DAY, 3, "sports")
    came(VenueFactory(area=city), DAY, 2, "social")
    top = hiding.top_of(city)
    values, sums = hiding.town(top, hiding.visits(top, MONTH))
    pages = {area.pk: page(area) for area in (city, below)}
    told = {Cell(pk, WHOLE): one.visits for pk, one in pages.items()}
    for pk, one in pages.items():
        told |= {Cell(pk, (part.key, line.key)): line.visits for part in one.parts for line in part.lines}
    assert {cell: values[cell] for cell, number in told.items() if number} == {
        cell: number for cell, number in told.items() if number
    }
    unknown = {cell for cell, value in values.items() if value and not told.get(cell)}
    small = {cell for cell, value in values.items() if 0 < value < 5}
    assert small
    assert not follows(sums, values, unknown) & small


def test_questions_of_a_few_are_not_the_city_less_the_others(city, hoods):
    moment = timezone.make_aware(dt.datetime.combine(DAY, dt.time(12)))
    edition = EditionFactory(series__area=city)
    for hood, count in zip(hoods, (3, 12, 20), strict=True):
        QuestionFactory.create_batch(count, edition=edition, area=hood, received_at=moment, said_at=moment)
    asked = [dict(page(area).evening_figures)[QUESTIONS] for area in (city, *hoods)]
    assert asked[1] is None
    assert asked.count(None) >= 2
    lines = [
        {line.key: line.visits for line in part.lines}
        for part in page(city).evening_parts
        if part.key == "questions_neighborhood"
    ]
    (by_hood,) = lines
    assert [by_hood[str(hood.pk)] for hood in hoods].count(None) >= 2
