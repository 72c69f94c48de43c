import datetime as dt

import factory

from meydan.attendance.models import Entry, HeadCount, Mark, Roll, State
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory

DURING = dt.datetime(2026, 11, 28, 13, 40, tzinfo=dt.UTC)


class RollFactory(factory.django.DjangoModelFactory[Roll]):
    class Meta:
        model = Roll

    occasion = factory.SubFactory(OccasionFactory)


class EntryFactory(factory.django.DjangoModelFactory[Entry]):
    class Meta:
        model = Entry

    occasion = factory.SubFactory(OccasionFactory)
    person = factory.SubFactory(PersonFactory)
    state = State.PRESENT
    said_at = received_at = DURING


class MarkFactory(factory.django.DjangoModelFactory[Mark]):
    class Meta:
        model = Mark

    occasion = factory.SubFactory(OccasionFactory)
    person = factory.SubFactory(PersonFactory)
    state = State.PRESENT
    at = DURING


class HeadCountFactory(factory.django.DjangoModelFactory[HeadCount]):
    class Meta:
        model = HeadCount

    occasion = factory.SubFactory(OccasionFactory)
    total = 40
    women = 25
    men = 15
    at = DURING
