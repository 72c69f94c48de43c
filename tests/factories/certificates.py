import datetime as dt

import factory

from meydan.certificates.models import Certificate, Issue
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory


class IssueFactory(factory.django.DjangoModelFactory[Issue]):
    class Meta:
        model = Issue

    door = "programs"
    activity = factory.Sequence(lambda n: 1000 + n)
    title = "کارگاه خوش‌نویسی"
    minutes = 720
    held = 8
    threshold = 70
    area = factory.SubFactory(CityFactory)
    organization = "سازمان فرهنگی، اجتماعی و ورزشی شهرداری قدس"
    issued_by = factory.SubFactory(PersonFactory)
    issued_at = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)


class CertificateFactory(factory.django.DjangoModelFactory[Certificate]):
    class Meta:
        model = Certificate

    issue = factory.SubFactory(IssueFactory)
    door = factory.SelfAttribute("issue.door")
    activity = factory.SelfAttribute("issue.activity")
    person = factory.SubFactory(PersonFactory, name="زهرا احمدی")
    name = factory.SelfAttribute("person.name")
    attended = 7
