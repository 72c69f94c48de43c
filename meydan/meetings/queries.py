"""Reads that have a name."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from meydan.assignments.models import UNDONE
from meydan.meetings.models import Decision, Invited, Item, Meeting
from meydan.messaging.models import Message, named
from meydan.people.models import Organization, Person, Representative
from meydan.places import queries as places
from meydan.places.models import Area


def meetings() -> QuerySet[Meeting]:
    heavy = [f"area__{column}" for column in places.HEAVY]
    return Meeting.objects.select_related("area", "occasion__venue").defer(*heavy)


def within(areas: Iterable[Area]) -> QuerySet[Meeting]:
    return places.within(meetings(), areas).order_by("-occasion__starts_at", "-pk")


def about(door: str, subject: int) -> QuerySet[Meeting]:
    """What a door's subject was talked about in, the newest first."""
    return meetings().filter(door=door, subject=subject).order_by("-occasion__starts_at", "-pk")


def invitations(person: Person) -> QuerySet[Invited]:
    """One's own, and those of the organizations one speaks for today."""
    speaking = Representative.objects.current().filter(person=person).values("organization")
    return Invited.objects.filter(Q(person=person) | Q(organization__in=speaking))


def mine(person: Person) -> QuerySet[Meeting]:
    return meetings().filter(pk__in=invitations(person).values("meeting")).order_by("-occasion__starts_at", "-pk")


def invited(meeting: Meeting) -> QuerySet[Invited]:
    return meeting.invited.select_related("person", "organization").order_by("pk")


def uninvited(meeting: Meeting) -> set[int | None]:
    """The persons who were told that they are not invited any more."""
    rows = Message.objects.filter(template="meetings.uninvited", cause=named(meeting))
    return set(rows.values_list("person", flat=True))


def items(meeting: Meeting) -> QuerySet[Item]:
    """In their order, each with what was decided of it."""
    decided = Decision.objects.select_related("order__unit").order_by("at", "pk")
    return (
        meeting.items.select_related("presenter__person", "presenter__organization", "about__unit")
        .prefetch_related(Prefetch("decisions", decided))
        .order_by("position")
    )


def decisions(meeting: Meeting) -> QuerySet[Decision]:
    return meeting.decisions.select_related("order__unit", "order__area", "unit").order_by("at", "pk")


def still_open(meeting: Meeting) -> list[Decision | Item]:
    """What this meeting decided, and what it took over from earlier ones, as far as it is not done."""
    decided = decisions(meeting).filter(order__state__in=UNDONE)
    taken_over = meeting.items.filter(about__state__in=UNDONE).select_related("about__unit").order_by("position")
    return [*taken_over, *decided]


def untouched(meeting: Meeting) -> QuerySet[Item]:
    """What stood on the agenda and was not come to; orders still open are found by `still_open`."""
    return meeting.items.filter(begun_at=None, about=None).order_by("position")


def is_unwritten(meeting: Meeting) -> bool:
    """Nobody was marked, nothing was come to and nothing was decided."""
    written = [meeting.invited.exclude(came=None), meeting.items.exclude(begun_at=None), meeting.decisions.all()]
    return not any(rows.exists() for rows in written)


def begun_only(meeting: Meeting) -> QuerySet[Item]:
    """What was come to, with nothing written of it."""
    return meeting.items.filter(begun_at__isnull=False, notes="", decisions=None)


def to_invite(areas: Iterable[Area]) -> QuerySet[Organization]:
    rows = Organization.objects.filter(is_active=True)
    return places.within(rows, areas).order_by("kind", "name", "pk")


def speakers(organizations: Iterable[int]) -> list[Person]:
    speaking = (
        Representative.objects.current().filter(organization__in=organizations).select_related("person__guardian")
    )
    return [one.person for one in speaking.order_by("pk")]
