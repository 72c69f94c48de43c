import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile

from meydan.base.refusal import Refusal
from meydan.draws import actions, queries
from meydan.draws.models import Draw, Place
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from meydan.people import actions as people
from tests.draws.evening import NOW, Evening
from tests.together import at_once

State = Place.State


def photo():
    return ContentFile(b"RIFF", name="receipt.webp")


def states(draw):
    return [(place.order, place.state, str(place.prize or "")) for place in draw.places.order_by("order")]


@pytest.mark.django_db
def test_a_prize_is_handed_over_once_with_its_evidence(evening):
    draw = evening.shown()
    first = queries.drawn(draw)[0]
    handed = actions.hand_over(by=evening.officer, place=first, evidence=photo(), words="رسید امضا شد")
    assert (handed.state, handed.settled_by, handed.settled_at) == (State.HANDED_OVER, evening.officer, NOW)
    assert handed.evidence.open("rb").read() == b"RIFF"
    with pytest.raises(Refusal, match="تحویل شد"):
        actions.hand_over(by=evening.other_officer, place=first, evidence=photo())
    with pytest.raises(Refusal):
        actions.replace(by=evening.other_officer, place=first, why=State.DECLINED)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "may"), [(0, False), (13.99, False), (14, True), (40, True)])
def test_whoever_does_not_answer_is_followed_by_the_next_reserve_after_the_rules_days(evening, days, may):
    draw = evening.shown()
    second = queries.drawn(draw)[1]
    with time_machine.travel(NOW + dt.timedelta(days=days), tick=False):
        if not may:
            with pytest.raises(Refusal, match="۱۸ آذر ۱۴۰۵"):
                actions.replace(by=evening.officer, place=second, why=State.UNREACHABLE)
            return
        after = actions.replace(by=evening.officer, place=second, why=State.UNREACHABLE, words="سه بار زنگ زدیم")
        drain()
    assert (after.order, after.prize, after.instead_of.order) == (6, second.prize, 2)
    assert states(draw)[1:2] + states(draw)[5:7] == [
        (2, "unreachable", "دوچرخه"),
        (6, "drawn", "دوچرخه"),
        (7, "reserve", ""),
    ]
    assert Message.objects.filter(template="draws.won", person=after.ticket.person).count() == 1


@pytest.mark.django_db
def test_whoever_declines_or_is_erased_is_followed_at_once_until_no_reserve_is_left(evening):
    draw = evening.shown()
    winners = list(queries.drawn(draw))
    people.erase(by=winners[0].ticket.person, person=winners[0].ticket.person)
    assert actions.replace(by=evening.officer, place=winners[0], why=State.UNREACHABLE).order == 6
    for place in winners[1:4]:
        assert actions.replace(by=evening.officer, place=place, why=State.DECLINED).order == place.order + 5
    assert actions.replace(by=evening.officer, place=winners[4], why=State.DECLINED) is None
    assert evening.again(draw).state == Draw.State.DRAWN
    for place in queries.places_of(draw).filter(state=State.DRAWN):
        actions.hand_over(by=evening.officer, place=place, evidence=photo())
    draw = evening.again(draw)
    assert (draw.state, draw.closed_at) == (Draw.State.CLOSED, NOW)


@pytest.mark.django_db
def test_nothing_is_handed_over_before_the_hall_has_seen_the_winners(evening):
    draw = evening.drawn()
    with pytest.raises(Refusal, match="نمایش داده"):
        actions.hand_over(by=evening.officer, place=queries.drawn(draw)[0], evidence=photo())


@pytest.mark.django_db
def test_nobody_but_an_officer_settles_a_place(evening):
    place = queries.drawn(evening.shown())[0]
    for by in (evening.representatives[0], evening.people[0], Evening().officer):
        with pytest.raises(Refusal):
            actions.hand_over(by=by, place=place, evidence=photo())
        with pytest.raises(Refusal):
            actions.replace(by=by, place=place, why=State.DECLINED)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_winners_replaced_at_once_are_followed_by_two_reserves():
    evening = Evening()
    draw = evening.shown()
    places = list(queries.drawn(draw)[:3])
    both = [evening.officer, evening.other_officer]
    found = at_once(6, lambda n: actions.replace(by=both[n % 2], place=places[n % 3], why=State.DECLINED))
    assert sorted(one.order for one in found if isinstance(one, Place)) == [6, 7, 8]
    assert [isinstance(one, Refusal) for one in found].count(True) == 3
