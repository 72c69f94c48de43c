"""Draws of the sample city, as they stand at four moments; the one that is over can be recomputed by anybody.

Each step stands at a plausible time; of what lies in the past nobody is sent a message now.
"""

import datetime as dt
import io
import random
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.core.files.base import ContentFile
from django.utils import timezone

from meydan.draws import livewire, outcome, queries
from meydan.draws.models import Draw, Overseer, Place, Prize, Ticket
from meydan.engines import drawing, jalali
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area

State = Draw.State
BODIES: Final = ("شورای اسلامی شهر", "سازمان بازرسی", "ادارهٔ حراست")
PRIZES: Final = (("دوچرخه", 2, 80_000_000), ("لباس ورزشی", 10, 12_000_000))
PILOT: Final = (1399, 12, 20)
MINUTE: Final = dt.timedelta(minutes=1)


class Town(NamedTuple):
    """Who takes part in all of them, and what they have in common."""

    overseers: Sequence[Person]
    chance: random.Random
    common: dict[str, Any]


@action
def make_some(
    *,
    by: Person | None,
    area: Area,
    officer: Person,
    overseers: Sequence[Person],
    door: str,
    evenings: Sequence[int],
) -> list[Draw]:
    """One drawn after the first of two evenings, one that was void, one in which overseers commit, one in preparation.

    `evenings` are the door's numbers of them.
    """
    chance = random.Random(1399)  # noqa: S311 - a seed, so that every sample city is the same
    common = {"area": area, "created_by": officer, "door": door, "is_sample": True, "reserves": 5}
    evening = timezone.make_aware(dt.datetime.combine(jalali.to_gregorian(*PILOT), dt.time(20, 30)))
    pilot, live = evenings
    town = Town(overseers, chance, common | {"activity": pilot})
    drawn = _drawn("قرعه‌کشی شب آزمایشی «شهروند و شهردار»", evening, town)
    void = _void("قرعه‌کشی نوروزی", evening + dt.timedelta(days=14), town)
    coming = timezone.now() + dt.timedelta(days=1)
    committing = Draw.objects.create(
        title="قرعه‌کشی «شهروند و شهردار»، ۲ تیر ۱۴۰۰",
        state=State.COMMITTING,
        committing_at=timezone.now(),
        held_at=coming,
        place="سالن اجتماعات شهرداری",
        activity=live,
        **common,
    )
    _prizes(committing)
    _overseers(committing, overseers)
    preparing = Draw.objects.create(title="قرعه‌کشی تابستان", **common)
    _prizes(preparing)
    made = [drawn, void, committing, preparing]
    for draw in made:
        note("draws.prepare", on=draw, area=area.pk, prizes=12)
        livewire.tell(draw)
    return made


def _prizes(draw: Draw) -> None:
    Prize.objects.bulk_create(
        Prize(draw=draw, order=order, title=title, count=count, value=value)
        for order, (title, count, value) in enumerate(PRIZES, start=1)
    )


def _overseers(draw: Draw, persons: Sequence[Person]) -> list[Overseer]:
    return Overseer.objects.bulk_create(
        Overseer(draw=draw, person=person, number=number, name=person.name, body=body)
        for number, (person, body) in enumerate(zip(persons, BODIES, strict=False), start=1)
    )


def _frozen(title: str, evening: dt.datetime, town: Town) -> tuple[Draw, dict[int, str]]:
    """With its tickets, and the secrets committed to."""
    closed = evening - dt.timedelta(hours=3)
    draw = Draw.objects.create(
        title=title,
        state=State.COMMITTING,
        committing_at=closed - dt.timedelta(days=2),
        held_at=evening,
        place="سالن اجتماعات شهرداری",
        **town.common,
    )
    _prizes(draw)
    secrets = {}
    for one in _overseers(draw, town.overseers):
        secrets[one.number] = town.chance.randbytes(32).hex()
        one.commitment = drawing.commitment(secrets[one.number], draw.engine_id, str(one.number))
        one.committed_at = closed - dt.timedelta(hours=one.number)
        one.save(update_fields=["commitment", "committed_at"])
    people = list(queries.entrants(draw))
    Ticket.objects.bulk_create(
        Ticket(draw=draw, person=person, code=drawing.new_ticket(town.chance.randbytes)) for person in people
    )
    file = drawing.ticket_file(draw.tickets.values_list("code", flat=True))
    fingerprint = drawing.ticket_hash(file)
    draw.tickets_file.save(f"{draw.key}-{fingerprint[:16]}.txt", ContentFile(file), save=False)
    draw.state, draw.freezing_at, draw.frozen_at, draw.told_at = (
        State.FROZEN,
        closed,
        closed + MINUTE,
        closed + 5 * MINUTE,
    )
    draw.tickets_count = draw.tickets_lines = draw.entrants = len(people)
    draw.tickets_sha256 = fingerprint
    draw.save()
    return draw, secrets


def _drawn(title: str, evening: dt.datetime, town: Town) -> Draw:
    draw, secrets = _frozen(title, evening, town)
    draw.state, draw.revealing_at, draw.reveal_by = State.REVEALING, evening, evening + 40 * MINUTE
    draw.dice = "".join(str(town.chance.randint(1, 6)) for _die in range(drawing.DICE))
    draw.rolled_at = evening + 9 * MINUTE
    draw.save()
    for one in queries.overseers(draw):
        one.reveal, one.revealed_at = secrets[one.number], evening + (10 + one.number) * MINUTE
        one.save(update_fields=["reveal", "revealed_at"])
    draw.drawn_at = evening + 15 * MINUTE
    draw.transcript = outcome.transcript(draw, at=draw.drawn_at).decode()
    told = drawing.read(draw.transcript.encode())
    tickets = dict(draw.tickets.values_list("code", "pk"))
    prizes = [prize for prize in queries.prizes(draw) for _number in range(prize.count)]
    for order, code in enumerate([*told["winners"], *told["reserves"]], start=1):
        wins = order <= len(told["winners"])
        place = Place(draw=draw, order=order, ticket_id=tickets[code], told_at=draw.drawn_at if wins else None)
        place.prize, place.state = (prizes[order - 1], Place.State.DRAWN) if wins else (None, Place.State.RESERVE)
        if order == 1:
            place.state, place.settled_at, place.settled_by = Place.State.HANDED_OVER, evening, draw.created_by
            place.note = "رسید در شهرداری امضا شد."
            place.evidence.save(f"{draw.key}.webp", ContentFile(_photo()), save=False)
        place.save()
    draw.state, draw.seed, draw.shown, draw.shown_at = State.DRAWN, told["seed"], len(told["winners"]), draw.drawn_at
    draw.save()
    return draw


def _void(title: str, evening: dt.datetime, town: Town) -> Draw:
    draw, _secrets = _frozen(title, evening, town)
    missing = queries.overseers(draw)[0]
    draw.state, draw.voided_at = State.VOID, evening + 30 * MINUTE
    draw.void_reason = f"در مهلت آشکار نکردند: {missing.name} ({missing.body})."
    draw.save()
    return draw


def _photo() -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (320, 240), "#d9ebe8").save(made, "WEBP")
    return made.getvalue()
