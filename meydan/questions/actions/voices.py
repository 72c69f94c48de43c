"""Recorded voices: kept as they came, and then as they play."""

from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction

from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.questions.models import Question, Voice

State = Voice.State


def keep(question: Question, voice: File[Any] | None, consent: File[Any] | None, *, consent_spoken: bool) -> Voice:
    """What came with a question, inside the action that receives it; a task makes it playable."""
    row = Voice.objects.create(
        question=question,
        original=voice or "",
        consent=consent or "",
        consent_spoken=consent_spoken or bool(consent),
        state=State.WAITING if voice else State.READY,
    )
    named("meydan.questions.tasks.prepare_voice").enqueue(row.pk)
    return row


@action
def keep_playable(*, by: Person | None, voice: Voice, mp3: bytes, seconds: float, peaks: Sequence[int]) -> Voice:
    """What plays takes the place of what came. Made twice, or erased meanwhile, it was made for nothing."""
    came = voice.original.name
    voice.playable.save(f"{voice.question.key.hex}.mp3", ContentFile(mp3), save=False)
    whole = max(round(seconds), 1)
    waiting = Voice.objects.filter(pk=voice.pk, state=State.WAITING)
    if waiting.update(original="", state=State.READY, playable=voice.playable.name, seconds=whole, peaks=list(peaks)):
        note("questions.prepare_voice", on=voice, area=voice.question.area_id, seconds=whole)
        _drop(came)
    else:
        _drop(voice.playable.name)
    return voice


@action
def keep_consent(*, by: Person | None, voice: Voice, mp3: bytes) -> Voice:
    """The same for what was said to giving one's phone."""
    came = voice.consent.name
    voice.consent.save(f"{voice.question.key.hex}-consent.mp3", ContentFile(mp3), save=False)
    if Voice.objects.filter(pk=voice.pk, consent=came).update(consent=voice.consent.name):
        note("questions.prepare_voice", on=voice, area=voice.question.area_id, consent=True)
        _drop(came)
    else:
        _drop(voice.consent.name)
    return voice


@action
def mark_unreadable(*, by: Person | None, voice: Voice, why: str) -> Voice:
    """`why`: a code of `engines.voice.WrongVoice`. What came is kept, so that somebody can look into it."""
    if Voice.objects.filter(pk=voice.pk, state=State.WAITING).update(state=State.UNREADABLE):
        note("questions.voice_unreadable", on=voice, area=voice.question.area_id, why=why)
    voice.refresh_from_db(fields=["state"])
    return voice


def _drop(name: str | None) -> None:
    """When it is certain that no row names it any more."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))
