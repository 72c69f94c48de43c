import datetime as dt
import uuid

import pytest
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.ground.models import Task
from meydan.journal.models import Line
from meydan.messaging.models import Message
from meydan.participation.models import Participation
from meydan.people.models import Person
from meydan.questions import actions
from meydan.questions.models import Edition, Question
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory, VenueFactory
from tests.factories.questions import EditionFactory, QuestionFactory, TopicFactory, TribuneFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db

Stage, State, Channel = Edition.Stage, Question.State, Question.Channel
TEXT = "چراغ‌های بوستان نرگس خاموش است."


def ask(edition: Edition, by: Person | None = None, **said) -> Question:
    by = by or PersonFactory()
    facts = {"kind": "question", "channel": Channel.WEB, "text": TEXT, "asker": by} | said
    return actions.ask(by=by, edition=edition, **facts)


def test_what_is_asked_waits_for_a_moderator_and_has_a_code():
    edition = EditionFactory()
    question = ask(edition)
    assert (question.state, question.area, question.text) == (State.RECEIVED, edition.area, TEXT)
    assert (len(question.code), question.code[0].isalpha()) == (8, True)


def test_the_same_key_is_one_question():
    edition, key, person = EditionFactory(), uuid.uuid4(), PersonFactory()
    first, again = (ask(edition, person, key=key) for _time in range(2))
    assert (first.pk, Question.objects.count(), Message.objects.count()) == (again.pk, 1, 1)


def test_a_key_that_somebody_else_used_opens_nothing():
    first = ask(EditionFactory(), key=uuid.uuid4())
    with pytest.raises(Refusal, match="کس دیگری"):
        ask(first.edition, key=first.key)


def test_asking_writes_the_ledger_and_tells_the_code():
    edition, person = EditionFactory(), PersonFactory()
    question = ask(edition, person, kind="criticism")
    row = Participation.objects.get()
    assert (row.door, row.kind, row.activity, row.person, row.channel, row.evidence, row.subject) == (
        *("questions", "criticism", edition.pk, person, "online", "contribution"),
        f"questions.Question:{question.pk}",
    )
    message = Message.objects.get(template="questions.received")
    assert (message.person, question.shown_code in message.text, TEXT in message.text) == (person, True, False)


def test_the_journal_holds_no_words():
    question = ask(EditionFactory(), kind="suggestion")
    line = Line.objects.get(verb="questions.ask")
    assert line.facts == {"edition": question.edition_id, "kind": "suggestion", "channel": "web"}


@pytest.mark.parametrize(("channel", "way"), [("web", "online"), ("bot", "online"), ("desk", "online"), ("sms", "sms")])
def test_the_ledger_says_by_what_way_it_came(channel, way):
    ask(EditionFactory(), channel=channel)
    assert Participation.objects.get().channel == way


def test_at_a_tribune_nobody_has_to_say_who_they_are():
    tribune = TribuneFactory()
    question = ask(tribune.edition, PersonFactory(), channel="tribune", tribune=tribune, asker=None)
    row = Participation.objects.get()
    assert (question.asker, row.person, row.count, row.channel) == (None, None, 1, "in_person")
    assert Message.objects.count() == 0


def test_the_area_is_the_venues_else_the_one_named():
    edition = EditionFactory()
    neighborhood = NeighborhoodFactory(parent=edition.area)
    venue = VenueFactory(area=neighborhood)
    assert ask(edition, area=neighborhood).area == neighborhood
    assert ask(edition, venue=venue).area == neighborhood


@pytest.mark.parametrize("shows_name", [True, False])
def test_a_name_is_kept_only_where_it_is_to_be_shown(shows_name):
    person = PersonFactory(name="مریم نوری")
    assert ask(EditionFactory(), person, shows_name=shows_name).name == ("مریم نوری" if shows_name else "")


WINDOWS = {
    Stage.DRAFT: (False, False, False),
    Stage.COLLECTING: (True, True, True),
    Stage.LIVE: (True, True, True),
    Stage.ANSWERING: (False, True, True),
    Stage.FOLLOWING: (False, False, False),
    Stage.CANCELLED: (False, False, False),
}


