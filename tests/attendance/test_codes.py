import datetime as dt

import pytest

from meydan.attendance import codes
from tests.attendance.conftest import DURING
from tests.factories.calendar import OccasionFactory

pytestmark = pytest.mark.django_db


def seconds(number: float) -> dt.timedelta:
    return dt.timedelta(seconds=number)


@pytest.mark.parametrize(
    ("later", "good"),
    [
        pytest.param(0, True, id="at once"),
        pytest.param(14.9, True, id="while it is on the screen"),
        pytest.param(29.9, True, id="while the next one is"),
        pytest.param(30, False, id="after thirty seconds"),
        pytest.param(-15, False, id="before it was shown"),
        pytest.param(86400, False, id="a day later"),
    ],
)
def test_a_code_is_good_for_thirty_seconds_at_most(occasion, later, good):
    code = codes.code_of(occasion, DURING)
    found = [codes.fits(occasion, one, DURING + seconds(later)) for one in (code.word, code.digits, code.word.lower())]
    assert found == [good] * 3


def test_a_code_is_of_one_occasion_only(occasion):
    code = codes.code_of(occasion, DURING)
    other = OccasionFactory()
    assert [codes.fits(other, one, DURING) for one in (code.word, code.digits)] == [False, False]


def test_the_screen_knows_when_the_next_code_comes(occasion):
    assert [codes.code_of(occasion, DURING + seconds(at)).seconds for at in (0, 1, 14, 15)] == [15, 14, 1, 15]


@pytest.mark.parametrize("nonsense", ["", "0", "123456789", "'", "۱۲۳۴۵۶", "A" * 500, "é"])
def test_nonsense_fits_nothing(occasion, nonsense):
    assert not codes.fits(occasion, nonsense, DURING)


def test_a_target_leads_to_a_person_of_its_own_list_only(occasion):
    target = codes.target_of(occasion.pk, 41)
    assert codes.person_of(occasion.pk, target) == 41
    forged = [target.replace("p41", "p42"), "p41", "p41-", "p41-0000000000000000", "w41", target + "0", ""]
    assert [codes.person_of(occasion.pk, one) for one in forged] == [None] * 7
    assert codes.person_of(occasion.pk + 1, target) is None
