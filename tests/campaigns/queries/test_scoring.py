import datetime as dt

import pytest

from meydan.campaigns.models import Promise
from meydan.campaigns.queries.evaluation import Whole
from meydan.campaigns.queries.scoring import across, card, cards, taking_part
from tests.campaigns.held import FIRST, SECOND, HeldStage
from tests.factories.campaigns import DeliveryFactory, InvitedFactory, PromiseFactory, StageFactory

pytestmark = pytest.mark.django_db
BOTH_OVER = dt.date(2026, 12, 14)


def shown(one):
    return one.kept, one.due, one.reported, one.to_report


def test_what_is_kept_is_reckoned_from_evenings_that_are_over_and_never_above_what_was_due():
    held = HeldStage()
    assert shown(card(held.one, FIRST)) == (0, 0, 0, 0)
    DeliveryFactory(promise=held.talk, place=held.host, day=FIRST, sessions=3)
    DeliveryFactory(promise=held.stall, place=held.host, day=FIRST, sessions=0, by_agency=False)
    assert shown(card(held.one, SECOND)) == (2, 2, 1, 1)  # a session and an evening of the stall
    assert shown(card(held.one, BOTH_OVER)) == (3, 4, 1, 2)  # three sessions at once, two of which were due
    assert card(held.one, BOTH_OVER).share == 0.75


def test_staff_are_believed_before_the_agency():
    held = HeldStage()
    DeliveryFactory(promise=held.talk, place=held.host, day=FIRST, sessions=1)
    DeliveryFactory(promise=held.talk, place=held.host, day=FIRST, sessions=0, state="not_delivered", by_agency=False)
    assert card(held.one, SECOND).kept == 0


def test_what_found_no_place_is_not_due_and_a_stall_is_only_on_days_it_promised():
    held = HeldStage()
    PromiseFactory(invited=held.two, together=9)
    PromiseFactory(invited=held.two, kind=Promise.Kind.STALL, days=[SECOND.isoformat()])
    assert shown(card(held.two, BOTH_OVER)) == (0, 3, 0, 1)  # two sessions of the circle, and one evening


def test_of_many_agencies_each_has_the_same_card_as_alone():
    held = HeldStage()
    DeliveryFactory(promise=held.talk, place=held.host, day=FIRST, sessions=1)
    together = cards(Whole(held.stage), taking_part(held.stage.pk), BOTH_OVER)
    alone = [card(row, BOTH_OVER) for row in taking_part(held.stage.pk)]
    assert [(one.invited, shown(one), one.sums) for one in together] == [
        (one.invited, shown(one), one.sums) for one in alone
    ]


@pytest.mark.parametrize(
    ("until", "answered", "late"),
    [
        (dt.date(2026, 12, 1), dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), 0),
        (dt.date(2026, 12, 1), dt.datetime(2026, 12, 1, 22, tzinfo=dt.UTC), 1),  # past midnight in Iran
        (dt.date(2026, 12, 1), None, None),
        (None, dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), None),
    ],
)
def test_an_answer_is_in_time_until_the_day_agencies_were_given(until, answered, late):
    invited = InvitedFactory(stage=StageFactory(state="published", declare_until=until), answered_at=answered)
    assert card(invited, FIRST).days_late == late


def test_an_agency_is_looked_at_over_the_stages_everybody_sees():
    held = HeldStage()
    campaign, organization = held.stage.campaign, held.one.organization
    rows = {
        state: InvitedFactory(stage=StageFactory(campaign=campaign, state=state), organization=organization)
        for state in ("draft", "declaring", "planning", "held", "called_off")
    }
    assert [one.invited for one in across(held.one, BOTH_OVER)] == [rows["held"]]
