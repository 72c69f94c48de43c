"""400 attempts on 200 places over 16 connections, through the real registration page; then a line that is pulled about.

    python -m bench.race [--seeds 20] [--database sqlite] [--race door]

`door`, each round: a fresh program of 200 places and 400 people, in an order drawn from the seed; every tenth sends the
form twice. Exactly 200 must be registered and 200 waiting with the numbers 1 to 200 in the order of their arrival in
the database, each as the page told them, and nobody shown an error.

`line`, each round: a program of 20 places and a line of 80, while cancellations, refusals and acceptances of offers,
lapses, manual promotions and changes of capacity come over 16 connections in an order drawn from the seed. Whatever
comes first, at no moment and at the end may more places be taken than there are, `taken` is what is held and offered,
no place stays free while somebody waits, and nobody is offered a place while one with a smaller number waits.

Exit code 1 otherwise.
"""

import argparse
import random
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from bench.house import Answer, House, Visitor, house, program, visitors

PLACES, ATTEMPTS, CONNECTIONS = 200, 400, 16
LINE_PLACES, LINE = 20, 80
KINDS = ("sqlite", "postgresql")
RACES = ("door", "line")
TICKETS, STUB = "/programs/tickets/", b"ticket-stub"


def told(visitor: Visitor, number: int, *, twice: bool, looks: bool) -> tuple[str, str]:
    """The ticket one person is led to, or what else came; and what it says, if they look: "held" or "waiting"."""
    key = uuid.uuid4()
    answers = [patiently(lambda: send(visitor, number, key)) for _time in range(2 if twice else 1)]
    if len({(answer.status, answer.location) for answer in answers}) != 1:
        return "two answers", ""
    answer = answers[0]
    if answer.status != 302 or not answer.location.startswith(TICKETS):
        return f"status {answer.status}", ""
    code = answer.location.removeprefix(TICKETS).strip("/")
    if not looks:
        return code, ""
    ticket = patiently(lambda: visitor.get(answer.location))
    return code, "held" if STUB in ticket.body else "waiting" if ticket.status == 200 else f"status {ticket.status}"


def send(visitor: Visitor, number: int, key: uuid.UUID) -> Answer:
    return visitor.post(f"/programs/{number}/register/", key, guests=str(visitor.pk), or_wait="on")


def patiently(ask: Callable[[], Answer]) -> Answer:
    """As a phone does on a busy day: without an answer in ten seconds the same form is sent again, key and all."""
    for _time in range(5):
        try:
            return ask()
        except OSError:
            continue
    return ask()


def at_door(running: House, seed: int) -> tuple[Counter[str], float]:
    number = program(capacity=PLACES)
    people = visitors(ATTEMPTS, running.port)
    random.Random(seed).shuffle(people)
    answers: list[tuple[str, str]] = []

    def come(mine: Sequence[Visitor]) -> None:
        for position, person in enumerate(mine):
            try:
                answers.append(told(person, number, twice=position % 10 == 0, looks=position % 4 == 0))
            except OSError as error:
                answers.append((type(error).__name__, ""))

    took = together([people[place::CONNECTIONS] for place in range(CONNECTIONS)], come)
    heard = Counter(states(number, answers))
    heard["rows"] = held(number)
    heard["in order"] = in_order(number)
    return heard, took


def states(number: int, answers: Sequence[tuple[str, str]]) -> list[str]:
    """What became of each: "held" and "waiting", as the database has it and as they were told."""
    from meydan.programs.models import Registration

    known = dict(Registration.objects.filter(program=number).values_list("code", "status"))
    found = []
    for code, said in answers:
        status = known.pop(code, code)
        found.append(status if said in {"", status} else f"{status}, told {said}")
    return found


def together(parts: Sequence[Any], work: Callable[[Any], None]) -> float:
    """Each part in a thread of its own, all started at once; the seconds it took."""
    start = threading.Barrier(len(parts))

    def begin(part: Any) -> None:
        start.wait()
        work(part)

    threads = [threading.Thread(target=begin, args=(part,)) for part in parts]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began


def held(number: int) -> int:
    """Registrations in the database, or -1 where the program's own count says something else."""
    from meydan.programs.models import Quota, Registration

    rows = Registration.objects.filter(program=number, status=Registration.Status.HELD).count()
    return rows if Quota.objects.get(program=number).taken == rows else -1


def in_order(number: int) -> int:
    """How many wait, if their numbers are 1, 2, 3 … in the order in which they came into the database; -1 otherwise."""
    from meydan.programs.models import Registration

    waiting = Registration.objects.filter(program=number, status=Registration.Status.WAITING)
    numbers = list(waiting.order_by("pk").values_list("number", flat=True))
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) else -1


def in_line(running: House, seed: int) -> tuple[Counter[str], float]:  # noqa: ARG001 - as at the door
    """Actions called straight, since several of them have no page of their own."""
    from bench.line import pull_about

    return pull_about(seed, places=LINE_PLACES, line=LINE, connections=CONNECTIONS, together=together)


RIGHT: dict[str, dict[str, int]] = {
    "door": {
        "held": PLACES,
        "waiting": ATTEMPTS - PLACES,
        "rows": PLACES,
        "in order": ATTEMPTS - PLACES,
    },
    "line": {},
}
RUNS = {"door": at_door, "line": in_line}


def races(kind: str, seeds: int, asked: Sequence[str]) -> int:
    wrong = 0
    with house(kind) as running:
        running.start(seconds=120)  # on a machine that does other things as well
        for name in asked:
            took, bad = [], 0
            for seed in range(seeds):
                heard, seconds = RUNS[name](running, seed)
                took.append(seconds)
                faults = {key: count for key, count in heard.items() if not key.startswith("did ")}
                if faults != RIGHT[name]:
                    bad += 1
                    print(f"{kind} {name} seed {seed}: {faults}", flush=True)
            rate = f"{ATTEMPTS / (sum(took) / len(took)):.0f} attempts/s" if name == "door" else f"{sum(took):.0f} s"
            print(f"{kind} {name}: {seeds - bad} of {seeds} rounds right; {rate}", flush=True)
            wrong += bad
        running.stop()
    return wrong


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.race")
    asked.add_argument("--seeds", type=int, default=20)
    asked.add_argument("--database", choices=KINDS)
    asked.add_argument("--race", choices=RACES, action="append")
    given = asked.parse_args()
    chosen = given.race or RACES
    if given.database:
        return 1 if races(given.database, given.seeds, chosen) else 0
    again = [sys.executable, "-m", "bench.race", "--seeds", str(given.seeds)]
    again += [part for name in chosen for part in ("--race", name)]
    again.append("--database")
    return max(subprocess.run([*again, kind], check=False).returncode for kind in KINDS)


if __name__ == "__main__":
    sys.exit(main())
