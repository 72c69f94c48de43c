import datetime as dt

import factory
from django.utils import timezone

from meydan.assignments.models import Assignment, Concerned, Step
from meydan.people.models import Organization
from tests.factories.people import OrganizationFactory, PersonFactory


class UnitFactory(OrganizationFactory):
    kind = Organization.Kind.UNIT
    name = factory.Sequence(lambda n: f"معاونت {n}")


class AssignmentFactory(factory.django.DjangoModelFactory[Assignment]):
    """Given now, with ten days ahead; give `state` and its moments for anything further."""

    class Meta:
        model = Assignment

    what = "روشنایی کوچهٔ شهید احمدی اصلاح شود"
    unit = factory.SubFactory(UnitFactory)
    area = factory.SelfAttribute("unit.area")
    working_days = 5
    given_at = factory.LazyFunction(timezone.now)
    promised_on = factory.LazyAttribute(lambda row: timezone.localdate(row.given_at) + dt.timedelta(days=10))
    due_on = factory.SelfAttribute("promised_on")

    class Params:
        done = factory.Trait(
            state=Assignment.State.DONE,
            accepted_at=factory.SelfAttribute("given_at"),
            done_at=factory.SelfAttribute("given_at"),
        )


class StepFactory(factory.django.DjangoModelFactory[Step]):
    class Meta:
        model = Step

    assignment = factory.SubFactory(AssignmentFactory)
    kind = Step.Kind.GIVEN
    at = factory.LazyFunction(timezone.now)


class ConcernedFactory(factory.django.DjangoModelFactory[Concerned]):
    class Meta:
        model = Concerned

    assignment = factory.SubFactory(AssignmentFactory)
    person = factory.SubFactory(PersonFactory)
