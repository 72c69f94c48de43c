import pytest

from meydan.budgets import coverage as queries
from tests.budgets.city import district
from tests.factories.ballots import EntitlementFactory, PollFactory, PotFactory
from tests.factories.budgets import CreditFactory, ProjectFactory, SupportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return district()


def voted(place, row, home, channel="web", count=1):
    pot, _new = row.poll.pots.get_or_create(area=place.homes[home], defaults={"budget": 1, "order": home})
    return [EntitlementFactory(pot=pot, poll=row.poll, channel=channel) for _one in range(count)]


def test_each_neighborhood_is_a_line_and_the_whole_area_the_last(place):
    row = place.round()
    CreditFactory(round=row, area=place.area)
    lines = queries.coverage(row)
    assert [line.area for line in lines] == [*place.homes, place.area]
    assert [line.is_wide for line in lines] == [False, False, False, True]


def test_ideas_stand_under_what_became_of_them(place):
    row = place.round()
    for trait in ("sent", "feasible", "on_ballot", "not_feasible"):
        place.idea(row, **{trait: True})
    place.idea(row)
    line = queries.coverage(row)[0]
    assert (dict(line.ideas), line.all_ideas) == (
        *({"waiting": 1, "published": 1, "feasible": 2, "not_feasible": 1}, 5),
    )


def test_supporters_are_different_persons_and_voters_are_by_channel(place):
    row = place.round(in_ballot=True, poll=PollFactory(area=place.area))
    first, second = place.idea(row), place.idea(row)
    person = SupportFactory(idea=first).person
    SupportFactory(idea=second, person=person)
    voted(place, row, 0, count=2)
    voted(place, row, 0, "kiosk")
    line = queries.coverage(row)[0]
    assert (line.supporters, dict(line.voters), line.all_voters) == (1, {"web": 2, "kiosk": 1}, 3)
    assert [count for _channel, count in queries.by_channel(row)] == [2, 1, 0, 0]


def test_chosen_and_done_are_those_of_projects(place):
    row = place.round(carried_out=True)
    for state in ("waiting", "done", "confirmed"):
        ProjectFactory(idea=place.idea(row, chosen=True), state=state)
    line = queries.coverage(row)[0]
    assert (line.chosen, line.done, line.spent) == (3, 2, 6_000_000_000)


def test_holes_are_what_should_be_there_by_now(place):
    soon, ideas = place.round(soon=True), place.round()
    place.idea(ideas, 1)
    assert [line.holes for line in queries.coverage(soon)] == [["ambassadors"]] * 3
    assert [line.holes for line in queries.coverage(ideas)] == [
        ["ambassadors", "ideas"], ["ambassadors"], ["ambassadors", "ideas"],
    ]  # fmt: skip


def test_those_that_lack_most_stand_first(place):
    row = place.round(in_ballot=True, poll=PollFactory(area=place.area))
    place.idea(row, 2)
    voted(place, row, 2, count=3)
    voted(place, row, 1)
    lines = queries.coverage(row)
    assert [line.area for line in queries.ordered(lines, "holes")] == place.homes
    assert [line.area for line in queries.ordered(lines, "voters")] == place.homes
    assert queries.ordered(lines, "name") == lines


def test_it_asks_few_questions_of_the_database(place, django_assert_num_queries):
    row = place.round(in_ballot=True, poll=PollFactory(area=place.area))
    PotFactory(poll=row.poll, area=place.homes[0])
    with django_assert_num_queries(7):
        queries.coverage(row)
