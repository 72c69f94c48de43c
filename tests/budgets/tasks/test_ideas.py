import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.roles import Role
from meydan.budgets import tasks
from meydan.budgets.models import Idea
from meydan.messaging.models import Message
from tests.factories.budgets import FollowFactory, IdeaFactory, SupportFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


def told() -> list[int]:
    return sorted(Message.objects.values_list("person", flat=True))


def test_followers_and_supporters_hear_once_where_an_idea_stands():
    idea = IdeaFactory(told_state="published")
    people = [FollowFactory(idea=idea).person_id, SupportFactory(idea=idea).person_id]
    tasks.tell_where_ideas_stand.func()
    assert told() == []
    Idea.objects.filter(pk=idea.pk).update(state="feasible", cost=1)
    for _time in range(2):
        tasks.tell_where_ideas_stand.func()
    assert told() == sorted(people)


def test_of_a_joined_idea_its_supporters_are_asked_by_the_joining_and_not_told_here():
    into = IdeaFactory()
    idea = IdeaFactory(round=into.round, state="merged", merged_into=into)
    SupportFactory(idea=idea)
    follower = FollowFactory(idea=idea).person_id
    tasks.tell_where_ideas_stand.func()
    assert told() == [follower]


def test_no_message_says_whose_idea_it_is():
    idea = IdeaFactory(not_chosen=True, shows_name=True)
    FollowFactory(idea=idea)
    tasks.tell_where_ideas_stand.func()
    text = Message.objects.get().text
    assert (idea.code in text, idea.reason in text, idea.author.name in text, idea.title in text) == (
        True,
        True,
        False,
        False,
    )


def test_moderators_hear_once_a_day_of_what_has_waited():
    idea = IdeaFactory(sent=True, sent_at=timezone.now() - dt.timedelta(days=1))
    IdeaFactory(sent=True, round=idea.round)
    moderator = staff(Role.MODERATOR, idea.round.area)
    for _time in range(2):
        tasks.tell_moderators.func()
    assert told() == [moderator.pk]
