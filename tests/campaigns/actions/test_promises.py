import pytest

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.campaigns.models import Promise
from tests.campaigns.neighborhood import PROMISED, Neighborhood
from tests.factories.campaigns import (
    InvitedFactory,
    PlaceFactory,
    PlacementFactory,
    PromiseFactory,
    SlotFactory,
    StageFactory,
    SupplyFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def test_a_promise_keeps_who_holds_it_what_it_needs_and_when_it_can():
    place = Neighborhood()
    invited, speaker = place.agency()
    row = actions.promise(
        by=speaker,
        invited=invited,
        leaders=["مینا", " مینا", "آرش"],
        concern=place.concern,
        needs={str(place.supply.pk): 2},
        days=["2026-12-13"],
        slots=[place.slot],
        places=[place.satellite],
        women=2,
        **PROMISED,
    )
    assert (row.state, row.version, row.together, row.women, row.declared_by) == ("declared", 1, 3, 2, speaker)
    assert [leader.name for leader in row.leaders.order_by("pk")] == ["مینا", "آرش"]
    assert [list(row.slots.all()), list(row.places.all())] == [[place.slot], [place.satellite]]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"together": 0}, "together"),
        ({"minutes": 5}, "minutes"),
        ({"minutes": 90}, "minutes"),  # longer than any time of the evening
        ({"days": ["2026-12-30"]}, "days"),
        ({"needs": {"0": 1}}, None),
    ],
)
def test_what_cannot_be_held_is_refused(wrong, field):
    invited, speaker = Neighborhood().agency()
    with pytest.raises(Refusal) as refused:
        actions.promise(by=speaker, invited=invited, **{**PROMISED, **wrong})
    assert refused.value.field == field
    assert not Promise.objects.exists()


def test_nothing_of_another_stage_can_be_chosen_nor_more_than_is_lent():
    place, other = Neighborhood(), StageFactory()
    invited, speaker = place.agency()
    for wrong in (
        {"slots": [SlotFactory(stage=other)]},
        {"places": [PlaceFactory(stage=other)]},
        {"needs": {str(SupplyFactory(stage=other).pk): 1}},
        {"needs": {str(place.supply.pk): 3}},
    ):
        with pytest.raises(Refusal):
            actions.promise(by=speaker, invited=invited, **PROMISED, **wrong)


def test_a_stall_needs_no_sessions():
    invited, speaker = Neighborhood().agency()
    row = actions.promise(by=speaker, invited=invited, kind=Promise.Kind.STALL, title="بازارچه", together=4)
    assert (row.state, row.together) == ("declared", 0)


def test_of_two_who_change_it_at_once_the_second_is_refused_and_nothing_is_lost():
    invited, speaker = Neighborhood().agency()
    row = actions.promise(by=speaker, invited=invited, **PROMISED)
    first = {**PROMISED, "title": "نخستین"}
    assert actions.change_promise(by=speaker, promise=row, version=1, **first).version == 2
    with pytest.raises(Refusal, match="هر دو را بسنجید"):
        actions.change_promise(by=speaker, promise=row, version=1, **PROMISED)
    row.refresh_from_db()
    assert (row.title, row.version) == ("نخستین", 2)


def test_only_its_own_representative_and_the_officer_change_a_promise():
    place = Neighborhood()
    invited, speaker = place.agency()
    _other, stranger = place.agency()
    row = actions.promise(by=speaker, invited=invited, **PROMISED)
    with pytest.raises(Refusal):
        actions.change_promise(by=stranger, promise=row, version=1, **PROMISED)
    with pytest.raises(Refusal):
        actions.withdraw_promise(by=stranger, promise=row)
    assert actions.change_promise(by=place.officer, promise=row, version=1, **PROMISED).version == 2


