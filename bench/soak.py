"""Eight people who write and twenty who read, for ten minutes, on SQLite, through `meydan serve`.

    python -m bench.soak --minutes 10

Six writers take places and give them back (every tenth form is sent twice), two coaches call a roll. At the end the
database must hold exactly what people were told: no place, mark, message or entry lost or doubled, no error shown, no
"database is locked" in any answer or log, the log of writes (WAL) bounded, and every task at its end. Else exit code 1.
"""

import argparse
import http.client
import random
import re
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.house import Answer, House, Visitor, house, program, visitors

TAKERS, COACHES, READERS = 6, 2, 20
EACH = 30  # people behind one taker
PLACES = 120  # fewer than the people, so that some are told that it is full
GUESTS = 40  # in the roll
TRIES = 5
PAUSE = 0.05  # between two things one person does
LARGEST_WAL = 128 << 20
LOCKED = b"database is locked"
TICKET = re.compile(r"/programs/tickets/([^/]+)/$")


@dataclass
class Tally:
    """What everybody saw."""

    program: int
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    locked: int = 0
    largest_wal: int = 0
    registered: int = 0  # how often somebody was told that they have a place
    given_back: int = 0
    full: int = 0
    marked: int = 0
    holds: dict[int, str] = field(default_factory=dict)  # person to ticket, as last told
    marks: dict[int, str] = field(default_factory=dict)  # person to state, as last told
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, what: str, doing: Callable[[], Answer], *, right: set[int]) -> Answer | None:
        began = time.monotonic()
        for tried in range(1, TRIES + 1):
            try:
                answer = doing()
                break
            except (OSError, http.client.HTTPException) as error:  # no answer in ten seconds: as a phone, once more
                with self.lock:
                    self.unanswered += 1
                    if tried == TRIES:
                        self.wrong[f"{what}: {type(error).__name__}"] += 1
                        return None
        with self.lock:
            self.took[what].append(time.monotonic() - began)
            self.locked += LOCKED in answer.body
            if answer.status not in right:
                self.wrong[f"{what}: {answer.status} {answer.location}"] += 1
                return None
        return answer


def take_and_give_back(person: Visitor, tally: Tally, chance: random.Random) -> None:
    """Take a place, or give back the one there is."""
    key, times = uuid.uuid4(), 2 if chance.random() < 0.1 else 1
    code = tally.holds.get(person.pk)
    if code is None:
        heard = [
            tally.ask(
                "register",
                lambda: person.post(f"/programs/{tally.program}/register/", key, guests=str(person.pk)),
                right={302, 422},
            )
            for _time in range(times)
        ]
    else:
        heard = [
            tally.ask("give back", lambda: person.post(f"/programs/tickets/{code}/cancel/", key), right={302})
            for _time in range(times)
        ]
    answers = [answer for answer in heard if answer is not None]
    with tally.lock:
        if len({(answer.status, answer.location) for answer in answers}) > 1:
            tally.wrong["two answers to one form"] += 1
        if not answers:
            return
        first = answers[0]
        if code is not None:
            del tally.holds[person.pk]
            tally.given_back += 1
        elif first.status == 422:
            tally.full += 1
        elif ticket := TICKET.search(first.location):
            tally.holds[person.pk] = ticket[1]
            tally.registered += 1
        else:
            tally.wrong[f"register: {first.location}"] += 1


def mark(coach: Visitor, occasion: int, target: str, tally: Tally, chance: random.Random) -> None:
    """Say of one guest something else than was said last."""
    person = int(target[1:].partition("-")[0])
    state = chance.choice([one for one in ("present", "late", "absent") if one != tally.marks.get(person)])
    answer = tally.ask(
        "mark",
        lambda: coach.post(f"/desk/attendance/{occasion}/", uuid.uuid4(), **{f"mark-{target}": state}),
        right={302},
    )
    if answer is not None:
        with tally.lock:
            tally.marks[person] = state
            tally.marked += 1


def soak(running: House, seconds: float) -> Tally:
    number, occasion = program(capacity=PLACES), roll()
    tally = Tally(number)
    people = visitors(TAKERS * EACH, running.port)
    coaches, readers = staff(occasion, COACHES, running.port), visitors(READERS, running.port)
    page = coaches[0].get(f"/desk/attendance/{occasion}/").body.decode()
    targets = sorted(set(re.findall(r'name="mark-(p[0-9]+-[0-9a-f]+)"', page)))
    assert len(targets) == GUESTS, f"the roll shows {len(targets)} guests"
    pages = ["/", "/programs/", f"/programs/{number}/", "/calendar/", "/programs/mine/", "/messages/", "/places/"]
    ends = time.monotonic() + seconds

    def again(doing: Callable[[random.Random], None], seed: int) -> threading.Thread:
        def work() -> None:
            chance = random.Random(seed)
            while time.monotonic() < ends:
                doing(chance)
                time.sleep(chance.uniform(0, 2 * PAUSE))

        return threading.Thread(target=work)

    def taker(place: int) -> Callable[[random.Random], None]:
        mine = people[place::TAKERS]
        return lambda chance: take_and_give_back(chance.choice(mine), tally, chance)

    def caller(place: int) -> Callable[[random.Random], None]:
        mine = targets[place::COACHES]
        return lambda chance: mark(coaches[place], occasion, chance.choice(mine), tally, chance)

    def reader(visitor: Visitor) -> Callable[[random.Random], None]:
        def read(chance: random.Random) -> None:
            path = chance.choice(pages)
            tally.ask("read", lambda: visitor.get(path), right={200})

        return read

    doers = [*map(taker, range(TAKERS)), *map(caller, range(COACHES)), *map(reader, readers)]
    threads = [again(doing, seed) for seed, doing in enumerate(doers)]
    watcher = threading.Thread(target=watch_log, args=(tally, ends))
    for thread in [*threads, watcher]:
        thread.start()
    for thread in [*threads, watcher]:
        thread.join()
    return tally


