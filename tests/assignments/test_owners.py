import pytest

from meydan.assignments import actions, owners
from meydan.base.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def _owned(monkeypatch):
    monkeypatch.setitem(owners._owners, "somewhere", lambda row: f"/somewhere/{row.pk}/")


@pytest.mark.usefixtures("_owned")
def test_an_order_that_a_door_sees_to_moves_only_through_it(town):
    order = town.order(door="somewhere")
    with pytest.raises(Refusal):
        actions.accept(by=town.head, assignment=order)
    with owners.through("elsewhere"), pytest.raises(Refusal):
        actions.accept(by=town.head, assignment=order)
    with owners.through("somewhere"):
        actions.accept(by=town.head, assignment=order)
    with pytest.raises(Refusal):
        actions.finish(by=town.head, assignment=order, text="شد", letter="۱")
    assert (order.state, owners.page_of(order)) == ("accepted", f"/somewhere/{order.pk}/")
    assert town.told(town.asker) == []  # the door tells them itself


def test_any_other_order_is_seen_to_here(town):
    order = town.order()
    assert (owners.page_of(order), owners.owned(order)) == ("", False)
