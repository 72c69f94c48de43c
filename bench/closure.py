"""An area closed at size, and opened again: 10,000 sessions, 100,000 people, through the real pages and worker.

    python -m bench.closure [--sessions 10000] [--people 100000] [--database sqlite]

An officer looks at the preview and carries the closure out; citizens go on registering elsewhere all the while; the
worker is killed with -9 in the middle of closing, of telling and of undoing. Afterwards: every session closed once,
nobody told twice, no citizen shown an error, and after the undoing every session is as it was. Exit code 1 otherwise.
"""

import argparse
import http.client
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as clock
from typing import Any

from bench.house import House, Visitor, house, kill, program, visitors

KINDS = ("sqlite", "postgresql")
SESSIONS_A_PROGRAM, HOMES_WITH_A_CHILD = 10, 20  # each twentieth person is another's child
PREVIEW, WHOLE = 2.0, 300.0  # seconds
CITIZENS = 4


# ---- The town


def town(sessions: int, people: int) -> Any:
    """An area with its programs, sessions and registered people; written in bulk, which is not what is measured."""
    from django.db import connection, transaction
    from django.utils import timezone

    from meydan.calendar.models import Occasion
    from meydan.people.models import Person
    from meydan.places.models import Hall, Venue
    from meydan.programs.models import Program, Quota, Registration, Session
    from tests.factories.places import CityFactory

    programs = sessions // SESSIONS_A_PROGRAM
    each = people // programs
    now, today = timezone.now(), timezone.localdate()
    with transaction.atomic():
        area = CityFactory()
        known = {"area": area, "kind": "cultural_center", "latitude": 35.7, "longitude": 51.1}
        venues = Venue.objects.bulk_create(Venue(name=f"فرهنگ‌سرای {n}", **known) for n in range(100))
        halls = Hall.objects.bulk_create(
            Hall(venue=venues[n % 100], name=f"سالن {n // 100}", capacity=1000) for n in range(programs)
        )
        offered = Program.objects.bulk_create(
            Program(
                title=f"کارگاه شمارهٔ {n}",
                kind=("cultural", "social", "educational", "sports")[n % 4],
                area=area,
                venue=halls[n].venue,
                hall=halls[n],
                capacity=1000,
                status="published",
                published_at=now,
                online_link=f"https://live.example.ir/{n}",
            )
            for n in range(programs)
        )
        occasions = []
        for n in range(sessions):
            one = offered[n % programs]
            day = today + timedelta(days=2 + 2 * (n // programs))
            starts = timezone.make_aware(datetime.combine(day, clock(17)))
            occasions.append(
                Occasion(
                    title=one.title,
                    kind=one.kind,
                    url=f"/programs/{one.pk}/",
                    area=area,
                    venue=one.venue,
                    hall=one.hall,
                    day=day,
                    clock=clock(17),
                    minutes=90,
                    starts_at=starts,
                    ends_at=starts + timedelta(minutes=90),
                    status="announced",
                    announced_at=now,
                )
            )
        Occasion.objects.bulk_create(occasions, batch_size=500)
        Session.objects.bulk_create(
            (Session(program=offered[n % programs], occasion=occasion) for n, occasion in enumerate(occasions)),
            batch_size=500,
        )
        quotas = Quota.objects.bulk_create(
            Quota(program=one, mode="in_person", capacity=1000, taken=each) for one in offered
        )
        adults = Person.objects.bulk_create(
            (Person(phone=f"+98910{n:07d}", name=f"شهروند {n}") for n in range(people - people // HOMES_WITH_A_CHILD)),
            batch_size=500,
        )
        children = Person.objects.bulk_create(
            (Person(guardian=adults[n], name=f"فرزند {n}") for n in range(people // HOMES_WITH_A_CHILD)), batch_size=500
        )
        everybody = [*adults, *children]
        Registration.objects.bulk_create(
            (
                Registration(program=offered[n % programs], quota=quotas[n % programs], person=everybody[n])
                for n in range(programs * each)
            ),
            batch_size=500,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return area


def officer(area: Any, port: int) -> Visitor:
    """Signed in, with the second factor passed."""
    from django.contrib.sessions.backends.db import SessionStore

    from meydan.base.doors import FACTOR_PASSED
    from meydan.people.models import Person
    from tests.factories.people import HoldingFactory

    visitor = visitors(1, port)[0]
    HoldingFactory(person=Person.objects.get(pk=visitor.pk), area=area)
    session = SessionStore(visitor.session)
    session[FACTOR_PASSED] = int(time.time())
    session.save()
    return visitor


# ---- The citizens elsewhere


@dataclass
class Elsewhere:
    """What citizens met who registered all the while."""

    took: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)

    def said(self) -> str:
        took = sorted(self.took)
        if not took:
            return "nobody registered"
        p50, p95 = (took[int(len(took) * share)] * 1000 for share in (0.5, 0.95))
        return (
            f"{len(took)} registered meanwhile, p50 {p50:.0f} ms, p95 {p95:.0f} ms, at most {took[-1] * 1000:.0f} ms, "
            f"{sum(self.wrong.values())} errors {dict(self.wrong) or ''}"
        )


@contextmanager
def registering(people: Iterator[Visitor], path: str) -> Iterator[Elsewhere]:
    """Some citizens register one after the other, a few each second, until the block ends."""
    found, stop, taking = Elsewhere(), threading.Event(), threading.Lock()

    def work() -> None:
        while not stop.wait(0.1):
            with taking:
                person = next(people, None)
            if person is None:
                return
            began = time.monotonic()
            try:
                answer = person.post(path, uuid.uuid4(), guests=str(person.pk))
                what = "" if answer.status == 302 and "/signin" not in answer.location else str(answer.status)
            except (OSError, http.client.HTTPException) as error:
                what = type(error).__name__
            found.took.append(time.monotonic() - began)
            if what:
                found.wrong[what] += 1
            person.forget_connection()

    threads = [threading.Thread(target=work) for _ in range(CITIZENS)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        stop.set()
        for thread in threads:
            thread.join()


# ---- The closure


@dataclass
class Watch:
    """Waits for a state, and kills the worker once on the way, where `when` says so."""

    running: House
    closure: Any
    killed: int = 0

    def until(self, state: str, when: Callable[[], bool], seconds: float = 2 * WHOLE) -> float:
        began = time.monotonic()
        killed = False
        while time.monotonic() - began < seconds:
            self.closure.refresh_from_db()
            if self.closure.state == state:
                return time.monotonic() - began
            if not killed and when():
                killed = True
                self.killed += 1
                for pid in self.running.workers():
                    kill(pid)
            time.sleep(0.1)
        raise RuntimeError(f"{state} did not come within {seconds} s: it is {self.closure.state}")


def as_they_are(area: Any) -> dict[int, tuple[Any, ...]]:
    from meydan.calendar.models import Occasion

    columns = ("status", "status_reason", "mode", "online_link", "venue", "hall", "day", "starts_at", "ends_at")
    rows = Occasion.objects.filter(area=area).values_list("pk", *columns, "moved_from")
    return {pk: tuple(rest) for pk, *rest in rows}


def close(kind: str, sessions: int, people: int) -> list[str]:
    """Run it; gives what went wrong."""
    with house(kind) as running:
        from django.utils import timezone

        from meydan.closures import actions
        from meydan.closures.models import Closure, Item
        from meydan.people.models import Person

        area = town(sessions, people)
        before = as_they_are(area)
        elsewhere = f"/programs/{program(capacity=20_000)}/register/"
        citizens = iter(visitors(6000, running.port))
        who = officer(area, running.port)
        closure = actions.plan(
            by=Person.objects.get(pk=who.pk),
            area=area,
            kinds=["cultural", "social", "educational", "sports"],
            modes=["in_person"],
            first_day=timezone.localdate(),
            last_day=timezone.localdate() + timedelta(days=60),
            reason="شیوع بیماری",
            way=Closure.Way.ONLINE,
            linkless=Closure.Linkless.LEAVE,
        )
        page = f"/desk/closures/{closure.pk}/"
        running.start()
        wrong, previews = [], []
        for _time in range(3):
            began = time.monotonic()
            answer = who.get(page)
            previews.append(time.monotonic() - began)
            if answer.status != 200:
                wrong.append(f"the preview answered {answer.status}")
        print(f"{kind}: preview of {sessions} sessions and {people} people {_seconds(previews)}", flush=True)
        watch = Watch(running, closure)
        with registering(citizens, elsewhere) as met:
            who.post(f"{page}begin/", uuid.uuid4())
            closed = watch.until("telling", lambda: Item.objects.filter(closure=closure).count() > sessions * 0.4)
            told = watch.until("done", lambda: closure.told > people * 0.4)
            _send_some(closure, people // 10)
        print(f"  closed after {closed:.1f} s, everybody told after {closed + told:.1f} s; {met.said()}", flush=True)
        wrong += judge_closed(closure, sessions, people)
        with registering(citizens, elsewhere) as met_again:
            who.forget_connection()  # it was idle too long
            who.post(f"{page}undo/", uuid.uuid4())
            restored = {"state": Item.State.RESTORED, "closure": closure}
            back = watch.until("undone", lambda: Item.objects.filter(**restored).count() > sessions * 0.4)
        print(f"  undone after {back:.1f} s; {met_again.said()}", flush=True)
        wrong += judge_undone(closure, before, area)
        print(f"  the worker was killed {watch.killed} times", flush=True)
        running.stop()
        if max(previews) > PREVIEW:
            wrong.append(f"the preview took more than {PREVIEW:.0f} s")
        if max(closed + told, back) > WHOLE:
            wrong.append(f"more than {WHOLE:.0f} s")
        errors = met.wrong + met_again.wrong
        return [f"{kind}: {what}" for what in [*wrong, *(f"{n} × {what} to citizens" for what, n in errors.items())]]


def _send_some(closure: Any, most: int) -> None:
    """Messages wait some minutes for a change of mind; some go out now, so that the undoing meets both."""
    from django.utils import timezone

    from meydan.closures.telling import TOLD
    from meydan.ground.models import Task
    from meydan.messaging.queries import about

    waiting = list(about(closure, TOLD).filter(state="waiting").values_list("pk", flat=True)[:most])
    now = timezone.now()
    about(closure, TOLD).filter(pk__in=waiting).update(not_before=now)
    Task.objects.filter(path="meydan.messaging.tasks.deliver", args__in=[[pk] for pk in waiting]).update(run_after=now)
    ends = time.monotonic() + 30
    while about(closure, TOLD).exclude(state="waiting").count() < most // 10 and time.monotonic() < ends:
        time.sleep(0.2)


def judge_closed(closure: Any, sessions: int, people: int) -> list[str]:
    """Every session once, every home once."""
    from meydan.calendar.models import Occasion
    from meydan.closures.telling import TOLD
    from meydan.messaging.queries import about

    wrong = []
    online = Occasion.objects.filter(area=closure.area, mode="online", hall=None).count()
    items = Counter(closure.items.values_list("state", flat=True))
    if (online, dict(items)) != (sessions, {"closed": sessions}):
        wrong.append(f"{online} of {sessions} sessions are online; items {dict(items)}")
    told = Counter(about(closure, TOLD).values_list("person", flat=True))
    homes = people - people // HOMES_WITH_A_CHILD
    twice = sum(count > 1 for count in told.values())
    print(f"  {len(told)} homes of {people} people told, {twice} of them twice", flush=True)
    if len(told) != homes or twice:
        wrong.append(f"{len(told)} of {homes} homes told, {twice} twice")
    return wrong


def judge_undone(closure: Any, before: dict[int, tuple[Any, ...]], area: Any) -> list[str]:
    """Every session as it was; whoever was told is told again, whoever was not is not."""
    from meydan.closures.telling import TOLD, TOLD_AGAIN
    from meydan.messaging.queries import about

    after = as_they_are(area)
    other = sum(after[pk] != row for pk, row in before.items())
    gone_out = set(about(closure, TOLD).exclude(reason="taken_back").values_list("person", flat=True))
    again = Counter(about(closure, TOLD_AGAIN).values_list("person", flat=True))
    print(
        f"  {len(before) - other} of {len(before)} sessions as they were; of {closure.told} messages "
        f"{closure.taken_back} never went out, {len(again)} homes told that it takes place",
        flush=True,
    )
    wrong = [f"{other} sessions are not as they were"] if other else []
    if set(again) != gone_out or any(count > 1 for count in again.values()):
        wrong.append(f"{len(gone_out)} knew of it, {len(again)} were told that it takes place after all")
    return wrong


def _seconds(took: list[float]) -> str:
    return ", ".join(f"{one:.2f} s" for one in took)


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.closure")
    asked.add_argument("--sessions", type=int, default=10_000)
    asked.add_argument("--people", type=int, default=100_000)
    asked.add_argument("--database", choices=KINDS)
    given = asked.parse_args()
    if given.database:
        wrong = close(given.database, given.sessions, given.people)
        print("\n".join(wrong) or f"{given.database}: all right")
        return 1 if wrong else 0
    again = [sys.executable, "-m", "bench.closure", "--sessions", str(given.sessions), "--people", str(given.people)]
    return max(subprocess.run([*again, "--database", kind], check=False).returncode for kind in KINDS)


if __name__ == "__main__":
    sys.exit(main())
