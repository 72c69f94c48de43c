"""From what came to what plays."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from meydan.ground.models import Task
from meydan.ground.queue import drain
from meydan.journal.models import Line
from meydan.questions import actions, tasks
from meydan.questions.models import Voice
from tests import recordings
from tests.factories.people import PersonFactory
from tests.factories.questions import EditionFactory, TribuneFactory, VoiceFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db
WEBM = recordings.encoded("webm", "libopus", 2)


def came(body=WEBM, name="a.webm"):
    return ContentFile(body, name=name)


def ask(**said):
    person = PersonFactory()
    return actions.ask(by=person, edition=EditionFactory(), kind="question", channel="web", asker=person, **said)


@pytest.mark.django_db(transaction=True)
def test_a_voice_that_was_sent_plays_everywhere_after_the_worker_had_it_and_what_came_is_gone():
    voice = ask(voice=came()).voice
    original = voice.original.name
    assert (voice.state, default_storage.exists(original)) == ("waiting", True)
    drain()
    voice.refresh_from_db()
    assert (voice.state, voice.seconds, len(voice.peaks)) == ("ready", 2, 60)
    assert voice.playable.read(3) in {b"ID3", b"\xff\xfb\x90"}
    assert (voice.original.name, default_storage.exists(original)) == ("", False)
    assert voice.wave.startswith("M2 ")
    (line,) = Line.objects.filter(verb="questions.prepare_voice")
    assert line.facts == {"seconds": 2}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"OggS" + bytes(range(256)) * 30,
        WEBM[:60],
        recordings.encoded("webm", "libopus", video="libvpx"),
        lambda: recordings.hours_in_little(400),
    ],
    ids=["nothing", "noise", "cut off", "a film", "minutes in little"],
)
@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_read_is_marked_and_kept_and_the_worker_goes_on(body):
    voice = ask(voice=came(body() if callable(body) else body)).voice
    drain()
    voice.refresh_from_db()
    assert (voice.state, voice.playable.name, default_storage.exists(voice.original.name)) == ("unreadable", "", True)
    assert Task.objects.filter(path=tasks.prepare_voice.module_path, attempts__gt=1).count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_voice_whose_file_is_gone_is_marked():
    voice = ask(voice=came()).voice
    default_storage.delete(voice.original.name)
    drain()
    voice.refresh_from_db()
    assert voice.state == "unreadable"


@pytest.mark.django_db(transaction=True)
def test_made_by_two_workers_at_once_one_file_stays():
    voice = ask(voice=came()).voice
    at_once(2, lambda _worker: tasks.prepare_voice.call(voice.pk))
    voice.refresh_from_db()
    _folders, files = default_storage.listdir("voices")
    kept = [name for name in files if voice.question.key.hex in name]
    assert (voice.state, [f"voices/{name}" for name in kept]) == ("ready", [voice.playable.name])
    assert Line.objects.filter(verb="questions.prepare_voice").count() == 1


@pytest.mark.django_db(transaction=True)
def test_consent_that_was_spoken_is_kept_beside_what_was_typed():
    tribune = TribuneFactory()
    said = actions.ask(
        by=PersonFactory(),
        edition=tribune.edition,
        kind="question",
        channel="tribune",
        text="چراغ کوچه",
        tribune=tribune,
        asker=PersonFactory(),
        consent=came(),
    )
    assert (said.voice.state, said.voice.original.name, said.voice.consent_spoken) == ("ready", "", True)
    drain()
    voice = Voice.objects.get()
    assert (voice.playable.name, voice.consent.name.endswith(".mp3")) == ("", True)
    assert default_storage.exists(voice.consent.name)


@pytest.mark.django_db(transaction=True)
def test_a_voice_erased_while_it_was_made_leaves_no_file():
    voice = ask(voice=came()).voice
    gone = Voice.objects.select_related("question").get()
    actions.forget(by=None, person=voice.question.asker)
    actions.keep_playable(by=None, voice=gone, mp3=b"ID3", seconds=1, peaks=[])
    _folders, files = default_storage.listdir("voices")
    assert [name for name in files if voice.question.key.hex in name] == []


def test_a_voice_that_is_no_more_is_no_work():
    tasks.prepare_voice.call(VoiceFactory().pk + 1)
    assert Voice.objects.get().state == "waiting"
