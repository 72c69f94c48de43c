"""What the tables hold by themselves, on both databases."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories.campaigns import (
    InvitedFactory,
    PlaceFactory,
    PlacementFactory,
    PromiseFactory,
    RunFactory,
    SlotFactory,
    StageFactory,
)

pytestmark = pytest.mark.django_db


def refused(rule, make, **row):
    try:
        with transaction.atomic():
            make(**row)
    except IntegrityError as error:
        return rule in str(error) or "UNIQUE" in str(error)
    return False


def test_a_stage_has_one_host_and_is_planned_once_at_a_time():
    stage = StageFactory()
    PlaceFactory(stage=stage, is_host=True)
    assert refused("a_stage_has_one_host", PlaceFactory, stage=stage, is_host=True)
    RunFactory(stage=stage)
    assert refused("a_stage_is_planned_once_at_a_time", RunFactory, stage=stage)


def test_an_agency_is_invited_once_a_stage():
    invited = InvitedFactory()
    assert refused("an_agency_is_invited_once", InvitedFactory, stage=invited.stage, organization=invited.organization)


def test_a_space_holds_one_session_a_slot_and_a_session_stands_once():
    placed = PlacementFactory()
    other = PromiseFactory(invited=placed.promise.invited)
    there = {"space": placed.space, "day": placed.day, "slot": placed.slot}
    assert refused("a_space_holds_one_session_a_slot", PlacementFactory, promise=other, **there)
    assert refused("a_session_stands_once", PlacementFactory, promise=placed.promise, slot=placed.slot)


def test_a_slot_stands_once_an_evening():
    slot = SlotFactory()
    assert refused("a_slot_by_a_prayer_stands_once", SlotFactory, stage=slot.stage, prayer_offset=slot.prayer_offset)
    assert not refused("a_slot_by_a_prayer_stands_once", SlotFactory, stage=slot.stage)
