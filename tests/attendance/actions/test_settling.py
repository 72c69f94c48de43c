import uuid

import pytest

from meydan.attendance import actions, queries
from meydan.attendance.models import Entry, Mark, State
from meydan.attendance.sayings import Saying
from meydan.base.refusal import Refusal
from tests.attendance.actions.test_saying import ONE, OTHER, mark
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarrel(occasion, coach, guest):
    """One phone said present, the other later absent."""
    for device, state, at in ((ONE, State.PRESENT, 1), (OTHER, State.ABSENT, 2)):
        actions.say(by=coach, occasion=occasion, sayings=[mark(guest, state, at, device=device)])
    return Entry.objects.get(outcome="conflict")


def test_both_words_are_shown_until_one_is_taken(occasion, quarrel):
    (matter,) = queries.matters(occasion)
    assert ([entry.state for entry in matter.entries], matter.refused) == (["absent", "present"], False)


@pytest.mark.parametrize(("choose", "state"), [(0, "absent"), (1, "present")])
def test_one_tap_says_which_is_true(occasion, coach, quarrel, choose, state):
    (matter,) = queries.matters(occasion)
    actions.settle(by=coach, entry=matter.entries[choose], take=True)
    assert (Mark.objects.get().state, queries.matters(occasion)) == (state, [])


def test_what_was_settled_is_not_settled_again(coach, quarrel):
    actions.settle(by=coach, entry=quarrel, take=True)
    with pytest.raises(Refusal):
        actions.settle(by=coach, entry=quarrel, take=True)


@pytest.mark.parametrize(("take", "marks"), [(True, 1), (False, 0)])
def test_what_was_refused_can_be_taken_over_or_left_out(occasion, coach, take, marks):
    (entry,) = actions.say(by=coach, occasion=occasion, sayings=[mark(PersonFactory(), State.PRESENT)])
    actions.settle(by=coach, entry=entry, take=take)
    assert (Mark.objects.count(), queries.matters(occasion)) == (marks, [])


def test_a_walk_in_that_came_after_closing_is_kept_until_somebody_may_take_them_over(occasion, coach, officer):
    actions.close(by=coach, occasion=occasion)
    walk_in = Saying(kind=Entry.Kind.WALK_IN, walk_in=uuid.uuid4(), name="رهگذر", state=State.PRESENT, device=ONE)
    (entry,) = actions.say(by=coach, occasion=occasion, sayings=[walk_in])
    with pytest.raises(Refusal):
        actions.settle(by=coach, entry=entry, take=True)
    actions.settle(by=officer, entry=entry, take=True)
    assert Mark.objects.get().name == "رهگذر"
