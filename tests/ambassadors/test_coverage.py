import pytest

from meydan.ambassadors import coverage, through
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(town):
    """Mary brought much to the first neighborhood, another little to the second; nobody speaks for the third."""
    mary, other = town.accepted(), town.accepted(PersonFactory(), neighborhoods=town.homes[1:2])
    town.logged(mary, people=60)
    town.logged(mary, people=40)
    town.sent(3, "idea", town.liaison)
    town.sent(2, "idea", None)
    town.sent(12, "ballot", town.liaison)
    town.sent(8, "ballot", None)
    town.sent(4, "ballot", other.person, town.homes[1])
    town.sent(30, "ballot", None, town.homes[1])
    return mary, other


def test_each_neighborhood_has_what_was_done_and_what_came(town, busy):
    found = coverage.of(town.call)
    rows = {row.area: row[1:] for row in found.rows}
    first, second, third = town.homes
    assert rows == {
        first: (1, 2, 100, 5, 3, 20, 12),
        second: (1, 0, 0, 0, 0, 34, 4),
        third: (0, 0, 0, 0, 0, 0, 0),
    }
    assert found.holes == [third]
    assert found.whole["ballots_through"] == 16


def test_a_helper_with_most_of_a_neighborhoods_ballots_is_seen_first(town, busy):
    found = coverage.of(town.call)
    assert [(one.ambassador.person, one.through, one.ballots, one.is_odd) for one in found.shares] == [
        (town.liaison, 12, 20, True),
        (busy[1].person, 4, 34, False),
    ]
    assert found.odd == found.shares[:1]


def test_what_another_round_or_another_door_counted_is_not_here(town, busy):
    from meydan.participation.models import Participation

    Participation.objects.filter(ambassador=town.liaison).update(activity=99)
    assert coverage.of(town.call).whole["ideas_through"] == 0


@pytest.mark.parametrize("count", [1, 4])
def test_coverage_takes_as_many_queries_however_much_there_is(town, count, django_assert_num_queries):
    for _number in range(count):
        row = town.accepted(PersonFactory())
        town.logged(row)
        town.sent(2, "ballot", row.person)
    with django_assert_num_queries(8):
        coverage.of(town.call)


def test_the_table_has_a_line_a_neighborhood(town, busy):
    lines = list(coverage.lines(coverage.of(town.call)))
    assert (len(lines), {len(line) for line in lines}) == (4, {8})


@pytest.mark.parametrize(("ballots", "told"), [(0, "۰"), (1, "اندک"), (4, "اندک"), (5, "۵"), (9, "۵"), (12, "۱۰")])
def test_an_ambassador_reads_about_how_many_ballots_came(town, ballots, told):
    mary = town.accepted()
    town.sent(ballots, "ballot", town.liaison)
    town.sent(3, "idea", town.liaison)
    said = {one.label: one.value for one in through.said(mary)}
    assert (said["رأی‌ها"], said["ایده‌ها"]) == (told, "۳")
