import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.campaigns import actions
from tests.campaigns.neighborhood import BEFORE, Neighborhood
from tests.factories.campaigns import PlacementFactory, PromiseFactory, SlotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """One session each on two evenings at the host, and a second one on the first."""
    with time_machine.travel(BEFORE, tick=False):
        found = Neighborhood("planning")
        rows = found.placed(2)
        late = SlotFactory(stage=found.stage, clock=dt.time(21), prayer="", prayer_offset=0)
        promise = PromiseFactory(invited=found.bringing[0])
        PlacementFactory(promise=promise, space=rows[0].space, day=found.stage.first_day, slot=late)
        found.published()
        yield found


def shown(client, place, moment):
    with time_machine.travel(moment, tick=False):
        answer = client.get(reverse("campaigns:display", args=[place.stage.pk, place.host.pk]))
    assert answer.status_code == 200
    return [one.state for one in answer.context["shown"]], answer


def test_what_is_on_now_what_is_next_and_what_follows(client, place):
    first = dt.datetime(2026, 12, 12, tzinfo=dt.UTC)
    early, answer = shown(client, place, first.replace(hour=6))
    assert set(early[:2]) == {"next"}
    assert early.count("later") == 1
    assert "بعدی" in answer.text
    during, answer = shown(client, place, first.replace(hour=14, minute=20))
    assert during[:3] == ["now", "now", "next"]
    assert "هم‌اکنون" in answer.text
    over, answer = shown(client, place, first + dt.timedelta(days=9))
    assert set(over) == {"away"}
    assert "برنامهٔ دیگری نیست" in answer.text


def test_what_is_cancelled_is_said_and_the_week_stands_in_the_page(client, place):
    row = place.bringing[0].promises.order_by("pk")[0].placements.order_by("day")[0]
    actions.cancel_session(by=place.officer, placement=row, reason="باران تند")
    states, answer = shown(client, place, BEFORE)
    assert "باران تند" in answer.text
    assert answer.text.count("data-from=") == len(states)


def test_only_places_of_a_published_stage_have_a_screen(client, place):
    other = Neighborhood("planning")
    for stage, there in ((place.stage, other.host), (other.stage, other.host)):
        assert client.get(reverse("campaigns:display", args=[stage.pk, there.pk])).status_code == 404


def test_the_page_says_when_it_was_fetched_and_its_worker_may_stand_before_it(client, place):
    _states, answer = shown(client, place, BEFORE)
    assert f'data-heard="{BEFORE.astimezone(dt.UTC).isoformat()}"' in answer.text
    address = reverse("campaigns:display_worker")
    assert f'data-worker="{address}"' in answer.text
    worker = client.get(address)
    assert (worker.headers["Content-Type"], worker.headers["Cache-Control"]) == (
        "text/javascript; charset=utf-8",
        "no-cache",
    )
    assert "base/keeper" in worker.text
    assert answer.request["PATH_INFO"].startswith(address.rsplit("/", 1)[0])
