"""The manager holds a file by its code, and ends the hold."""

import pytest

from meydan.base.roles import Role
from meydan.counseling.models import Case
from tests.factories.counseling import CaseFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
PAGE = "/desk/counseling/holds/"


@pytest.fixture
def manager(town, signed_in):
    return signed_in(staff(Role.COUNSELING_MANAGER, town.city))


def test_a_file_is_held_by_its_code_and_released(town, manager):
    case = CaseFactory(area=town.city)
    assert manager.post(PAGE, {"code": case.shown_code.lower(), "reason": "نامهٔ دادگاه"}).url == PAGE
    assert Case.objects.get().held_at is not None
    said = manager.get(PAGE).content.decode()
    assert case.shown_code in said
    assert "نامهٔ دادگاه" not in said
    manager.post(f"{PAGE}{case.code}/release/")
    assert Case.objects.get().held_at is None


def test_a_file_of_another_city_is_not_found(manager):
    case = CaseFactory()
    said = manager.post(PAGE, {"code": case.code, "reason": "نامه"}).content.decode()
    assert "پرونده‌ای با این کد نیست" in said
    assert Case.objects.get().held_at is None