@pytest.mark.parametrize("state", ["draft", "planning", "published", "held", "called_off"])
def test_nothing_is_said_unless_agencies_are_asked(state):
    place = Neighborhood()
    invited, speaker = place.agency()
    row = actions.promise(by=speaker, invited=invited, **PROMISED)
    place.turn(state)
    for write in (
        lambda: actions.promise(by=speaker, invited=invited, **PROMISED),
        lambda: actions.change_promise(by=speaker, promise=row, version=1, **PROMISED),
        lambda: actions.withdraw_promise(by=speaker, promise=row),
        lambda: actions.answer(by=speaker, invited=invited, takes_part=False, reason="نه"),
    ):
        with pytest.raises(Refusal):
            write()


def test_whoever_does_not_take_part_says_why_and_withdraws_everything():
    place = Neighborhood()
    invited, speaker = place.agency()
    row = actions.promise(by=speaker, invited=invited, **PROMISED)
    with pytest.raises(Refusal):
        actions.answer(by=speaker, invited=invited, takes_part=False)
    actions.answer(by=speaker, invited=invited, takes_part=False, reason="نیرو نداریم")
    row.refresh_from_db()
    assert row.state == Promise.State.WITHDRAWN
    with pytest.raises(Refusal):
        actions.promise(by=speaker, invited=invited, **PROMISED)


def test_promises_of_an_earlier_stage_come_as_drafts_once():
    place, later = Neighborhood(), Neighborhood()
    invited, speaker = place.agency()
    said = {"concern": place.concern, "needs": {str(place.supply.pk): 1}, "days": ["2026-12-13"]}
    actions.promise(by=speaker, invited=invited, leaders=["مینا"], **said, **PROMISED)
    now = InvitedFactory(stage=later.stage, organization=invited.organization, state="takes_part")
    later.concern.name, later.supply.name = place.concern.name, place.supply.name
    later.concern.save()
    later.supply.save()
    assert actions.copy_promises(by=speaker, invited=now, like=invited) == 1
    row = now.promises.get()
    assert (row.state, row.concern, row.needs, row.days) == ("draft", later.concern, {str(later.supply.pk): 1}, [])
    with pytest.raises(Refusal):
        actions.copy_promises(by=speaker, invited=now, like=invited)


def test_what_is_offered_no_longer_stands_in_no_timetable():
    place = Neighborhood()
    invited, speaker = place.agency()
    row = actions.promise(by=speaker, invited=invited, women=2, **PROMISED)
    for number in (1, 2, 3):
        PlacementFactory(promise=row, number=number, slot=place.slot)
    PlacementFactory(promise=row, number=1, sessions="women", slot=place.slot)
    row = actions.change_promise(by=speaker, promise=row, version=1, **{**PROMISED, "together": 2, "women": 0})
    assert sorted(row.placements.values_list("sessions", "number")) == [("together", 1), ("together", 2)]
    actions.answer(by=speaker, invited=invited, takes_part=False, reason="نیرو نداریم")
    row.refresh_from_db()
    assert (row.state, row.version, row.placements.count()) == ("withdrawn", 3, 0)


def test_what_was_withdrawn_comes_back_only_where_there_is_room(monkeypatch):
    monkeypatch.setattr("meydan.campaigns.actions.promises.MOST", 1)
    invited, speaker = Neighborhood().agency()
    row = actions.withdraw_promise(by=speaker, promise=actions.promise(by=speaker, invited=invited, **PROMISED))
    PromiseFactory(invited=invited)
    with pytest.raises(Refusal):
        actions.change_promise(by=speaker, promise=row, version=2, **PROMISED)


def test_what_was_uninvited_meanwhile_is_said():
    place = Neighborhood()
    invited, speaker = place.agency()
    type(invited).objects.filter(pk=invited.pk).delete()
    with pytest.raises(Refusal):
        actions.promise(by=speaker, invited=invited, **PROMISED)
    with pytest.raises(Refusal):
        actions.tell(by=place.officer, invited=invited)
    with pytest.raises(Refusal):
        actions.uninvite(by=place.officer, invited=invited)
