import pytest

from meydan.budgets.models import Comment, Idea, Mention, Support
from meydan.budgets.sample.ideas import make_ideas
from meydan.messaging.models import Message
from meydan.participation.models import Participation
from tests.budgets.proposing import Town
from tests.factories.budgets import CreditFactory

pytestmark = pytest.mark.django_db


def test_each_of_120_ideas_is_said_differently_and_counted_as_it_stands():
    town = Town()
    CreditFactory.create_batch(3, round=town.round)
    people = [town.somebody() for _each in range(6)]
    ideas = make_ideas(by=None, round=town.round, people=people, ambassadors=people[:1])
    assert (len(ideas), len({idea.title for idea in ideas})) == (120, 120)
    assert set(Idea.objects.values_list("state", flat=True)) == {"sent", "published", "refused", "withdrawn"}
    for idea in Idea.objects.all():
        assert idea.supports == idea.supporters.count()
        assert idea.comments_count == idea.comments.filter(state=Comment.State.PUBLISHED).count()
    standing = Idea.objects.exclude(state__in=["refused", "withdrawn"]).count()
    rows = Support.objects.count() + Comment.objects.count() + standing
    assert (Participation.objects.count(), Message.objects.count()) == (rows, 0)
    assert Mention.objects.values("idea").distinct().count() == 120


def test_the_house_makes_fewer_where_fewer_are_wanted():
    town = Town()
    assert len(make_ideas(by=None, round=town.round, people=[town.citizen], most=7)) == 7
