import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.models import Cost
from tests.campaigns.neighborhood import Neighborhood
from tests.factories.campaigns import ConcernFactory, CostFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


def test_a_line_is_added_changed_and_removed():
    place = Neighborhood()
    row = actions.add_cost(by=place.officer, stage=place.stage, title="چاپ", amount=5_000, concern=place.concern)
    actions.change_cost(by=place.officer, cost=row, title="چاپ و پخش", amount=7_000, paid_on=dt.date(2026, 12, 1))
    kept = Cost.objects.get()
    assert (kept.title, kept.amount, kept.concern, kept.paid_on) == ("چاپ و پخش", 7_000, None, dt.date(2026, 12, 1))
    actions.remove_cost(by=place.officer, cost=kept)
    assert not Cost.objects.exists()
    with pytest.raises(Refusal):
        actions.change_cost(by=place.officer, cost=kept, title="چاپ", amount=1)


@pytest.mark.parametrize("wrong", [{"amount": 0}, {"amount": 10**15 + 1}, {"concern": "another stage's"}])
def test_what_no_stage_costs_is_refused(wrong):
    place = Neighborhood()
    said = {"title": "چاپ", "amount": 5_000, **wrong}
    if "concern" in wrong:
        said["concern"] = ConcernFactory()
    with pytest.raises(Refusal):
        actions.add_cost(by=place.officer, stage=place.stage, **said)


def test_only_the_officer_of_the_stage_writes_them_and_not_of_a_draft():
    place = Neighborhood()
    row = CostFactory(stage=place.stage)
    for other in (staff(Role.MANAGER, place.city), staff(Role.CAMPAIGN_OFFICER), staff(Role.CENTER_STAFF, place.city)):
        with pytest.raises(Refusal):
            actions.add_cost(by=other, stage=place.stage, title="چاپ", amount=5_000)
        with pytest.raises(Refusal):
            actions.remove_cost(by=other, cost=row)
    draft = Neighborhood("draft")
    with pytest.raises(Refusal):
        actions.add_cost(by=draft.officer, stage=draft.stage, title="چاپ", amount=5_000)
