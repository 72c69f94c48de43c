"""Rates of the pages people open and the form they send, on both databases.

    python -m bench [--seconds 5] [--connections 16] [--database sqlite]

Each line: how many a second, half of them and 95 of 100 within so many milliseconds, CPU milliseconds of the page
servers a request. The askers run on the same machine and cost it about as much again: read ratios, not absolutes.
"""

import argparse
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable

from bench.house import House, Visitor, get, house, program, visitors

KINDS = ("sqlite", "postgresql")


def measure(name: str, running: House, people: list[Visitor], seconds: float, ask: Callable[[Visitor], bool]) -> int:
    """Each of `people` asks as often as it can; gives how many answers were wrong."""
    took: list[float] = []
    wrong: list[str] = []
    start = threading.Barrier(len(people) + 1)
    ends = 0.0

    def work(person: Visitor) -> None:
        start.wait()
        while time.monotonic() < ends:
            began = time.monotonic()
            try:
                fine = ask(person)
            except StopIteration:
                return
            took.append(time.monotonic() - began)
            if not fine:
                wrong.append(name)

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    cpu = running.cpu()
    began = time.monotonic()
    ends = began + seconds
    start.wait()
    for thread in threads:
        thread.join()
    took.sort()
    passed = time.monotonic() - began
    cpu = (running.cpu() - cpu) * 1000 / max(1, len(took))
    print(
        f"  {name:24} {len(took) / passed:7.0f}/s  p50 {took[len(took) // 2] * 1000:6.1f} ms  "
        f"p95 {took[int(len(took) * 0.95)] * 1000:6.1f} ms  cpu {cpu:5.2f} ms  wrong {len(wrong)}",
        flush=True,
    )
    return len(wrong)


def bench(kind: str, seconds: float, connections: int) -> int:
    with house(kind) as running:
        people = visitors(connections + int(seconds * 1500), running.port)
        number = program(capacity=len(people))
        print(f"{kind}: first page after {running.start(f'/programs/{number}/'):.2f} s", flush=True)
        askers, rest = people[:connections], iter(people[connections:])
        taking = threading.Lock()

        def page(path: str) -> Callable[[Visitor], bool]:
            return lambda _: get(running.port, path).status == 200

        def page_signed_in(path: str) -> Callable[[Visitor], bool]:
            return lambda visitor: visitor.get(path).status == 200

        def register(_: Visitor) -> bool:
            with taking:
                person = next(rest)
            return person.post(f"/programs/{number}/register/", uuid.uuid4(), guests=str(person.pk)).status == 302

        wrong = 0
        for name, ask in (
            ("/healthz", page_signed_in("/healthz")),
            ("home", page_signed_in("/")),
            ("programs", page_signed_in("/programs/")),
            ("a program", page_signed_in(f"/programs/{number}/")),
            ("a program, new visitor", page(f"/programs/{number}/")),
            ("registering", register),
        ):
            wrong += measure(name, running, askers, seconds, ask)
        memory = running.memory()
        print(
            f"  memory: pages {memory['pages']:.0f} MB, worker {memory['worker']:.0f} MB, "
            f"serve {memory['serve']:.0f} MB resident",
            flush=True,
        )
        running.stop()
        return wrong


def main() -> int:
    asked = argparse.ArgumentParser(prog="make bench")
    asked.add_argument("--seconds", type=float, default=5)
    asked.add_argument("--connections", type=int, default=16)
    asked.add_argument("--database", choices=KINDS)
    given = asked.parse_args()
    if given.database:
        return 1 if bench(given.database, given.seconds, given.connections) else 0
    common = ["--seconds", str(given.seconds), "--connections", str(given.connections)]
    return max(
        subprocess.run([sys.executable, "-m", "bench", "--database", kind, *common], check=False).returncode
        for kind in KINDS
    )


if __name__ == "__main__":
    sys.exit(main())
