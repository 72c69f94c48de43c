import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from meydan.base import fields
from tests import recordings


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def sent(body, name="AUD-20210623-WA0012.opus"):
    return SimpleUploadedFile(name, body, "audio/ogg")


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        (recordings.encoded("webm", "libopus"), "webm"),
        (recordings.encoded("mp4", "aac"), "m4a"),
        (recordings.encoded("ogg", "libopus"), "ogg"),
        (recordings.wav(), "wav"),
    ],
)
def test_a_recording_is_kept_as_it_came_under_a_name_that_tells_its_kind_alone(body, ending):
    kept = fields.Voice().clean(sent(body))
    assert kept.read() == body
    stem, _dot, kind = kept.name.partition(".")
    assert (len(stem), kind) == (32, ending)


HOSTILE = {
    "a page": (
        b"<html>" * 99,
        "This file is not a recording we can play. Record again, or send an MP3, M4A, OGG or WAV.",
    ),
    "a film": (
        recordings.encoded("webm", "libopus", video="libvpx"),
        "This is a film. Send only the sound of it, or record your voice here.",
    ),
    "hours": (
        lambda: recordings.hours_in_little(600),
        "This recording is longer than 3 minutes. Say it shorter, or in two parts.",
    ),
    "noise": (b"OggS" + bytes(range(256)) * 9, "This recording is broken and cannot be played. Record again."),
    "too much": (
        b"OggS" + bytes(6 << 20),
        "The recording is larger than 6 megabytes. Record it here, or send a shorter one.",
    ),
    "hardly anything": (
        recordings.wav(0.05),
        "There is nothing to be heard in this recording. Record again, closer to the microphone.",
    ),
    "nothing": (b"", "The submitted file is empty."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_recording_is_refused_with_what_to_do(name):
    body, sentence = HOSTILE[name]
    body = body() if callable(body) else body
    with pytest.raises(ValidationError) as refused:
        fields.Voice().clean(sent(body, "voice.mp3"))
    assert refused.value.messages == [sentence]


def test_where_a_worker_listens_later_only_its_kind_and_size_are_looked_at():
    broken = b"OggS" + bytes(range(256)) * 9
    assert fields.Voice(heard=False).clean(sent(broken)).read() == broken
    with pytest.raises(ValidationError):
        fields.Voice(heard=False).clean(sent(b"<html>"))


def test_nothing_sent_is_nothing_where_it_may_be():
    assert fields.Voice(required=False).clean(None) is None


def test_without_a_script_it_is_a_file_to_choose():
    shown = fields.Voice(most_seconds=90).widget.render("voice", None, {"id": "id_voice"})
    assert '<input type="file" name="voice" accept="audio/*" id="id_voice">' in shown
    assert 'data-most="90"' in shown
