import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion
from meydan.campaigns import actions
from meydan.campaigns.models import Kept, Placement
from meydan.messaging.models import Message
from tests.campaigns.neighborhood import BEFORE, DURING, Neighborhood
from tests.factories.campaigns import LeaderFactory, PlacementFactory, PromiseFactory, SlotFactory, SpaceFactory
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def week(count=1, **more):
    place = Neighborhood("planning")
    return place, place.published(count, **more)


def told():
    return sorted(Message.objects.values_list("template", "person"))


def test_a_moved_session_says_where_it_was_and_whoever_keeps_or_brings_it_is_told():
    place, (row,) = week()
    keeper = PersonFactory()
    actions.keep(by=keeper, placement=row)
    first, began = row.space, row.occasion.starts_at
    space = place.satellite.spaces.get()
    day = place.stage.first_day + dt.timedelta(days=1)
    moved = actions.move_session(by=place.officer, placement=row, day=day, slot=place.slot, space=space)
    row.refresh_from_db()
    assert (row.occasion.day, row.occasion.venue_id, row.occasion.moved_from) == (day, place.satellite.venue_id, began)
    assert (row.was_space, row.printed_at, row.moved_by) == (first, None, place.officer)
    template = f"campaigns.session_moved.{moved.occasion.sequence}"
    assert told() == sorted([(template, keeper.pk), (template, place.bringing[1].pk)])
    actions.move_session(by=place.officer, placement=row, day=place.stage.first_day, slot=place.slot, space=first)
    row.refresh_from_db()
    assert row.was_space is None


def test_what_cannot_be_moved_says_why():
    place, (row, other) = week(2)
    day, slot = other.day, place.slot

    def move(**to):
        standing = {"day": row.day, "slot": row.slot, "space": row.space}
        with pytest.raises(Refusal) as told:
            actions.move_session(by=place.officer, placement=row, **{**standing, **to})
        return told.value.field

    stalls = SpaceFactory(place=place.host, stalls=4)
    women = SpaceFactory(place=place.host, sessions="women")
    short = SlotFactory(stage=place.stage, minutes=20)
    assert [
        move(),
        move(day=day),
        move(day=place.stage.last_day + dt.timedelta(days=1)),
        move(space=stalls),
        move(space=women),
        move(space=SpaceFactory()),
        move(slot=short),
    ] == [None, "space", "day", "space", "space", "space", "slot"]
    row.refresh_from_db()
    assert (row.slot, row.occasion.sequence) == (slot, 0)


def test_nobody_leads_two_sessions_at_once():
    place, (row, other) = week(2)
    leader = LeaderFactory(invited=place.bringing[0])
    row.promise.leaders.add(leader)
    space = place.satellite.spaces.get()
    with pytest.raises(Refusal) as refused:
        actions.move_session(by=place.officer, placement=row, day=other.day, slot=place.slot, space=space)
    assert refused.value.field == "slot"
    row.refresh_from_db()
    assert row.day == place.stage.first_day


def test_what_has_begun_is_neither_moved_nor_cancelled():
    place, (row,) = week()
    with time_machine.travel(DURING, tick=False), pytest.raises(Refusal):
        actions.cancel_session(by=place.officer, placement=row, reason="باران")


def test_a_cancelled_session_leaves_its_space_to_another():
    place, (row,) = week()
    more = PromiseFactory(invited=place.bringing[0], together=1)
    add = {"stage": place.stage, "promise": more, "sessions": "together", "day": row.day, "slot": row.slot}
    with pytest.raises(Refusal) as taken:
        actions.add_session(by=place.officer, space=row.space, **add)
    assert taken.value.field == "space"
    actions.cancel_session(by=place.officer, placement=row, reason="باران")
    row.refresh_from_db()
    assert (row.is_off, row.occasion.status, row.occasion.status_reason) == (True, "cancelled", "باران")
    assert told() == [("campaigns.session_cancelled", place.bringing[1].pk)]
    added = actions.add_session(by=place.officer, space=row.space, **add)
    assert (added.occasion.announced_at, added.printed_at) == (BEFORE, None)
    with pytest.raises(Refusal):
        actions.add_session(by=place.officer, space=place.satellite.spaces.get(), **add)


