"""Voices and photos sent to the bot: fetched by a worker, looked at, and kept by kinds the house knows."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from meydan.base.fields import Photo
from meydan.messaging import actions, bots
from meydan.messaging.bots.api import Refused, TooLarge
from meydan.messaging.models import Inbound
from meydan.messaging.wire import Garbled
from meydan.messaging.wording import in_language_of

LARGEST: Final = 8 << 20  # of Telegram's voice that is about forty minutes


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


def ending_of_voice(content: bytes) -> str:
    """By its first bytes, since names and kinds are only claimed; empty when it is none."""
    if content.startswith(b"OggS"):
        return "ogg"
    if content[4:8] == b"ftyp":
        return "m4a"
    if content.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")):
        return "mp3"
    return "webm" if content.startswith(b"\x1a\x45\xdf\xa3") else ""


def _looked_at(kind: str, content: bytes) -> tuple[bytes, str]:
    if kind == "photo":
        made = Photo().to_python(SimpleUploadedFile("photo", content))
        assert made is not None
        return made.read(), "webp"
    ending = ending_of_voice(content)
    if not ending:
        raise ValidationError(_("This is no voice that can be played."))
    return content, ending


def _sentence(trouble: Exception) -> str:
    if isinstance(trouble, TooLarge):
        return _("This file is too large. Send a shorter one.")
    return _("We could not open this file. Record your voice in the messenger itself, or write.")
