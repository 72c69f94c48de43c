import datetime as dt
from pathlib import Path

import factory
from django.utils import timezone

from meydan.draws.models import DiceReading, Draw, Excluded, Overseer, Place, Prize, Ticket
from meydan.engines import drawing
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory

SAMPLE = Path(__file__).parents[1] / "draws"  # a transcript with its tickets, of some other draw


class DrawFactory(factory.django.DjangoModelFactory[Draw]):
    """Public, and overseers are committing; give `state` and its moments for anything else."""

    class Meta:
        model = Draw

    title = "قرعه‌کشی «شهروند و شهردار»"
    area = factory.SubFactory(CityFactory)
    door = "programs"
    state = Draw.State.COMMITTING
    committing_at = factory.LazyFunction(timezone.now)
    created_by = factory.SubFactory(PersonFactory)

    class Params:
        preparing = factory.Trait(state=Draw.State.PREPARING, committing_at=None)
        frozen = factory.Trait(
            state=Draw.State.FROZEN,
            freezing_at=factory.LazyFunction(timezone.now),
            frozen_at=factory.LazyFunction(timezone.now),
            tickets_sha256="0" * 64,
        )
        drawn = factory.Trait(
            state=Draw.State.DRAWN,
            freezing_at=factory.LazyFunction(timezone.now),
            frozen_at=factory.LazyFunction(timezone.now),
            drawn_at=factory.LazyFunction(timezone.now),
            shown_at=factory.LazyFunction(timezone.now),
            tickets_sha256="0" * 64,
            tickets_file=factory.django.FileField(filename="tickets.txt", from_path=SAMPLE / "tickets.txt"),
            transcript=factory.LazyFunction((SAMPLE / "transcript.json").read_text),
            seed="0" * 64,
        )


class PrizeFactory(factory.django.DjangoModelFactory[Prize]):
    class Meta:
        model = Prize

    draw = factory.SubFactory(DrawFactory)
    order = factory.Sequence(lambda n: n % 30_000 + 1)
    title = "دوچرخه"
    count = 2


class ExcludedFactory(factory.django.DjangoModelFactory[Excluded]):
    class Meta:
        model = Excluded

    draw = factory.SubFactory(DrawFactory)
    person = factory.SubFactory(PersonFactory)
    reason = "از بستگان مسئول قرعه‌کشی"


class TicketFactory(factory.django.DjangoModelFactory[Ticket]):
    class Meta:
        model = Ticket

    draw = factory.SubFactory(DrawFactory)
    person = factory.SubFactory(PersonFactory)
    code = factory.LazyFunction(drawing.new_ticket)


class OverseerFactory(factory.django.DjangoModelFactory[Overseer]):
    class Meta:
        model = Overseer

    draw = factory.SubFactory(DrawFactory)
    person = factory.SubFactory(PersonFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    name = factory.SelfAttribute("person.name")
    body = "شورای شهر"


class DiceReadingFactory(factory.django.DjangoModelFactory[DiceReading]):
    class Meta:
        model = DiceReading

    draw = factory.SubFactory(DrawFactory)
    by = factory.SubFactory(PersonFactory)
    values = "123456" * 5
    at = dt.datetime(2026, 11, 28, 16, tzinfo=dt.UTC)


class PlaceFactory(factory.django.DjangoModelFactory[Place]):
    class Meta:
        model = Place

    draw = factory.SubFactory(DrawFactory)
    order = factory.Sequence(lambda n: n + 1)
    ticket = factory.SubFactory(TicketFactory)
    prize = factory.SubFactory(PrizeFactory)
    state = Place.State.DRAWN
