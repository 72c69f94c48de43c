"""Two of one agency at once, and the council closing meanwhile: nothing is lost, nothing is kept after the end."""

import pytest

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.campaigns.models import Promise
from tests.campaigns.neighborhood import PROMISED, Neighborhood
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
