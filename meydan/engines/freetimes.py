"""Which times of a day are free, reckoned in whole minutes from any one beginning.

A stretch is a pair (first, end), its end not in it. Whoever meets somebody is there in `windows`, taken in `busy`.
Times are offered so that the least of a window is lost: the first that fits, and from its end the next that fits; each
begins at a full five minutes. What is taken in between so begins a new row of times where it ends.
"""

from collections.abc import Iterable, Sequence
from typing import Final

Stretch = tuple[int, int]
GRAIN: Final = 5  # minutes: nobody is asked to come at 16:03


def starts(windows: Iterable[Stretch], busy: Sequence[Stretch], *, minutes: int, buffer: int) -> list[int]:
    """When something of so many minutes, and a buffer after it, can begin, in order and each once.

    The meeting itself lies in one window; the buffer may reach over its end. Neither meets what is busy. `busy` is in
    the order of its firsts; its stretches may overlap. Raises ValueError where nothing would last.
    """
    if minutes <= 0 or buffer < 0:
        raise ValueError("a meeting lasts a while, and a buffer is not less than nothing")
    whole = minutes + buffer
    found: set[int] = set()
    for first, end in windows:
        at = _up(first)
        for taken, until in busy:
            if until <= at or until <= taken:
                continue
            if taken >= end + buffer:
                break
            while at + minutes <= end and at + whole <= taken:
                found.add(at)
                at += _up(whole)
            at = max(at, _up(until))
        while at + minutes <= end:
            found.add(at)
            at += _up(whole)
    return sorted(found)


def without(windows: Iterable[Stretch], away: Sequence[Stretch]) -> list[Stretch]:
    """What is left of the windows outside the stretches in which somebody is away, in order of the windows."""
    left = list(windows)
    for gone, back in away:
        if gone < back:
            left = [
                piece
                for first, end in left
                for piece in ((first, min(end, gone)), (max(first, back), end))
                if piece[0] < piece[1]
            ]
    return left


def _up(minute: int) -> int:
    """To the next full five minutes."""
    return -(-minute // GRAIN) * GRAIN
