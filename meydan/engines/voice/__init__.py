"""Recorded voices (صدا): what came is listened to in a process of its own, and made into an MP3 every phone plays.

FFmpeg reads what strangers send. So it runs in a child with little memory, little time and nothing to reach; whatever
becomes of the child, whoever asked gets `Heard` or a refusal.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from meydan.engines.voice.kinds import Kind, kind_of

__all__ = ["MOST_SECONDS", "Heard", "Kind", "WrongVoice", "kind_of", "listen", "make_playable"]

MOST_SECONDS: Final = 180
PATIENCE: Final = 60  # seconds; three minutes of sound take less than two on a busy machine
_CHILD = Path(__file__).with_name("child.py")
_READERS = {Kind.WEBM: "matroska", Kind.MP4: "mov", Kind.OGG: "ogg", Kind.WAV: "wav", Kind.MP3: "mp3"}


class WrongVoice(ValueError):  # noqa: N818 - what was sent is wrong
    """`code`: "kind" (no recording), "video" (moving pictures), "silent" (no sound in it), "long", "unreadable"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Heard(NamedTuple):
    seconds: float
    peaks: list[int]  # 0 to 100, evenly over the whole; empty where it was only listened to


def listen(came: Path) -> Heard:
    """Decode it all once: how long it is, and whether it can be played. Raises WrongVoice."""
    return _asked(came)


def make_playable(came: Path, mp3: Path) -> Heard:
    """Write it anew as MP3, mono, 64 kbit/s, without anything that was beside the sound. Raises WrongVoice."""
    return _asked(came, mp3)


def _asked(came: Path, *mp3: Path) -> Heard:
    with came.open("rb") as file:
        kind = kind_of(file.read(32))
    if kind is None:
        raise WrongVoice("kind")
    asked = [sys.executable, "-I", str(_CHILD), _READERS[kind], str(MOST_SECONDS), str(came), *map(str, mp3)]
    try:
        ran = subprocess.run(  # noqa: S603 - our own script, over files we named
            asked,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"OPENBLAS_NUM_THREADS": "1"},
            timeout=PATIENCE,
            check=False,
        )
        said = json.loads(ran.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise WrongVoice("unreadable") from None
    if "wrong" in said:
        raise WrongVoice(said["wrong"])
    return Heard(said["seconds"], said["peaks"])
