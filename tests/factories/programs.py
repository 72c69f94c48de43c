import datetime as dt

import factory
from django.utils import timezone

from meydan.programs.models import Mark, Program, Registration, Session
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import VenueFactory


class ProgramFactory(factory.django.DjangoModelFactory[Program]):
    class Meta:
        model = Program

    title = factory.Sequence(lambda n: f"کارگاه {n}")
    kind = Program.Kind.CULTURAL
    venue = factory.SubFactory(VenueFactory)
    area = factory.LazyAttribute(lambda program: program.venue.area)
    capacity = 20
    status = Program.Status.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)


class SessionFactory(factory.django.DjangoModelFactory[Session]):
    class Meta:
        model = Session

    program = factory.SubFactory(ProgramFactory)
    occasion = factory.SubFactory(OccasionFactory, venue=factory.SelfAttribute("..program.venue"))


class RegistrationFactory(factory.django.DjangoModelFactory[Registration]):
    class Meta:
        model = Registration

    program = factory.SubFactory(ProgramFactory)
    person = factory.SubFactory(PersonFactory)


class MarkFactory(factory.django.DjangoModelFactory[Mark]):
    class Meta:
        model = Mark

    session = factory.SubFactory(SessionFactory)
    registration = factory.SubFactory(RegistrationFactory, program=factory.SelfAttribute("..session.program"))
    state = Mark.State.PRESENT
    marked_at = dt.datetime(2026, 11, 28, 13, 40, tzinfo=dt.UTC)