def watch_log(tally: Tally, ends: float) -> None:
    from django.conf import settings

    log = Path(f"{settings.DATABASES['default']['NAME']}-wal")
    while time.monotonic() < ends:
        if log.exists():
            tally.largest_wal = max(tally.largest_wal, log.stat().st_size)
        time.sleep(0.25)


def roll() -> int:
    """An occasion that has just begun, whose guests are known."""
    from django.utils import timezone

    from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

    now = timezone.localtime().replace(second=0, microsecond=0)
    session = SessionFactory(
        program=ProgramFactory(capacity=GUESTS),
        occasion__day=now.date(),
        occasion__clock=now.time(),
        occasion__starts_at=now,
    )
    RegistrationFactory.create_batch(GUESTS, program=session.program)
    return int(session.occasion_id)


def staff(occasion: int, count: int, port: int) -> list[Visitor]:
    from meydan.base.doors import FACTOR_PASSED
    from meydan.base.roles import Role
    from meydan.calendar.models import Occasion
    from meydan.people.models import Person
    from tests.factories.people import HoldingFactory

    found = visitors(count, port, **{FACTOR_PASSED: int(time.time())})
    area = Occasion.objects.get(pk=occasion).area
    for one in found:
        HoldingFactory(person=Person.objects.get(pk=one.pk), role=Role.COACH, area=area)
    return found


def differences(tally: Tally) -> list[str]:
    """Where the database holds something else than people were told."""
    from django.db.models import Count

    from meydan.attendance.models import Entry, Mark
    from meydan.ground.models import Status, Task
    from meydan.messaging.models import Message
    from meydan.programs.models import Quota, Registration

    known = Registration.objects.filter(program=tally.program)
    held = dict(known.filter(status=Registration.Status.HELD).values_list("person", "code"))
    rows = known.filter(status=Registration.Status.HELD).count()
    marks = dict(Mark.objects.values_list("person", "state"))
    told = Counter(Message.objects.values_list("template", flat=True))
    taken = {quota.pk: quota.taken for quota in Quota.objects.all()}
    counted = Registration.objects.filter(status=Registration.Status.HELD).values_list("quota").annotate(Count("pk"))
    found = {
        "places lost": len(tally.holds.items() - held.items()),
        "places nobody was told of": len(held.items() - tally.holds.items()),
        "people with two places": rows - len(held),
        "registrations doubled": known.count() - tally.registered,
        "quotas miscounted": len(taken.items() - {**dict.fromkeys(taken, 0), **dict(counted)}.items()),
        "marks lost": len(tally.marks.items() - marks.items()),
        "entries doubled": Entry.objects.count() - tally.marked,
        "tickets told twice": told["programs.registered"] - tally.registered,
        "tasks dead": Task.objects.filter(status=Status.DEAD).count(),
    }
    return [f"{name}: {count}" for name, count in found.items() if count]


def said(tally: Tally, seconds: float) -> str:
    lines = [f"{'':10}  {'requests':>8}  {'p50 ms':>7}  {'p95 ms':>7}  {'p99 ms':>7}  {'max ms':>7}"]
    for what, took in sorted(tally.took.items()):
        ordered = sorted(took)
        points = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 for share in (0.5, 0.95, 0.99, 1)]
        lines.append(f"{what:10}  {len(ordered):8}  " + "  ".join(f"{point:7.0f}" for point in points))
    asked = sum(map(len, tally.took.values()))
    locked, wrong = tally.locked, sum(tally.wrong.values())
    lines += [
        f"{asked} requests in {seconds:.0f} s ({asked / seconds:.0f}/s)",
        f"{tally.registered} registered, {tally.full} heard that it is full, {tally.given_back} gave back",
        f"{tally.marked} marks; {tally.unanswered} sent again after ten seconds without an answer",
        f"errors: {wrong}; database is locked: {locked}; largest WAL: {tally.largest_wal / (1 << 20):.1f} MB",
    ]
    return "\n".join(lines)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.soak")
    asked.add_argument("--minutes", type=float, default=10)
    seconds = asked.parse_args().minutes * 60
    with tempfile.TemporaryDirectory(prefix="meydan-soak-") as folder, house("sqlite") as running:
        log = Path(folder) / "log"
        running.start(log=log)
        tally = soak(running, seconds)
        running.stop()
        written = log.read_bytes()
        tally.locked += written.count(LOCKED)
        wrong = differences(tally)
    print(said(tally, seconds))
    wrong += [f"{what}: {count}" for what, count in tally.wrong.most_common(10)]
    wrong += [f"database is locked: {tally.locked}"] if tally.locked else []
    wrong += [f"WAL of {tally.largest_wal} bytes"] if tally.largest_wal > LARGEST_WAL else []
    print("\n".join(wrong) or "nothing lost, nothing doubled, nothing wrong", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
