import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.feedback import actions
from meydan.feedback.activities import Over
from meydan.feedback.models import Reply, Round
from meydan.journal.models import Line
from meydan.messaging.models import Message
from tests.factories.calendar import OccasionFactory
from tests.factories.feedback import ReplyFactory, RoundFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_round_is_opened_once():
    occasion = OccasionFactory()
    over = [Over(41, occasion.pk, occasion.day)]
    assert [actions.open_rounds(by=None, door="programs", over=over) for _time in range(2)] == [1, 0]
    assert Round.objects.get().closes_at - Round.objects.get().opened_at == dt.timedelta(days=30)


def test_each_person_is_asked_once_a_child_by_its_guardian():
    round_ = RoundFactory()
    people = [PersonFactory(), PersonFactory(guardian=PersonFactory(), phone=None)]
    assert [actions.ask(by=None, round_=round_, persons=people) for _time in range(2)] == [2, 0]
    assert Reply.objects.count() == 2
    messages = Message.objects.filter(template="feedback.asked").order_by("pk")
    assert [message.phone for message in messages] == [people[0].phone, people[1].guardian.phone]
    assert {(message.kind, message.expires_at) for message in messages} == {("service", round_.closes_at)}


def test_the_database_keeps_one_reply_a_person_and_round():
    reply = ReplyFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyFactory(round=reply.round, person=reply.person)


def test_an_answer_is_kept_and_can_be_changed():
    reply = ReplyFactory()
    actions.answer(by=reply.person, reply=reply, rating=2, again="no", sentence="سرد بود")
    first = reply.answered_at
    actions.answer(by=reply.person, reply=reply, rating=5, again="yes")
    reply.refresh_from_db()
    assert (reply.rating, reply.again, reply.sentence, reply.answered_at) == (5, "yes", "", first)
    assert {(line.facts == {}, line.area_id) for line in Line.objects.filter(verb="feedback.answer")} == {
        (True, reply.round.area_id)
    }


@pytest.mark.parametrize(
    ("days", "answers"), [(0, True), (29, True), (31, False)], ids=["at once", "late", "after a month"]
)
def test_one_answers_within_thirty_days(days, answers):
    reply = ReplyFactory(round__opened_at=timezone.now() - dt.timedelta(days=days))
    if answers:
        assert actions.answer(by=reply.person, reply=reply, rating=3, again="maybe").rating == 3
    else:
        with pytest.raises(Refusal, match="زمان پاسخ گذشته"):
            actions.answer(by=reply.person, reply=reply, rating=3, again="maybe")


@pytest.mark.parametrize(("who", "may"), [("self", True), ("guardian", True), ("stranger", False), ("child", False)])
def test_one_answers_for_oneself_and_ones_family(who, may):
    guardian = PersonFactory()
    child = PersonFactory(guardian=guardian, phone=None)
    reply = ReplyFactory(person=guardian if who == "child" else child)
    by = {"self": child, "guardian": guardian, "stranger": PersonFactory(), "child": child}[who]
    if may:
        assert actions.answer(by=by, reply=reply, rating=4, again="yes").answered_at
    else:
        with pytest.raises(Refusal, match="خود و اعضای خانواده"):
            actions.answer(by=by, reply=reply, rating=4, again="yes")


def test_forgetting_leaves_the_numbers():
    reply = ReplyFactory(answered=True, sentence="مربی نامم را می‌دانست")
    actions.forget(by=None, person=reply.person)
    reply.refresh_from_db()
    assert (reply.person, reply.sentence, reply.rating) == (None, "", 4)
