import contextlib

import av
import pytest

from meydan.engines import voice
from meydan.engines.voice import Kind, WrongVoice
from tests import recordings

WEBM = recordings.encoded("webm", "libopus", 2)
CAME = {
    "webm": (WEBM, Kind.WEBM),
    "mp4": (recordings.encoded("mp4", "aac", 2), Kind.MP4),
    "m4a": (recordings.encoded("ipod", "aac", 2), Kind.MP4),
    "ogg": (recordings.encoded("ogg", "libopus", 2), Kind.OGG),
    "wav": (recordings.wav(2), Kind.WAV),
    "mp3": (recordings.encoded("mp3", "libmp3lame", 2, rate=44100), Kind.MP3),
}


@pytest.fixture
def kept(tmp_path):
    def written(body):
        path = tmp_path / "came"
        path.write_bytes(body)
        return path

    return written


@pytest.mark.parametrize("name", CAME)
def test_what_browsers_phones_and_messengers_record_is_told_apart_by_its_first_bytes(name):
    body, kind = CAME[name]
    assert voice.kind_of(body[:32]) is kind


@pytest.mark.parametrize("name", CAME)
def test_all_of_it_becomes_an_mp3_of_the_same_length(name, kept, tmp_path):
    mp3 = tmp_path / "made.mp3"
    heard = voice.make_playable(kept(CAME[name][0]), mp3)
    assert heard.seconds == pytest.approx(2, abs=0.15)
    assert len(heard.peaks) == 60
    assert max(heard.peaks) == 100
    with av.open(str(mp3)) as made:
        (track,) = made.streams
        assert (track.codec_context.name, track.codec_context.layout.name) == ("mp3float", "mono")
        assert made.metadata.keys() <= {"encoder"}
        assert track.duration * track.time_base == pytest.approx(2, abs=0.2)
    assert mp3.stat().st_size < 2 * 64_000 / 8 * 1.3


def test_listening_alone_says_how_long_it_is_and_writes_nothing(kept, tmp_path):
    heard = voice.listen(kept(WEBM))
    assert (round(heard.seconds), heard.peaks) == (2, [])
    assert [path.name for path in tmp_path.iterdir()] == ["came"]


def test_a_recording_that_was_cut_off_is_heard_as_far_as_it_goes(kept):
    assert 0.5 < voice.listen(kept(WEBM[: len(WEBM) * 2 // 3])).seconds < 2


HOSTILE = {
    "nothing": (b"", "kind"),
    "a page": (b"<html><script>alert(1)</script>" * 9, "kind"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "kind"),
    "only a header of WebM": (WEBM[:40], "unreadable"),
    "noise after the header": (WEBM[:4] + bytes(range(256)) * 40, "unreadable"),
    "noise after ftyp": (b"\0\0\0\x18ftypM4A " + bytes(range(256)) * 40, "unreadable"),
    "noise after OggS": (b"OggS" + bytes(range(256)) * 40, "unreadable"),
    "ID3 of four gigabytes": (b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f" + b"\0" * 99, "unreadable"),
    "an MP4 cut before its index": (CAME["mp4"][0][: len(CAME["mp4"][0]) // 2], "unreadable"),
    "a film in WebM": (recordings.encoded("webm", "libopus", video="libvpx"), "video"),
    "a film in MP4": (recordings.encoded("mp4", "aac", video="mpeg4"), "video"),
    "a header that claims hours": (recordings.claiming(b"\0\0" * 3), "silent"),
    "one sample a second": (recordings.claiming(b"\0\0" * 3, rate=1), "unreadable"),
    "a playlist": (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "kind"),
    "an hour in a few kilobytes": (recordings.hours_in_little, "long"),
    "four minutes": (recordings.wav(240, 4000), "long"),
    "a tenth of a second": (recordings.wav(0.1), "silent"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_recordings_are_refused_and_never_crash_whoever_asked(name, kept, tmp_path):
    body, code = HOSTILE[name]
    body = body() if callable(body) else body
    for ask in (voice.listen, lambda came: voice.make_playable(came, tmp_path / "made.mp3")):
        with pytest.raises(WrongVoice) as refused:
            ask(kept(body))
        assert refused.value.code == code


def test_every_beginning_of_a_recording_and_every_spoiled_byte_gives_an_answer(kept):
    """A child for each would take minutes: some, spread over the whole file."""
    for at in range(30, len(WEBM), len(WEBM) // 8):
        for body in (WEBM[:at], WEBM[:at] + bytes([WEBM[at] ^ 0xFF]) + WEBM[at + 1 :]):
            with contextlib.suppress(WrongVoice):
                assert voice.listen(kept(body)).seconds < 4
