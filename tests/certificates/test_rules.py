import pytest

from meydan.base.roles import Role
from meydan.certificates import rules
from tests.factories.certificates import CertificateFactory
from tests.factories.people import PersonFactory, staff


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7K3M92XQ4B", "7K3M92XQ4B"),
        ("7k3m9-2xq4b", "7K3M92XQ4B"),
        ("  ۷K۳M۹ ۲XQ۴B ", "7K3M92XQ4B"),
        ("٧K٣M٩–٢XQ٤B", "7K3M92XQ4B"),
        ("OIL0123456", "0110123456"),
        ("oil01-23456", "0110123456"),
        ("7K3M9\u200c2XQ4B\u200f", "7K3M92XQ4B"),
        ("7K3M92XQ4", ""),
        ("7K3M92XQ4BB", ""),
        ("7K3M92XQ4U", ""),
        ("کد گواهی من", ""),
        ("", ""),
        ("\u200c" * 90, ""),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed, read):
    assert rules.read_code(typed) == read


@pytest.mark.parametrize(
    ("attended", "held", "threshold", "earned"),
    [(6, 8, 70, True), (5, 8, 70, False), (7, 10, 70, True), (0, 8, 0, True), (0, 0, 0, False), (8, 8, 100, True)],
)
def test_whoever_attended_the_share_asked_for_has_earned_it(attended, held, threshold, earned):
    assert rules.has_earned(attended, held, threshold) is earned


@pytest.mark.django_db
def test_the_holder_the_guardian_and_officers_of_the_area_open_the_paper():
    guardian = PersonFactory()
    certificate = CertificateFactory(person__guardian=guardian, person__phone=None)
    area = certificate.issue.area
    may = {
        "guardian": rules.may_open(guardian, certificate),
        "holder": rules.may_open(certificate.person, certificate),
        "officer": rules.may_open(staff(Role.PROGRAM_OFFICER, area), certificate),
        "manager": rules.may_open(staff(Role.MANAGER, area), certificate),
        "coach": rules.may_open(staff(Role.COACH, area), certificate),
        "officer elsewhere": rules.may_open(staff(Role.PROGRAM_OFFICER), certificate),
        "somebody": rules.may_open(PersonFactory(), certificate),
    }
    assert [who for who, opens in may.items() if opens] == ["guardian", "holder", "officer", "manager"]


@pytest.mark.django_db
def test_nobody_opens_the_paper_of_somebody_whose_data_is_erased():
    certificate = CertificateFactory(name="")
    assert not rules.may_open(certificate.person, certificate)
