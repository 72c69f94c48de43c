import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.models import Closing
from tests.architecture.test_doors import as_somebody
from tests.campaigns.held import FIRST, HeldStage
from tests.campaigns.neighborhood import DURING
from tests.factories.campaigns import CostFactory, DeliveryFactory
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
SOON = dt.datetime(2026, 12, 22, 9, tzinfo=dt.UTC)  # the week is over, the month is not


@pytest.fixture
def held():
    with time_machine.travel(DURING, tick=False):
        held = HeldStage("held")
        held.came(held.placed[0], 40, women=25, men=10)
        DeliveryFactory(promise=held.talk, place=held.host, day=FIRST, by_agency=False)
        CostFactory(stage=held.stage, amount=4_000_000)
    with time_machine.travel(SOON, tick=False):
        yield held


def at(page, held):
    return reverse(f"campaigns:{page}", args=[held.stage.pk])


def test_a_manager_reads_what_is_missing_closes_it_and_opens_it_again(held):
    client = as_somebody(held.manager)
    assert "بستن ارزیابی" in client.get(at("evaluation", held)).text
    page = client.get(at("close_evaluation", held)).text
    assert "دربارهٔ ۳ مورد" not in page
    assert "دربارهٔ ۲ مورد هیچ‌کس نگفته" in page  # the second evening, and the two circles of one evening
    assert held.circle.title in page
    refused = client.post(at("close_evaluation", held), {})
    assert (refused.status_code, Closing.objects.exists()) == (422, False)
    client.post(at("close_evaluation", held), {"knowingly": "on"})
    told = client.get(at("evaluation", held)).text
    assert f"به دست {held.manager.name} بسته شد" in told
    refused = client.post(at("reopen_evaluation", held), {"reason": "\u200c"})
    assert (refused.status_code, Closing.objects.get().reopened_at) == (422, None)
    client.post(at("reopen_evaluation", held), {"reason": "دفتر مسجد اصلاح شد"})
    told = client.get(at("evaluation", held)).text
    assert "دفتر مسجد اصلاح شد" in told
    assert "بستن‌ها و بازگشایی‌ها" in told


def test_closed_figures_open_the_rows_they_were_counted_from(held):
    actions.close_evaluation(by=held.manager, stage=held.stage, knowingly=True)
    held.came(held.placed[1], 30)
    client = as_somebody(held.manager)
    rows = client.get(at("evaluation_rows", held), {"of": "came"}).text
    assert '<span class="figure-number">۴۰</span>' in rows
    assert held.talk.title in rows
    assert client.get(at("evaluation_csv", held)).content.decode("utf-8-sig").splitlines()[1].split(",")[7] == "40"


def test_late_words_and_costs_stand_beside_the_closed_figures(held):
    actions.close_evaluation(by=held.manager, stage=held.stage, knowingly=True)
    worker, officer, speaker = map(as_somebody, (held.worker, held.officer, held.speaker))
    said = {"promise": held.talk.pk, "place": held.host.pk}
    assert "با نشان «دیر»" in worker.get(at("delivered", held)).text
    worker.post(f"{at('delivered', held)}?day=1405/09/22", said)  # the second evening
    empty = {"title": "چاپ", "amount": "۹۰۰٬۰۰۰", "concern": "", "reason": ""}
    assert officer.post(at("costs", held), empty).status_code == 422
    officer.post(at("costs", held), {**empty, "reason": "صورت‌حساب دیر رسید"})
    page = officer.get(at("evaluation", held)).text
    for told in ("پس از بستن رسید", "صورت‌حساب دیر رسید", held.talk.title):
        assert told in page
    assert "۴۰۰٬۰۰۰ تومان" in page
    card = speaker.get(reverse("campaigns:card", args=[held.one.pk])).text
    assert "دیر، در ۱ دی ۱۴۰۵" in card
    assert f"به دست {held.manager.name} بسته شد" in card


@pytest.mark.parametrize("page", ["close_evaluation", "reopen_evaluation"])
def test_whose_door_is_open_to_whom(held, page):
    seen = {
        "manager": held.manager,
        "manager of another city": staff(Role.MANAGER),
        "officer": held.officer,
        "worker": held.worker,
        "representative": held.speaker,
        "citizen": PersonFactory(),
    }
    if page == "reopen_evaluation":
        actions.close_evaluation(by=held.manager, stage=held.stage, knowingly=True)
    told = {who: as_somebody(one).get(at(page, held)).status_code for who, one in seen.items()}
    assert told == dict.fromkeys(seen, 403) | {"manager": 200, "manager of another city": 404}
