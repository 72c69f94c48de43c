"""A draw of 200,000 people through the real pages and worker: closed, published, drawn, shown, verified.

    python -m bench.draws [--people 200000] [--database sqlite]

An officer and three overseers do every step by the pages; all the while the hall and the public page are looked at, and
someone opens `/me/draws/`. Afterwards: one ticket a person, the downloaded files bear each other out (engine and
script), no page took longer than ten seconds, and nobody was shown an error. Exit code 1 otherwise.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench.house import House, Visitor, get, house, visitors

KINDS = ("sqlite", "postgresql")
LONGEST, FROZEN_WITHIN = 10.0, 600.0  # seconds: a page, and from pressing until the list is published
DICE = "351624" * 5
SCRIPT = Path(__file__).resolve().parents[1] / "meydan" / "draws" / "static" / "draws" / "verify_draw.py"


def town(people: int) -> Any:
    """A city whose people took part once each; written in bulk, which is not what is measured."""
    from django.db import connection, transaction

    from meydan.participation.models import Participation
    from meydan.people.models import Person
    from tests.factories.places import CityFactory

    with transaction.atomic():
        area = CityFactory()
        citizens = Person.objects.bulk_create(
            (Person(phone=f"+98910{n:07d}", name=f"شهروند {n}") for n in range(people)), batch_size=1000
        )
        known = {"door": "questions", "kind": "question", "area": area, "channel": "online", "evidence": "contribution"}
        day = date(2026, 11, 28)
        Participation.objects.bulk_create(
            (Participation(subject=f"q:{one.pk}", person=one, activity=7, day=day, **known) for one in citizens),
            batch_size=1000,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return area


class Asked:
    """Pages as they are opened; the slowest, and those that failed."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = {}
        self.wrong: list[str] = []

    def page(self, name: str, ask: Callable[[], Any], *good: int) -> Any:
        began = time.monotonic()
        try:
            answer = ask()
        except OSError as error:
            self.wrong.append(f"{name}: {type(error).__name__}")
            return None
        self.took.setdefault(name, []).append(time.monotonic() - began)
        if answer.status not in (good or (200, 302)):
            self.wrong.append(f"{name}: {answer.status}")
        return answer

    def said(self) -> str:
        return ", ".join(f"{name} {max(took):.2f}" for name, took in sorted(self.took.items()))


class Evening:
    """Who does what, by the pages."""

    def __init__(self, running: House, people: int) -> None:
        from meydan.base.doors import FACTOR_PASSED
        from meydan.base.roles import Role
        from meydan.draws import actions
        from meydan.people.models import Person
        from tests.factories.people import HoldingFactory

        self.running, self.asked = running, Asked()
        area = town(people)
        self.officer, *self.overseers = visitors(4, running.port, **{FACTOR_PASSED: int(time.time())})
        persons = {one.pk: Person.objects.get(pk=one.pk) for one in (self.officer, *self.overseers)}
        by = persons[self.officer.pk]
        HoldingFactory(person=by, role=Role.DRAW_OFFICER, area=area)
        prizes = [actions.preparing.Award("دوچرخه", 2), actions.preparing.Award("لباس ورزشی", 10)]
        facts = {"title": "قرعه‌کشی", "area": area, "door": "questions", "activity": 7}
        self.draw = actions.prepare(by=by, prizes=prizes, **facts)
        for one in self.overseers:
            HoldingFactory(person=persons[one.pk], role=Role.OVERSIGHT, area=area)
            actions.appoint_overseer(by=by, draw=self.draw, person=persons[one.pk], body="شورا")

    def step(self, name: str, visitor: Visitor, path: str, **values: str) -> None:
        visitor.forget_connection()
        address = f"/desk/draws/{self.draw.pk}/{path}"
        self.asked.page(name, lambda: visitor.post(address, uuid.uuid4(), **values), 302)

    def file(self, name: str) -> Any:
        return self.asked.page(name, lambda: get(self.running.port, f"/draws/{self.draw.pk}/{name}"))

    def until(self, state: str, seconds: float) -> float:
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            self.draw.refresh_from_db()
            if self.draw.state == state:
                return time.monotonic() - began
            time.sleep(0.2)
        raise RuntimeError(f"{state} did not come within {seconds} s")

    def held(self) -> tuple[float, float]:
        """Every step; seconds until the list was published, and until it was drawn after the last secret."""
        from meydan.engines import drawing

        self.asked.page("preview", lambda: self.officer.get(f"/desk/draws/{self.draw.pk}/"))
        self.step("announce", self.officer, "start/")
        secrets = {number: drawing.new_secret() for number in (1, 2, 3)}
        for number, one in enumerate(self.overseers, start=1):
            bound = drawing.commitment(secrets[number], self.draw.engine_id, str(number))
            self.step("commit", one, "commit/", commitment=bound)
        no_longer = watch(self.asked, self.running, self.draw.pk, self.officer)
        self.step("close the list", self.officer, "freeze/")
        frozen = self.until("frozen", FROZEN_WITHIN * 3)
        self.step("evening", self.officer, "evening/")
        for one in (self.officer, self.overseers[0]):
            self.step("dice", one, "dice/", values_read=DICE)
        for number, one in enumerate(self.overseers, start=1):
            self.step("reveal", one, "reveal/", secret=secrets[number])
        drawn = self.until("drawn", 120)
        self.step("next winner", self.officer, "next/", after="0")
        self.step("all winners", self.officer, "all/")
        no_longer()
        return frozen, drawn


