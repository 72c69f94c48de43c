import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.budgets import actions
from meydan.budgets.models import Abuse, Comment, Idea, Review
from meydan.messaging.models import Message
from meydan.participation.models import Participation
from tests.budgets.proposing import Town
from tests.factories.budgets import AbuseFactory, CommentFactory, FieldFactory, IdeaFactory
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db


def moderator(idea: Idea):
    return staff(Role.MODERATOR, idea.round.area)


def test_a_published_idea_is_told_to_its_author_and_keeps_its_words():
    idea = IdeaFactory(sent=True)
    field = FieldFactory(round=idea.round)
    actions.publish_idea(by=moderator(idea), idea=idea, field=field)
    idea.refresh_from_db()
    assert (idea.state, idea.field, Message.objects.get().person) == ("published", field, idea.author)
    assert Review.objects.count() == 0  # until review begins


def test_while_ideas_are_reviewed_it_goes_on_to_its_unit_at_once():
    idea = IdeaFactory(sent=True, round__in_review=True)
    actions.publish_idea(by=moderator(idea), idea=idea)
    assert Review.objects.get().unit == idea.field.unit


def test_a_refusal_says_why_and_leaves_the_ledger_until_it_is_shown_after_all():
    town = Town()
    idea = actions.send_idea(by=town.citizen, **town.said())
    by = moderator(idea)
    with pytest.raises(Refusal):
        actions.refuse_idea(by=by, idea=idea, reason=" ")
    actions.refuse_idea(by=by, idea=idea, reason="نام کسی در آن است.")
    assert Participation.objects.count() == 0
    assert "نام کسی" in Message.objects.order_by("pk").last().text
    actions.publish_idea(by=by, idea=idea)
    assert Participation.objects.count() == 1


def test_of_two_at_once_one_is_told():
    idea = IdeaFactory(sent=True)
    again = Idea.objects.get(pk=idea.pk)
    actions.publish_idea(by=moderator(idea), idea=idea)
    with pytest.raises(Refusal):
        actions.publish_idea(by=moderator(idea), idea=again)


def test_nobody_moderates_elsewhere():
    idea = IdeaFactory(sent=True)
    for deed in (actions.publish_idea, lambda **facts: actions.refuse_idea(reason="نه", **facts)):
        with pytest.raises(Refusal):
            deed(by=moderator(IdeaFactory()), idea=idea)


def test_many_at_once_as_far_as_nobody_was_quicker():
    first = IdeaFactory(sent=True)
    others = [IdeaFactory(sent=True, round=first.round), IdeaFactory(round=first.round)]
    assert actions.publish_ideas(by=moderator(first), ideas=[first, *others]) == 2
    assert actions.refuse_ideas(by=moderator(first), ideas=[first, *others], reason="تکراری") == 3


def test_a_comment_is_counted_while_it_is_shown():
    comment = CommentFactory(state=Comment.State.SENT)
    by = moderator(comment.idea)
    for _time in range(2):
        actions.publish_comments(by=by, comments=[Comment.objects.select_related("idea__round__area").get()])
    comment.idea.refresh_from_db()
    assert comment.idea.comments_count == 1
    told = set(Message.objects.values_list("person", flat=True))
    assert told == {comment.person_id, comment.idea.author_id}
    actions.refuse_comments(by=by, comments=[Comment.objects.select_related("idea__round__area").get()], reason="نه")
    comment.idea.refresh_from_db()
    assert comment.idea.comments_count == 0


def test_what_was_reported_is_settled_by_leaving_it_or_taking_it_down():
    report = AbuseFactory()
    AbuseFactory(idea=report.idea)
    assert actions.settle_reports(by=moderator(report.idea), report=report) == 2
    comment = CommentFactory(idea=report.idea)
    AbuseFactory(idea=report.idea, comment=comment)
    actions.refuse_comments(by=moderator(report.idea), comments=[comment], reason="توهین")
    assert Abuse.objects.filter(settled_at=None).count() == 0


def test_what_others_were_joined_with_is_not_taken_down():
    idea = IdeaFactory()
    IdeaFactory(round=idea.round, state="merged", merged_into=idea)
    with pytest.raises(Refusal):
        actions.refuse_idea(by=moderator(idea), idea=idea, reason="نه")


def test_a_helper_without_a_role_moderates_nothing():
    with pytest.raises(Refusal):
        actions.publish_idea(by=PersonFactory(), idea=IdeaFactory(sent=True))
