import datetime as dt

import factory
from django.utils import timezone

from meydan.feedback.models import Reply, Round
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory


class RoundFactory(factory.django.DjangoModelFactory[Round]):
    class Meta:
        model = Round

    door = "programs"
    activity = factory.Sequence(lambda n: 1000 + n)
    occasion = factory.SubFactory(OccasionFactory)
    first_day = factory.SelfAttribute("occasion.day")
    opened_at = factory.LazyFunction(timezone.now)
    closes_at = factory.LazyAttribute(lambda row: row.opened_at + dt.timedelta(days=30))


class ReplyFactory(factory.django.DjangoModelFactory[Reply]):
    """Asked, and not answered yet."""

    class Meta:
        model = Reply

    round = factory.SubFactory(RoundFactory)
    person = factory.SubFactory(PersonFactory)

    class Params:
        answered = factory.Trait(rating=4, again=Reply.Again.YES, answered_at=factory.LazyFunction(timezone.now))
