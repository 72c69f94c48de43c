import uuid

import pytest

from meydan.base.refusal import Refusal
from meydan.budgets import actions
from meydan.budgets.models import Abuse, Comment
from tests.factories.budgets import CommentFactory, IdeaFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_what_is_said_waits_for_a_moderator_and_counts_once_a_key():
    idea, person, key = IdeaFactory(), PersonFactory(), uuid.uuid4()
    first, second = (actions.comment(by=person, idea=idea, text="خوب است", key=key) for _time in range(2))
    assert (first, first.state, Comment.objects.count()) == (second, "sent", 1)


@pytest.mark.parametrize("facts", [{"sent": True}, {"refused": True}, {"round__over": True}])
def test_of_what_is_hidden_or_over_nothing_is_said(facts):
    with pytest.raises(Refusal):
        actions.comment(by=PersonFactory(), idea=IdeaFactory(**facts), text="خوب است")


@pytest.mark.parametrize("text", [" ", "ا" * 1001])
def test_nothing_and_too_much_are_refused(text):
    with pytest.raises(Refusal):
        actions.comment(by=PersonFactory(), idea=IdeaFactory(), text=text)


def test_a_thing_is_reported_once_a_person():
    comment, person = CommentFactory(), PersonFactory()
    for about in (None, comment, None, comment):
        actions.report_abuse(by=person, idea=comment.idea, why="insult", comment=about)
    assert Abuse.objects.count() == 2


def test_nobody_reports_what_they_said_themselves_or_cannot_read():
    comment = CommentFactory()
    for by, idea, about in (
        (comment.idea.author, comment.idea, None),
        (comment.person, comment.idea, comment),
        (PersonFactory(), IdeaFactory(sent=True), None),
    ):
        with pytest.raises(Refusal):
            actions.report_abuse(by=by, idea=idea, why="insult", comment=about)
