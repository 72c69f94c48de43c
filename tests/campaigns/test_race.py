"""Two of one agency at once, and the council closing meanwhile: nothing is lost, nothing is kept after the end."""

import pytest

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.campaigns.actions.planning import seen_as
from meydan.campaigns.models import Placement, Promise, Run
from tests.campaigns.neighborhood import PROMISED, Neighborhood
from tests.campaigns.week import Week
from tests.sizes import many
from tests.together import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("seed", range(many(2, whole=20)))
def test_of_many_who_change_one_promise_at_once_one_keeps_it(seed):
    invited, speaker = Neighborhood().agency()
    row = actions.promise(by=speaker, invited=invited, **PROMISED)

    def change(number):
        return actions.change_promise(by=speaker, promise=row, version=1, **{**PROMISED, "title": f"{seed} {number}"})

    told = at_once(8, change)
    kept = [one for one in told if isinstance(one, Promise)]
    assert [len(kept), sum(isinstance(one, Refusal) for one in told)] == [1, 7]
    row.refresh_from_db()
    assert (row.title, row.version) == (kept[0].title, 2)


@pytest.mark.parametrize("seed", range(many(2, whole=20)))
def test_nothing_is_kept_after_the_council_closed(seed):
    place = Neighborhood()
    parts = [place.agency() for _agency in range(7)]

    def act(number):
        if number == seed % 8:
            return actions.close_declaring(by=place.officer, stage=place.stage)
        invited, speaker = parts[number - (number > seed % 8)]
        return actions.promise(by=speaker, invited=invited, **PROMISED)

    told = at_once(8, act)
    place.stage.refresh_from_db()
    assert place.stage.state == "planning"
    assert not [one for one in told if isinstance(one, Exception) and not isinstance(one, Refusal)]
    kept = Promise.objects.filter(invited__stage=place.stage)
    assert kept.count() == sum(isinstance(one, Promise) for one in told)
    assert all(row.declared_at <= place.stage.closed_at for row in kept)


@pytest.mark.parametrize("seed", range(many(2, whole=20)))
def test_of_many_sessions_moved_into_one_spot_at_once_one_stands_there(seed):
    week = Week()
    parts = [week.agency()[0] for _agency in range(8)]
    promises = [week.promise(invited=part) for part in parts]
    rows = [week.stand(one, 1, week.spot(number % 6 + 1, late=number > 5)) for number, one in enumerate(promises[::2])]
    seen = {row.promise_id: seen_as(row) for row in rows}

    def move(number):
        one = promises[(number + seed) % 8]
        said = {"seen": seen.get(one.pk, ""), "spot": week.spot(0)}
        return actions.place_session(by=week.officer, stage=week.stage, key=(one.pk, "together", 1), **said)

    told = at_once(8, move)
    assert [sum(isinstance(one, Placement) for one in told), sum(isinstance(one, Refusal) for one in told)] == [1, 7]
    assert Placement.objects.filter(day=week.spot(0).day).count() == 1
    assert Placement.objects.count() in (4, 5)  # it was one of those that stood somewhere, or of those that waited


@pytest.mark.parametrize("seed", range(many(2, whole=20)))
def test_of_many_who_move_one_session_at_once_one_does_and_one_run_is_asked_for(seed):
    week = Week()
    row = week.stand(week.promise(), 1, week.spot(0))
    key = (row.promise_id, "together", 1)

    def act(number):
        if number % 2:
            return actions.ask_run(by=week.officer, stage=week.stage)
        spot = week.spot(number // 2 + seed % 2 + 1)
        return actions.place_session(by=week.officer, stage=week.stage, key=key, spot=spot, seen=seen_as(row))

    told = at_once(8, act)
    assert [sum(isinstance(one, kind) for one in told) for kind in (Placement, Run, Refusal)] == [1, 1, 6]
    row.refresh_from_db()
    assert row.version == 2
