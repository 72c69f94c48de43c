import datetime as dt

import factory

from meydan.visits.models import ClosedDay, CounterFile, VisitCount
from tests.factories.people import PersonFactory
from tests.factories.places import VenueFactory


class VisitCountFactory(factory.django.DjangoModelFactory[VisitCount]):
    """A count as it stands; what the ledger says of it is the actions' business."""

    class Meta:
        model = VisitCount

    venue = factory.SubFactory(VenueFactory)
    day = dt.date(2026, 11, 22)
    kind = VisitCount.Kind.CULTURAL
    count = 120
    counted_by = factory.SubFactory(PersonFactory)
    counted_at = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)


class ClosedDayFactory(factory.django.DjangoModelFactory[ClosedDay]):
    class Meta:
        model = ClosedDay

    venue = factory.SubFactory(VenueFactory)
    day = dt.date(2026, 11, 21)


class CounterFileFactory(factory.django.DjangoModelFactory[CounterFile]):
    class Meta:
        model = CounterFile

    venue = factory.SubFactory(VenueFactory)
    kind = VisitCount.Kind.CULTURAL
    text = "day;in\n1405/09/01;120\n"
    digest = "0" * 64
    day_column = 0
    count_column = 1
    brought_by = factory.SubFactory(PersonFactory)
