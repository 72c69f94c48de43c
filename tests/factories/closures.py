import datetime as dt

import factory

from meydan.closures.models import Closure, Item, Link
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory


class ClosureFactory(factory.django.DjangoModelFactory[Closure]):
    """A draft that would cancel what is in person in a week; give `state` and its moments for anything further."""

    class Meta:
        model = Closure

    area = factory.SubFactory(CityFactory)
    kinds = factory.LazyFunction(lambda: ["cultural", "social", "educational", "sports"])
    modes = factory.LazyFunction(lambda: ["in_person"])
    first_day = dt.date(2026, 11, 28)
    last_day = dt.date(2026, 12, 4)
    reason = "شیوع بیماری"
    way = Closure.Way.CANCEL
    planned_by = factory.SubFactory(PersonFactory)


class ItemFactory(factory.django.DjangoModelFactory[Item]):
    class Meta:
        model = Item

    closure = factory.SubFactory(ClosureFactory)
    occasion = factory.SubFactory(OccasionFactory)
    state = Item.State.LEFT
    reason = Item.Reason.HALL_TAKEN


class LinkFactory(factory.django.DjangoModelFactory[Link]):
    class Meta:
        model = Link

    closure = factory.SubFactory(ClosureFactory, way=Closure.Way.ONLINE, linkless=Closure.Linkless.LEAVE)
    door = "programs"
    activity = 1
    link = "https://live.example.ir/1"
