import datetime as dt

import factory

from meydan.base.roles import Role
from meydan.people.models import Consent, Holding, Organization, Person, Representative
from tests.factories.places import CityFactory


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    class Meta:
        model = Person

    phone = factory.Sequence(lambda n: f"+98900{n:07d}")
    name = factory.Sequence(lambda n: f"شهروند {n}")


class HoldingFactory(factory.django.DjangoModelFactory[Holding]):
    class Meta:
        model = Holding

    person = factory.SubFactory(PersonFactory)
    role = Role.PROGRAM_OFFICER
    area = factory.SubFactory(CityFactory)
    starts_on = dt.date(2020, 1, 1)


class OrganizationFactory(factory.django.DjangoModelFactory[Organization]):
    class Meta:
        model = Organization

    kind = Organization.Kind.AGENCY
    name = factory.Sequence(lambda n: f"ادارهٔ {n}")
    area = factory.SubFactory(CityFactory)


class RepresentativeFactory(factory.django.DjangoModelFactory[Representative]):
    class Meta:
        model = Representative

    organization = factory.SubFactory(OrganizationFactory)
    person = factory.SubFactory(PersonFactory)
    starts_on = dt.date(2020, 1, 1)


class ConsentFactory(factory.django.DjangoModelFactory[Consent]):
    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    purpose = Consent.Purpose.TERMS
    given = True
    wording = "1405-09"


def staff(role: Role, area=None) -> Person:
    """A person who holds the role on the area, today."""
    holding = HoldingFactory(role=role, **({"area": area} if area else {}))
    return holding.person
