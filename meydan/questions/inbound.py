"""What comes in by SMS and by the bot becomes a question of the edition that is open where its sender is.

The kind is never guessed: it is a question, unless it begins with the word for another, or a button said so.
"""

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording as base_wording
from meydan.engines import persian
from meydan.messaging import inbound
from meydan.messaging.inbound import Handled, Received
from meydan.messaging.models import Inbound, named
from meydan.people.actions import arrive
from meydan.people.models import Person
from meydan.questions import actions, queries, rules, wording
from meydan.questions.models import Edition, Question

Kind, Channel = Question.Kind, Question.Channel

SAID, KNOWN = "questions.said", "questions.known"  # what a chat is asked for: what to say, and who one is
WORDS: Final = {
    Kind.QUESTION: ("سوال", "سؤال", "سئوال", "پرسش", "question"),
    Kind.SUGGESTION: ("پیشنهاد", "suggestion"),
    Kind.CRITICISM: ("انتقاد", "criticism"),
}
_KINDS: Final = {persian.search_key(word): kind for kind, words in WORDS.items() for word in words}
_KEYS = uuid.UUID("6f1b0b5e-8f0c-4c53-9c5a-1d0c4f0e7a41")  # a message that came in makes one key, and so one question


@inbound.register
def questions(received: Received) -> Handled | None:
    if received.channel == Inbound.Channel.BOT:
        return _in_chat(received)
    return _by_code(received) or _asked(received, _edition(received.text, received.person))


def kind_of(text: str) -> Question.Kind | None:
    """By the word it begins with, however it is spelled."""
    first = persian.search_key(text[:40]).split()[:1]
    return _KINDS.get(first[0]) if first else None


def _in_chat(received: Received) -> Handled | None:
    step, *about = received.expects.split(":")
    text = received.text.strip()
    if text.startswith("/start"):
        return _greeted(received, _numbered(text.removeprefix("/start")) or _edition("", received.person))
    if received.shared_number:
        if step == KNOWN and about and received.person:
            return _known(received.person, int(about[0]))
        edition = _edition("", received.person)
        return _greeted(received, edition) if edition else None
    edition = (_numbered(about[0]) if step == SAID and about else None) or _edition(text, received.person)
    chosen = next((kind for kind in Kind if text == str(kind.label)), None)
    if chosen and edition:
        return _chosen(edition, chosen)
    return _by_code(received) or _asked(received, edition, about[1] if step == SAID and len(about) > 1 else "")


def _greeted(received: Received, edition: Edition | None) -> Handled | None:
    if edition is None:
        return None
    said = _("“%(edition)s”, %(day)s. Write what you have to say, or record your voice; you may say first what it is.")
    day = base_wording.day(edition.occasion.starts_at, "weekday")
    return Handled(
        named(edition),
        reply=said % {"edition": wording.short(edition), "day": day},
        buttons=[[str(kind.label) for kind in Kind]],
        ask_number="" if received.person else _number_button(),
        expects=f"{SAID}:{edition.pk}:",
        area=edition.area_id,
    )


def _chosen(edition: Edition, kind: Question.Kind) -> Handled:
    said = _("%(kind)s: write it now, or record your voice.") % {"kind": kind.label}
    return Handled(named(edition), reply=said, expects=f"{SAID}:{edition.pk}:{kind}", area=edition.area_id)


def _known(person: Person, pk: int) -> Handled | None:
    """Whoever said it without a number has told who they are."""
    question = queries.questions().filter(pk=pk).first()
    if question is None:
        return None
    question = actions.own(by=person, question=question)
    reply = _("Thank you. You will hear of each step of what you said, and take part in its draw.")
    return Handled(named(question), reply=reply, area=question.area_id, person=person)


def _by_code(received: Received) -> Handled | None:
    """A tracking code alone asks what became of it."""
    code = rules.read_code(received.text) if len(received.text) < 20 else ""
    question = queries.questions().filter(code=code).first() if code else None
    if question is None:
        return None
    facts = {"code": _shown(question), "state": question.get_state_display()}
    reply = _("Tracking code %(code)s: %(state)s.") % facts
    return Handled(named(question), reply=_with_link(reply, question, received), area=question.area_id)


def _asked(received: Received, edition: Edition | None, kind: str = "") -> Handled | None:
    if edition is None or not (received.text.strip() or received.voice or received.photo):
        return None
    is_sms = received.channel == Inbound.Channel.SMS
    person = arrive(by=None, phone=received.phone) if is_sms else received.person
    question = actions.ask(
        by=person,
        edition=edition,
        kind=kind or kind_of(received.text) or Kind.QUESTION,
        channel=Channel.SMS if is_sms else Channel.BOT,
        text=received.text,
        photo=_copied(received.photo),
        voice=_copied(received.voice),
        asker=person,
        key=uuid.uuid5(_KEYS, str(received.id)),
        tells=False,  # the answer goes back the way it came
    )
    reply = _with_link(wording.received(question), question, received)
    handled = Handled(named(question), reply=reply, area=question.area_id, person=person)
    if person:
        return handled
    invited = _("Share your number to hear of each step and to take part in the draw.")
    return Handled(
        handled.handled_as,
        reply=f"{reply}\n{invited}",
        ask_number=_number_button(),
        expects=f"{KNOWN}:{question.pk}",
        area=question.area_id,
    )


def _with_link(text: str, question: Question, received: Received) -> str:
    """Gateways refuse links, messengers do not."""
    if received.channel == Inbound.Channel.SMS:
        return text
    return f"{text}\n{settings.SITE_ADDRESS}/questions/{question.code}/"


def _shown(question: Question) -> str:
    return f"{base_wording.LTR_ISOLATE}{question.shown_code}{base_wording.POP_ISOLATE}"


def _number_button() -> str:
    return _("Share my number")


def _copied(file: FieldFile | None) -> ContentFile[bytes] | None:
    """The house forgets what came in after some days; what became of it stays."""
    if not file or not file.name:
        return None
    with file.open("rb") as opened:
        return ContentFile(opened.read(), name=Path(file.name).name)


def _open() -> Sequence[Edition]:
    now = timezone.now()
    return [edition for edition in queries.open_editions() if rules.may_ask(edition, now)]


def _numbered(text: str) -> Edition | None:
    """An edition by its number, as a link into the chat or the chat's own memory has it."""
    number = text.strip()
    found = number.isascii() and number.isdecimal() and len(number) < 18
    return next((edition for edition in _open() if edition.pk == int(number)), None) if found else None


def _edition(text: str, person: Person | None) -> Edition | None:
    """The only one; of several the one whose place the text begins with, else where they live, else the newest."""
    offered = _open()
    if len(offered) < 2:
        return offered[0] if offered else None
    said = persian.search_key(text).split()
    begun = [edition for edition in offered if _begins(said, edition.area.name)]
    home = person.neighborhood if person else None
    near = [edition for edition in offered if home and edition.area.contains(home)]
    some = begun or near or offered
    return max(some, key=lambda edition: (edition.announced_at or timezone.now(), edition.pk))


def _begins(said: Sequence[str], name: str) -> bool:
    words = persian.search_key(name).split()[: len(name.split())]  # joined pairs of words stand behind them
    return list(said[: len(words)]) == words
