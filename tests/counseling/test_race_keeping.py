"""The nightly keeping of files goes on while others write: between its writes it keeps no old view of the database open."""

import pytest

from meydan.counseling.tasks import keep_and_erase, keeping
from meydan.places.models import Area
from tests.factories.counseling import CaseFactory
from tests.factories.places import CityFactory
from tests.together import at_once


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_files_are_kept_while_others_write(monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    area = CityFactory()
    for _one in range(12):
        CaseFactory(area=area)

    def do(number):
        if number == 0:
            return keep_and_erase.call()
        for turn in range(40):
            Area.objects.filter(pk=area.pk).update(name_en=f"{number} {turn}")
        return None

    assert at_once(4, do) == [None] * 4
