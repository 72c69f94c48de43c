import factory
from django.utils import timezone

from meydan.meetings.models import Decision, Invited, Item, Meeting
from tests.factories.calendar import OccasionFactory
from tests.factories.people import OrganizationFactory


class MeetingFactory(factory.django.DjangoModelFactory[Meeting]):
    """Called; `running`, `held` or `approved` for anything further."""

    class Meta:
        model = Meeting

    occasion = factory.SubFactory(OccasionFactory)
    area = factory.SelfAttribute("occasion.area")
    kind = Meeting.Kind.EXPERT
    title = factory.Sequence(lambda n: f"نشست کارشناسی {n}")

    class Params:
        running = factory.Trait(state=Meeting.State.RUNNING, opened_at=factory.LazyFunction(timezone.now))
        held = factory.Trait(
            state=Meeting.State.HELD,
            opened_at=factory.LazyFunction(timezone.now),
            closed_at=factory.LazyFunction(timezone.now),
        )
        approved = factory.Trait(
            state=Meeting.State.APPROVED,
            opened_at=factory.LazyFunction(timezone.now),
            closed_at=factory.LazyFunction(timezone.now),
            approved_at=factory.LazyFunction(timezone.now),
        )


class InvitedFactory(factory.django.DjangoModelFactory[Invited]):
    class Meta:
        model = Invited

    meeting = factory.SubFactory(MeetingFactory)
    organization = factory.SubFactory(OrganizationFactory)


class ItemFactory(factory.django.DjangoModelFactory[Item]):
    class Meta:
        model = Item

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"گزارش {n}")


class DecisionFactory(factory.django.DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    meeting = factory.SubFactory(MeetingFactory)
    text = "مشاورهٔ تلفنی ادامه یابد"
    at = factory.LazyFunction(timezone.now)