def test_a_cancelled_one_can_be_held_another_time():
    place, (row,) = week()
    actions.cancel_session(by=place.officer, placement=row, reason="باران")
    day = row.day + dt.timedelta(days=2)
    added = actions.add_session(
        by=place.officer,
        stage=place.stage,
        promise=row.promise,
        sessions="together",
        day=day,
        slot=row.slot,
        space=row.space,
    )
    assert (added.number, Placement.objects.count()) == (2, 2)


def test_a_stage_called_off_tells_everybody_once_and_leaves_what_was_held():
    place, rows = week(3)
    keeper = PersonFactory()
    for row in rows:
        actions.keep(by=keeper, placement=row)
    with time_machine.travel(DURING.replace(day=13), tick=False):
        actions.call_off_published(by=place.officer, stage=place.stage, reason="آلودگی هوا")
    place.stage.refresh_from_db()
    assert place.stage.state == "called_off"
    assert list(Occasion.objects.order_by("day").values_list("status", flat=True)) == [
        "announced",
        "announced",
        "cancelled",
    ]
    assert told() == sorted([("campaigns.stage_called_off", one.pk) for one in (keeper, place.bringing[1])])


def test_only_who_manages_the_stage_steers_it_and_only_while_it_is_published():
    place, (row,) = week()
    for by in (PersonFactory(), place.bringing[1]):
        with pytest.raises(Refusal):
            actions.cancel_session(by=by, placement=row, reason="باران")
    place.turn("held")
    with pytest.raises(Refusal):
        actions.cancel_session(by=place.officer, placement=row, reason="باران")


def test_a_session_is_kept_once_and_only_while_it_stands():
    place, (row,) = week()
    person = PersonFactory()
    actions.keep(by=person, placement=row)
    actions.keep(by=person, placement=row)
    assert Kept.objects.count() == 1
    assert [actions.let_go(by=person, placement=row), actions.let_go(by=person, placement=row)] == [1, 0]
    actions.cancel_session(by=place.officer, placement=row, reason="باران")
    row.refresh_from_db()
    with pytest.raises(Refusal):
        actions.keep(by=person, placement=row)


def test_an_unpublished_placement_is_nothing_to_keep():
    with pytest.raises(Refusal):
        actions.keep(by=PersonFactory(), placement=PlacementFactory())


def test_an_agency_that_holds_one_session_at_once_holds_two_only_if_somebody_says_so():
    place, (row, other) = week(2)
    to = {"day": other.day, "slot": place.slot, "space": place.satellite.spaces.get()}
    with pytest.raises(Refusal) as refused:
        actions.move_session(by=place.officer, placement=row, **to)
    assert (str(place.bringing[0].organization) in str(refused.value.sentence), refused.value.field) == (True, None)
    moved = actions.move_session(by=place.officer, placement=row, knowingly=True, **to)
    assert moved.day == other.day


def test_no_more_is_lent_at_once_than_there_is_unless_somebody_says_so():
    place, (row,) = week(needs={})
    place.supply.count = 1
    place.supply.save()
    invited, _speaker = place.agency()
    needs = {str(place.supply.pk): 2}
    more = PromiseFactory(invited=invited, together=1, needs=needs)
    add = {"stage": place.stage, "promise": more, "sessions": "together", "day": row.day, "slot": row.slot}
    add |= {"by": place.officer, "space": place.satellite.spaces.get()}
    with pytest.raises(Refusal) as refused:
        actions.add_session(**add)
    assert str(place.supply) in str(refused.value.sentence)
    assert actions.add_session(**add, knowingly=True).number == 1
