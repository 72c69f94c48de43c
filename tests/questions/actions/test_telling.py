import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.roles import Role
from meydan.ground.models import Task
from meydan.messaging.models import Message
from meydan.questions import actions
from meydan.questions.actions.telling import APART, PIECE, wake_moderators
from meydan.questions.models import Edition
from tests.factories.people import PersonFactory, staff
from tests.factories.questions import EditionFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def test_moderators_hear_how_many_wait_and_not_again_for_a_quarter_of_an_hour():
    edition = EditionFactory()
    QuestionFactory.create_batch(3, edition=edition, waiting=True)
    moderator = staff(Role.MODERATOR, edition.area)
    assert [actions.tell_moderators(by=None, edition=edition) for _time in range(2)] == [1, 0]
    message = Message.objects.get()
    assert (message.person, "۳" in message.text) == (moderator, True)
    Edition.objects.filter(pk=edition.pk).update(moderators_told_at=timezone.now() - APART - dt.timedelta(minutes=1))
    Message.objects.all().update(template="questions.waiting.earlier")
    assert actions.tell_moderators(by=None, edition=edition) == 1


def test_an_edition_that_names_its_moderators_wakes_those():
    edition = EditionFactory()
    QuestionFactory(edition=edition, waiting=True)
    staff(Role.MODERATOR, edition.area)
    named = PersonFactory()
    edition.moderators.add(named)
    actions.tell_moderators(by=None, edition=edition)
    assert [message.person for message in Message.objects.all()] == [named]


def test_nobody_is_woken_for_nothing():
    edition = EditionFactory()
    staff(Role.MODERATOR, edition.area)
    QuestionFactory(edition=edition)
    assert actions.tell_moderators(by=None, edition=edition) == 0


def test_the_next_waking_waits_its_quarter_of_an_hour():
    told_at = timezone.now()
    edition = EditionFactory(moderators_told_at=told_at)
    wake_moderators(edition), wake_moderators(edition)
    assert [task.run_after for task in Task.objects.all()] == [told_at + APART]


def test_many_are_told_in_pieces():
    edition = EditionFactory()
    askers = [QuestionFactory(edition=edition).asker for _number in range(3)]
    assert PIECE > 3
    assert actions.tell_askers(by=None, edition=edition, about="cancelled", after=askers[0].pk) is None
    assert [message.person for message in Message.objects.order_by("pk")] == askers[1:]
