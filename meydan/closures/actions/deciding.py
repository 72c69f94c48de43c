"""What an officer decides: a draft to look at, then to carry it out, and to undo it."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.closures import besides, doors, queries, rules
from meydan.closures.models import Closure, Link
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area, Venue

State = Closure.State
PRIORITY: Final = 50  # above messages, below sign-in codes


@action
def plan(*, by: Person, is_sample: bool = False, venues: Collection[Venue] = (), **facts: Any) -> Closure:
    """Write down what is to be closed, to look at what it would touch. `facts` are those of `forms.ClosureForm`."""
    closure = Closure(planned_by=by)
    _set(closure, by, venues, facts)
    closure.save()
    closure.venues.set(venues)
    note("closures.plan", on=closure, area=closure.area_id, way=closure.way)
    return closure


@action
def change(*, by: Person, closure: Closure, venues: Collection[Venue] = (), **facts: Any) -> Closure:
    """Say something else, as long as it has not begun."""
    row = _locked(closure)
    if row.state != State.DRAFT:
        raise Refusal(_("This closure has begun and cannot be changed. Undo it, or make another one."))
    _set(row, by, venues, facts)
    row.save()
    row.venues.set(venues)
    note("closures.change", on=row, area=row.area_id, way=row.way)
    return row


@action
def discard(*, by: Person | None, closure: Closure) -> None:
    """Throw a draft away."""
    row = _locked(closure)
    if row.state != State.DRAFT:
        raise Refusal(_("This closure has begun and cannot be thrown away. It can be undone."))
    note("closures.discard", on=row, area=row.area_id)
    row.delete()


@action
def set_links(*, by: Person, closure: Closure, links: Mapping[tuple[str, int], str]) -> Closure:
    """Where these activities are held online; an empty one takes back what was typed."""
    row = _locked(closure)
    _must_close(by, row.area)
    if row.state != State.DRAFT:
        raise Refusal(_("This closure has begun and cannot be changed. Undo it, or make another one."))
    for (door, activity), link in links.items():
        if link:
            Link.objects.update_or_create(closure=row, door=door, activity=activity, defaults={"link": link})
        else:
            Link.objects.filter(closure=row, door=door, activity=activity).delete()
    note("closures.set_links", on=row, area=row.area_id, links=len(links))
    return row


@action
def begin(*, by: Person, closure: Closure) -> Closure:
    """Carry it out: a task does it step by step from here. One at a time in an area and its days."""
    _must_close(by, closure.area)
    _one_after_the_other(closure.area)
    row = _locked(closure)
    if row.state != State.DRAFT:
        raise Refusal(_("Somebody else has begun this closure just now. Open its page again."))
    if queries.under_way(row).exists():
        raise Refusal(_("Another closure is under way here on some of these days. Wait until it is over."))
    if not queries.selected(row).exists() and not any(one.count(row) for one in besides.of(row)):
        raise Refusal(_("Nothing that is still to come fits this closure. Change its days, kinds or area."))
    _must_land_later(row)
    row.state, row.begun_by, row.begun_at, row.stepped_at = State.CLOSING, by, timezone.now(), timezone.now()
    row.save(update_fields=["state", "begun_by", "begun_at", "stepped_at"])
    _carry_on(row)
    note("closures.begin", on=row, area=row.area_id, way=row.way, first=row.first_day, last=row.last_day)
    return row


@action
def undo(*, by: Person, closure: Closure) -> Closure:
    """Put everything back that nobody changed since. While it is being carried out, that stops first."""
    row = _locked(closure)
    _must_close(by, row.area)
    if not rules.may_be_undone(row, timezone.now()):
        raise Refusal(_("This closure cannot be undone: it was undone already, or its hour is over."))
    row.state, row.undone_by, row.undo_asked_at, row.stepped_at = State.UNDOING, by, timezone.now(), timezone.now()
    row.last_person = 0
    row.save(update_fields=["state", "undone_by", "undo_asked_at", "stepped_at", "last_person"])
    _carry_on(row)
    note("closures.undo", on=row, area=row.area_id)
    return row


def _carry_on(row: Closure) -> None:
    """Before the messages it writes, or a killed worker's successor would first send them all."""
    named("meydan.closures.tasks.carry_on").using(priority=PRIORITY).enqueue(row.pk)


def _set(closure: Closure, by: Person, venues: Collection[Venue], facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(closure, name, value)
    _must_close(by, closure.area)
    for venue in venues:
        if not closure.area.contains(venue.area):
            raise Refusal(_("%(venue)s is not in this area.") % {"venue": venue}, field="venues")
    if not set(closure.kinds) & {*doors.kinds(), *(kind for kind, _label in besides.kinds())}:
        raise Refusal(_("Choose at least one kind."), field="kinds")
    if closure.last_day < timezone.localdate():
        raise Refusal(_("These days are over. Choose days that are still to come."), field="days")
    if closure.last_day - closure.first_day > rules.LONGEST:
        raise Refusal(_("Close a year at most at a time."), field="days")
    closure.weeks = closure.weeks if closure.way == Closure.Way.POSTPONE else None
    if closure.way != Closure.Way.ONLINE:
        closure.link_base = closure.linkless = ""
    _must_land_later(closure)


def _must_land_later(closure: Closure) -> None:
    """What is postponed leaves the closed days behind; else it would be closed again, or meet itself."""
    if closure.way != Closure.Way.POSTPONE:
        return
    fewest = rules.weeks_past(closure.first_day, closure.last_day)
    if not closure.weeks or closure.weeks < fewest:
        sentence = _("Postpone by at least %(weeks)s weeks: by fewer, sessions would fall on closed days again.")
        raise Refusal(sentence % {"weeks": fewest}, field="weeks")


def _must_close(by: Person, area: Area) -> None:
    if not rules.may_close(by, area):
        raise Refusal(_("You do not close anything in this area."), field="area")


def _one_after_the_other(area: Area) -> None:
    """Whoever begins a closure in a country waits for the other who does, so that neither misses the other's."""
    root = int(area.path.strip("/").split("/")[0])
    Area.objects.select_for_update(no_key=True).only("pk").get(pk=root)


def _locked(closure: Closure) -> Closure:
    try:
        return Closure.objects.select_for_update(of=("self",)).select_related("area").get(pk=closure.pk)
    except Closure.DoesNotExist:
        raise Refusal(_("This draft was thrown away. Make another one.")) from None
