"""Adding, changing and closing venues and their halls."""

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple, TypedDict, Unpack

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.places import rules
from meydan.places.actions.saving import save
from meydan.places.models import Area, Hall, Venue
from meydan.places.rules import Official


class HallFacts(NamedTuple):
    """A hall as a form says it: one of the venue's by its id, or a new one."""

    name: str
    capacity: int
    is_open: bool = True
    pk: int | None = None


class VenueFacts(TypedDict, total=False):
    """What can be said of a venue; what is not said stays as it is."""

    area: Area
    kind: str
    name: str
    name_en: str
    address: str
    directions: str
    link: str
    latitude: float | None
    longitude: float | None
    step_free: bool | None
    accessible_toilet: bool | None
    hearing_loop: bool | None
    opening_hours: dict[str, list[list[str]]]
    photo: Any  # an uploaded file; None takes the photo away
    is_sample: bool


@action
def add_venue(*, by: Official | None, halls: Sequence[HallFacts] = (), **facts: Unpack[VenueFacts]) -> Venue:
    venue = Venue(**{**facts, "photo": facts.get("photo") or ""})
    _held_by(by, venue.area)
    _complete(venue)
    _save(venue)
    for hall in halls:
        _save_hall(Hall(venue=venue, name=hall.name, capacity=hall.capacity, is_open=hall.is_open))
    note("places.add_venue", on=venue, area=venue.area_id, kind=str(venue.kind), halls=len(halls))
    return venue


@action
def edit_venue(
    *, by: Official | None, venue: Venue, halls: Sequence[HallFacts] = (), **facts: Unpack[VenueFacts]
) -> Venue:
    """Halls that are not named stay as they are; none is ever removed, for what was held in it refers to it."""
    venue = Venue.objects.select_for_update(of=("self",)).select_related("area").get(pk=venue.pk)
    _held_by(by, venue.area)
    given = {**facts, "photo": facts["photo"] or ""} if "photo" in facts else dict(facts)
    changed = [field for field, value in given.items() if getattr(venue, field) != value]
    for field in changed:
        setattr(venue, field, given[field])
    _held_by(by, venue.area)
    _complete(venue)
    if changed:
        _save(venue)
    altered = _save_halls(venue, halls)
    if changed or altered:
        note("places.edit_venue", on=venue, area=venue.area_id, changed="+".join(sorted(changed)), halls=altered)
    return venue


@action
def close_venue(*, by: Official | None, venue: Venue) -> Venue:
    """For good: it is offered nowhere any more, but stays for its history."""
    return _opened(by, venue, False)


@action
def reopen_venue(*, by: Official | None, venue: Venue) -> Venue:
    return _opened(by, venue, True)


@action
def add_hall(*, by: Official | None, venue: Venue, name: str, capacity: int) -> Hall:
    _held_by(by, venue.area)
    hall = Hall(venue=venue, name=name, capacity=capacity)
    _save_hall(hall)
    note("places.add_hall", on=hall, area=venue.area_id, venue=venue.pk, capacity=capacity)
    return hall


@action
def edit_hall(*, by: Official | None, hall: Hall, name: str, capacity: int, is_open: bool = True) -> Hall:
    venue = hall.venue
    _held_by(by, venue.area)
    hall.name, hall.capacity, hall.is_open = name, capacity, is_open
    _save_hall(hall)
    note("places.edit_hall", on=hall, area=venue.area_id, venue=venue.pk, capacity=capacity, is_open=is_open)
    return hall


def _opened(by: Official | None, venue: Venue, is_open: bool) -> Venue:
    _held_by(by, venue.area)
    if Venue.objects.filter(pk=venue.pk).exclude(is_open=is_open).update(is_open=is_open):
        note("places.reopen_venue" if is_open else "places.close_venue", on=venue, area=venue.area_id)
    venue.is_open = is_open
    return venue


def _save_halls(venue: Venue, halls: Sequence[HallFacts]) -> int:
    """How many were added or changed."""
    held = {hall.pk: hall for hall in venue.halls.all()} if halls else {}
    altered = 0
    # Those that take a name another one gives up come through in one form: names are first set aside.
    renamed = [hall.pk for hall in halls if hall.pk in held and held[hall.pk].name != hall.name]
    if len(renamed) > 1:
        for pk in renamed:
            Hall.objects.filter(pk=pk, venue=venue).update(name=str(uuid.uuid4()))
    for facts in halls:
        if facts.pk is None:
            _save_hall(Hall(venue=venue, name=facts.name, capacity=facts.capacity, is_open=facts.is_open))
        elif (hall := held.get(facts.pk)) is None:
            raise Refusal(_("This hall does not belong to the venue."))
        elif (hall.name, hall.capacity, hall.is_open) == facts[:3]:
            continue
        else:
            hall.name, hall.capacity, hall.is_open = facts[:3]
            _save_hall(hall)
        altered += 1
    return altered


def _held_by(by: Official | None, area: Area) -> None:
    if not rules.may_host(by, area):
        raise Refusal(_("This area is not among those whose venues you look after."), field="area")


def _complete(venue: Venue) -> None:
    if venue.kind == Venue.Kind.ONLINE and not venue.link:
        raise Refusal(_("A venue that is only online needs its address on the Internet."), field="link")


def _save(venue: Venue) -> None:
    taken = Refusal(_("There already is a venue of this kind with this name in this area."), field="name")
    save(venue, {"venue_name_once_in_its_area": taken})


def _save_hall(hall: Hall) -> None:
    if hall.capacity < 1:
        raise Refusal(_("A hall holds at least one person."))
    taken = Refusal(_("The venue already has a hall with this name: %(name)s.") % {"name": hall.name})
    save(hall, {"hall_name_once_in_its_venue": taken})
