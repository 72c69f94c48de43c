"""Saying something to the mayor, by whatever way, and taking it back."""

import datetime as dt
import uuid
from typing import Any, Final

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.participation import actions as ledger
from meydan.participation.models import Channel as Way
from meydan.participation.models import Evidence
from meydan.people.models import Person
from meydan.places.models import Area, Venue
from meydan.questions import livewire, rules, wording
from meydan.questions.actions import voices
from meydan.questions.actions.telling import wake_moderators
from meydan.questions.actions.words import add_words, keyed
from meydan.questions.models import Edition, Question, Topic, Tribune
from meydan.questions.models.edition import SUPPORTING
from meydan.questions.models.question import new_code

DOOR: Final = "questions"
WAYS: Final = {Question.Channel.TRIBUNE: Way.IN_PERSON, Question.Channel.SMS: Way.SMS}
State = Question.State
LONGEST: Final = 2000
SKEW: Final = dt.timedelta(days=14)  # a tablet that stayed without network; its clock may be wrong, too


@action
def ask(
    *,
    by: Person | None,
    edition: Edition,
    kind: str,
    channel: str,
    text: str = "",
    topic: Topic | None = None,
    area: Area | None = None,
    venue: Venue | None = None,
    place: str = "",
    photo: File[Any] | None = None,
    voice: File[Any] | None = None,
    asker: Person | None = None,
    shows_name: bool = False,
    name: str = "",
    key: uuid.UUID | None = None,
    said_at: dt.datetime | None = None,
    tribune: Tribune | None = None,
    host: Person | None = None,
    consent_spoken: bool = False,
    consent: File[Any] | None = None,
    tells: bool = True,
    is_sample: bool = False,
) -> Question:
    """Receive a question, a suggestion or a criticism; sent again with the same key it is the first row.

    What was said at a tribune is received even after the edition went off the air: it was said in time, and the
    network came late. `asker` is whoever is told of it; nobody at a tribune has to say who they are.
    """
    now = timezone.now()
    if key and (first := Question.objects.filter(key=key).first()):
        return _same(first, edition, asker, host)
    question = Question(
        key=key or uuid.uuid4(),
        edition=edition,
        kind=kind,
        channel=channel,
        text=text.strip(),
        topic=topic,
        area=(venue.area if venue else None) or area or (tribune.area if tribune else edition.area),
        venue=venue,
        place=place,
        photo=photo or "",
        asker=asker,
        shows_name=shows_name,
        name=(name or (asker.name if asker else ""))[:80] if shows_name else "",
        tribune=tribune,
        host=host,
        said_at=_believable(said_at, now),
        received_at=now,
        words=keyed(text),
        is_sample=is_sample,
    )
    _check(question, has_voice=bool(voice))
    if not _put(question):
        return _same(Question.objects.get(key=question.key), edition, asker, host)
    add_words(question)
    if voice or consent:
        voices.keep(question, voice, consent, consent_spoken=consent_spoken)
    write_down(by, question)
    if asker and tells and not is_sample:
        with in_language_of(asker):
            said = wording.received(question)
        messaging.send(by=by, person=asker, template="questions.received", text=said, cause=question)
    if not is_sample:
        wake_moderators(edition)
    note("questions.ask", on=question, area=question.area_id, edition=edition.pk, kind=kind, channel=channel)
    livewire.tell_soon(edition)
    return question


@action
def own(*, by: Person, question: Question) -> Question:
    """Somebody who had said it in a chat without telling who they are has told it now."""
    unsigned = Question.objects.filter(pk=question.pk, asker=None, channel=Question.Channel.BOT)
    if unsigned.exclude(state=State.WITHDRAWN).update(asker=by):
        question.refresh_from_db()
        if question.state != State.REFUSED:
            write_down(by, question)
        note("questions.own", on=question, area=question.area_id, edition=question.edition_id)
    return question


@action
def withdraw(*, by: Person, question: Question) -> Question:
    """Take back what one said oneself. It stays in the house's own history, and nobody reads it any more."""
    question.refresh_from_db()
    if question.asker_id != by.pk:
        raise Refusal(_("Only whoever said it can take it back."))
    if not rules.may_withdraw(by, question):
        raise Refusal(_("Others have joined this, or it was answered already: it can no longer be taken back."))
    untouched = Question.objects.filter(
        pk=question.pk, state=question.state, supports=0, aired_at=None, on_air_since=None, answered_at=None
    )
    if not untouched.update(state=Question.State.WITHDRAWN, position=None):
        raise Refusal(_("Something else has happened to this meanwhile. Open the page again."))
    ledger.withdraw(by=by, door=DOOR, subject=question)
    note("questions.withdraw", on=question, area=question.area_id, edition=question.edition_id)
    question.refresh_from_db()
    livewire.tell(question.edition)
    return question


def _check(question: Question, *, has_voice: bool) -> None:
    edition, tribune = question.edition, question.tribune
    late = tribune is not None and edition.stage in SUPPORTING and rules.stands(edition)
    if not (rules.may_ask(edition, question.received_at) or late):
        raise Refusal(_("This edition takes no questions now."))
    if question.kind not in Question.Kind.values or question.channel not in Question.Channel.values:
        raise Refusal(_("Say whether it is a question, a suggestion or a criticism."), field="kind")
    if not question.text and not has_voice:
        raise Refusal(_("Write it down, or record your voice."), field="text")
    if len(question.text) > LONGEST:
        raise Refusal(_("This is too long. Say the main thing; the rest can be a second one."), field="text")
    topic = question.topic
    if topic is not None and not edition.topics.filter(pk=topic.pk, is_open=True).exists():
        raise Refusal(_("This edition does not have this topic. Choose another."), field="topic")
    if (question.channel == Question.Channel.TRIBUNE) != (tribune is not None):
        raise Refusal(_("What is said at a tribune names its tribune."))
    if tribune is not None and tribune.edition_id != edition.pk:
        raise Refusal(_("This tribune belongs to another edition."))


def _same(first: Question, edition: Edition, asker: Person | None, host: Person | None) -> Question:
    """The first row, to whoever sent it; a key that somebody else used opens nothing."""
    mine = (first.edition_id, first.asker_id, first.host_id)
    if mine != (edition.pk, asker.pk if asker else None, host.pk if host else None):
        raise Refusal(_("This was sent by somebody else already. Open the page again and repeat."))
    return first


def _believable(said_at: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """A device's clock, within what can be true."""
    return min(max(said_at, now - SKEW), now) if said_at else now


def _put(question: Question) -> bool:
    """Keep it, under another code where this one is taken; False where its key was used meanwhile."""
    while True:
        try:
            with transaction.atomic():
                question.save(force_insert=True)
        except IntegrityError:
            if Question.objects.filter(key=question.key).exists():
                return False
            if not Question.objects.filter(code=question.code).exists():
                raise
            question.code = new_code()
        else:
            return True


def write_down(by: Person | None, question: Question) -> None:
    """Its row in the ledger: from it the draw takes its tickets, and the report its numbers."""
    ledger.record(
        by=by,
        door=DOOR,
        kind=question.kind,
        subject=question,
        activity=question.edition_id,
        day=timezone.localdate(question.said_at),
        area=question.area,
        venue=question.venue,
        person=question.asker,
        channel=WAYS.get(Question.Channel(question.channel), Way.ONLINE),
        evidence=Evidence.CONTRIBUTION,
        is_sample=question.is_sample,
    )
