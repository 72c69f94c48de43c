"""The planner's own process: OR-tools takes half a gigabyte, which neither page servers nor the worker should hold.

    python -m meydan.campaigns.child < problem > lines

Its stdin stays open as long as somebody wants the result: once it ends, the search is stopped with the best so far, so
that nothing is left running when a worker dies. It says lines of JSON, one a second at least: `beat`, `progress`, then
`plan`, then for some of what found no place a `conflict`.
"""

import base64
import json
import os
import pickle
import sys
import threading
import time
from dataclasses import asdict
from typing import Any, Final

from meydan.engines import planning
from meydan.engines.planning.options import left, options
from meydan.engines.planning.problem import Wish

BEAT: Final = 1.0  # seconds
CONFLICTS: Final = 4  # of so many wishes the minimal reason is sought
SEARCH: Final = 5.0  # seconds for each
EXPLAINING: Final = 30.0  # seconds after which no further one is begun: other tasks wait
KIND: Final = 5  # pages are answered first


def main() -> None:
    os.nice(KIND)
    asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the worker that started us
    gone = threading.Event()
    threading.Thread(target=_wait, args=(gone,), daemon=True).start()
    spoke = 0.0

    def stop() -> bool:
        nonlocal spoke
        if time.monotonic() - spoke > BEAT:
            spoke = time.monotonic()
            _say("beat", None)
        return gone.is_set()

    def tell(progress: planning.Progress) -> None:
        _say("progress", asdict(progress))

    problem: planning.Problem = asked["problem"]
    plan = planning.solve(
        problem, seconds=asked["seconds"], workers=min(2, os.cpu_count() or 1), on_progress=tell, stop=stop
    )
    _say("plan", base64.b64encode(pickle.dumps(plan)).decode())
    planned = time.monotonic()
    for blocked in [one for one in plan.unplaced if not one.impossible][:CONFLICTS]:
        if not gone.is_set() and time.monotonic() - planned < EXPLAINING:
            _explain(problem, (blocked.service, blocked.sessions))


def _explain(problem: planning.Problem, wish: Wish) -> None:
    """Among what shares its agency, leaders or supplies; if those could be had together, among all that is wanted."""
    services = {each.id: each for each in problem.services}
    mine = services[wish[0]]
    wishes = {one: count for one, count in left(problem).items() if options(problem, one)}
    near = {
        one: count
        for one, count in wishes.items()
        for other in [services[one[0]]]
        if other.agency == mine.agency or other.leaders & mine.leaders or set(other.needs) & set(mine.needs)
    }
    for some in (near, wishes):
        found = planning.conflict(problem, some, seconds=SEARCH)
        if found is not None:
            said = {
                "wishes": [[*one, count] for one, count in found.wishes],
                "rules": list(found.rules),
                "is_minimal": found.is_minimal,
            }
            _say("conflict", {"wish": list(wish), **said})
            return


def _wait(gone: threading.Event) -> None:
    sys.stdin.buffer.read()
    gone.set()


def _say(what: str, said: Any) -> None:
    try:
        print(json.dumps({what: said}), flush=True)  # noqa: T201 - this is how it is heard
    except BrokenPipeError:
        os._exit(0)  # nobody listens any more


if __name__ == "__main__":
    main()