@pytest.mark.parametrize(("stage", "allowed"), WINDOWS.items(), ids=[str(stage) for stage in WINDOWS])
def test_when_each_may_be_done(stage, allowed):
    """Asking from home; what a tribune recorded and sends late; saying “me too”."""
    edition = EditionFactory(stage=stage)
    tribune = TribuneFactory(edition=edition)
    question = QuestionFactory(edition=edition)
    tries = (
        lambda: ask(edition),
        lambda: ask(edition, channel="tribune", tribune=tribune, asker=None),
        lambda: actions.support(by=PersonFactory(), question=question),
    )
    assert tuple(_goes(one) for one in tries) == allowed


def _goes(doing) -> bool:
    try:
        doing()
    except Refusal:
        return False
    return True


def test_nothing_is_taken_where_the_evening_was_called_off_with_its_area():
    edition = EditionFactory(occasion__status="cancelled", occasion__status_reason="آلودگی هوا")
    with pytest.raises(Refusal):
        ask(edition)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "آ" * 2001}, "text"),
        ({"kind": "praise"}, "kind"),
        ({"channel": "tribune"}, None),
    ],
    ids=["empty", "too long", "no such kind", "at no tribune"],
)
def test_what_cannot_be_is_refused_beside_its_box(said, field):
    with pytest.raises(Refusal) as refused:
        ask(EditionFactory(), **said)
    assert refused.value.field == field


def test_a_topic_of_another_edition_or_one_closed_is_refused():
    edition = EditionFactory()
    closed, other, open_ = TopicFactory(is_open=False), TopicFactory(), TopicFactory()
    edition.topics.set([closed, open_])
    assert ask(edition, topic=open_).topic == open_
    for topic in (closed, other):
        with pytest.raises(Refusal):
            ask(edition, topic=topic)


@pytest.mark.parametrize(("ahead", "kept"), [(dt.timedelta(days=1), False), (-dt.timedelta(hours=5), True)])
def test_a_devices_clock_is_believed_within_what_can_be_true(ahead, kept):
    moment = timezone.now() + ahead
    assert (ask(EditionFactory(), said_at=moment).said_at == moment) is kept


def test_moderators_are_woken_once_until_they_were_told():
    edition = EditionFactory()
    for _time in range(3):
        ask(edition)
    assert Task.objects.filter(path="meydan.questions.tasks.tell_moderators").count() == 1


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ({"state": State.RECEIVED}, True),
        ({"state": State.PUBLISHED}, True),
        ({"state": State.PUBLISHED, "supports": 1}, False),
        ({"state": State.PUBLISHED, "answered_at": timezone.now()}, False),
        ({"state": State.REFUSED, "reason": "نامربوط"}, False),
        ({"state": State.WITHDRAWN}, False),
    ],
    ids=["waiting", "published", "joined", "answered", "refused", "twice"],
)
def test_one_takes_back_what_nobody_joined_and_nobody_answered(facts, allowed):
    question = QuestionFactory(**facts)
    assert _goes(lambda: actions.withdraw(by=question.asker, question=question)) is allowed
    question.refresh_from_db()
    assert (question.state == State.WITHDRAWN) is (allowed or facts["state"] == State.WITHDRAWN)


def test_taking_back_takes_the_row_of_the_ledger_along():
    question = ask(EditionFactory())
    actions.withdraw(by=question.asker, question=question)
    assert Participation.objects.count() == 0


def test_nobody_takes_back_what_another_said():
    with pytest.raises(Refusal, match="تنها کسی"):
        actions.withdraw(by=PersonFactory(), question=QuestionFactory())


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_with_the_same_key_are_one_question():
    edition, person, key = EditionFactory(), PersonFactory(), uuid.uuid4()
    rows = at_once(16, lambda _number: ask(edition, person, key=key))
    assert {row.pk if isinstance(row, Question) else row for row in rows} == {Question.objects.get().pk}
    assert (Participation.objects.count(), Message.objects.count()) == (1, 1)
