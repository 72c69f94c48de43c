from decimal import Decimal

import pytest

from meydan.assignments import actions
from meydan.assignments.models import Assignment, Step
from meydan.base.refusal import Refusal

pytestmark = pytest.mark.django_db
State = Assignment.State


def test_an_order_is_accepted_once(town):
    order = town.order()
    actions.accept(by=town.head, assignment=order)
    assert (order.state, order.accepted_at is None) == (State.ACCEPTED, False)
    with pytest.raises(Refusal):
        actions.accept(by=town.head, assignment=order)
    assert town.told(town.asker) == ["assignments.given", "assignments.accepted"]


def test_only_its_head_does_anything_for_a_unit(town):
    order = town.order()
    for by in (town.other_head, town.secretary, town.manager, town.asker):
        for write in (
            lambda by=by: actions.accept(by=by, assignment=order),
            lambda by=by: actions.send_back(by=by, assignment=order, reason="نه"),
            lambda by=by: actions.report(by=by, assignment=order, text="شد"),
            lambda by=by: actions.finish(by=by, assignment=order, text="شد", letter="۱"),
        ):
            with pytest.raises(Refusal):
                write()
    assert order.steps.count() == 1


def test_what_is_sent_back_says_why_to_who_ordered_and_to_nobody_else(town):
    order = town.order()
    with pytest.raises(Refusal) as refused:
        actions.send_back(by=town.head, assignment=order, reason="\u200c".strip("\u200c"))
    assert refused.value.field == "reason"
    actions.send_back(by=town.head, assignment=order, reason="کار ما نیست")
    assert (order.state, order.reason) == (State.RETURNED, "کار ما نیست")
    assert town.told(town.secretary) == ["assignments.staff.returned"]
    assert town.told(town.asker) == ["assignments.given"]


def test_whoever_reports_has_accepted(town):
    order = town.order()
    step = actions.report(
        by=town.head, assignment=order, text="سیم‌کشی شد", amount=Decimal("120.5"), amount_of="متر کابل"
    )
    order.refresh_from_db()
    assert (order.state, order.accepted_at is None, step.kind) == (State.ACCEPTED, False, Step.Kind.PROGRESS)
    assert town.told(town.supporter) == ["assignments.given", "assignments.progress"]


@pytest.mark.parametrize(
    ("evidence", "field"),
    [
        ({}, "photo"),
        ({"letter": "۱۲"}, None),
        ({"photo": "photo"}, None),
        ({"amount": Decimal(3), "amount_of": "چراغ"}, None),
        ({"amount": Decimal(3)}, "amount_of"),
        ({"amount_of": "چراغ", "letter": "۱۲"}, "amount"),
        ({"text": " ", "letter": "۱۲"}, "text"),
    ],
    ids=["nothing", "a letter", "a photo", "a number", "a number of what?", "of lamps, how many?", "no sentence"],
)
def test_what_is_done_is_shown(town, evidence, field, a_photo):
    order = town.order()
    given = {"text": "انجام شد", **evidence}
    if "photo" in given:
        given["photo"] = a_photo
    if field:
        with pytest.raises(Refusal) as refused:
            actions.finish(by=town.head, assignment=order, **given)
        assert (refused.value.field, Assignment.objects.get().state) == (field, State.GIVEN)
    else:
        actions.finish(by=town.head, assignment=order, **given)
        assert (order.state, order.done_at, order.steps.last().kind) == (State.DONE, order.accepted_at, Step.Kind.DONE)
        assert town.told(town.asker, "done") == ["assignments.done"]
        assert town.told(town.secretary) == ["assignments.staff.done"]
