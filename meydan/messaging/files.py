"""Voices and photos sent to the bot: fetched by a worker, looked at, and kept by kinds the house knows."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from meydan.base.fields import Photo, Voice
from meydan.messaging import actions, bots
from meydan.messaging.bots.api import Refused, TooLarge
from meydan.messaging.models import Inbound
from meydan.messaging.wire import Garbled
from meydan.messaging.wording import in_language_of

LARGEST: Final = 6 << 20  # of a messenger's voice that is half an hour
MOST_SECONDS: Final = 180


def fetched(inbound: Inbound) -> bool:
    """Whether nothing is left to fetch. What can never be had is refused here; what may come later raises."""
    kind, _colon, file_id = inbound.attached.partition(":")
    if not kind:
        return True
    with in_language_of(inbound.person):
        try:
            content, ending = _looked_at(kind, bots.api().file(file_id, at_most=LARGEST))
        except (TooLarge, Refused, Garbled, ValidationError) as trouble:
            if isinstance(trouble, Refused) and trouble.code in {401, 403, 429}:
                raise  # ours to mend, or too many at once
            actions.refuse(by=None, inbound=inbound, sentence=_sentence(trouble))
            return False
    actions.keep_file(by=None, inbound=inbound, content=content, ending=ending)
    return True


def _looked_at(kind: str, content: bytes) -> tuple[bytes, str]:
    """As a form's field looks at it: a photo is made anew, a voice is listened to."""
    field = Photo() if kind == "photo" else Voice(most_seconds=MOST_SECONDS)
    made = field.to_python(SimpleUploadedFile("sent", content))
    assert made is not None
    made.seek(0)
    return made.read(), str(made.name).rpartition(".")[2]


def _sentence(trouble: Exception) -> str:
    if isinstance(trouble, ValidationError):
        return " ".join(trouble.messages)
    if isinstance(trouble, TooLarge):
        return _("This file is too large. Send a shorter one.")
    return _("We could not open this file. Record your voice in the messenger itself, or write.")
