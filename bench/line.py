"""A waiting list pulled about from all sides; used by `bench.race` and, smaller, by the tests."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

Together = Callable[[Sequence[Any], Callable[[Any], None]], float]


def pull_about(
    seed: int, *, places: int, line: int, connections: int, together: Together
) -> tuple[Counter[str], float]:
    """What was done ("did …") and what was wrong; nothing else is in the counter."""
    from django.db import connections as databases

    from meydan.base.refusal import Refusal

    chance = random.Random(seed)
    program, officer, rows = _full_program(places, line)
    heard: Counter[str] = Counter()
    counting, over = threading.Lock(), threading.Event()
    calls = _calls(chance, program, officer, rows, places)

    def work(mine: Sequence[tuple[str, Callable[[], object]]]) -> None:
        for name, call in mine:
            try:
                call()
                answer = f"did {name}"
            except Refusal:
                answer = f"did {name}, refused"
            except Exception as error:  # noqa: BLE001 - what must not happen is what is counted
                answer = f"{name}: {type(error).__name__} {error}"[:120]
            with counting:
                heard[answer] += 1
        databases.close_all()

    def watch() -> None:
        """All the while: a reader who sees only what is committed."""
        while not over.wait(0.01):
            for fault in _faults(program.pk, moving=True):
                with counting:
                    heard[fault] += 1
        databases.close_all()

    watcher = threading.Thread(target=watch)
    watcher.start()
    took = together([calls[place::connections] for place in range(connections)], work)
    over.set()
    watcher.join()
    for fault in _faults(program.pk, moving=False):
        heard[fault] += 1
    return heard, took


def _full_program(places: int, line: int) -> tuple[Any, Any, list[Any]]:
    from django.utils import timezone

    from meydan.base.roles import Role
    from meydan.programs import actions
    from tests.factories.people import PersonFactory, staff
    from tests.factories.programs import ProgramFactory, SessionFactory

    starts = timezone.now() + timedelta(days=30)
    program = SessionFactory(
        program=ProgramFactory(capacity=places), occasion__day=timezone.localdate(starts), occasion__starts_at=starts
    ).program
    people = PersonFactory.create_batch(places + line)
    rows = [actions.register(by=one, program=program, guests=[one], or_wait=True)[0] for one in people]
    return program, staff(Role.PROGRAM_OFFICER, program.area), rows


def _calls(
    chance: random.Random, program: Any, officer: Any, rows: list[Any], places: int
) -> list[tuple[str, Callable[[], object]]]:
    """Half of the rows given up, half answered twice, with promotions, lapses, newcomers and new capacities between."""
    from meydan.programs import actions
    from meydan.programs.models import Program, Registration
    from tests.factories.people import PersonFactory

    def fresh(row: Any) -> Any:
        return Registration.objects.select_related("program__area", "person__guardian").get(pk=row.pk)

    def resize(size: int) -> object:
        return actions.change(by=officer, program=Program.objects.get(pk=program.pk), capacity=size)

    def lapse() -> object:
        return actions.lapse_offers(by=None, quota=rows[0].quota_id)

    def overdue(row: Any) -> object:
        return actions.take_off(by=officer, registration=fresh(row), reason="بی‌پاسخ")

    def join(newcomer: Any) -> object:
        return actions.register(
            by=newcomer, program=Program.objects.get(pk=program.pk), guests=[newcomer], or_wait=True
        )

    def give_up(row: Any) -> object:
        return actions.cancel_registration(by=row.person, registration=fresh(row))

    def accept(row: Any) -> object:
        return actions.accept_offer(by=row.person, registration=fresh(row))

    def promote(row: Any) -> object:
        at_once = row.pk % 2 == 0
        return actions.promote(by=officer, registration=fresh(row), reason="بیمار", at_once=at_once)

    def some(part: int) -> list[Any]:
        return chance.sample(rows, len(rows) // part)

    calls: list[tuple[str, Callable[[], object]]] = []
    calls += [("give up", partial(give_up, row)) for row in some(2)]
    calls += [("accept", partial(accept, row)) for row in some(2) * 2]
    calls += [("promote", partial(promote, row)) for row in some(3)]
    calls += [("take off", partial(overdue, row)) for row in some(10)]
    calls += [("resize", partial(resize, size)) for size in chance.choices(range(places // 2, places * 2), k=10)]
    calls += [("join", partial(join, one)) for one in PersonFactory.create_batch(places // 2)]
    calls += [("lapse", lapse)] * 10
    chance.shuffle(calls)
    return calls


def _faults(program: int, *, moving: bool) -> list[str]:
    """What is wrong with the places and the line of a program, read in one statement while others write."""
    from django.db.models import Count, F, Max, Min, Q

    from meydan.programs.models import Quota

    waits, offered = Q(registrations__status="waiting"), Q(registrations__status="offered")
    row = (
        Quota.objects.filter(program=program)
        .annotate(
            held=Count("registrations", filter=Q(registrations__status="held")),
            offers=Count("registrations", filter=offered),
            waits=Count("registrations", filter=waits),
            first=Min("registrations__number", filter=waits),
            last=Max("registrations__number", filter=offered & Q(registrations__status_reason="")),
            numbered=Count("registrations", filter=Q(registrations__number__isnull=False)),
        )
        .annotate(free=F("capacity") - F("taken"))
        .get()
    )
    found = []
    if row.taken > row.capacity:
        found.append("overbooked")
    if row.taken != row.held + row.offers:
        found.append("taken is not what is held and offered")
    if row.free and row.waits:
        found.append("a free place while somebody waits")
    if row.first is not None and row.last is not None and row.last > row.first:
        found.append("somebody was skipped")
    if not moving and row.numbered != row.last_number:
        found.append("a gap in the numbers")
    return found
