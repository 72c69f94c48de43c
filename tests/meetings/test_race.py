"""Two secretaries at once, and more: nothing that was written down is lost, and nothing stands twice."""

import pytest

from meydan.base.refusal import Refusal
from meydan.meetings import actions
from meydan.meetings.models import Decision, Item
from tests.sizes import many
from tests.together import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("seed", range(many(1, whole=20)))
def test_of_many_who_write_down_one_item_at_once_one_keeps_it(hall, seed):
    item = actions.add_item(by=hall.secretary, meeting=hall.running(), title=f"گزارش {seed}")

    def write(number):
        return actions.write(
            by=hall.secretary, item=Item.objects.get(pk=item.pk), notes=f"{seed} {number}", version=item.version
        )

    told = at_once(8, write)
    kept = [one.notes for one in told if isinstance(one, Item)]
    item.refresh_from_db()
    assert (len(kept), sum(isinstance(one, Refusal) for one in told), item.notes) == (1, 7, kept[0])


@pytest.mark.parametrize("seed", range(many(1, whole=20)))
def test_decisions_and_items_of_all_who_write_at_once_stand(hall, seed):
    meeting = hall.running()

    def act(number):
        if number % 2:
            return hall.order(meeting, f"تصمیم {seed} {number}")
        return actions.add_item(by=hall.secretary, meeting=meeting, title=f"بند {seed} {number}")

    told = at_once(8, act)
    positions = sorted(meeting.items.values_list("position", flat=True))
    assert ([one for one in told if isinstance(one, Exception)], positions) == ([], [1, 2, 3, 4])
    assert Decision.objects.filter(meeting=meeting, order__isnull=False).count() == 4


@pytest.mark.parametrize("seed", range(many(1, whole=20)))
def test_nothing_is_decided_after_the_minutes_were_approved(hall, seed):
    meeting = hall.held()

    def act(number):
        if number == seed % 8:
            return actions.approve(by=hall.secretary, meeting=meeting)
        return actions.decide(by=hall.secretary, meeting=meeting, text=f"تصمیم {number}")

    told = at_once(8, act)
    meeting.refresh_from_db()
    assert not [one for one in told if isinstance(one, Exception) and not isinstance(one, Refusal)]
    kept = meeting.decisions.all()
    assert kept.count() == sum(isinstance(one, Decision) for one in told)
