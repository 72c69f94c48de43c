import datetime as dt

import factory
from django.utils import timezone

from meydan.ballots.models import (
    Ballot,
    Batch,
    Bough,
    Ceremony,
    Channel,
    Count,
    Entitlement,
    Entry,
    Opening,
    Option,
    Overseer,
    Pass,
    Poll,
    Pot,
    Recount,
    Result,
    Root,
    Sheet,
    Station,
)
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory

State = Poll.State
DAY = dt.timedelta(days=1)


class PollFactory(factory.django.DjangoModelFactory[Poll]):
    """Open since yesterday, until tomorrow."""

    class Meta:
        model = Poll

    door = "budgets"
    activity = factory.Sequence(lambda n: n + 1)
    area = factory.SubFactory(CityFactory)
    title = factory.Sequence(lambda n: f"من شهردارم، دور {n}")
    opens_at = factory.LazyFunction(lambda: timezone.now() - DAY)
    closes_at = factory.LazyFunction(lambda: timezone.now() + DAY)
    state = State.OPEN
    rulebook = factory.LazyAttribute(lambda row: "" if row.state == State.PREPARED else "{}")
    rulebook_sha256 = factory.LazyAttribute(lambda row: "" if row.state == State.PREPARED else "0" * 64)
    options_sha256 = factory.LazyAttribute(lambda row: "" if row.state == State.PREPARED else "1" * 64)
    opened_at = factory.LazyAttribute(lambda row: None if row.state == State.PREPARED else row.opens_at)

    class Params:
        prepared = factory.Trait(
            state=State.PREPARED,
            opens_at=factory.LazyFunction(lambda: timezone.now() + DAY),
            closes_at=factory.LazyFunction(lambda: timezone.now() + 2 * DAY),
        )
        closed = factory.Trait(
            state=State.CLOSED,
            opens_at=factory.LazyFunction(lambda: timezone.now() - 2 * DAY),
            closes_at=factory.LazyFunction(lambda: timezone.now() - DAY),
            closed_at=factory.LazyFunction(timezone.now),
        )
        counted = factory.Trait(
            state=State.COUNTED,
            opens_at=factory.LazyFunction(lambda: timezone.now() - 2 * DAY),
            closes_at=factory.LazyFunction(lambda: timezone.now() - DAY),
            closed_at=factory.LazyFunction(timezone.now),
            counted_at=factory.LazyFunction(timezone.now),
        )


class PotFactory(factory.django.DjangoModelFactory[Pot]):
    """Of a neighborhood in the poll's area."""

    class Meta:
        model = Pot

    poll = factory.SubFactory(PollFactory)
    area = factory.SubFactory(NeighborhoodFactory, parent=factory.SelfAttribute("..poll.area"))
    budget = 10_000_000_000
    order = factory.Sequence(lambda n: n % 30_000)

    class Params:
        wide = factory.Trait(is_wide=True, area=factory.SelfAttribute("poll.area"))


class OptionFactory(factory.django.DjangoModelFactory[Option]):
    class Meta:
        model = Option

    pot = factory.SubFactory(PotFactory)
    poll = factory.SelfAttribute("pot.poll")
    number = factory.Sequence(lambda n: n + 1)
    subject = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"روشنایی کوچهٔ {n}")
    cost = 2_000_000_000


class StationFactory(factory.django.DjangoModelFactory[Station]):
    class Meta:
        model = Station

    poll = factory.SubFactory(PollFactory)
    venue = factory.SubFactory(VenueFactory, area=factory.SelfAttribute("..poll.area"))


class BatchFactory(factory.django.DjangoModelFactory[Batch]):
    class Meta:
        model = Batch

    pot = factory.SubFactory(PotFactory)
    poll = factory.SelfAttribute("pot.poll")
    station = factory.SubFactory(StationFactory, poll=factory.SelfAttribute("..poll"))
    size = 100
    printed_by = factory.SubFactory(PersonFactory)
    printed_at = factory.LazyFunction(timezone.now)


class SheetFactory(factory.django.DjangoModelFactory[Sheet]):
    """Typed once."""

    class Meta:
        model = Sheet

    batch = factory.SubFactory(BatchFactory)
    number = factory.Sequence(lambda n: n + 1)
    state = Sheet.State.TYPED_ONCE
    first_marks = factory.LazyFunction(lambda: {"options": [], "points": []})
    first_by = factory.SubFactory(PersonFactory)


