"""Two who publish at once, and two who want one space: it is published once, and holds one session."""

import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion
from meydan.campaigns import actions
from meydan.campaigns.models import Kept, Placement, Stage
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.people import PersonFactory
from tests.sizes import many
from tests.together import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def ahead():
    """A stage two weeks from now, since threads know no frozen time."""
    place = Neighborhood("planning")
    first = dt.date.today() + dt.timedelta(days=14)  # noqa: DTZ011 - a day, wherever
    place.stage.first_day, place.stage.last_day, place.stage.about = first, first + dt.timedelta(days=6), "هفت شب"
    place.stage.save()
    return place


@pytest.mark.parametrize("_seed", range(many(2, whole=20)))
def test_a_stage_is_published_once(_seed):
    place = ahead()
    place.placed(7)
    told = at_once(6, lambda _number: actions.publish(by=place.officer, stage=place.stage))
    assert [sum(isinstance(one, kind) for one in told) for kind in (Stage, Refusal)] == [1, 5]
    assert Occasion.objects.filter(kind="campaign").count() == 7
    assert Placement.objects.filter(occasion=None).count() == 0


@pytest.mark.parametrize("_seed", range(many(2, whole=20)))
def test_a_free_space_is_given_to_one(_seed):
    place = ahead()
    rows = place.published(6)
    space, day = place.satellite.spaces.get(), place.stage.last_day

    def move(number):
        return actions.move_session(by=place.officer, placement=rows[number], day=day, slot=place.slot, space=space)

    told = at_once(6, move)
    assert [sum(isinstance(one, kind) for one in told) for kind in (Placement, Refusal)] == [1, 5]
    assert Occasion.objects.filter(day=day, venue=place.satellite.venue).count() == 1


def test_a_session_kept_many_times_at_once_is_kept_once():
    place = ahead()
    (row,) = place.published()
    person = PersonFactory()
    told = at_once(8, lambda _number: actions.keep(by=person, placement=row))
    assert [isinstance(one, Kept) for one in told] == [True] * 8
    assert Kept.objects.count() == 1
