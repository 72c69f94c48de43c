import factory
from django.utils import timezone

from meydan.messaging.models import Message, OptOut
from tests.factories.people import PersonFactory


class MessageFactory(factory.django.DjangoModelFactory[Message]):
    """A message that waits, without its task."""

    class Meta:
        model = Message

    person = factory.SubFactory(PersonFactory)
    phone = factory.LazyAttribute(lambda message: (message.person and message.person.phone) or "")
    kind = Message.Kind.SERVICE
    template = "programs.registered"
    text = "نام شما در «کارگاه سفال» نوشته شد."
    cause = factory.Sequence(lambda n: f"programs.Registration:{n}")
    area = factory.LazyAttribute(lambda message: message.person and message.person.neighborhood)
    parts = 1
    not_before = factory.LazyFunction(timezone.now)


class OptOutFactory(factory.django.DjangoModelFactory[OptOut]):
    class Meta:
        model = OptOut

    person = factory.SubFactory(PersonFactory)
    kind = Message.Kind.SERVICE
