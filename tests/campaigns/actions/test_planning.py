import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.campaigns.actions.planning import seen_as
from meydan.campaigns.models import Placement, Promise, Stage
from meydan.journal.models import Line
from tests.campaigns.week import Week, key, stands
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


def place(week, promise, spot, number=1, **said):
    said = {"by": week.officer, "seen": "", **said}
    return actions.place_session(stage=week.stage, key=key(promise, number), spot=spot, **said)


def at(week, promise, number, spot, *, pinned):
    return (promise.pk, number, spot.day, spot.slot, spot.space, pinned)


def test_a_session_put_by_hand_is_pinned_and_moved_only_as_it_was_seen():
    week = Week()
    one = week.promise()
    row = place(week, one, week.spot(0))
    assert (row.moved_by, row.version, row.is_pinned) == (week.officer, 1, True)
    with pytest.raises(Refusal, match="در این میان کس دیگری"):
        place(week, one, week.spot(1))
    row = place(week, one, week.spot(1), seen=seen_as(row))
    assert stands(week.stage) == [at(week, one, 1, week.spot(1), pinned=True)]
    verbs = Line.objects.filter(verb="campaigns.place_session").order_by("pk")
    assert [line.facts["promise"] for line in verbs] == [one.pk, one.pk]


def test_what_is_broken_is_done_only_knowingly_and_two_in_one_space_never():
    week = Week()
    one, two = week.promise("زهرا"), week.promise("زهرا")
    place(week, one, week.spot(0))
    with pytest.raises(Refusal, match="زهرا هم‌زمان بیش از یک نشست"):
        place(week, two, week.spot(0, there=True))
    with pytest.raises(Refusal, match="آن‌جا هست"):
        place(week, two, week.spot(0), knowingly=True)
    with pytest.raises(Refusal, match="این‌قدر نشست"):
        place(week, two, week.spot(3), number=3, knowingly=True)
    place(week, two, week.spot(0, there=True), knowingly=True)
    assert len(stands(week.stage)) == 2


def test_spaces_that_overlap_in_time_hold_one_session():
    week = Week()
    week.late.prayer_offset = week.slot.prayer_offset + 30
    week.late.save()
    place(week, week.promise(), week.spot(0))
    with pytest.raises(Refusal, match="دو نشست هم‌زمان"):
        place(week, week.promise(invited=week.agency()[0]), week.spot(0, late=True), knowingly=True)


def test_two_change_places_if_both_were_seen():
    week = Week()
    one, two, three = (week.promise() for _number in range(3))
    first, second = week.stand(one, 1, week.spot(0)), week.stand(two, 1, week.spot(1))
    with pytest.raises(Refusal):
        place(week, one, week.spot(1), seen=seen_as(first), other="9.9")
    place(week, one, week.spot(1), seen=seen_as(first), other=seen_as(second))
    assert stands(week.stage) == [
        at(week, one, 1, week.spot(1), pinned=True),
        at(week, two, 1, week.spot(0), pinned=False),
    ]
    there = Placement.objects.get(promise=one)
    place(week, three, week.spot(1), other=seen_as(there))
    assert [row[0] for row in stands(week.stage)] == [two.pk, three.pk]


def test_a_session_is_pinned_freed_and_taken_out():
    week = Week()
    one = week.promise()
    row = week.stand(one, 1, week.spot(0))
    said = {"by": week.officer, "stage": week.stage, "key": key(one)}
    with pytest.raises(Refusal):
        actions.pin(**said, seen="", pinned=True)
    row = actions.pin(**said, seen=seen_as(row), pinned=True)
    row = actions.pin(**said, seen=seen_as(row), pinned=False)
    assert (row.version, row.is_pinned) == (3, False)
    with pytest.raises(Refusal):
        actions.take_out(**said, seen="1.1")
    actions.take_out(**said, seen=seen_as(row))
    assert stands(week.stage) == []
    with pytest.raises(Refusal, match="هنوز جایی ندارد"):
        actions.take_out(**said, seen="")


def test_a_whole_evening_or_place_is_pinned_and_freed():
    week = Week()
    one = week.promise(together=9)
    for number, spot in enumerate([week.spot(0), week.spot(0, there=True), week.spot(1, there=True)], 1):
        week.stand(one, number, spot)
    said = {"by": week.officer, "stage": week.stage}
    assert actions.pin_all(**said, day=week.spot(0).day) == 2
    assert actions.pin_all(**said, place=week.satellite) == 1
    assert actions.pin_all(**said, day=week.spot(0).day, place=week.host, pinned=False) == 1
    assert [row[-1] for row in stands(week.stage)] == [False, True, True]
    assert actions.pin_all(**said, pinned=False) == 2


def test_what_stands_nowhere_any_more_makes_room():
    week = Week()
    gone, one = week.promise(), week.promise()
    week.stand(gone, 1, week.spot(0))
    week.stand(gone, 2, week.spot(1))
    Promise.objects.filter(pk=gone.pk).update(state=Promise.State.WITHDRAWN)
    place(week, one, week.spot(0))
    assert [row[0] for row in stands(week.stage)] == [gone.pk, one.pk]
    assert actions.clear_lost(by=week.officer, stage=week.stage) == 1
    assert [row[0] for row in stands(week.stage)] == [one.pk]


def everything(week, by):
    """Every action, as this person: what a planner could do, and whether it is refused."""
    one = week.promise()
    row = week.stand(one, 1, week.spot(5))
    said = {"by": by, "stage": week.stage, "key": key(one)}
    run = week.stage.runs.create(state="done")
    return {
        "place": lambda: actions.place_session(**said, spot=week.spot(6), seen=seen_as(row)),
        "pin": lambda: actions.pin(**said, seen=seen_as(row), pinned=True),
        "pin all": lambda: actions.pin_all(by=by, stage=week.stage),
        "clear": lambda: actions.clear_lost(by=by, stage=week.stage),
        "take out": lambda: actions.take_out(**said, seen=seen_as(Placement.objects.get(pk=row.pk))),
        "ask": lambda: actions.ask_run(by=by, stage=week.stage),
        "stop": lambda: actions.stop_run(by=by, run=week.stage.runs.exclude(pk=run.pk).first() or run),
    }  # fmt: skip


def refused(doing):
    try:
        doing()
    except Refusal:
        return True
    return False


@pytest.mark.parametrize("state", Stage.State)
def test_the_timetable_is_made_in_one_state_alone(state):
    week = Week()
    all_of_it = everything(week, week.officer)
    week.turn(state)
    if state == Stage.State.PLANNING:
        all_of_it["place"], placed = (lambda: None), all_of_it["place"]
        assert not refused(placed)
        all_of_it["pin"] = all_of_it["take out"] = lambda: None  # seen before it was moved
        assert [name for name, doing in all_of_it.items() if refused(doing)] == []
    else:
        assert [name for name, doing in all_of_it.items() if not refused(doing)] == []


@pytest.mark.parametrize("who", ["manager", "officer of another city", "representative"])
def test_nobody_but_the_officer_of_the_stage_makes_it(who):
    week = Week()
    by = {
        "manager": lambda: staff(Role.MANAGER, week.city),
        "officer of another city": lambda: staff(Role.CAMPAIGN_OFFICER),
        "representative": lambda: week.speaker,
    }[who]()
    assert [name for name, doing in everything(week, by).items() if not refused(doing)] == []
