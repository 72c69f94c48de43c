import datetime as dt

import pytest

from meydan.calendar.models import Mode, Occasion
from meydan.closures.models import Closure, Item
from tests.closures.town import FIRST, how, items, told

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)


def test_a_closure_cancels_what_it_names_and_tells_everybody_once(town):
    pottery = town.program()
    first, second = town.session(pottery, FIRST), town.session(pottery, FIRST + dt.timedelta(days=2))
    after = town.session(pottery, FIRST + WEEK)
    guest = town.guest(pottery)
    closure = town.close()
    assert (closure.state, closure.sessions, closure.people, closure.told) == (Closure.State.DONE, 2, 1, 1)
    assert items(closure) == {one.pk: ("closed", "cancel", "") for one in (first, second)}
    assert [how(one)["status"] for one in (first, second, after)] == ["cancelled", "cancelled", "announced"]
    assert told() == {
        guest.pk: "۲ جلسهٔ «سفال» از ۷ آذر ۱۴۰۵ تا ۹ آذر ۱۴۰۵ برگزار نمی‌شود.\nعلت: شیوع بیماری",
    }
