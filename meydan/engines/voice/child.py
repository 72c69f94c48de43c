"""The child that reads what strangers send: `child.py READER MOST_SECONDS CAME [MP3]` says in JSON what it heard.

It stands alone: nothing of the house is imported, so that nothing of it is within reach.
"""

import contextlib
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY, PROCESSOR, WRITTEN = 1 << 30, 40, 8 << 20  # bytes, seconds, bytes
SOUNDS = ("opus", "vorbis", "aac", "mp3", "mp3float", "pcm_")
LEAST_SECONDS = 0.3
SLOWEST, FASTEST, RATE = 4000, 192_000, 44_100
BARS = 60
BROKEN_PACKETS = 20  # skipped; a recording cut off in the middle is heard as far as it goes


class Wrong(Exception):  # noqa: N818 - said to the parent, which makes it an error
    pass


def held() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def sound_of(came: Any) -> Any:
    """The one stream of sound; a cover picture is no video."""
    import av

    for stream in came.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic:
            raise Wrong("video")
    if not came.streams.audio:
        raise Wrong("silent")
    sound = came.streams.audio[0]
    if not sound.codec_context or not sound.codec_context.name.startswith(SOUNDS):
        raise Wrong("kind")
    return sound


def frames(came: Any, sound: Any, most_seconds: float) -> Iterator[Any]:
    """Counted as they come out, whatever the header claims."""
    import av

    seconds, broken, packets = 0.0, 0, came.demux(sound)
    while True:
        try:
            packet = next(packets)
            decoded = packet.decode()
        except (StopIteration, EOFError):
            return
        except av.FFmpegError:
            broken += 1
            if broken > BROKEN_PACKETS:
                return
            continue
        for frame in decoded:
            if not SLOWEST <= frame.sample_rate <= FASTEST:
                raise Wrong("unreadable")
            seconds += frame.samples / frame.sample_rate
            if seconds > most_seconds + 2:
                raise Wrong("long")
            frame.pts = None
            yield frame


def listened(came: Any, most_seconds: float) -> float:
    return float(sum(frame.samples / frame.sample_rate for frame in frames(came, sound_of(came), most_seconds)))


def written(came: Any, most_seconds: float, mp3: str) -> tuple[float, list[int]]:
    import av
    import numpy as np

    heard, resampler = [], av.AudioResampler(format="s16p", layout="mono", rate=RATE)
    with av.open(mp3, "w", format="mp3") as out:
        track = out.add_stream("libmp3lame", rate=RATE, layout="mono", options={"b": "64k"})
        track.codec_context.format = "s16p"
        for frame in [*_resampled(resampler, frames(came, sound_of(came), most_seconds)), None]:
            if frame is not None:
                heard.append(frame.to_ndarray()[0])
                frame.pts = None
            out.mux(track.encode(frame))
    sound = np.abs(np.concatenate(heard).astype(np.int32)) if heard else np.zeros(0, np.int32)
    loudest = int(sound.max()) if sound.size else 0
    bars = [int(part.max()) * 100 // max(loudest, 1) for part in np.array_split(sound, BARS) if part.size]
    return sound.size / RATE, bars


def _resampled(resampler: Any, came: Iterator[Any]) -> Iterator[Any]:
    with contextlib.suppress(ValueError):  # the sound changes its form on the way: heard up to there
        for frame in came:
            yield from resampler.resample(frame)
    yield from resampler.resample(None)


def main(reader: str, most_seconds: str, path: str, mp3: str = "") -> dict[str, Any]:
    import av

    av.logging.set_level(None)
    try:
        # A file object, so that the format can open nothing else by a name or an address.
        with open(path, "rb") as file, av.open(file, format=reader, metadata_errors="ignore") as came:  # noqa: PTH123
            seconds, peaks = (
                written(came, float(most_seconds), mp3) if mp3 else (listened(came, float(most_seconds)), [])
            )
    except Wrong as wrong:
        return {"wrong": str(wrong)}
    except Exception:  # noqa: BLE001 - FFmpeg and its binding raise nearly anything on a broken file
        return {"wrong": "unreadable"}
    return {"seconds": round(seconds, 2), "peaks": peaks} if seconds >= LEAST_SECONDS else {"wrong": "silent"}


if __name__ == "__main__":
    held()
    print(json.dumps(main(*sys.argv[1:])))  # noqa: T201 - how it answers
