import datetime as dt

import factory

from meydan.participation.models import Channel, Evidence, Part, Participation, Sheet, Touched
from tests.factories.places import CityFactory, VenueFactory


class ParticipationFactory(factory.django.DjangoModelFactory[Participation]):
    """One row as it stands in the ledger; no sheet hears of it: use `participation.actions` where sums matter."""

    class Meta:
        model = Participation

    door = "programs"
    kind = "cultural"
    subject = factory.Sequence(lambda n: f"programs.Mark:{n}")
    day = dt.date(2026, 11, 28)
    venue = factory.SubFactory(VenueFactory)
    area = factory.LazyAttribute(lambda row: row.venue.area)
    channel = Channel.IN_PERSON
    evidence = Evidence.ROLL_CALL


class PartFactory(factory.django.DjangoModelFactory[Part]):
    class Meta:
        model = Part

    area = factory.SubFactory(CityFactory)
    venue_key = 0
    door = "programs"
    activity = factory.Sequence(lambda n: n)
    kind = "cultural"
    channel = Channel.IN_PERSON
    evidence = Evidence.ROLL_CALL


class SheetFactory(factory.django.DjangoModelFactory[Sheet]):
    class Meta:
        model = Sheet

    span = Sheet.Span.DAY
    first = dt.date(2026, 11, 28)
    area = factory.SubFactory(CityFactory)
    sums = b""
    persons = b""


class TouchedFactory(factory.django.DjangoModelFactory[Touched]):
    class Meta:
        model = Touched

    day = dt.date(2026, 11, 28)
    area = factory.SubFactory(CityFactory)
