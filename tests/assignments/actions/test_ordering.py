import datetime as dt

import pytest

from meydan.assignments import actions
from meydan.assignments.models import Assignment, Step
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.messaging.models import Message
from tests.factories.assignments import UnitFactory
from tests.factories.people import OrganizationFactory, PersonFactory, staff
from tests.factories.places import NeighborhoodFactory, VenueFactory

pytestmark = pytest.mark.django_db
State = Assignment.State


def test_an_order_is_due_after_so_many_working_days(town):
    order = town.order(working_days=5)  # Thursday, Saturday … Tuesday; Friday is off
    assert (order.due_on, order.promised_on, order.state) == (dt.date(2026, 12, 1), dt.date(2026, 12, 1), State.GIVEN)


def test_whoever_is_concerned_and_the_unit_are_told_once(town):
    order = town.order()
    assert town.told(town.asker) == town.told(town.supporter) == ["assignments.given"]
    assert (town.told(town.head), town.told(town.other_head)) == (["assignments.staff.given"], [])
    assert order.steps.get().told_at is not None


def test_what_people_read_names_nobody(town):
    town.order()
    town.told(town.asker)
    texts = " ".join(Message.objects.values_list("text", flat=True))
    names = [person.name for person in (town.asker, town.supporter, town.secretary, town.head, town.mayor)]
    assert [name for name in names if name in texts] == []


def test_an_order_is_given_by_who_may_to_a_unit_that_works_there(town):
    elsewhere = UnitFactory()
    agency = OrganizationFactory(area=town.area)
    at_rest = UnitFactory(area=town.area, is_active=False)
    for wrong, field in (
        ({"by": town.manager}, "area"),
        ({"by": town.head}, "area"),
        ({"by": staff(Role.SECRETARY)}, "area"),
        ({"unit": elsewhere}, "unit"),
        ({"unit": agency}, "unit"),
        ({"unit": at_rest}, "unit"),
        ({"what": " "}, "what"),
        ({"working_days": 0}, "working_days"),
        ({"working_days": 251}, "working_days"),
        ({"venue": VenueFactory()}, "venue"),
    ):
        with pytest.raises(Refusal) as refused:
            town.order(**wrong)
        assert refused.value.field == field
    assert Assignment.objects.count() == 0


def test_a_unit_of_a_part_may_be_ordered_what_is_the_citys(town):
    region = UnitFactory(area=town.neighborhood)
    assert town.order(unit=region, area=town.area).unit == region
    with pytest.raises(Refusal):
        town.order(unit=region, area=NeighborhoodFactory(parent=town.area))


def test_whoever_joins_later_is_told_where_it_stands_and_nobody_twice(town):
    order = town.order()
    town.told(town.asker)
    actions.accept(by=town.head, assignment=order)
    late = PersonFactory()
    assert actions.join(by=None, assignment=order, persons=[late, town.asker]) == 1
    assert actions.join(by=None, assignment=order, persons=[late]) == 0
    assert (town.told(late), town.told(town.asker)) == (
        ["assignments.accepted"],
        ["assignments.given", "assignments.accepted"],
    )


def test_a_head_passes_an_order_on_and_keeps_its_last_day(town):
    order = town.order()
    actions.pass_on(by=town.head, assignment=order, unit=town.parks, reason="درخت است")
    assert (order.unit, order.state, order.due_on) == (town.parks, State.GIVEN, order.promised_on)
    assert (town.told(town.other_head), town.told(town.secretary)) == (["assignments.staff.passed_on"],) * 2
    with pytest.raises(Refusal):
        actions.accept(by=town.head, assignment=order)
    actions.accept(by=town.other_head, assignment=order)


def test_it_is_not_passed_on_to_who_has_it_nor_by_others(town):
    order = town.order()
    for by, unit in ((town.head, town.lights), (town.other_head, town.parks), (town.manager, town.parks)):
        with pytest.raises(Refusal):
            actions.pass_on(by=by, assignment=order, unit=unit)


def test_what_was_sent_back_is_decided_by_who_ordered_with_a_new_term(town, at):
    order = town.order()
    actions.send_back(by=town.head, assignment=order, reason="کار ما نیست")
    with at(days=10), pytest.raises(Refusal):
        actions.pass_on(by=town.head, assignment=order, unit=town.parks)
    with at(days=10):
        actions.pass_on(by=town.secretary, assignment=order, unit=town.lights, reason="کار شماست")
    assert (order.state, order.reason, order.due_on) == (State.GIVEN, "", dt.date(2026, 12, 10))
    assert order.promised_on == dt.date(2026, 12, 1)


def test_another_term_does_not_change_what_was_promised(town):
    order = town.order()
    Assignment.objects.filter(pk=order.pk).update(escalated=2)
    actions.set_term(by=town.secretary, assignment=order, working_days=10, reason="باران")
    assert (order.due_on, order.promised_on, order.escalated) == (dt.date(2026, 12, 7), dt.date(2026, 12, 1), 0)
    assert town.told(town.head, "staff.term") == ["assignments.staff.term"]
    for by in (town.head, town.manager):
        with pytest.raises(Refusal):
            actions.set_term(by=by, assignment=order, working_days=10, reason="باران")


def test_a_withdrawn_order_says_why_and_nothing_more_happens_to_it(town):
    order = town.order()
    with pytest.raises(Refusal) as refused:
        actions.withdraw(by=town.secretary, assignment=order, reason=" ")
    assert refused.value.field == "reason"
    actions.withdraw(by=town.secretary, assignment=order, reason="پیش‌تر انجام شده بود")
    assert town.told(town.asker, "withdrawn") == ["assignments.withdrawn"]
    for write in (
        lambda: actions.accept(by=town.head, assignment=order),
        lambda: actions.finish(by=town.head, assignment=order, text="شد", letter="۱"),
        lambda: actions.set_term(by=town.secretary, assignment=order, working_days=3, reason="دیر"),
        lambda: actions.withdraw(by=town.secretary, assignment=order, reason="باز"),
    ):
        with pytest.raises(Refusal):
            write()
    assert [step.kind for step in order.steps.order_by("pk")] == [Step.Kind.GIVEN, Step.Kind.WITHDRAWN]
