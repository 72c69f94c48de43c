import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.models import Closing, Delivery
from meydan.campaigns.queries.comparing import compared
from meydan.campaigns.queries.evaluation import Whole, costs_by_concern
from meydan.campaigns.queries.scoring import card
from meydan.messaging.models import Message
from tests.campaigns.held import FIRST, SECOND, HeldStage
from tests.campaigns.neighborhood import DURING
from tests.factories.campaigns import CostFactory, DeliveryFactory
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
AFTER = dt.datetime(2027, 1, 25, 9, tzinfo=dt.UTC)  # the month is over
SOON = dt.datetime(2026, 12, 22, 9, tzinfo=dt.UTC)  # the week is over


@pytest.fixture
def held():
    with time_machine.travel(DURING, tick=False):
        held = HeldStage("held")
        held.came(held.placed[0], 40, women=25, men=10)
        said = {"promise": held.talk, "place": held.host}
        DeliveryFactory(**said, day=FIRST, by_agency=False)
        DeliveryFactory(**said, day=SECOND, by_agency=False)
        CostFactory(stage=held.stage, amount=4_000)
    with time_machine.travel(AFTER, tick=False):
        yield held


def close(held, **more):
    row = actions.close_evaluation(by=held.manager, stage=held.stage, **more)
    held.stage.refresh_from_db()
    return row


def reopen(held, reason="دفتر اصلاح شد"):
    actions.reopen_evaluation(by=held.manager, stage=held.stage, reason=reason)
    held.stage.refresh_from_db()


def test_figures_stand_as_they_were_closed_whatever_rolls_and_timetables_say_later(held):
    before = Whole(held.stage).sums
    close(held)
    held.came(held.placed[1], 30)
    held.placed[2].delete()
    Delivery.objects.update(sessions=5)
    whole = Whole(held.stage)
    assert (whole.sums, whole.by("place"), len(whole.facts)) == (before, whole.by("place"), len(whole.facts))
    assert sum(fact.number for fact in whole.behind("came")) == before.came == 40
    assert Whole(held.stage, held.one.pk).sums.held == 2
    assert compared([held.stage.pk])[held.stage.pk].held == 2


def test_agencies_that_took_part_are_told_their_card_and_again_only_if_it_is_another(held):
    held.agency(state="declined")
    close(held)
    told = Message.objects.filter(template__startswith="campaigns.evaluated")
    assert {one.person_id for one in told} == {held.speaker.pk, held.other_speaker.pk}
    mine = told.get(person=held.speaker)
    assert "۲ از" in mine.text
    assert f"/campaigns/brings/part/{held.one.pk}/card/" in mine.text
    reopen(held)
    Delivery.objects.filter(promise=held.talk, day=SECOND).update(sessions=0, state="not_delivered")
    close(held)
    assert sorted(told.values_list("person", flat=True)) == sorted([*([held.speaker.pk] * 2), held.other_speaker.pk])


def test_what_is_said_after_it_was_closed_stands_as_late_and_counts_once_it_is_opened_again(held):
    with time_machine.travel(SOON, tick=False):
        close(held, knowingly=True)
        for sessions in (3, 2):
            late = actions.say_delivery(
                by=held.other_speaker,
                promise=held.circle,
                day=FIRST,
                place=held.satellite,
                state="partly",
                sessions=sessions,
            )
        own = actions.say_delivery(
            by=held.worker,
            promise=held.talk,
            day=FIRST,
            place=held.host,
            state="not_delivered",
            words="برق نبود",
            by_agency=False,
        )
    assert (late.is_late, own.is_late, Delivery.objects.filter(is_late=True).count()) == (True, True, 2)
    assert Whole(held.stage).sums.held == 2
    reopen(held)
    assert not Delivery.objects.filter(is_late=True).exists()
    assert Whole(held.stage).sums.held == 1 + 2  # the first evening of the talk was not held after all
    assert Delivery.objects.get(promise=held.talk, day=FIRST).words == "برق نبود"
    actions.say_delivery(by=held.speaker, promise=held.talk, day=FIRST, place=held.host, state="delivered")  # and later
    close(held)
    with pytest.raises(Refusal):  # the month is over, and nothing is open again
        actions.say_delivery(by=held.speaker, promise=held.talk, day=FIRST, place=held.host, state="delivered")


def test_costs_come_late_with_a_reason_and_lines_that_were_closed_stand(held):
    line = held.stage.costs.get()
    close(held)
    with pytest.raises(Refusal) as refused:
        actions.add_cost(by=held.officer, stage=held.stage, title="چاپ", amount=900)
    assert refused.value.field == "reason"
    for change in (
        lambda: actions.change_cost(by=held.officer, cost=line, title="چاپ", amount=1),
        lambda: actions.remove_cost(by=held.officer, cost=line),
    ):
        with pytest.raises(Refusal):
            change()
    late = actions.add_cost(by=held.officer, stage=held.stage, title="چاپ", amount=900, reason="صورت‌حساب دیر رسید")
    late = actions.change_cost(by=held.officer, cost=late, title="چاپ", amount=1_000)
    assert (late.is_late, late.reason, costs_by_concern(held.stage)) == (True, "صورت‌حساب دیر رسید", {0: 4_000})
    reopen(held)
    assert costs_by_concern(held.stage) == {0: 5_000}
    actions.remove_cost(by=held.officer, cost=late)


def test_while_somebody_may_still_speak_it_is_closed_only_knowingly(held):
    with time_machine.travel(SOON, tick=False):
        with pytest.raises(Refusal):
            close(held)
        close(held, knowingly=True)


@pytest.mark.parametrize(
    ("moment", "state", "closes"),
    [
        ("before", DURING - dt.timedelta(days=5), False),
        ("during", DURING, False),
        ("the day after", SOON, True),
        ("the month is over", AFTER, True),
        ("years later", AFTER + dt.timedelta(days=900), True),
    ],
)
def test_when_and_by_whom_it_is_closed_and_opened_again(held, moment, state, closes):
    roles = {
        "manager": held.manager,
        "the house": None,
        "officer": held.officer,
        "manager of another city": staff(Role.MANAGER),
        "staff": held.worker,
        "auditor": staff(Role.AUDITOR, held.city),
        "administrator": staff(Role.ADMINISTRATOR, held.city),
        "representative": held.speaker,
        "citizen": PersonFactory(),
    }
    did = {}
    with time_machine.travel(state, tick=False):
        for who, person in roles.items():
            did[who] = (tried(actions.close_evaluation, by=person, stage=held.stage, knowingly=True),)
            did[who] += (tried(actions.reopen_evaluation, by=person, stage=held.stage, reason="اشتباه"),)
    may = (True, True) if closes else (False, False)
    assert did == {who: may if who in {"manager", "the house"} else (False, False) for who in roles}, moment


def tried(action, **said):
    try:
        action(**said)
    except Refusal:
        return False
    return True


def test_it_is_closed_once_opened_once_and_never_without_a_reason(held):
    close(held)
    with pytest.raises(Refusal):
        close(held)
    with pytest.raises(Refusal) as refused:
        reopen(held, reason="  ")
    assert refused.value.field == "reason"
    reopen(held)
    with pytest.raises(Refusal):
        reopen(held)
    row = Closing.objects.get()
    assert (row.closed_by, row.reopened_by, row.reason) == (held.manager, held.manager, "دفتر اصلاح شد")
    assert card(held.one, dt.date(2027, 1, 25)).kept == 2
