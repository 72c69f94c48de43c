"""Recordings as browsers, phones and messengers make them, and as an attacker would."""

import io
import math
import struct
import wave
from array import array

import av
import numpy as np

RATE = 48000


def _tone(seconds: float, rate: int = RATE) -> np.ndarray:
    return (np.sin(np.arange(int(seconds * rate)) * (2 * math.pi * 440 / rate)) * 12000).astype(np.int16)


def encoded(container: str, codec: str, seconds: float = 1.0, *, video: str = "", rate: int = RATE) -> bytes:
    """E.g. encoded("webm", "libopus"), encoded("mp4", "aac"), encoded("ogg", "libopus")."""
    made = io.BytesIO()
    with av.open(made, "w", format=container) as out:
        track = out.add_stream(codec, rate=rate, layout="mono")
        film = out.add_stream(video, rate=5) if video else None
        if film is not None:
            film.width = film.height = 64
            film.pix_fmt = "yuv420p"
            for n in range(5):
                picture = av.VideoFrame.from_ndarray(np.full((64, 64, 3), n * 40, np.uint8), format="rgb24")
                out.mux(film.encode(picture))
            out.mux(film.encode(None))
        sound = _tone(seconds, rate)
        resampler = av.AudioResampler(format=track.codec_context.format or "s16", layout="mono", rate=rate)
        for start in range(0, len(sound), 4800):
            frame = av.AudioFrame.from_ndarray(sound[None, start : start + 4800], format="s16", layout="mono")
            frame.sample_rate = rate
            for ready in resampler.resample(frame):
                out.mux(track.encode(ready))
        out.mux(track.encode(None))
    return made.getvalue()


def wav(seconds: float = 1.0, rate: int = 16000) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(array("h", _tone(seconds, rate).tolist()).tobytes())
    return made.getvalue()


def claiming(header: bytes = b"", *, size: int = 0xFFFFFFF0, rate: int = 8000) -> bytes:
    """A WAV of a few bytes whose header claims hours."""
    form = struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16)
    return (
        b"RIFF"
        + struct.pack("<I", size)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + b"data"
        + struct.pack("<I", size)
        + header
    )


def hours_in_little(seconds: int = 3600) -> bytes:
    """An hour of near silence: small to send, large to unpack."""
    made = io.BytesIO()
    with av.open(made, "w", format="ogg") as out:
        track = out.add_stream("libopus", rate=8000, layout="mono", options={"b": "500", "frame_duration": "60"})
        quiet = np.zeros((1, 48000), np.int16)
        resampler = av.AudioResampler(format=track.codec_context.format or "s16", layout="mono", rate=8000)
        for _second in range(seconds):
            frame = av.AudioFrame.from_ndarray(quiet, format="s16", layout="mono")
            frame.sample_rate = 48000
            for ready in resampler.resample(frame):
                out.mux(track.encode(ready))
        out.mux(track.encode(None))
    return made.getvalue()
