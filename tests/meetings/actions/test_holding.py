import datetime as dt

import pytest
import time_machine

from meydan.assignments import actions as assignments
from meydan.assignments.models import Assignment
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.meetings import actions, minutes
from meydan.meetings.models import Meeting
from meydan.messaging.models import Message
from tests.factories.assignments import UnitFactory
from tests.factories.people import staff
from tests.meetings.conftest import SOON

pytestmark = pytest.mark.django_db


def test_a_decision_with_a_unit_is_an_order_at_once(hall):
    meeting = hall.running()
    order = hall.order(meeting).order
    assert (order.unit, order.area, order.door, order.activity, order.working_days, order.state) == (
        hall.unit,
        hall.region,
        "meetings",
        meeting.pk,
        5,
        Assignment.State.GIVEN,
    )


def test_a_decision_without_a_unit_is_only_written_down(hall):
    decision = actions.decide(by=hall.secretary, meeting=hall.running(), text="نشست‌ها هفتگی باشد")
    assert (decision.order, Assignment.objects.count()) == (None, 0)


@pytest.mark.parametrize(("given", "field"), [({"text": " "}, "text"), ({"working_days": None}, "working_days")])
def test_half_a_decision_is_refused(hall, given, field):
    facts = {"text": "ضدعفونی", "unit": hall.unit, "working_days": 5}
    with pytest.raises(Refusal) as refused:
        actions.decide(by=hall.secretary, meeting=hall.running(), **facts | given)
    assert refused.value.field == field


def test_whoever_gives_no_orders_only_writes_down(hall):
    officer = staff(Role.CAMPAIGN_OFFICER, hall.city)
    meeting = hall.running()
    with pytest.raises(Refusal):
        actions.decide(by=officer, meeting=meeting, text="الف", unit=hall.unit, working_days=5)
    actions.decide(by=officer, meeting=meeting, text="الف")
    assert meeting.decisions.count() == 1


def test_two_secretaries_who_write_at_once_lose_nothing(hall):
    meeting = hall.running()
    item = actions.add_item(by=hall.secretary, meeting=meeting, title="گزارش")
    actions.write(by=hall.secretary, item=item, notes="نخست", version=0)
    with pytest.raises(Refusal) as refused:
        actions.write(by=staff(Role.SECRETARY, hall.city), item=item, notes="دوم", version=0)
    item.refresh_from_db()
    assert (item.notes, "نخست" in str(refused.value.sentence)) == ("نخست", True)
    actions.write(by=hall.secretary, item=item, notes="نخست و دوم", version=item.version)


def test_who_came_is_written_down_and_changed(hall):
    meeting = hall.called()
    row = hall.invite(meeting)
    actions.open_meeting(by=hall.secretary, meeting=meeting)
    marks = [actions.mark(by=hall.secretary, invited=row, came=came).came for came in (True, False, True)]
    row.refresh_from_db()
    assert (marks, row.came) == ([True, False, True], True)


def test_approved_minutes_stay_and_are_told(hall):
    meeting = hall.called()
    hall.invite(meeting)
    actions.open_meeting(by=hall.secretary, meeting=meeting)
    actions.close(by=hall.secretary, meeting=meeting)
    actions.approve(by=hall.secretary, meeting=meeting)
    with pytest.raises(Refusal):
        hall.order(meeting)
    assert Message.objects.filter(template="meetings.approved").count() == 1


def test_a_meeting_of_another_day_is_not_opened(hall):
    meeting = hall.called(starts_at=SOON + dt.timedelta(days=1))
    with pytest.raises(Refusal):
        actions.open_meeting(by=hall.secretary, meeting=meeting)


def test_what_became_of_an_order_changes_no_approved_minutes(hall):
    meeting = hall.running()
    order = hall.order(meeting).order
    actions.approve(by=hall.secretary, meeting=actions.close(by=hall.secretary, meeting=meeting))
    before = minutes.facts(Meeting.objects.get(), "https://meydan.ir/")
    other = UnitFactory(area=hall.city)
    assignments.set_term(by=hall.secretary, assignment=order, working_days=30, reason="بودجه نرسید")
    order.refresh_from_db()
    assignments.pass_on(by=hall.secretary, assignment=order, unit=other)
    assert minutes.facts(Meeting.objects.get(), "https://meydan.ir/") == before


def test_an_item_that_was_taken_off_meanwhile_is_said(hall):
    meeting = hall.running()
    item = actions.add_item(by=hall.secretary, meeting=meeting, title="گزارش")
    actions.remove_item(by=hall.secretary, item=item)
    for act in (
        lambda: actions.begin(by=hall.secretary, item=item),
        lambda: actions.write(by=hall.secretary, item=item, notes="سخن", version=0),
        lambda: actions.decide(by=hall.secretary, meeting=meeting, text="مصوبه", item=item),
    ):
        with pytest.raises(Refusal):
            act()


def test_a_meeting_soon_after_midnight_is_opened_before_it(hall):
    midnight = dt.datetime(2026, 11, 29, 20, 45, tzinfo=dt.UTC)  # a quarter past midnight in Iran
    meeting = hall.called(starts_at=midnight)
    with pytest.raises(Refusal):
        actions.open_meeting(by=hall.secretary, meeting=meeting)
    with time_machine.travel(midnight - dt.timedelta(minutes=30), tick=False):
        assert actions.open_meeting(by=hall.secretary, meeting=meeting).state == Meeting.State.RUNNING


def test_a_meeting_opened_by_mistake_stands_as_before(hall):
    meeting = hall.called()
    hall.invite(meeting)
    actions.add_item(by=hall.secretary, meeting=meeting, title="گزارش")
    actions.open_meeting(by=hall.secretary, meeting=meeting)
    row = actions.unopen(by=hall.secretary, meeting=meeting)
    assert (row.state, row.opened_at) == (Meeting.State.CALLED, None)
    with pytest.raises(Refusal):
        actions.unopen(by=hall.secretary, meeting=meeting)
    assert actions.open_meeting(by=hall.secretary, meeting=meeting).state == Meeting.State.RUNNING


WRITTEN = {
    "who came": lambda hall, item, invited: actions.mark(by=hall.secretary, invited=invited, came=False),
    "an item begun": lambda hall, item, invited: actions.begin(by=hall.secretary, item=item),
    "a decision": lambda hall, item, invited: actions.decide(by=hall.secretary, meeting=item.meeting, text="الف"),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_meeting_in_which_something_was_written_has_begun(hall, written):
    meeting = hall.called()
    invited, item = hall.invite(meeting), actions.add_item(by=hall.secretary, meeting=meeting, title="گزارش")
    actions.open_meeting(by=hall.secretary, meeting=meeting)
    WRITTEN[written](hall, item, invited)
    with pytest.raises(Refusal):
        actions.unopen(by=hall.secretary, meeting=meeting)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.RUNNING


def test_an_item_begun_by_mistake_waits_again_unless_something_was_written_about_it(hall):
    meeting = hall.running()
    item, other = (actions.add_item(by=hall.secretary, meeting=meeting, title=title) for title in ("الف", "ب"))
    actions.begin(by=hall.secretary, item=item)
    assert actions.unbegin(by=hall.secretary, item=item).begun_at is None
    actions.write(by=hall.secretary, item=other, notes="گفته شد", version=0)
    actions.decide(by=hall.secretary, meeting=meeting, item=item, text="ج")
    actions.begin(by=hall.secretary, item=item)
    for one in (item, other):
        with pytest.raises(Refusal):
            actions.unbegin(by=hall.secretary, item=one)
    assert meeting.items.filter(begun_at=None).count() == 0
