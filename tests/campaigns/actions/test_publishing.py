import datetime as dt

import pytest
import time_machine

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.calendar.tasks import follow_the_prayers
from meydan.campaigns import actions, printed
from meydan.campaigns.models import Placement, Promise, Stage
from meydan.campaigns.queries import public as queries
from meydan.campaigns.tasks.public import end_stages
from tests.campaigns.neighborhood import BEFORE, Neighborhood
from tests.factories.campaigns import PlacementFactory, PromiseFactory, SpaceFactory
from tests.factories.people import PersonFactory
from tests.factories.places import HallFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]
QOM, TEHRAN = (34.6423, 50.8801), (35.6892, 51.3890)


def at(place, point):
    place.host.venue.latitude, place.host.venue.longitude = point
    place.host.venue.save()


def ready(count=1):
    place = Neighborhood("planning")
    at(place, QOM)
    place.stage.about = "هفت شب"
    place.stage.save()
    return place, place.placed(count)


def test_each_session_becomes_an_occasion_that_keeps_its_prayer_and_is_frozen_for_print():
    place, rows = ready(2)
    actions.publish(by=place.officer, stage=place.stage)
    place.stage.refresh_from_db()
    assert (place.stage.state, place.stage.published_at) == ("published", BEFORE)
    kept = list(
        Occasion.objects.order_by("day").values_list("title", "kind", "prayer", "prayer_offset", "status", "day")
    )
    title = rows[0].promise.title
    first = place.stage.first_day
    assert kept == [(title, "campaign", "maghrib", 20, "announced", first + dt.timedelta(days=n)) for n in range(2)]
    row = Placement.objects.select_related("occasion").get(pk=rows[0].pk)
    assert row.printed_at == row.occasion.starts_at
    assert (wording.clock(row.printed_at), row.occasion.url) == ("۱۷:۳۶", f"/campaigns/sessions/{row.pk}/")
    assert (row.occasion.venue_id, row.occasion.minutes, row.occasion.capacity) == (place.host.venue_id, 45, 80)


def test_nothing_is_frozen_before_and_times_follow_another_week_and_place():
    place, _rows = ready()
    actions.change_stage(by=place.officer, stage=place.stage, about="هفت شب")
    assert not Occasion.objects.exists()
    assert Placement.objects.get().printed_at is None
    at(place, TEHRAN)
    actions.publish(by=place.officer, stage=place.stage)
    assert wording.clock(Placement.objects.get().printed_at) == "۱۷:۳۲"


def test_what_is_missing_is_said_and_nothing_is_published():
    place = Neighborhood("planning")
    with pytest.raises(Refusal, match="نشست"):
        actions.publish(by=place.officer, stage=place.stage)
    place, _rows = ready()
    with pytest.raises(Refusal):
        actions.publish(by=PersonFactory(), stage=place.stage)
    assert Occasion.objects.count() == 0
    actions.publish(by=place.officer, stage=place.stage)
    with pytest.raises(Refusal):
        actions.publish(by=place.officer, stage=place.stage)
    assert Occasion.objects.count() == 1


def test_what_was_withdrawn_is_not_published():
    place, _rows = ready()
    gone = PromiseFactory(invited=place.agency()[0])
    PlacementFactory(promise=gone, space=SpaceFactory(place=place.host), slot=place.slot)
    Promise.objects.filter(pk=gone.pk).update(state=Promise.State.WITHDRAWN)
    actions.publish(by=place.officer, stage=place.stage)
    assert list(queries.sessions(place.stage).values_list("promise", flat=True)) == [
        place.stage.invited.first().promises.get().pk
    ]


def test_a_hall_that_is_taken_is_said_in_words_and_nothing_is_published():
    place, rows = ready()
    hall = HallFactory(venue=place.host.venue, capacity=200)
    rows[0].space.hall = hall
    rows[0].space.save()
    calendar.plan(
        by=None,
        title="درس اخلاق",
        kind="cultural",
        area=place.stage.area,
        venue=place.host.venue,
        hall=hall,
        day=place.stage.first_day,
        clock=dt.time(17, 50),
        minutes=30,
    )
    with pytest.raises(Refusal, match="درس اخلاق"):
        actions.publish(by=place.officer, stage=place.stage)
    place.stage.refresh_from_db()
    assert (place.stage.state, Occasion.objects.count()) == ("planning", 1)


def test_a_whole_week_is_published_in_a_few_statements(django_assert_max_num_queries):
    place, _rows = ready(140)
    with django_assert_max_num_queries(45):
        actions.publish(by=place.officer, stage=place.stage)
    assert Occasion.objects.filter(status="announced").count() == 140


def test_print_is_a_minute_off_only_when_the_place_turns_out_to_lie_elsewhere():
    place, rows = ready()
    actions.publish(by=place.officer, stage=place.stage)

    def stale():
        return [row.pk for row in printed.stale(queries.sessions(place.stage), BEFORE)]

    assert stale() == []
    at(place, (QOM[0] + 0.1, QOM[1]))
    assert stale() == []
    with pytest.raises(Refusal):
        actions.print_again(by=place.officer, stage=place.stage)
    at(place, TEHRAN)
    assert stale() == [rows[0].pk]
    follow_the_prayers.func()
    row = Placement.objects.select_related("occasion").get()
    assert [wording.clock(one) for one in (row.printed_at, row.occasion.starts_at)] == ["۱۷:۳۶", "۱۷:۳۲"]
    assert stale() == [row.pk]
    assert actions.print_again(by=place.officer, stage=place.stage) == 1
    assert (stale(), Placement.objects.get().printed_at) == ([], row.occasion.starts_at)


def test_print_again_does_not_wait_for_the_calendar_to_follow():
    place, _rows = ready()
    actions.publish(by=place.officer, stage=place.stage)
    at(place, TEHRAN)
    assert actions.print_again(by=place.officer, stage=place.stage) == 1
    row = Placement.objects.select_related("occasion").get()
    assert wording.clock(row.printed_at) == wording.clock(row.occasion.starts_at) == "۱۷:۳۲"


@pytest.mark.parametrize(("days", "state"), [(6, "published"), (7, "held")])
def test_it_was_held_once_its_last_day_is_past(days, state):
    place, _rows = ready()
    actions.publish(by=place.officer, stage=place.stage)
    with time_machine.travel(dt.datetime(2026, 12, 12, 18, tzinfo=dt.UTC) + dt.timedelta(days=days), tick=False):
        end_stages.func()
        end_stages.func()
    assert Stage.objects.get().state == state
