"""From what came to what plays. It takes seconds, so it happens outside of any transaction."""

import tempfile
from pathlib import Path

from django.db.models.fields.files import FieldFile

from meydan.engines import voice as engine
from meydan.questions import actions
from meydan.questions.models import Voice

MP3 = ".mp3"


def prepare(voice: Voice) -> None:
    """Whatever it was that came, the worker goes on; what is done already is not done again."""
    if voice.state == Voice.State.WAITING:
        try:
            mp3, heard = _made(voice.original)
        except engine.WrongVoice as wrong:
            actions.mark_unreadable(by=None, voice=voice, why=wrong.code)
        else:
            actions.keep_playable(by=None, voice=voice, mp3=mp3, seconds=heard.seconds, peaks=heard.peaks)
    if voice.consent and not str(voice.consent.name).endswith(MP3):
        try:
            mp3, _heard = _made(voice.consent)
        except engine.WrongVoice:
            return  # it stays as it came
        actions.keep_consent(by=None, voice=voice, mp3=mp3)


def _made(came: FieldFile) -> tuple[bytes, engine.Heard]:
    with tempfile.TemporaryDirectory(prefix="voice-") as folder:
        copy, mp3 = Path(folder) / "came", Path(folder) / "made.mp3"
        try:
            with came.open("rb") as file:
                copy.write_bytes(file.read())
        except FileNotFoundError:
            raise engine.WrongVoice("unreadable") from None
        heard = engine.make_playable(copy, mp3)
        return mp3.read_bytes(), heard
