"""Telling whoever keeps sessions of a stage, and whoever speaks for the agencies that bring them."""

from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q

from meydan.campaigns import wording_public as wording
from meydan.campaigns.models import Placement, Stage
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person, Representative


def tell_of_sessions(by: Person | None, placement: Placement, template: str, say: Callable[[Placement], str]) -> int:
    """One message a person: those who keep this session, and those who bring it."""
    persons = _concerned([placement], [placement.promise.invited.organization_id])
    stage = placement.promise.invited.stage
    drafts = [
        messaging.Draft(one, template, _in(one, say, placement), placement, area=stage.area_id) for one in persons
    ]
    return messaging.send_many(by=by, drafts=drafts)


def tell_of_swap(by: Person | None, one: Placement, other: Placement) -> int:
    """One message a person, of whichever of the two concerns them, or of both."""
    stage = one.promise.invited.stage
    concerned = {row.pk: _concerned([row], [row.promise.invited.organization_id]) for row in (one, other)}
    persons = {person.pk: person for row in (one, other) for person in concerned[row.pk]}
    assert one.occasion is not None
    template = f"campaigns.sessions_swapped.{one.occasion.sequence}"
    drafts = []
    for person in persons.values():
        theirs = [row for row in (one, other) if person in concerned[row.pk]]
        with in_language_of(person):
            text = " ".join(wording.session_moved(row) for row in theirs)
        drafts.append(messaging.Draft(person, template, text, one, area=stage.area_id))
    return messaging.send_many(by=by, drafts=drafts)


def tell_of_stage(by: Person | None, stage: Stage, off: Sequence[Placement], reason: str) -> int:
    """One message a person, however many of its sessions they kept."""
    organizations = stage.invited.values_list("organization", flat=True)
    persons = _concerned(off, list(organizations))
    template, say = "campaigns.stage_called_off", wording.stage_called_off
    drafts = [
        messaging.Draft(one, template, _in(one, say, stage, reason), stage, area=stage.area_id) for one in persons
    ]
    return messaging.send_many(by=by, drafts=drafts)


def _concerned(placements: Iterable[Placement], organizations: Sequence[int]) -> list[Person]:
    speak = Representative.objects.current().filter(organization__in=organizations).values("person")
    keep = Q(campaign_sessions__placement__in=[row.pk for row in placements])
    rows = Person.objects.filter(keep | Q(pk__in=speak)).distinct()
    return list(rows.select_related("guardian").order_by("pk"))


def _in(person: Person, say: Callable[..., str], *about: object) -> str:
    with in_language_of(person):
        return say(*about)
