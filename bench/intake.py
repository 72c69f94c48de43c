"""Ballots a second through the real vote page: each voter opens the ballot, looks over what they marked, and casts it.

    python -m bench.intake [--people 1000] [--database sqlite]

Sixteen connections; every tenth voter sends the last form twice. At the end there must be one ballot a voter, a line of
the log each, one row of the ledger, and the receipts that were led to. Exit code 1 otherwise.
"""

import argparse
import json
import random
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.house import House, Visitor, house, visitors
from bench.race import KINDS, patiently, together

CONNECTIONS = 16


@dataclass
class Ballots:
    """An open poll of a city: thirty projects on the map of everybody's own neighborhood, a hundred others beside."""

    poll: int
    pot: int
    numbers: list[int]

    @property
    def page(self) -> str:
        return f"/ballots/{self.poll}/vote/{self.pot}/"


@dataclass
class Heard:
    answers: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=lambda: {"open": [], "look over": [], "cast": []})
    receipts: set[str] = field(default_factory=set)


def ballots(people: Sequence[Visitor]) -> Ballots:
    from meydan.people.models import Person
    from tests.factories.ballots import OptionFactory, PollFactory, PotFactory

    listed = json.dumps([{"about": "شرح" * 60, "number": number} for number in range(3000)], ensure_ascii=False)
    pot = PotFactory.create(poll=PollFactory.create(options_list=listed))
    PotFactory.create_batch(100, poll=pot.poll)
    chance = random.Random(5)
    places = [{"latitude": 35.7 + chance.random() / 50, "longitude": 51.4 + chance.random() / 50} for _ in range(30)]
    numbers = [OptionFactory.create(pot=pot, **place).number for place in places]
    keys = [visitor.pk for visitor in people]
    Person.objects.filter(pk__in=keys).update(neighborhood=pot.area, birth_year=1365)
    return Ballots(pot.poll_id, pot.pk, numbers)


def vote(visitor: Visitor, on: Ballots, heard: Heard, *, chance: random.Random, twice: bool) -> None:
    key, number = uuid.uuid4(), str(chance.choice(on.numbers))
    steps = {
        "open": lambda: visitor.get(on.page),
        "look over": lambda: visitor.post(on.page, key, step="review", options=number),
        "cast": lambda: visitor.post(on.page, key, step="cast", options=number),
    }
    for name, ask in steps.items():
        began = time.monotonic()
        answer = patiently(ask)
        heard.seconds[name].append(time.monotonic() - began)
        heard.answers[f"{name} {answer.status}"] += 1
    heard.receipts.add(receipt(visitor, answer.location))
    if twice:
        heard.receipts.add(receipt(visitor, patiently(steps["cast"]).location))


def receipt(visitor: Visitor, led: str) -> str:
    """Where the page after casting leads on to: its own address says no serial."""
    return patiently(lambda: visitor.get(led)).location


def intake(running: House, count: int) -> tuple[Heard, float, list[str]]:
    people = visitors(count, running.port)
    on = ballots(people)
    parts = [people[place::CONNECTIONS] for place in range(CONNECTIONS)]
    all_heard: list[Heard] = []

    def come(mine: Sequence[Visitor]) -> None:
        heard, chance = Heard(), random.Random(mine[0].pk)
        all_heard.append(heard)
        for place, visitor in enumerate(mine):
            vote(visitor, on, heard, chance=chance, twice=place % 10 == 0)

    took = together(parts, come)
    whole = Heard()
    for heard in all_heard:
        whole.answers += heard.answers
        whole.receipts |= heard.receipts
        for name, seconds in heard.seconds.items():
            whole.seconds[name] += seconds
    return whole, took, faults(on, count, whole)


def faults(on: Ballots, count: int, heard: Heard) -> list[str]:
    from meydan.ballots.models import Ballot, Entitlement, Entry
    from meydan.participation.models import Participation

    found = {
        "ballots": Ballot.objects.filter(poll=on.poll, withdrawn=False).count(),
        "entitlements": Entitlement.objects.filter(poll=on.poll).count(),
        "lines": Entry.objects.filter(poll=on.poll).count(),
        "ledger": Participation.objects.filter(kind="ballot").count(),
        "receipts": len(heard.receipts),
        "cast": heard.answers["cast 302"],
    }
    return [f"{name} {number} of {count}" for name, number in found.items() if number != count]


def told(seconds: Sequence[float]) -> str:
    late = sorted(seconds)
    places = {"p50": 0.5, "p95": 0.95}
    return " · ".join(f"{name} {late[int(len(late) * at)] * 1000:.0f} ms" for name, at in places.items())


def measure(kind: str, count: int) -> int:
    with house(kind) as running:
        running.start(seconds=120)
        cpu = running.cpu()
        heard, took, wrong = intake(running, count)
        used = (running.cpu() - cpu) / count * 1000
        print(f"{kind}: {count} ballots in {took:.1f} s, {count / took:.1f} a second, {used:.0f} ms of CPU each")
        for name, seconds in heard.seconds.items():
            print(f"  {name}: {told(seconds)}")
        print(f"  {'; '.join(wrong) or 'one ballot, line and row each'}", flush=True)
        running.stop()
    return 1 if wrong else 0


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.intake")
    asked.add_argument("--people", type=int, default=1000)
    asked.add_argument("--database", choices=KINDS)
    given = asked.parse_args()
    if given.database:
        return measure(given.database, given.people)
    again = [sys.executable, "-m", "bench.intake", "--people", str(given.people), "--database"]
    return max(subprocess.run([*again, kind], check=False).returncode for kind in KINDS)


if __name__ == "__main__":
    sys.exit(main())
