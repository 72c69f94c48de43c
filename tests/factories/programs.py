import datetime as dt

import factory
from django.db.models import F
from django.utils import timezone

from meydan.programs.actions.places import sizes
from meydan.programs.models import Program, ProgramAim, Quota, Registration, Session, View, ViewedDay
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import VenueFactory


class ProgramFactory(factory.django.DjangoModelFactory[Program]):
    class Meta:
        model = Program
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"کارگاه {n}")
    kind = Program.Kind.CULTURAL
    venue = factory.SubFactory(VenueFactory)
    area = factory.LazyAttribute(lambda program: program.venue.area)
    capacity = 20
    status = Program.Status.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def full(self: Program, create: bool, extracted: bool | int | None, **kwargs: object) -> None:
        """Its places, of which `full` are given away without saying to whom (True: all). Those of a series come with sessions."""
        if create and not self.is_by_session:
            _quotas(self, None, taken=self.capacity if extracted is True else extracted or 0)


def _quotas(program: Program, session: Session | None, taken: int = 0) -> None:
    for mode, size in sizes(program).items():
        Quota.objects.create(program=program, session=session, mode=mode, capacity=size, taken=taken)


class SessionFactory(factory.django.DjangoModelFactory[Session]):
    class Meta:
        model = Session
        skip_postgeneration_save = True

    program = factory.SubFactory(ProgramFactory)
    occasion = factory.SubFactory(OccasionFactory, venue=factory.SelfAttribute("..program.venue"))

    @factory.post_generation
    def places(self: Session, create: bool, extracted: None, **kwargs: object) -> None:
        if create and self.program.is_by_session:
            _quotas(self.program, self)


class RegistrationFactory(factory.django.DjangoModelFactory[Registration]):
    class Meta:
        model = Registration
        skip_postgeneration_save = True

    program = factory.SubFactory(ProgramFactory)
    quota = factory.LazyAttribute(lambda row: Quota.objects.filter(program=row.program).order_by("pk")[0])
    session = factory.LazyAttribute(lambda row: row.quota.session)
    person = factory.SubFactory(PersonFactory)

    @factory.post_generation
    def place(self: Registration, create: bool, extracted: None, **kwargs: object) -> None:
        """A place held or offered is taken."""
        if create and self.status in {Registration.Status.HELD, Registration.Status.OFFERED}:
            Quota.objects.filter(pk=self.quota_id).update(taken=F("taken") + 1)


class ProgramAimFactory(factory.django.DjangoModelFactory[ProgramAim]):
    class Meta:
        model = ProgramAim

    program = factory.SubFactory(ProgramFactory)
    aim = ProgramAim.Aim.VITALITY


class QuotaFactory(factory.django.DjangoModelFactory[Quota]):
    """Further places; those of a program come with it."""

    class Meta:
        model = Quota

    program = factory.SubFactory(ProgramFactory)
    mode = Program.Mode.ONLINE
    capacity = 10


class ViewFactory(factory.django.DjangoModelFactory[View]):
    class Meta:
        model = View

    program = factory.SubFactory(ProgramFactory, kind=Program.Kind.CONTENT)
    day = dt.date(2026, 11, 28)
    viewer = factory.Faker("uuid4", cast_to=None)


class ViewedDayFactory(factory.django.DjangoModelFactory[ViewedDay]):
    class Meta:
        model = ViewedDay

    program = factory.SubFactory(ProgramFactory, kind=Program.Kind.CONTENT)
    day = dt.date(2026, 11, 28)
    views = 3
