import pytest

from meydan.ballots import queries, sample
from meydan.ballots.models import Entry, Poll
from meydan.participation.models import Participation
from tests.ballots.counted import Town

pytestmark = pytest.mark.django_db


def test_a_finished_count_is_made_in_bulk_and_holds():
    town = Town()
    people = town.people(20)
    poll = sample.make_counted(
        by=None, poll=town.poll, voters=people, officer=town.officer, overseers=town.overseers,
        brought={people[0].pk: town.officer},
    )  # fmt: skip
    assert poll.state == Poll.State.COUNTED
    assert queries.opened(poll) == (Entry.objects.filter(poll=poll).count(),) * 2 + (0,)
    assert Participation.objects.filter(door="tests").count() == poll.entitlements.count()
    assert Participation.objects.filter(ambassador=town.officer).count() in {1, 2}
