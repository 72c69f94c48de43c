import pytest

from meydan.budgets import actions
from meydan.budgets.models import Comment, Follow, Idea, Support
from tests.factories.budgets import CommentFactory, FollowFactory, IdeaFactory, SupportFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_public_words_stay_without_a_name_and_hidden_ones_go():
    person = PersonFactory()
    shown = IdeaFactory(author=person, shows_name=True)
    hidden = IdeaFactory(author=person, round=shown.round, sent=True)
    actions.forget_ideas(by=None, person=person)
    shown.refresh_from_db()
    hidden.refresh_from_db()
    assert (shown.title != "", shown.author, shown.shows_name) == (True, None, False)
    assert (hidden.title, hidden.what, hidden.state) == ("", "", "withdrawn")


def test_counts_stay_and_nothing_leads_to_the_person():
    person = PersonFactory()
    SupportFactory(person=person)
    FollowFactory(person=person)
    CommentFactory(person=person)
    CommentFactory(person=person, state=Comment.State.SENT)
    IdeaFactory(helper=person, brought_by=person)
    actions.forget_ideas(by=None, person=person)
    assert (Support.objects.get().person, Follow.objects.count()) == (None, 0)
    assert list(Comment.objects.values_list("person", "state")) == [(None, "published")]
    assert not Idea.objects.exclude(helper=None, brought_by=None).exists()
