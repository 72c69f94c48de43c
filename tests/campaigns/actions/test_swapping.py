import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.campaigns.actions.swapping import seen_of
from meydan.campaigns.models import Kept, Placement
from meydan.journal.models import Line
from meydan.messaging.models import Message
from tests.campaigns.neighborhood import DURING, Neighborhood
from tests.factories.campaigns import LeaderFactory, PlacementFactory, PromiseFactory, SpaceFactory
from tests.factories.people import PersonFactory
from tests.factories.places import HallFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def two(**more):
    """A published stage with two sessions, of two agencies, at two places on two evenings."""
    place = Neighborhood("planning")
    (one,) = place.placed(1, **more)
    part, speaker = place.agency()
    promise = PromiseFactory(invited=part, together=1)
    there = place.satellite.spaces.get()
    other = PlacementFactory(
        promise=promise, space=there, slot=place.slot, day=place.stage.first_day + dt.timedelta(days=1)
    )
    place.stage.about = "هفت شب"
    place.stage.save()
    actions.publish(by=place.officer, stage=place.stage)
    place.speaker = speaker
    return place, Placement.objects.get(pk=one.pk), Placement.objects.get(pk=other.pk)


def spot(row):
    row = Placement.objects.get(pk=row.pk)
    return row.day, row.slot_id, row.space_id


def swap(place, one, other, **more):
    return actions.swap_sessions(by=place.officer, placement=one, other=other, **more)


def test_both_move_in_one_deed_and_whoever_is_concerned_is_told_once():
    place, one, other = two()
    keeper, of_both = PersonFactory(), PersonFactory()
    for person, row in ((keeper, one), (of_both, one), (of_both, other)):
        actions.keep(by=person, placement=row)
    here, there = spot(one), spot(other)
    swap(place, one, other, seen=seen_of(one, other))
    assert (spot(one), spot(other)) == (there, here)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.occasion.day, one.occasion.venue_id) == (other_day(place, 1), place.satellite.venue_id)
    assert (other.occasion.day, other.occasion.venue_id) == (other_day(place, 0), place.host.venue_id)
    assert [(row.was_space_id, row.printed_at, row.is_off, row.version) for row in (one, other)] == [
        (here[2], None, False, 2),
        (there[2], None, False, 2),
    ]
    told = dict(Message.objects.values_list("person", "text"))
    assert sorted(told) == sorted([keeper.pk, of_both.pk, place.bringing[1].pk, place.speaker.pk])
    assert [told[person.pk].count("جابه‌جا شد") for person in (keeper, of_both, place.speaker)] == [1, 2, 1]
    assert Kept.objects.count() == 3
    assert Line.objects.filter(verb="campaigns.swap_sessions").count() == 1


def other_day(place, days):
    return place.stage.first_day + dt.timedelta(days=days)


def test_two_in_halls_at_the_same_time_change_them():
    place, one, other = two()
    for row in (one, other):
        row.space.hall = HallFactory(venue=row.space.place.venue, capacity=500)
        row.space.save()
    Placement.objects.filter(pk=other.pk).update(day=one.day)
    Placement.objects.update(occasion=None)
    place.turn("planning")
    actions.publish(by=place.officer, stage=place.stage)
    one, other = Placement.objects.get(pk=one.pk), Placement.objects.get(pk=other.pk)
    swap(place, one, other)
    for row in (one, other):
        row.refresh_from_db()
    assert [row.occasion.hall_id for row in (one, other)] == [row.space.hall_id for row in (one, other)]
    assert one.space.place_id == place.satellite.pk


def test_what_cannot_change_places_says_why_and_nothing_moves():
    place, one, other = two()
    stands = spot(one), spot(other)

    def refused(**more):
        with pytest.raises(Refusal) as told:
            swap(place, one, more.pop("other", other), **more)
        assert (spot(one), spot(other)) == stands
        return told.value.sentence

    assert "نشست دیگری" in refused(other=one)
    assert "کس دیگری" in refused(seen="0.1-0.1")
    other.promise.days = [other.day.isoformat()]
    other.promise.save()
    assert "نمی‌تواند" in refused()  # its agency cannot on that evening: only knowingly
    one.space.sessions = "women"
    one.space.save()
    assert refused(knowingly=True)
    one.space.sessions = "together"
    one.space.save()
    swap(place, one, other, knowingly=True)
    assert (spot(one), spot(other)) == stands[::-1]


def test_nobody_leads_two_at_once_and_what_a_closure_carried_away_moves_by_itself():
    place, one, other = two()
    third = PlacementFactory(
        promise=PromiseFactory(invited=one.promise.invited, together=1),
        space=SpaceFactory(place=place.host),
        slot=place.slot,
        day=other.day,
    )
    leader = LeaderFactory(invited=one.promise.invited)
    for row in (one, third):
        row.promise.leaders.add(leader)
    with pytest.raises(Refusal):
        swap(place, one, other, knowingly=True)
    third.delete()
    other.occasion.day = other.day + dt.timedelta(days=3)
    other.occasion.save()
    with pytest.raises(Refusal) as told:
        swap(place, one, other)
    assert "تعطیلی" in told.value.sentence


def test_what_has_begun_or_was_cancelled_stays():
    place, one, other = two()
    actions.cancel_session(by=place.officer, placement=other, reason="بیماری")
    with pytest.raises(Refusal):
        swap(place, one, other)
    with time_machine.travel(DURING), pytest.raises(Refusal):
        swap(place, one, one)
