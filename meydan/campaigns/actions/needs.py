"""What a stage is about and has to give: its concerns, what the municipality lends, the times of its evenings."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns import seen
from meydan.campaigns.actions import carrying
from meydan.campaigns.actions.stages import changeable
from meydan.campaigns.models import Audience, Concern, Slot, Stage, Supply
from meydan.journal.action import action, note
from meydan.people.models import Person


class ConcernDraft(NamedTuple):
    name: str
    weight: int = 3
    audiences: Sequence[str] = ()
    in_every_place: bool = True
    pk: int | None = None  # of the concern it was before, where it was one


class SlotDraft(NamedTuple):
    minutes: int
    clock: dt.time | None = None
    prayer: str = ""
    prayer_offset: int = 0
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class SupplyDraft:
    name: str
    count: int
    pk: int | None = None


@action
def set_concerns(*, by: Person | None, stage: Stage, drafts: Sequence[ConcernDraft], saw: str | None = None) -> int:
    """In place of those there were. What was promised for one that is left out stands without a topic."""
    held = changeable(by, stage)
    seen.must_be(saw, seen.concerns(held))
    once([draft.name for draft in drafts], _("Two concerns have the same name."))
    for draft in drafts:
        if not 1 <= draft.weight <= 5 or not set(draft.audiences) <= set(Audience.values):
            raise Refusal(_("A concern weighs from 1 to 5, and is for audiences of the list."))
    known = _kept(Concern, held, drafts)
    for draft in drafts:
        row = known.get(draft.pk or 0) or Concern(stage=held)
        row.name, row.weight, row.in_every_place = draft.name, draft.weight, draft.in_every_place
        row.audiences = list(draft.audiences)
        row.save()
    note("campaigns.set_concerns", on=held, area=held.area_id, count=len(drafts))
    return len(drafts)


@action
def set_supplies(*, by: Person | None, stage: Stage, drafts: Sequence[SupplyDraft], saw: str | None = None) -> int:
    """What the municipality lends. A supply that is left out is no longer asked for by any promise."""
    held = changeable(by, stage)
    seen.must_be(saw, seen.supplies(held))
    once([draft.name for draft in drafts], _("Two supplies have the same name."))
    known = _kept(Supply, held, drafts)
    for draft in drafts:
        row = known.get(draft.pk or 0) or Supply(stage=held)
        row.name, row.count = draft.name, draft.count
        row.save()
    carrying.forget_supplies(held)
    note("campaigns.set_supplies", on=held, area=held.area_id, count=len(drafts))
    return len(drafts)


@action
def set_slots(*, by: Person | None, stage: Stage, drafts: Sequence[SlotDraft], saw: str | None = None) -> int:
    """The times of each evening, in this order."""
    held = changeable(by, stage)
    seen.must_be(saw, seen.slots(held))
    moments = [(draft.clock, draft.prayer, draft.prayer_offset) for draft in drafts]
    once(moments, _("Two times of the evening are the same."))
    for draft in drafts:
        if (draft.clock is None) == (not draft.prayer):
            raise Refusal(_("Choose either a clock time or a prayer."))
        if not 10 <= draft.minutes <= 240 or abs(draft.prayer_offset) > 240:
            raise Refusal(_("A time lasts from 10 minutes to 4 hours and stands within 4 hours of its prayer."))
    try:
        with transaction.atomic():
            known = _kept(Slot, held, drafts)
    except ProtectedError:
        raise Refusal(_("Sessions stand at a time that you left out. Move them first.")) from None
    for pk in known:  # two of them may change places
        Slot.objects.filter(pk=pk).update(
            clock=None, prayer=Slot.Prayer.FAJR, prayer_offset=-240 + list(known).index(pk)
        )
    for order, draft in enumerate(drafts, 1):
        row = known.get(draft.pk or 0) or Slot(stage=held)
        row.order, row.minutes, row.clock = order, draft.minutes, draft.clock
        row.prayer, row.prayer_offset = draft.prayer, draft.prayer_offset if draft.prayer else 0
        row.save()
    note("campaigns.set_slots", on=held, area=held.area_id, count=len(drafts))
    return len(drafts)


def once(names: Sequence[object], sentence: str) -> None:
    if len(set(names)) != len(names):
        raise Refusal(sentence)


def _kept(model: Any, stage: Stage, drafts: Sequence[Any]) -> dict[int, Any]:
    """Those of the rows that stay, freed of their names so that two can change theirs; the others are deleted."""
    known = {row.pk: row for row in model.objects.select_for_update().filter(stage=stage)}
    kept = {draft.pk for draft in drafts if draft.pk in known}
    for pk in set(known) - kept:
        known[pk].delete()
    if model is not Slot:
        rename(model, kept)
    return {pk: known[pk] for pk in kept}


def rename(model: Any, pks: set[int]) -> None:
    for pk in pks:
        model.objects.filter(pk=pk).update(name=f"… {pk}")
