import datetime as dt
import uuid

import pytest
from django.utils import timezone

from meydan.ambassadors import actions, rules
from meydan.ambassadors.models import Activity
from meydan.base.refusal import Refusal
from meydan.participation.models import Participation
from tests.factories.ambassadors import AmbassadorFactory
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def mary(town):
    return town.accepted()


def test_it_is_logged_once_however_often_it_is_sent(town, mary):
    key = uuid.uuid4()
    rows = [town.logged(mary, key=key, people=60), town.logged(mary, key=key, people=61)]
    assert (rows[0].pk == rows[1].pk, Activity.objects.get().people) == (True, 60)
    with pytest.raises(Refusal):
        town.logged(town.accepted(PersonFactory()), key=key)


def test_who_was_reached_has_not_taken_part(town, mary):
    town.logged(mary, people=500)
    assert Participation.objects.count() == 0


def test_only_an_ambassador_logs_and_only_their_own(town, mary):
    with pytest.raises(Refusal):
        town.logged(mary, by=PersonFactory())
    actions.end(by=town.officer, ambassador=mary, reason="وعده داده بود")
    with pytest.raises(Refusal):
        town.logged(mary)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"day": 1}, "day"),
        ({"day": -1}, "day"),
        ({"people": 0}, "people"),
        ({"people": rules.MOST_PEOPLE + 1}, "people"),
    ],
)
def test_what_cannot_be_is_refused(town, mary, wrong, field):
    said = {name: timezone.localdate() + value * DAY if name == "day" else value for name, value in wrong.items()}
    with pytest.raises(Refusal) as caught:
        town.logged(mary, **said)
    assert (caught.value.field, Activity.objects.count()) == (field, 0)


def test_a_place_is_in_its_neighborhood_and_that_in_the_call(town, mary):
    here, elsewhere = VenueFactory(area=town.homes[0]), VenueFactory(area=town.homes[1])
    assert town.logged(mary, venue=here).venue == here
    assert town.logged(mary, venue=VenueFactory(area=town.region)).area == town.homes[0]
    for wrong in ({"venue": elsewhere}, {"area": NeighborhoodFactory()}):
        with pytest.raises(Refusal):
            town.logged(mary, **wrong)


def test_it_is_changed_with_its_photo_and_deleted(town, mary, a_photo, at):
    row = town.logged(mary, photo=a_photo)
    storage, first = row.photo.storage, row.photo.name
    said = {"kind": "school", "day": row.day, "area": row.area, "people": 90}
    a_photo.seek(0)
    actions.change_activity(by=town.liaison, activity=row, photo=a_photo, **said)
    row.refresh_from_db()
    assert (row.people, row.kind, storage.exists(first), storage.exists(row.photo.name)) == (90, "school", False, True)
    with at(days=15), pytest.raises(Refusal):
        actions.change_activity(by=town.liaison, activity=row, **said)
    with pytest.raises(Refusal):
        actions.delete_activity(by=PersonFactory(), activity=row)
    actions.delete_activity(by=town.liaison, activity=row)
    assert (Activity.objects.count(), storage.exists(row.photo.name)) == (0, False)


def test_a_call_that_is_over_takes_nothing_more(town, mary, at):
    row = town.logged(mary)
    actions.change_call(by=None, call=town.call, title="شهردار منم", ends_on=timezone.localdate())
    mary.refresh_from_db()
    with at(days=1):
        for act, said in ((town.logged, {"ambassador": mary}), (actions.delete_activity, {"activity": row})):
            with pytest.raises(Refusal):
                act(**said, by=town.liaison) if act is actions.delete_activity else act(**said)


def test_an_ambassador_of_two_calls_has_two_logs(town, mary):
    other = AmbassadorFactory(person=town.liaison)
    town.logged(mary)
    assert (mary.activities.count(), other.activities.count()) == (1, 0)
