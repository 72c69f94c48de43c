"""A message's text: in its reader's language, and as long as providers take."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation

from meydan.messaging.models import Message
from meydan.people.models import Person

LONGEST = 900  # characters; the providers' limit
HOW_TO_STOP = "\nلغو۱۱"  # what Iranian law wants at the end of bulk texts: send 11 to get no more


@contextmanager
def in_language_of(person: Person | None) -> Iterator[None]:
    """Write a text to somebody: `with in_language_of(person): text = _("You are registered.")`."""
    language = person.language if person else ""
    with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        yield


def as_sent(text: str, kind: str) -> str:
    return text + HOW_TO_STOP if kind == Message.Kind.NEWS and not text.endswith(HOW_TO_STOP) else text
