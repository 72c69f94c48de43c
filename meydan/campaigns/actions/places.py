"""Where a stage is held: its host, its satellites, and the spaces of each."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns import seen
from meydan.campaigns.actions.needs import once, rename
from meydan.campaigns.actions.stages import changeable
from meydan.campaigns.models import Place, Sessions, Space, Stage
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Venue


class SpaceDraft(NamedTuple):
    name: str
    capacity: int
    sessions: str = Sessions.TOGETHER
    stalls: int = 0
    pk: int | None = None


@action
def add_place(*, by: Person | None, stage: Stage, venue: Venue, is_host: bool = False) -> Place:
    """A satellite, or the host place; the one that was host before becomes a satellite."""
    held = changeable(by, stage)
    if not venue.is_open or not held.campaign.area.contains(venue.area):
        raise Refusal(_("Choose an open venue of this city."), field="venue")
    if is_host:
        held.places.filter(is_host=True).update(is_host=False)
    last = held.places.aggregate(last=Max("order"))["last"] or 0
    try:
        with transaction.atomic():
            row = Place.objects.create(stage=held, venue=venue, is_host=is_host, order=last + 1)
    except IntegrityError:
        raise Refusal(_("This venue is a place of this stage already."), field="venue") from None
    note("campaigns.add_place", on=row, area=held.area_id, stage=held.pk, venue=venue.pk, is_host=is_host)
    return row


@action
def make_host(*, by: Person | None, place: Place) -> Place:
    held = changeable(by, place.stage)
    _must_be_there(held, place)
    held.places.filter(is_host=True).update(is_host=False)
    place.is_host = True
    place.save(update_fields=["is_host"])
    note("campaigns.make_host", on=place, area=held.area_id, stage=held.pk)
    return place


@action
def remove_place(*, by: Person | None, place: Place) -> Stage:
    held = changeable(by, place.stage)
    _must_be_there(held, place)
    pk = place.pk
    try:
        with transaction.atomic():
            place.delete()
    except ProtectedError:
        raise Refusal(_("Sessions stand at this place. Move them first.")) from None
    note("campaigns.remove_place", on=held, area=held.area_id, place=pk)
    return held


@action
def set_spaces(*, by: Person | None, place: Place, drafts: Sequence[SpaceDraft], saw: str | None = None) -> int:
    """What holds one thing at a time there. One called like a hall of the venue is that hall."""
    held = changeable(by, place.stage)
    _must_be_there(held, place)
    seen.must_be(saw, seen.spaces(place))
    once([draft.name for draft in drafts], _("Two spaces of this place have the same name."))
    known = {row.pk: row for row in place.spaces.select_for_update()}
    kept = {draft.pk for draft in drafts if draft.pk in known}
    try:
        with transaction.atomic():
            Space.objects.filter(place=place).exclude(pk__in=kept).delete()
    except ProtectedError:
        raise Refusal(_("Sessions stand in a space that you left out. Move them first.")) from None
    rename(Space, kept)
    halls = {hall.name: hall for hall in place.venue.halls.filter(is_open=True)}
    for draft in drafts:
        row = known[draft.pk] if draft.pk in kept and draft.pk else Space(place=place)
        row.name, row.capacity, row.sessions, row.stalls = draft.name, draft.capacity, draft.sessions, draft.stalls
        row.hall = halls.get(draft.name)
        row.save()
    note("campaigns.set_spaces", on=place, area=held.area_id, stage=held.pk, count=len(drafts))
    return len(drafts)


def _must_be_there(held: Stage, place: Place) -> None:
    if not held.places.filter(pk=place.pk).exists():
        raise Refusal(_("This place was taken off the stage meanwhile."))
