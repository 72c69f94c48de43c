import pytest
from django.utils import timezone

from meydan.base.roles import Role
from meydan.budgets.models import Idea
from meydan.budgets.rules import ideas as rules
from meydan.budgets.rules.proposing import may_propose
from tests.budgets.proposing import Town
from tests.factories.budgets import IdeaFactory
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db

WINDOWS = ["draft", "soon", "ideas", "in_review", "in_ballot", "in_count", "carried_out", "over"]


def at(window: str) -> dict[str, bool]:
    return {} if window == "ideas" else {window: True}


@pytest.mark.parametrize("window", WINDOWS)
def test_ideas_are_taken_in_their_stage_alone(window):
    town = Town(**at(window))
    refusal = may_propose(town.citizen, town.round, town.area, timezone.localdate())
    assert (refusal is None) == (window == "ideas")


@pytest.mark.parametrize(
    ("who", "may"),
    [("resident", True), ("elsewhere", False), ("nowhere", False), ("young", False), ("ageless", False)],
)
def test_residents_old_enough_propose_for_their_own_neighborhood(who, may):
    town = Town()
    person = {
        "resident": lambda: town.citizen,
        "elsewhere": lambda: town.somebody(neighborhood=Town().area),
        "nowhere": lambda: town.somebody(neighborhood=None),
        "young": lambda: town.somebody(birth_year=1400),
        "ageless": lambda: town.somebody(birth_year=None),
    }[who]()
    assert (may_propose(person, town.round, town.area, timezone.localdate()) is None) == may


def test_where_anybody_may_propose_it_does_not_matter_where_they_live():
    town = Town(proposers="anybody")
    person = town.somebody(neighborhood=None)
    assert may_propose(person, town.round, town.area, timezone.localdate()) is None


@pytest.mark.parametrize(("window", "may"), [(one, one in {"ideas", "in_review"}) for one in WINDOWS])
def test_supports_are_taken_until_the_ballot_begins(window, may):
    idea = IdeaFactory(**{f"round__{name}": True for name in at(window)})
    assert (rules.may_support(PersonFactory(), idea, timezone.localdate()) is None) == may


@pytest.mark.parametrize(("window", "may"), [(one, one not in {"draft", "soon", "over"}) for one in WINDOWS])
def test_something_can_be_said_from_the_first_day_to_the_last(window, may):
    idea = IdeaFactory(**{f"round__{name}": True for name in at(window)})
    assert (rules.may_comment(idea, timezone.localdate()) is None) == may


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("sent", {"author", "helper", "moderator"}),
        ("refused", {"author", "moderator"}),
        ("withdrawn", {"author"}),
        ("published", {"author", "helper", "moderator", "elsewhere", "citizen", None}),
    ],
)
def test_what_no_moderator_let_through_is_read_by_few(state, readers):
    helper = PersonFactory()
    idea = IdeaFactory(state=state, reason="نه" if state == "refused" else "", helper=helper)
    people = {
        "author": idea.author,
        "helper": helper,
        "moderator": staff(Role.MODERATOR, idea.round.area),
        "elsewhere": staff(Role.MODERATOR, IdeaFactory().round.area),
        "citizen": PersonFactory(),
        None: None,
    }
    assert {name for name, person in people.items() if rules.may_read(person, idea)} == readers


@pytest.mark.parametrize("role", list(Role))
def test_staff_of_centers_and_budgeting_officers_help(role):
    town = Town()
    assert rules.may_help(staff(role, town.area), town.round) == (role in {Role.CENTER_STAFF, Role.BUDGET_OFFICER})


def test_nobody_helps_in_another_city():
    assert rules.may_help(staff(Role.CENTER_STAFF, Town().area), Town().round) is False


@pytest.mark.parametrize(("typed", "read"), [("a7k-29qx", "A7K29QX"), ("A7K ۲۹QX", "A7K29QX"), ("A7K", "")])
def test_a_code_is_read_as_it_is_typed(typed, read):
    assert rules.read_code(typed) == read


def test_only_its_author_takes_an_idea_back():
    idea = IdeaFactory()
    assert rules.may_withdraw(idea.author, idea) is None
    assert rules.may_withdraw(PersonFactory(), idea) is not None
    assert {
        state
        for state in Idea.State
        if rules.may_withdraw(idea.author, Idea(state=state, author=idea.author, pk=0)) is None
    } == {"sent", "published"}
