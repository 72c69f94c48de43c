import pytest

from meydan.signin import totp
from tests.factories.people import PersonFactory
from tests.factories.signin import SECRET

pytestmark = pytest.mark.django_db


def test_a_sealed_secret_opens_for_its_person_only():
    person, other = PersonFactory(), PersonFactory()
    sealed = totp.seal(person, SECRET)
    assert totp.unseal(person, sealed) == SECRET
    assert totp.unseal(other, sealed) is None
    assert totp.unseal(person, sealed[:-1] + bytes([sealed[-1] ^ 1])) is None
    assert totp.unseal(person, b"") is None


def test_each_sealing_is_another():
    person = PersonFactory()
    assert totp.seal(person, SECRET) != totp.seal(person, SECRET)


def test_another_identity_key_opens_nothing(settings):
    person = PersonFactory()
    sealed = totp.seal(person, SECRET)
    settings.IDENTITY_KEY = "another"
    assert totp.unseal(person, sealed) is None


def test_the_address_for_the_app_masks_the_number():
    address = totp.address(PersonFactory(phone="+989121234567"), SECRET)
    assert address.startswith("otpauth://totp/")
    assert "0912" in address
    assert "1234567" not in address
