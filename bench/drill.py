"""The crash drill: a house under load is killed again and again, and must have kept every word it gave.

    python -m bench.drill --rounds 20 [--database sqlite]

Odd rounds are a power cut: every process is killed with -9 and `meydan serve` is started anew. Even rounds kill the
page servers and the worker only, and the house must help itself. People send their registration until it is answered,
each with the key of its first sending. At the end: no acknowledged registration is missing, nobody has two, a further
resend gets the first answer, every task came to its end, no message went out twice, and the first page was there within
two seconds.
"""

import argparse
import http.client
import json
import random
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from bench.house import House, Visitor, house, kill, program, visitors

KINDS = ("sqlite", "postgresql")
SENDERS = 8
FIRST_PAGE = 2.0


@dataclass
class Log:
    """What the senders were told."""

    answered: dict[int, tuple[uuid.UUID, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    resent: int = 0


def send(visitor: Visitor, path: str, log: Log, stop: threading.Event) -> None:
    """Send one registration until it is answered."""
    key = uuid.uuid4()
    first = True
    while not stop.is_set():
        try:
            answer = visitor.post(path, key, guests=str(visitor.pk))
        except (OSError, http.client.HTTPException):
            first = False
            time.sleep(0.05)
            continue
        if answer.status == 302 and "/signin" not in answer.location:
            log.answered[visitor.pk] = (key, answer.location)
            log.resent += not first
        else:
            log.refused.append(f"{answer.status} {answer.location}")
        return


def load(waiting: SimpleQueue[Visitor], path: str, log: Log, stop: threading.Event) -> list[threading.Thread]:
    def work() -> None:
        while not stop.is_set():
            try:
                visitor = waiting.get_nowait()
            except Empty:
                return
            send(visitor, path, log, stop)

    senders = [threading.Thread(target=work) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    return senders


def round_of(number: int, running: House, page: str) -> float:
    """One crash; gives the seconds until the first page was there again."""
    if number % 2:
        running.kill_all()
        return running.start(page)
    began = time.monotonic()
    for pid in (*running.page_servers(), *running.workers()):
        kill(pid)
    return running.wait_for(page, began)


def drill(kind: str, rounds: int, seed: int) -> list[str]:
    """Run it; gives what went wrong."""
    chance = random.Random(seed)
    with house(kind) as running:
        people = visitors(rounds * 300, running.port)
        number = program(capacity=len(people))
        page, path = f"/programs/{number}/", f"/programs/{number}/register/"
        running.start(page)
        waiting: SimpleQueue[Visitor] = SimpleQueue()
        for person in people:
            waiting.put(person)
        log, stop = Log(), threading.Event()
        senders = load(waiting, path, log, stop)
        pages = []
        for turn in range(rounds):
            time.sleep(chance.uniform(0.5, 1.5))
            if waiting.empty():
                raise RuntimeError("The load ended before the rounds: it proves nothing.")
            pages.append(round_of(turn, running, page))
        while not waiting.empty():  # nobody new; those under way come to their answer
            try:
                waiting.get_nowait()
            except Empty:
                break
        for sender in senders:
            sender.join(60)
        wrong = settle(60)
        wrong += judge(number, log, people, path)
        running.stop()
        slow = [f"{seconds:.2f}" for seconds in pages if seconds > FIRST_PAGE]
        if slow:
            wrong.append(f"first page after more than {FIRST_PAGE:.0f} s: {', '.join(slow)}")
        print(
            f"{kind}: {rounds} rounds, {len(log.answered)} registrations acknowledged ({log.resent} on a resend), "
            f"first page after {sorted(pages)[rounds // 2]:.2f} s (at most {max(pages):.2f} s)",
            flush=True,
        )
        return [f"{kind}: {what}" for what in wrong]


def settle(seconds: float) -> list[str]:
    """Wait until every due task came to its end."""
    from django.utils import timezone

    from meydan.ground.models import Status, Task

    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        due = Task.objects.filter(status__in=[Status.WAITING, Status.RUNNING], run_after__lte=timezone.now())
        retried = Task.objects.filter(status=Status.WAITING, attempts__gt=0)
        if not due.exists() and not retried.exists():
            break
        time.sleep(0.5)
    left = Counter(Task.objects.exclude(status=Status.DONE).values_list("path", "status"))
    due_left = {what: count for what, count in left.items() if what[1] in {Status.RUNNING, Status.DEAD}}
    print(f"  tasks: {Task.objects.filter(status=Status.DONE).count()} done, {dict(left) or 'none'} left")
    return [f"{count} × {path} is {status}" for (path, status), count in due_left.items()]


def judge(number: int, log: Log, people: list[Visitor], path: str) -> list[str]:
    from meydan.programs.models import Quota, Registration

    wrong = [f"{count} × refused with {what}" for what, count in Counter(log.refused).items()]
    held = Registration.objects.filter(program=number, status="held")
    codes = dict(held.values_list("person", "code"))
    lost = [pk for pk, (_, location) in log.answered.items() if pk not in codes or codes[pk] not in location]
    if lost:
        wrong.append(f"{len(lost)} acknowledged registrations lost")
    twice = held.count() - len(codes)
    if twice:
        wrong.append(f"{twice} registered twice")
    taken = Quota.objects.get(program=number).taken
    if taken != held.count():
        wrong.append(f"{taken} places are taken by {held.count()} registrations")
    by_pk = {person.pk: person for person in people}
    other = 0
    for pk, (key, location) in log.answered.items():
        by_pk[pk].forget_connection()  # the one of the first sending has long been closed
        other += by_pk[pk].post(path, key, guests=str(pk)).location != location
    if other:
        wrong.append(f"{other} resends got another answer")
    return wrong + messages(set(codes))


def messages(registered: set[int]) -> list[str]:
    """One ticket message to each who is registered, and none sent twice."""
    from django.conf import settings

    from meydan.messaging.models import Message

    told = Counter(Message.objects.filter(template="programs.registered").values_list("person", flat=True))
    wrong = []
    if set(told) != registered or set(told.values()) - {1}:
        wrong.append(f"{len(registered)} registered, but {sum(told.values())} messages to {len(told)} people")
    lines = [line for file in settings.SMS_DIR.glob("*.jsonl") for line in file.read_text().splitlines()]
    sent = Counter(json.loads(line)["reference"] for line in lines)
    doubled = [reference for reference, count in sent.items() if count > 1]
    if doubled:
        wrong.append(f"{len(doubled)} messages went out twice")
    print(f"  messages: {len(sent)} went out; {dict(Counter(Message.objects.values_list('state', flat=True)))}")
    return wrong


def main() -> int:
    asked = argparse.ArgumentParser(prog="make drill")
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1405)
    asked.add_argument("--database", choices=KINDS)
    given = asked.parse_args()
    if given.database:
        wrong = drill(given.database, given.rounds, given.seed)
        print("\n".join(wrong) or f"{given.database}: every word was kept")
        return 1 if wrong else 0
    common = ["--rounds", str(given.rounds), "--seed", str(given.seed)]
    return max(
        subprocess.run([sys.executable, "-m", "bench.drill", "--database", kind, *common], check=False).returncode
        for kind in KINDS
    )


if __name__ == "__main__":
    sys.exit(main())
