import pytest

from meydan.base.refusal import Refusal
from meydan.budgets import actions, tasks
from meydan.messaging.models import Message
from tests.budgets.city import district

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("trait", "opens"),
    [
        ("soon", False),
        ("draft", False),
        ("in_review", False),
        ("in_ballot", True),
        ("in_count", False),
        ("carried_out", False),
        ("over", False),
    ],
)
def test_the_ballot_opens_in_its_days_alone_and_by_itself(trait, opens):
    place = district()
    row = place.round(**{trait: True})
    place.idea(row, feasible=True)
    tasks.move_on.call()
    row.refresh_from_db()
    assert (row.poll is not None and row.poll.state == "open") == opens


def test_opened_once_the_rulebook_and_the_list_stand_with_their_hashes():
    place = district()
    row = place.round(in_ballot=True)
    idea = place.idea(row, feasible=True)
    tasks.move_on.call()
    tasks.move_on.call()
    row.refresh_from_db()
    idea.refresh_from_db()
    assert (idea.state, row.poll.options.get().subject, len(row.poll.rulebook_sha256)) == ("on_ballot", idea.pk, 64)
    with pytest.raises(Refusal):
        actions.open_ballot(by=place.officer, round=row)


def test_with_undecided_ideas_nothing_opens_and_the_officer_is_told_once_a_day():
    place = district()
    row = place.round(in_ballot=True)
    place.idea(row, feasible=True)
    undecided = place.idea(row)
    for _minute in range(3):
        tasks.move_on.call()
    row.refresh_from_db()
    told = Message.objects.filter(template__startswith="budgets.not_opened")
    assert (row.poll, [message.person for message in told]) == (None, [place.officer])
    with pytest.raises(Refusal) as refused:
        actions.open_ballot(by=place.officer, round=row)
    assert refused.value.field == "leave_undecided"
    actions.open_ballot(by=place.officer, round=row, leave_undecided=True)
    undecided.refresh_from_db()
    assert (undecided.state, bool(undecided.reason)) == ("undecided", True)


def test_nothing_feasible_opens_nothing():
    place = district()
    row = place.round(in_ballot=True)
    place.idea(row, not_feasible=True)
    tasks.move_on.call()
    row.refresh_from_db()
    assert row.poll is None
    with pytest.raises(Refusal):
        actions.open_ballot(by=place.officer, round=row, leave_undecided=True)


def test_a_list_written_by_hand_is_opened_on_its_day():
    place = district()
    row = place.round(in_ballot=True)
    place.idea(row, feasible=True)
    actions.write_list(by=place.officer, round=row)
    tasks.move_on.call()
    row.refresh_from_db()
    assert row.poll.state == "open"


def test_one_round_that_is_stuck_keeps_no_other_waiting():
    stuck, fine = district(), district()
    stuck.idea(stuck.round(in_ballot=True))
    row = fine.round(in_ballot=True)
    fine.idea(row, feasible=True)
    tasks.move_on.call()
    row.refresh_from_db()
    assert row.poll.state == "open"


def test_a_ballot_that_was_never_opened_is_told_of():
    place = district()
    place.idea(place.round(in_count=True))
    tasks.move_on.call()
    assert Message.objects.filter(template__startswith="budgets.never_opened").count() == 1
