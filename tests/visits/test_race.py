"""Several phones and a file at one venue and day, with real connections."""

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.participation.models import Participation
from meydan.visits import actions
from meydan.visits.actions.counting import Counted
from meydan.visits.models import VisitCount
from tests.factories.people import staff
from tests.factories.places import VenueFactory
from tests.together import at_once
from tests.visits.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _frozen():
    """The clock runs on here: threads wait for each other by it."""
    with time_machine.travel(NOW):
        yield


def count(by, venue, number):
    counts = {"cultural": Counted(number)}
    return actions.count_day(by=by, venue=venue, day=TODAY, counts=counts, seen={"cultural": None})


def test_of_several_phones_one_is_kept_and_the_others_are_told(venue, counter):
    answers = at_once(8, lambda number: count(counter, venue, 100 + number), threads=8)
    kept = [answer for answer in answers if not isinstance(answer, Exception)]
    assert (len(kept), {type(answer) for answer in answers if answer not in kept}) == (1, {Refusal})
    row = VisitCount.objects.get()
    assert Participation.objects.get().count == row.count


@pytest.mark.parametrize("seed", range(4))
def test_a_file_never_writes_over_a_count_by_hand(seed):
    venue = VenueFactory()
    counter = staff(Role.CENTER_STAFF, venue.area)
    text = f"day;in\n{TODAY.isoformat()};{50 + seed}\n"
    file = actions.read_file(by=counter, venue=venue, kind="cultural", text=text)

    def doing(number):
        if number:
            return count(counter, venue, 7)
        return actions.start_file(by=counter, file=file, taken=[])

    by_file, by_hand = at_once(2, doing, threads=2)
    row = VisitCount.objects.get()
    if isinstance(by_hand, Refusal):  # the file came first, and the phone was told
        assert (row.count, row.source) == (50 + seed, "counter")
    else:
        assert (row.count, row.source, by_file.kept) == (7, "hand", 1)
    assert Participation.objects.get().count == row.count
