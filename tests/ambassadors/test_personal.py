import pytest

from meydan.ambassadors import actions
from meydan.ambassadors.models import Activity, Ambassador
from meydan.people import actions as people
from meydan.people import personal

pytestmark = pytest.mark.django_db


def test_what_is_kept_of_an_ambassador_is_gathered_and_forgotten(town, a_photo):
    mary = town.accepted()
    row = town.logged(mary, about="از پیاده‌روها گفتند", place="مسجد جامع", photo=a_photo)
    storage, photo = row.photo.storage, row.photo.name
    gathered = personal.gathered(town.liaison)
    assert "نمازگزاران مسجد جامع" in gathered["ambassadors"][1][0].values()
    assert "از پیاده‌روها گفتند" in gathered["ambassador_activities"][1][0].values()
    people.erase(by=town.liaison, person=town.liaison)
    mary, row = Ambassador.objects.get(), Activity.objects.get()
    assert (mary.state, mary.network_name, mary.about, mary.shows_name) == ("withdrawn", "", "", False)
    assert (row.people, row.about, row.place, bool(row.photo), storage.exists(photo)) == (60, "", "", False, False)


def test_an_officer_who_leaves_leaves_the_decision(town):
    mary = town.accepted()
    actions.forget(by=None, person=town.officer)
    mary.refresh_from_db()
    assert (mary.state, mary.decided_by) == ("accepted", None)
