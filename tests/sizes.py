"""How much a test does. Usually as much as makes its point; `WHOLE=1 pytest …` does all of it, which takes an hour more.

What looks anew each time digs by its own variable: `FUZZ=2000`, `ROUNDS=20`, `TRIBUNE_ENTRIES=200`, `COUNTING=all`,
`HYPOTHESIS_PROFILE=default`.
"""

import os
from typing import Any

import pytest

WHOLE = bool(os.environ.get("WHOLE"))


def many(usual: int, *, whole: int) -> int:
    return whole if WHOLE else usual


def seeds(usual: int, *, whole: int) -> list[Any]:
    """Of what chance makes: the first is asked of both databases, the others of one."""
    return [0, *(pytest.param(seed, marks=pytest.mark.once) for seed in range(1, many(usual, whole=whole)))]