def draw(kind: str, people: int) -> list[str]:
    """Run it; gives what went wrong."""
    with house(kind) as running:
        from meydan.draws.models import Ticket
        from meydan.engines import drawing

        evening = Evening(running, people)
        running.start(seconds=120)
        frozen, drawn = evening.held()
        tickets, transcript = evening.file("tickets.txt").body, evening.file("transcript.json").body
        evening.file("minutes.pdf")
        evening.file(f"?code={Ticket.objects.first()}")
        began = time.monotonic()
        drawing.verify(transcript, tickets)
        verified = time.monotonic() - began
        by_script = script(transcript, tickets)
        codes, memory = Ticket.objects.filter(draw=evening.draw).count(), running.memory()
        running.stop()
        print(
            f"{kind}, {people} people: list published after {frozen:.1f} s, drawn after {drawn:.1f} s;\n"
            f"  verified in {verified:.1f} s, by the script in {by_script:.1f} s; tickets {len(tickets) / 1e6:.1f} MB\n"
            f"  slowest answers, in seconds: {evening.asked.said()}\n"
            f"  memory: pages {memory['pages']:.0f} MB, worker {memory['worker']:.0f} MB",
            flush=True,
        )
        wrong = [*evening.asked.wrong]
        if codes != people:
            wrong.append(f"{codes} tickets for {people} people")
        if frozen > FROZEN_WITHIN:
            wrong.append(f"more than {FROZEN_WITHIN:.0f} s until the list was published")
        slow = [name for name, took in evening.asked.took.items() if max(took) > LONGEST]
        return [f"{kind}: {what}" for what in [*wrong, *(f"{name} took more than {LONGEST:.0f} s" for name in slow)]]


def watch(asked: Asked, running: House, pk: int, somebody: Visitor) -> Callable[[], None]:
    """The hall, the public page and one's own tickets are looked at, until the returned function is called."""
    stop = threading.Event()
    me = Visitor(somebody.pk, somebody.session, running.port)

    def look() -> None:
        while not stop.wait(0.5):
            asked.page("hall", lambda: get(running.port, f"/draws/{pk}/hall/"))
            asked.page("public page", lambda: get(running.port, f"/draws/{pk}/"))
            asked.page("my draws", lambda: me.get("/me/draws/"))

    looking = threading.Thread(target=look)
    looking.start()

    def ended() -> None:
        stop.set()
        looking.join()

    return ended


def script(transcript: bytes, tickets: bytes) -> float:
    """Seconds the stand-alone script takes; raises where it says no."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "transcript.json"), Path(folder, "tickets.txt")
        for path, body in zip(files, (transcript, tickets), strict=True):
            path.write_bytes(body)
        began = time.monotonic()
        subprocess.run([sys.executable, str(SCRIPT), *map(str, files)], check=True, stdout=subprocess.DEVNULL)
        return time.monotonic() - began


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.draws")
    asked.add_argument("--people", type=int, default=200_000)
    asked.add_argument("--database", choices=KINDS)
    given = asked.parse_args()
    if given.database:
        wrong = draw(given.database, given.people)
        print("\n".join(wrong) or "as it should be", flush=True)
        return 1 if wrong else 0
    again = [sys.executable, "-m", "bench.draws", "--people", str(given.people), "--database"]
    return max(subprocess.run([*again, kind], check=False).returncode for kind in KINDS)


if __name__ == "__main__":
    sys.exit(main())
