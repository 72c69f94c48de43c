import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.campaigns import actions
from meydan.campaigns.models import Invited, Placement, Promise, Stage
from tests.architecture.test_doors import as_somebody
from tests.campaigns.neighborhood import DURING, Neighborhood, at
from tests.factories.campaigns import PromiseFactory, StageFactory
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def titles(answer):
    return [line.promise.title for evening in answer.context["evenings"] for line in evening.lines]


@pytest.mark.parametrize(
    ("state", "status"),
    [("draft", 404), ("declaring", 200), ("planning", 200), ("called_off", 404)],
)
def test_before_it_is_published_only_what_is_known_is_told(client, state, status):
    stage = StageFactory(state=state)
    answer = client.get(at("stage", stage.pk))
    assert answer.status_code == status
    assert status == 404 or "هنوز معلوم نیست" in answer.text


def test_an_early_stage_is_told_with_what_is_known_of_it(client):
    stage = StageFactory(state="held", is_history=True, known="month", theme="مبارزه با مواد مخدر")
    answer = client.get(at("stage", stage.pk))
    assert answer.status_code == 200
    assert "مبارزه با مواد مخدر" in answer.text
    assert "معلوم نیست" in answer.text


def test_the_day_is_chosen_and_today_stands_first(client):
    place = Neighborhood("planning")
    rows = place.published(7)
    first = place.stage.first_day

    def shown(**asked):
        answer = client.get(at("stage", place.stage.pk), asked)
        return [evening.day.date for evening in answer.context["evenings"]]

    week = [first + dt.timedelta(days=number) for number in range(7)]
    assert shown() == [first]
    assert shown(day="all") == week
    assert shown(day="1405-09-23") == [dt.date(2026, 12, 14)]
    assert shown(day="nonsense") == [first]
    with time_machine.travel(DURING, tick=False):
        assert shown() == [dt.date(2026, 12, 14)]
        assert shown(day="all") == [*week[2:], *week[:2]]
    assert len(rows) == 7


def test_filters_find_by_place_audience_topic_and_women(client):
    place = Neighborhood("planning")
    place.placed(1, audience="youth", title="مهارت نه گفتن")
    more = PromiseFactory(invited=place.bringing[0], title="پخت سالم", women=1, together=0, audience="families")
    Placement.objects.create(
        promise=more,
        number=1,
        sessions="women",
        space=place.satellite.spaces.get(),
        day=place.stage.first_day,
        slot=place.slot,
    )
    place.published(1, title="سنجش فشار خون")

    def found(**asked):
        return sorted(titles(client.get(at("stage", place.stage.pk), {"day": "all", **asked})))

    every = sorted(["مهارت نه گفتن", "پخت سالم", "سنجش فشار خون"])
    assert found() == every
    assert found(place=place.satellite.pk) == ["پخت سالم"]
    assert found(audience="youth") == sorted(["مهارت نه گفتن", "سنجش فشار خون"])
    assert found(topic=place.concern.pk) == sorted(["مهارت نه گفتن", "سنجش فشار خون"])
    assert found(topic="0") == ["پخت سالم"]
    assert found(sessions="women") == ["پخت سالم"]
    assert found(place="999", sessions="bogus") == every


def test_what_was_moved_or_cancelled_is_said_on_the_page(client):
    place = Neighborhood("planning")
    rows = place.published(2)
    actions.cancel_session(by=place.officer, placement=rows[0], reason="باران تند")
    space = place.satellite.spaces.get()
    actions.move_session(by=place.officer, placement=rows[1], day=place.stage.last_day, slot=place.slot, space=space)
    answer = client.get(at("stage", place.stage.pk), {"day": "all"})
    assert "باران تند" in answer.text
    assert [(line.state, bool(line.was)) for one in answer.context["evenings"] for line in one.lines] == [
        ("off", False),
        ("", True),
    ]
    assert "باران تند" in client.get(at("session", rows[0].pk)).text
    assert "جابه‌جا" in client.get(at("session", rows[1].pk)).text
    actions.call_off_published(by=place.officer, stage=place.stage, reason="آلودگی هوا")
    assert "آلودگی هوا" in client.get(at("stage", place.stage.pk)).text


def test_stalls_stand_every_evening(client):
    place = Neighborhood("planning")
    place.placed()
    PromiseFactory(invited=place.bringing[0], kind=Promise.Kind.STALL, title="غرفهٔ عسل", together=0)
    gone = place.agency(Invited.State.DECLINED)[0]
    PromiseFactory(invited=gone, kind=Promise.Kind.STALL, title="غرفهٔ رفته", together=0)
    place.published()
    text = client.get(at("stage", place.stage.pk)).text
    assert ("غرفهٔ عسل" in text, "غرفهٔ رفته" in text) == (True, False)


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_asks_the_same_however_many_sessions_there_are(client, count, django_assert_num_queries):
    place = Neighborhood("planning")
    place.published(count)
    with django_assert_num_queries(6):
        client.get(at("stage", place.stage.pk), {"day": "all"})


def test_a_session_is_kept_let_go_and_stands_in_ones_calendar():
    place = Neighborhood("planning")
    (row,) = place.published()
    client = as_somebody(PersonFactory())
    assert client.get(at("keep", row.pk)).url == at("session", row.pk)
    assert client.post(at("keep", row.pk)).url == at("session", row.pk)
    assert row.promise.title in client.get(reverse("calendar:mine")).text
    assert "در تقویم من" in client.get(at("stage", place.stage.pk)).text
    assert client.post(at("let_go", row.pk)).status_code == 302
    assert row.keepers.count() == 0


def test_whoever_is_not_signed_in_signs_in_to_keep_it(client):
    (row,) = Neighborhood("planning").published()
    assert client.get(at("session", row.pk)).status_code == 200
    assert client.get(at("keep", row.pk)).url.startswith(reverse("signin:start"))


def test_the_week_and_a_session_go_into_any_calendar(client):
    place = Neighborhood("planning")
    rows = place.published(3)
    week = client.get(at("stage_feed", place.stage.pk))
    assert (week["Content-Type"], week.text.count("BEGIN:VEVENT")) == ("text/calendar; charset=utf-8", 3)
    one = client.get(at("session_feed", rows[0].pk))
    assert one.text.count("BEGIN:VEVENT") == 1
    assert at("session", rows[0].pk) in one.text.replace("\r\n ", "")


def test_an_unpublished_session_is_nobodys(client):
    place = Neighborhood("planning")
    (row,) = place.placed()
    assert [client.get(at(page, row.pk)).status_code for page in ("session", "session_feed")] == [404, 404]
    assert Stage.objects.get().state == "planning"
