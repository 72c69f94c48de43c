"""What a recording is, by its first bytes: a name can say anything."""

from enum import Enum

_ISO_BRANDS = {
    b"M4A ",
    b"M4B ",
    b"M4V ",
    b"mp41",
    b"mp42",
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"dash",
    b"qt  ",
}


class Kind(Enum):
    """The containers phones and browsers record into; the value is the ending of the file's name."""

    WEBM = "webm"  # Chromium, Firefox
    MP4 = "m4a"  # Safari
    OGG = "ogg"  # messengers, older Firefox
    WAV = "wav"
    MP3 = "mp3"


def kind_of(head: bytes) -> Kind | None:
    """`head`: 16 bytes or more. None: nothing we listen to."""
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return Kind.WEBM
    if head.startswith(b"OggS"):
        return Kind.OGG
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return Kind.WAV
    if head[4:8] == b"ftyp" and (head[8:12] in _ISO_BRANDS or head[8:11] == b"3gp"):
        return Kind.MP4
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return Kind.MP3
    return None
