import pytest

from meydan.base.refusal import Refusal
from meydan.budgets import actions
from meydan.budgets.models import Follow, Support
from meydan.participation.models import Participation
from tests.factories.budgets import IdeaFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def standing() -> int:
    return Participation.objects.filter(kind="idea_support").count()


def test_support_counts_once_and_can_be_taken_back():
    idea, person = IdeaFactory(), PersonFactory()
    for _time in range(2):
        actions.support(by=person, idea=idea)
    idea.refresh_from_db()
    assert (idea.supports, Support.objects.count(), standing()) == (1, 1, 1)
    for _time in range(2):
        actions.unsupport(by=person, idea=idea)
    idea.refresh_from_db()
    assert (idea.supports, Support.objects.count(), standing()) == (0, 0, 0)


def test_the_ambassador_whose_link_was_followed_is_credited():
    idea, ambassador = IdeaFactory(), PersonFactory()
    actions.support(by=PersonFactory(), idea=idea, brought_by=ambassador)
    assert Participation.objects.get().ambassador == ambassador


def test_nobody_supports_their_own():
    idea = IdeaFactory()
    with pytest.raises(Refusal):
        actions.support(by=idea.author, idea=idea)


@pytest.mark.parametrize(
    "facts",
    [{"sent": True}, {"refused": True}, {"not_feasible": True}, {"on_ballot": True}, {"round__in_ballot": True}],
)
def test_what_is_not_public_or_was_decided_on_takes_no_support(facts):
    with pytest.raises(Refusal):
        actions.support(by=PersonFactory(), idea=IdeaFactory(**facts))
    assert Support.objects.count() == 0


def test_a_joined_idea_takes_none_and_nobody_is_moved_unasked():
    into = IdeaFactory()
    idea = IdeaFactory(round=into.round, state="merged", merged_into=into)
    with pytest.raises(Refusal):
        actions.support(by=PersonFactory(), idea=idea)
    assert Support.objects.count() == 0


def test_once_the_ballot_begins_supports_stay_as_they_are():
    idea, person = IdeaFactory(), PersonFactory()
    actions.support(by=person, idea=idea)
    idea.state, idea.cost = "on_ballot", 1
    idea.save()
    with pytest.raises(Refusal):
        actions.unsupport(by=person, idea=idea)


def test_following_is_once_as_well():
    idea, person = IdeaFactory(), PersonFactory()
    for _time in range(2):
        actions.follow(by=person, idea=idea)
    assert Follow.objects.count() == 1
    for _time in range(2):
        actions.unfollow(by=person, idea=idea)
    assert Follow.objects.count() == 0
