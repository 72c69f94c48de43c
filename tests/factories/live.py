import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from meydan.live.models import Topic


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda number: f"tests.topic.{number}")
    version = 1
    state = {"fa": {"now": "<p>اکنون</p>"}, "en": {"now": "<p>Now</p>"}}
    changed_at = factory.LazyFunction(timezone.now)
