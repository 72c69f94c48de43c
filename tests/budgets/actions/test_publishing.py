import pytest

from meydan.ambassadors.models import Call
from meydan.base.refusal import Refusal
from meydan.budgets import actions
from meydan.ground.queue.run import drain
from meydan.messaging.models import Message
from tests.budgets.city import district

pytestmark = pytest.mark.django_db


def test_publishing_opens_the_call_for_ambassadors():
    place = district()
    row = actions.publish(by=place.officer, round=place.round(draft=True, soon=True))
    call = Call.objects.get()
    assert (row.state, row.call, call.door, call.activity, call.url) == (
        *("published", call, "budgets", row.pk, f"/budgets/{row.pk}/"),
    )
    with pytest.raises(Refusal):
        actions.publish(by=place.officer, round=row)


@pytest.mark.parametrize("lack", ["credit", "field", "unit", "about", "past"])
def test_what_is_missing_keeps_it_a_draft(lack):
    place = district()
    row = place.round(draft=True, soon=lack != "past", about="" if lack == "about" else "پول محله")
    if lack == "credit":
        row.credits.all().delete()
    if lack == "field":
        row.fields.all().delete()
    if lack == "unit":
        row.fields.update(unit=None)
    with pytest.raises(Refusal):
        actions.publish(by=place.officer, round=row)
    row.refresh_from_db()
    assert (row.state, Call.objects.count()) == ("draft", 0)


def test_cancelling_tells_why_and_voids_an_open_ballot():
    place = district()
    row = place.round(in_ballot=True)
    idea = place.idea(row, feasible=True)
    actions.open_ballot(by=place.officer, round=row)
    with pytest.raises(Refusal):
        actions.cancel_round(by=place.officer, round=row, reason="")
    row = actions.cancel_round(by=place.officer, round=row, reason="بودجه نرسید.")
    drain()
    row.poll.refresh_from_db()
    idea.refresh_from_db()
    assert (row.state, row.poll.state, idea.state) == ("cancelled", "void", "not_chosen")
    told = Message.objects.filter(template="budgets.cancelled.0")
    assert ([message.person for message in told], "بودجه نرسید." in told[0].text) == ([idea.author], True)
    with pytest.raises(Refusal):
        actions.cancel_round(by=place.officer, round=row, reason="باز هم")


@pytest.mark.parametrize(("state", "may"), [("open", True), ("closed", False), ("counted", False)])
def test_a_closed_ballot_is_not_cancelled_any_more(state, may):
    from tests.factories.ballots import PollFactory

    place = district()
    traits = {state: True} if state != "open" else {}
    row = place.round(in_count=True, poll=PollFactory(area=place.area, **traits))
    if may:
        row.poll.activity = row.pk
        row.poll.save(update_fields=["activity"])
        assert actions.cancel_round(by=place.officer, round=row, reason="چون").state == "cancelled"
    else:
        with pytest.raises(Refusal):
            actions.cancel_round(by=place.officer, round=row, reason="چون")
