"""400 attempts on 200 places over 16 connections, through the real registration page.

    python -m bench.race [--seeds 20] [--database sqlite]

Each round: a fresh program of 200 places and 400 people, in an order drawn from the seed; every tenth sends the form
twice. Exactly 200 must be registered, 200 told that the places are taken, nobody shown an error. Exit code 1 otherwise.
"""

import argparse
import random
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter

from bench.house import House, Visitor, house, program, visitors

PLACES, ATTEMPTS, CONNECTIONS = 200, 400, 16
KINDS = ("sqlite", "postgresql")
FULL = "ظرفیت این برنامه پر شده است".encode()


def told(visitor: Visitor, number: int, *, twice: bool) -> str:
    """What one person learns: "registered", "full", or what else came."""
    key = uuid.uuid4()
    answers = [
        visitor.post(f"/programs/{number}/register/", key, guest=str(visitor.pk)) for _time in range(2 if twice else 1)
    ]
    if len({(answer.status, answer.location) for answer in answers}) != 1:
        return "two answers"
    answer = answers[0]
    if answer.status == 302 and answer.location.startswith("/programs/tickets/"):
        return "registered"
    return "full" if answer.status == 422 and FULL in answer.body else f"status {answer.status}"


def race(running: House, seed: int) -> tuple[Counter[str], float]:
    number = program(capacity=PLACES)
    people = visitors(ATTEMPTS, running.port)
    random.Random(seed).shuffle(people)
    heard: Counter[str] = Counter()
    counting, start = threading.Lock(), threading.Barrier(CONNECTIONS)

    def work(mine: list[Visitor]) -> None:
        start.wait()
        for position, person in enumerate(mine):
            try:
                answer = told(person, number, twice=position % 10 == 0)
            except OSError as error:
                answer = type(error).__name__
            with counting:
                heard[answer] += 1

    threads = [threading.Thread(target=work, args=(people[place::CONNECTIONS],)) for place in range(CONNECTIONS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - began
    heard["rows"] = held(number)
    return heard, took


def held(number: int) -> int:
    """Registrations in the database, or -1 where the program's own count says something else."""
    from meydan.programs.models import Quota, Registration

    rows = Registration.objects.filter(program=number, status=Registration.Status.HELD).count()
    return rows if Quota.objects.get(program=number).taken == rows else -1


def races(kind: str, seeds: int) -> int:
    right = {"registered": PLACES, "full": ATTEMPTS - PLACES, "rows": PLACES}
    wrong = 0
    with house(kind) as running:
        running.start()
        took = []
        for seed in range(seeds):
            heard, seconds = race(running, seed)
            took.append(seconds)
            if dict(heard) != right:
                wrong += 1
                print(f"{kind} seed {seed}: {dict(heard)}", flush=True)
        running.stop()
    rate = ATTEMPTS / (sum(took) / len(took))
    print(f"{kind}: {seeds - wrong} of {seeds} rounds right; {rate:.0f} attempts/s", flush=True)
    return wrong


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.race")
    asked.add_argument("--seeds", type=int, default=20)
    asked.add_argument("--database", choices=KINDS)
    given = asked.parse_args()
    if given.database:
        return 1 if races(given.database, given.seeds) else 0
    again = [sys.executable, "-m", "bench.race", "--seeds", str(given.seeds), "--database"]
    return max(subprocess.run([*again, kind], check=False).returncode for kind in KINDS)


if __name__ == "__main__":
    sys.exit(main())
