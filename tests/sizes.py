"""How much a test does. Usually as much as makes its point; `WHOLE=1 pytest …` does all of it, which takes an hour more.

What looks anew each time digs by its own variable: `FUZZ=2000`, `ROUNDS=20`, `TRIBUNE_ENTRIES=200`, `COUNTING=all`,
`HYPOTHESIS_PROFILE=default`.
"""

import os

WHOLE = bool(os.environ.get("WHOLE"))


def many(usual: int, *, whole: int) -> int:
    return whole if WHOLE else usual
