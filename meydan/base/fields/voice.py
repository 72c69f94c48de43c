"""A recorded voice: recorded in the page, or a file of a recording where that does not work."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _

from meydan.base import wording
from meydan.base.fields.files import MEGABYTE
from meydan.engines import voice

_LARGEST = 6 * MEGABYTE  # three minutes uncompressed, as 16 kHz; a browser's are a tenth of it


class VoiceInput(forms.FileInput):
    """With a script a recorder (base/recorder.js), else the phone's own recorder or a file."""

    template_name = "base/widgets/voice.html"

    def __init__(self, *, most_seconds: int) -> None:
        super().__init__(attrs={"accept": "audio/*"})
        self.most_seconds = most_seconds

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"most_seconds": self.most_seconds, "most_bytes": _LARGEST}


class Voice(forms.FileField):
    """The value is what came, under a name that tells its kind and nothing else. `heard=False`: a worker listens later.

    What it is its bytes say. Listening to all of it happens beside this process (`engines.voice`).
    """

    default_error_messages = {
        "kind": _("This file is not a recording we can play. Record again, or send an MP3, M4A, OGG or WAV."),
        "video": _("This is a film. Send only the sound of it, or record your voice here."),
        "silent": _("There is nothing to be heard in this recording. Record again, closer to the microphone."),
        "long": _("This recording is longer than %(minutes)s minutes. Say it shorter, or in two parts."),
        "unreadable": _("This recording is broken and cannot be played. Record again."),
        "too_big": _("The recording is larger than %(size)s megabytes. Record it here, or send a shorter one."),
    }

    def __init__(self, *, most_seconds: int = 120, heard: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("widget", VoiceInput(most_seconds=most_seconds))
        self.heard = heard
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> UploadedFile | None:
        sent = super().to_python(data)
        if not isinstance(sent, UploadedFile):
            return None
        if (sent.size or 0) > _LARGEST:
            raise self._wrong("too_big")
        sent.seek(0)
        body = sent.read()
        kind = voice.kind_of(body[:32])
        if kind is None:
            raise self._wrong("kind")
        if self.heard:
            self._listen(body)
        return SimpleUploadedFile(f"{uuid.uuid4().hex}.{kind.value}", body, "application/octet-stream")

    def _listen(self, body: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="voice-") as folder:
            came = Path(folder) / "came"
            came.write_bytes(body)
            try:
                voice.listen(came)
            except voice.WrongVoice as wrong:
                raise self._wrong(wrong.code) from None

    def _wrong(self, code: str) -> ValidationError:
        numbers = {
            "minutes": wording.number(voice.MOST_SECONDS // 60),
            "size": wording.number(_LARGEST // MEGABYTE),
        }
        return ValidationError(self.error_messages[code], code, numbers)
