"""A thousand «me too» a minute on SQLite while the evening is live: nothing refused that should not be, counts exact.

Citizens press on the audience's page; a presenter's console is open, made anew every second, and reorders. At the end
the counts, the rows, the ledger and what the pages show are held against what was answered with success.
"""

import argparse
import http.client
import itertools
import random
import statistics
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bench.house import Answer, House, Visitor, house, visitors

QUESTIONS, PEOPLE, PRESSERS = 60, 600, 48


def evening() -> tuple[int, list[int], Any]:
    """An edition on air with its questions, and who presents it."""
    from meydan.base.roles import Role
    from tests.factories.people import staff
    from tests.factories.questions import EditionFactory, QuestionFactory

    edition = EditionFactory(stage="live")
    words = [QuestionFactory(edition=edition).pk for _word in range(QUESTIONS)]
    return edition.pk, words, staff(Role.PRESENTER, edition.area)


@dataclass
class Heard:
    """What was answered, and how long each took."""

    answers: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)

    def note(self, name: str, call: Callable[[], Answer]) -> None:
        began = time.monotonic()
        try:
            said = f"{name} {call().status}"
        except (OSError, http.client.HTTPException) as error:
            said = f"{name} {type(error).__name__}"
        self.answers[said] += 1
        self.seconds.append(time.monotonic() - began)

    def told(self, name: str) -> str:
        late = sorted(self.seconds)
        at = {"p50": statistics.median(late), "p95": late[int(len(late) * 0.95)], "max": late[-1]}
        return f"  {name}: " + " · ".join(f"{word} {took * 1000:.0f} ms" for word, took in at.items())


def presser(edition: int, work: list[tuple[Visitor, int]], every: float, ends: float) -> Heard:
    """One after the other, each at its time; every press is another person's."""
    heard = Heard()
    for visitor, question in work:
        began = time.monotonic()
        if began > ends:
            break
        address, key = f"/questions/{edition}/live/me-too/", uuid.uuid4()
        heard.note("me too", partial(visitor.post, address, key, question=str(question)))
        visitor.forget_connection()  # until its next press the server has long closed it
        time.sleep(max(0.0, began + every - time.monotonic()))
    return heard


def console(edition: int, presenter: Visitor, ends: float) -> Heard:
    """Made anew each second, as after a broadcast; arranged every ten, a question put on air every thirty."""
    address = f"/desk/questions/{edition}/console/"
    heard, chance, current = Heard(), random.Random(1), ""
    for second in itertools.count():
        began = time.monotonic()
        if began > ends:
            break
        heard.note("console", partial(presenter.get, address))
        if second % 10 == 5:
            how = chance.choice(["fair", "votes", "topic", "area"])
            heard.note("arrange", partial(presenter.post, address, uuid.uuid4(), do=f"arrange:{how}"))
        if second % 30 == 20 and (first := _first(edition)):
            heard.note("air", partial(presenter.post, address, uuid.uuid4(), do=f"air:{first}", seen=current))
            current = str(first)
        time.sleep(max(0.0, began + 1 - time.monotonic()))
    return heard


def _first(edition: int) -> int | None:
    from meydan.questions import queries
    from meydan.questions.models import Edition

    first = queries.running_order(Edition.objects.get(pk=edition)).first()
    return first.pk if first else None


def faults(edition: int, joined: int) -> list[str]:
    from django.db.models import Count, Sum

    from meydan.live import topics
    from meydan.participation.models import Participation
    from meydan.questions.models import Question, Support

    rows = dict(Support.objects.values_list("question").annotate(count=Count("pk")))
    counts = dict(Question.objects.filter(edition=edition).values_list("pk", "supports"))
    wrong = {pk for pk, count in counts.items() if count != rows.get(pk, 0)}
    found = [f"question {pk}: {counts[pk]} counted, {rows.get(pk, 0)} rows" for pk in wrong]
    ledger = Participation.objects.filter(door="questions", kind="support").aggregate(sum=Sum("count"))["sum"] or 0
    if {sum(rows.values()), ledger} != {joined}:
        found.append(f"{joined} answered, {sum(rows.values())} rows, {ledger} in the ledger")
    time.sleep(3)  # what came in last is told by the worker
    shown = topics.current(f"questions.{edition}")
    if shown is None or f">{joined:,}<" not in shown.parts["en"]["count"]:
        found.append("the pages show another count")
    return found


def measure(running: House, minutes: float, rate: float) -> list[str]:
    from meydan.base.doors import FACTOR_PASSED

    edition, words, presenter = evening()
    crowd = visitors(PEOPLE, running.port)
    desk = visitors(1, running.port, **{FACTOR_PASSED: int(time.time())})[0]
    _become(desk, presenter)
    running.start(seconds=120)
    ends = time.monotonic() + minutes * 60
    with ThreadPoolExecutor(PRESSERS + 1) as pool:
        works = [[(one, word) for word in words for one in crowd[place::PRESSERS]] for place in range(PRESSERS)]
        jobs = [pool.submit(presser, edition, work, PRESSERS * 60 / rate, ends) for work in works]
        desk_job = pool.submit(console, edition, desk, ends)
        each = [job.result() for job in jobs]
    pressed, looked = Heard(), desk_job.result()
    for one in each:
        pressed.answers += one.answers
        pressed.seconds += one.seconds
    answers = pressed.answers + looked.answers
    print(f"{minutes:g} minutes: {dict(sorted(answers.items()))}")
    print(pressed.told("me too"), looked.told("console"), sep="\n")
    found = faults(edition, answers["me too 302"])
    return found + [f"{name}: {count}" for name, count in answers.items() if not name.endswith((" 200", " 302"))]


def _become(visitor: Visitor, person: Any) -> None:
    """The session of somebody who presents."""
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore(visitor.session)
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session.save()


def main() -> int:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--minutes", type=float, default=10)
    wanted.add_argument("--rate", type=float, default=1000, help="a minute")
    wanted.add_argument("--database", default="sqlite", choices=["sqlite", "postgresql"])
    given = wanted.parse_args()
    with house(given.database) as running:
        found = measure(running, given.minutes, given.rate)
    print("\n".join(found) or "counts exact, nothing refused")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
