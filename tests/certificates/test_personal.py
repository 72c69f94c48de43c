import pytest

from meydan.people import actions, personal
from meydan.people.models import Person
from tests.factories.certificates import CertificateFactory

pytestmark = pytest.mark.django_db


def test_my_data_lists_my_certificates():
    certificate = CertificateFactory(code="7K3M92XQ4B")
    title, rows = personal.gathered(certificate.person)["certificates"]
    assert (title, [row["کد گواهی"] for row in rows]) == ("گواهی‌ها", ["7K3M9-2XQ4B"])


def test_erasing_takes_the_name_from_them():
    certificate = CertificateFactory()
    actions.erase(by=certificate.person, person=Person.objects.get(pk=certificate.person_id))
    certificate.refresh_from_db()
    assert (certificate.name, certificate.is_valid) == ("", True)
