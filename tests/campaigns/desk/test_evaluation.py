import re

import pytest
import time_machine
from django.urls import reverse

from meydan.base.roles import Role
from meydan.campaigns.models import Stage
from tests.architecture.test_doors import as_somebody
from tests.campaigns.held import FIRST, HeldStage
from tests.campaigns.neighborhood import DURING, Neighborhood
from tests.factories.campaigns import CostFactory, DeliveryFactory, PlacementFactory, PromiseFactory
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
PAGES = ["evaluation", "evaluation_rows", "evaluation_rows_csv", "evaluation_csv", "evaluation_xlsx", "both_sides"]


@pytest.fixture(autouse=True)
def _on_the_third_evening():
    with time_machine.travel(DURING, tick=False):
        yield


@pytest.fixture
def held():
    held = HeldStage()
    held.came(held.placed[0], 40, women=25, men=10)
    held.came(held.placed[2], 12, women=12)
    said = {"promise": held.talk, "place": held.host, "day": FIRST}
    DeliveryFactory(**said, sessions=3, words="سه نوبت")
    DeliveryFactory(**said, sessions=2, words="دو نوبت بود", by_agency=False)
    CostFactory(stage=held.stage, amount=4_000_000)
    CostFactory(stage=held.stage, amount=6_400_000, concern=held.concern)
    return held


def at(page, pk, **asked):
    return reverse(f"campaigns:{page}", args=[pk], query=asked or None)


def test_every_number_opens_rows_that_sum_to_it(held):
    client = as_somebody(held.manager)
    page = client.get(at("evaluation", held.stage.pk)).text
    found = set(re.findall(r'<td class="num"><a href="([^"]+of=[^"]+)">([۰-۹٬]+)</a></td>', page))
    assert len(found) > 20
    for address, number in found:
        rows = client.get(address.replace("&amp;", "&")).text
        assert f'<span class="figure-number">{number}</span>' in rows


def test_the_page_tells_costs_and_what_each_who_came_cost(held):
    page = as_somebody(held.officer).get(at("evaluation", held.stage.pk)).text
    assert "۱٬۰۴۰٬۰۰۰ تومان" in page
    assert "۲۰٬۰۰۰ تومان برای هر حضور" in page  # 52 came
    assert "۶۴۰٬۰۰۰ تومان" in page
    assert "۱۶٬۰۰۰ تومان" in page  # of the concern: 40


def test_what_both_sides_say_stands_side_by_side_where_they_differ(held):
    client = as_somebody(held.manager)
    page = client.get(at("both_sides", held.stage.pk)).text
    assert "سه نوبت" in page
    assert "دو نوبت بود" in page
    assert held.circle.title not in page
    assert held.circle.title in client.get(at("both_sides", held.stage.pk, show="all")).text


def test_tables_and_rows_go_along(held):
    client = as_somebody(held.manager)
    text = client.get(at("evaluation_csv", held.stage.pk)).content.decode("utf-8-sig")
    whole = text.splitlines()[1].split(",")
    assert whole[1:] == ["همه", "5", "4", "2", "1", "0", "52", "37", "10", "0", "10400000"]
    assert client.get(at("evaluation_xlsx", held.stage.pk)).content[:2] == b"PK"
    rows = client.get(at("evaluation_rows_csv", held.stage.pk, of="came", by="place", key=held.host.pk))
    assert [line.split(",")[-1] for line in rows.content.decode("utf-8-sig").splitlines()[1:]] == ["40"]


@pytest.mark.parametrize(
    "asked", [{}, {"of": "x"}, {"of": "came", "by": "x"}, {"of": "came", "by": "place", "key": "0"}]
)
def test_numbers_there_are_not_are_not_found(held, asked):
    assert as_somebody(held.manager).get(at("evaluation_rows", held.stage.pk, **asked)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_whose_door_is_open_to_whom(held, page):
    seen = {
        "officer": held.officer,
        "manager": held.manager,
        "manager of another city": staff(Role.MANAGER),
        "worker": held.worker,
        "representative": held.speaker,
        "citizen": PersonFactory(),
    }
    told = {who: as_somebody(one).get(at(page, held.stage.pk, of="came")).status_code for who, one in seen.items()}
    assert told == {
        "officer": 200,
        "manager": 200,
        "manager of another city": 404,
        "worker": 403,
        "representative": 403,
        "citizen": 403,
    }


@pytest.mark.parametrize("state", Stage.State.values)
def test_there_is_something_to_evaluate_once_everybody_sees_it(state):
    place = Neighborhood(state)
    page = as_somebody(place.officer).get(at("evaluation", place.stage.pk))
    assert page.status_code == (200 if state in {"published", "held"} else 404)


def test_more_rows_ask_no_more_questions(held, django_assert_num_queries):
    client = as_somebody(held.manager)
    client.get(at("evaluation", held.stage.pk))
    for number in range(6):
        promise = PromiseFactory(invited=held.agency()[0])
        PlacementFactory(promise=promise, slot=held.slot, number=number + 1)
        DeliveryFactory(promise=promise, place=held.host, by_agency=bool(number % 2))
    with django_assert_num_queries(13):
        client.get(at("evaluation", held.stage.pk))
