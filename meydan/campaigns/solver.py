"""The planner's process as the worker sees it: started, listened to, stopped, and never outliving its time."""

import base64
import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Self

from meydan.engines.planning import Plan, Problem

MARGIN: Final = 120  # seconds beyond what was asked: building the model, saying why something found no place
HOUSE: Final = Path(__file__).resolve().parents[2]


class Died(Exception):  # noqa: N818 - not ours: it was ended, or had no memory
    """The process ended before it had a plan."""


class Solver:
    """`with Solver(problem, seconds=30) as solver: for what, said in solver.lines(): …`"""

    def __init__(self, problem: Problem, *, seconds: float) -> None:
        self.asked = {"problem": problem, "seconds": seconds}
        self.most = seconds + MARGIN

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "meydan.campaigns.child"],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.guard = threading.Timer(self.most, self.process.kill)
        self.guard.daemon = True
        self.guard.start()
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(pickle.dumps(self.asked))
            self.process.stdin.flush()
        except BrokenPipeError:
            self.__exit__()
            raise Died from None
        return self

    def lines(self) -> Iterator[tuple[str, Any]]:
        """What it says, until it ends. Raises Died where it ended without a plan."""
        planned = False
        assert self.process.stdout is not None
        for line in self.process.stdout:
            for what, said in json.loads(line).items():
                planned |= what == "plan"
                yield what, said
        if not planned:
            raise Died

    def stop(self) -> None:
        """It ends its search and says the best so far."""
        assert self.process.stdin is not None
        if not self.process.stdin.closed:
            self.process.stdin.close()

    def __exit__(self, *_error: object) -> None:
        self.guard.cancel()
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()


def plan_of(said: str) -> Plan:
    found: Plan = pickle.loads(base64.b64decode(said))  # noqa: S301 - by the process that we started
    return found
