import datetime as dt

import pytest

from meydan.campaigns.models import Audience, Promise, Stage
from meydan.campaigns.problem import walks
from meydan.engines import planning
from tests.campaigns.week import FIRST, Week, key
from tests.factories.campaigns import ConcernFactory, SpaceFactory
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db
MAGHRIB = 17 * 60 + 11  # at these coordinates, the first evenings: 17:11, twenty minutes later the first time


def test_a_stage_is_the_problem_that_was_written_by_hand():
    week = Week()
    youth = ConcernFactory(stage=week.stage, weight=5, audiences=["youth", "parents"], in_every_place=False)
    ConcernFactory(stage=week.stage, audiences=[Audience.EVERYBODY, "youth"])
    stall = SpaceFactory(place=week.satellite, stalls=4)
    led = week.promise(
        "زهرا", "مریم", together=2, women=1, concern=youth, audience="youth", capacity=30, needs={str(week.supply.pk): 1}
    )  # fmt: skip
    led.days = [FIRST.isoformat(), "2025-01-01"]
    led.save()
    led.slots.add(week.late)
    led.places.add(week.satellite)
    plain = week.promise(together=1, men=2, minutes=20)
    week.promise(together=0, kind=Promise.Kind.STALL, needs={str(week.supply.pk): 1})
    week.promise(state=Promise.State.DRAFT)
    pinned = week.stand(plain, 1, week.spot(1), pinned=True)
    week.stand(led, 1, week.spot(0, late=True, there=True))
    sheet = week.sheet
    starts = {time.moment: time.starts for time in sheet.problem.times}
    zahra, maryam = (led.leaders.get(name=name).pk for name in ("زهرا", "مریم"))
    concerns = {one.pk: one for one in week.stage.concerns.all()}
    assert sheet.problem == planning.Problem(
        agencies=(planning.Agency(week.part.pk, 2),),
        services=(
            planning.Service(
                led.pk,
                week.part.pk,
                45,
                {"together": 2, "women": 1},
                concern=youth.pk,
                audiences=frozenset({"youth"}),
                leaders=frozenset({zahra, maryam}),
                needs={week.supply.pk: 1},
                seats=30,
                evenings=frozenset({FIRST}),
                slots=frozenset({week.late.pk}),
                places=frozenset({week.satellite.pk}),
            ),
            planning.Service(plain.pk, week.part.pk, 20, {"together": 1, "men": 2}),
        ),
        places=(planning.Place(week.host.pk, True), planning.Place(week.satellite.pk)),
        spaces=(planning.Space(week.hall.pk, week.host.pk, "together", 80), planning.Space(week.room.pk, week.satellite.pk, "together", 80)),
        times=tuple(
            planning.Time(day, slot.pk, starts[day, slot.pk], 45)
            for day in (FIRST + dt.timedelta(days=n) for n in range(7))
            for slot in (week.slot, week.late)
        ),
        concerns=tuple(
            planning.Concern(pk, one.weight, frozenset({"youth", "parents"}) if one == youth else frozenset(), one != youth)
            for pk, one in sorted(concerns.items(), key=lambda one: (-one[1].weight, one[0]))
        ),
        supplies={week.supply.pk: 1},
        walking={tuple(sorted((week.host.pk, week.satellite.pk))): 10},
        pins=(planning.Placement(*key(plain), pinned.space_id, pinned.day, pinned.slot_id, is_pinned=True),),
    )  # fmt: skip
    assert starts[FIRST, week.late.pk] - starts[FIRST, week.slot.pk] == 60
    assert starts[FIRST, week.slot.pk] == pytest.approx(MAGHRIB + 20, abs=3)
    assert [stall.pk in sheet.spaces, len(sheet.rows), sheet.lost, len(sheet.standing)] == [False, 2, [], 1]


def test_an_agency_whose_days_all_fell_out_can_on_none():
    week = Week()
    moved = week.promise(days=["2025-01-01"])
    assert planning.impossible(week.sheet.problem, (moved.pk, "together")) == (planning.Rule.EVENINGS,)


def test_what_stands_nowhere_any_more_is_no_part_of_the_plan():
    week = Week()
    gone = week.promise(state=Promise.State.WITHDRAWN)
    kept = week.promise()
    week.stand(gone, 1, week.spot(0), pinned=True)
    week.stand(kept, 1, week.spot(6))
    Stage.objects.filter(pk=week.stage.pk).update(first_day=dt.date(2026, 12, 5), last_day=dt.date(2026, 12, 11))
    assert [[row.promise for row in week.sheet.lost], week.sheet.rows] == [[gone, kept], {}]


def test_of_a_venue_without_coordinates_no_way_is_known():
    near, far, nowhere = VenueFactory(), VenueFactory(longitude=51.13), VenueFactory(latitude=None, longitude=None)
    assert walks([(1, near), (2, far), (3, nowhere)]) == {(1, 2): 32}  # 1.8 km by the line, 2.35 on foot


@pytest.mark.parametrize("count", [1, 4])
def test_reading_a_stage_asks_the_same_however_much_is_promised(count, django_assert_num_queries):
    week = Week()
    for number in range(count):
        week.stand(week.promise(f"مدرس {number}", invited=week.agency()[0]), 1, week.spot(number))
    with django_assert_num_queries(14):
        week.sheet  # noqa: B018
