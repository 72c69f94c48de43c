import factory
from django.utils import timezone

from meydan.messaging.models import Chat, Inbound, Message, OptOut
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


class ChatFactory(factory.django.DjangoModelFactory[Chat]):
    """A chat whose holder shared their number."""

    class Meta:
        model = Chat

    provider = "bot4201337"
    number = factory.Sequence(lambda n: f"{9100 + n}")
    person = factory.SubFactory(PersonFactory)


class InboundFactory(factory.django.DjangoModelFactory[Inbound]):
    """A text that came in by SMS, without its task."""

    class Meta:
        model = Inbound

    channel = Inbound.Channel.SMS
    provider = "kavenegar"
    reference = factory.Sequence(lambda n: f"{70_000 + n}")
    person = factory.SubFactory(PersonFactory)
    sender = factory.LazyAttribute(lambda inbound: (inbound.person and inbound.person.phone) or "")
    area = factory.LazyAttribute(lambda inbound: inbound.person and inbound.person.neighborhood)
    text = "آسفالت کوچهٔ ما کی درست می‌شود؟"
    settled_at = factory.LazyAttribute(
        lambda inbound: None if inbound.state == Inbound.State.WAITING else timezone.now()
    )
    state = Inbound.State.WAITING


class OptOutFactory(factory.django.DjangoModelFactory[OptOut]):
    class Meta:
        model = OptOut

    person = factory.SubFactory(PersonFactory)
    kind = Message.Kind.SERVICE