class EntitlementFactory(factory.django.DjangoModelFactory[Entitlement]):
    class Meta:
        model = Entitlement

    pot = factory.SubFactory(PotFactory)
    poll = factory.SelfAttribute("pot.poll")
    person = factory.SubFactory(PersonFactory)
    slot = factory.LazyAttribute(lambda row: 2 if row.pot.is_wide else 0)
    channel = Channel.WEB
    made_at = factory.LazyFunction(timezone.now)


class BallotFactory(factory.django.DjangoModelFactory[Ballot]):
    """A blank one, by the web, whose voter can still change it."""

    class Meta:
        model = Ballot

    entitlement = factory.SubFactory(EntitlementFactory)
    pot = factory.SelfAttribute("entitlement.pot")
    poll = factory.SelfAttribute("pot.poll")
    channel = Channel.WEB
    marks = factory.LazyFunction(lambda: {"options": [], "points": []})
    salt = "0" * 64
    commitment = "0" * 64
    cast_at = factory.LazyFunction(timezone.now)

    class Params:
        paper = factory.Trait(
            channel=Channel.PAPER,
            entitlement=None,
            pot=factory.SelfAttribute("batch.pot"),
            batch=factory.SubFactory(BatchFactory),
        )


class EntryFactory(factory.django.DjangoModelFactory[Entry]):
    class Meta:
        model = Entry

    ballot = factory.SubFactory(BallotFactory)
    poll = factory.SelfAttribute("ballot.poll")
    act = Entry.Act.CAST
    version = 1
    leaf = factory.Sequence(lambda n: f'{{"line":{n}}}')
    at = factory.LazyFunction(timezone.now)


class BoughFactory(factory.django.DjangoModelFactory[Bough]):
    class Meta:
        model = Bough

    poll = factory.SubFactory(PollFactory)
    number = factory.Sequence(int)
    root = "0" * 64


class RootFactory(factory.django.DjangoModelFactory[Root]):
    class Meta:
        model = Root

    poll = factory.SubFactory(PollFactory)
    occasion = Root.Occasion.DAILY
    size = 0
    root = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    at = factory.LazyFunction(timezone.now)


class CeremonyFactory(factory.django.DjangoModelFactory[Ceremony]):
    class Meta:
        model = Ceremony

    poll = factory.SubFactory(PollFactory, closed=True)


class OverseerFactory(factory.django.DjangoModelFactory[Overseer]):
    class Meta:
        model = Overseer

    ceremony = factory.SubFactory(CeremonyFactory)
    person = factory.SubFactory(PersonFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    name = factory.LazyAttribute(lambda row: row.person.name or "ناظر")
    body = "شورای شهر"


class CountFactory(factory.django.DjangoModelFactory[Count]):
    class Meta:
        model = Count

    poll = factory.SubFactory(PollFactory, closed=True)
    asked_by = factory.SubFactory(PersonFactory)
    asked_at = factory.LazyFunction(timezone.now)


class ResultFactory(factory.django.DjangoModelFactory[Result]):
    class Meta:
        model = Result

    count = factory.SubFactory(CountFactory)
    pot = factory.SubFactory(PotFactory, poll=factory.SelfAttribute("..count.poll"))
    kind = Result.Kind.WRITTEN
    ballots = 0
    cost = 0
    winners = factory.LazyFunction(list)


class OpeningFactory(factory.django.DjangoModelFactory[Opening]):
    class Meta:
        model = Opening

    poll = factory.SubFactory(PollFactory, closed=True)
    index = factory.Sequence(int)
    order = factory.Sequence(lambda n: n % 30_000)


class PassFactory(factory.django.DjangoModelFactory[Pass]):
    """Waiting; nobody knows its digits."""

    class Meta:
        model = Pass

    station = factory.SubFactory(StationFactory)
    person = factory.SubFactory(PersonFactory)
    code_mac = factory.Sequence(lambda n: n.to_bytes(32, "big"))
    given_by = factory.SubFactory(PersonFactory)
    given_at = factory.LazyFunction(timezone.now)


class RecountFactory(factory.django.DjangoModelFactory[Recount]):
    """Waits to be counted again."""

    class Meta:
        model = Recount

    rulebook = "{}"
    asked_at = factory.LazyFunction(timezone.now)
