"""Reads that have a name."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from meydan.attendance.models import CAME, Mark
from meydan.calendar import guests
from meydan.calendar.models import Mode, Occasion
from meydan.feedback import activities
from meydan.feedback.models import Reply, Round
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area

_HEAVY = [f"occasion__area__{column}" for column in places.HEAVY]


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("occasion__area").defer(*_HEAVY)


def occasions_of(round_: Round) -> QuerySet[Occasion]:
    """What a round is about: the occasions of its activity from its first day to its last."""
    source = activities.of(round_.door)
    occasions = source.occasions(round_.activity) if source else Occasion.objects.none()
    within = occasions.filter(day__gte=round_.first_day, starts_at__lte=round_.occasion.starts_at)
    return within.exclude(status=Occasion.Status.CANCELLED)


def to_ask(round_: Round) -> QuerySet[Person]:
    """Whoever was marked as having come, or was expected where nobody sees who came: online."""
    occasions = occasions_of(round_)
    came = Mark.objects.filter(occasion__in=occasions.order_by().values("pk"), state__in=CAME, person__isnull=False)
    online = guests.persons(occasions.filter(mode=Mode.ONLINE)).order_by().values("pk")
    people = Person.objects.filter(Q(pk__in=came.order_by().values("person")) | Q(pk__in=online), is_active=True)
    return people.select_related("guardian").order_by("pk")


def mine(person: Person) -> QuerySet[Reply]:
    """What one and one's family are or were asked, the newest first."""
    replies = Reply.objects.filter(Q(person=person) | Q(person__guardian=person))
    return replies.select_related("round__occasion", "person").order_by("-pk")


def mine_about(person: Person, occasion: int) -> QuerySet[Reply]:
    """Those about what ended with one occasion, in the order they were asked in."""
    last = Occasion.objects.filter(pk=occasion)  # a number that no id can be finds nothing here
    return mine(person).filter(round__occasion__in=last).order_by("pk")


def within(areas: Iterable[Area], first: dt.date | None = None, last: dt.date | None = None) -> QuerySet[Round]:
    """Rounds about what ended on these days, with `asked` and `answered`, the newest first."""
    found = places.within(rounds(), areas, field="occasion__area")
    if first:
        found = found.filter(occasion__day__gte=first)
    if last:
        found = found.filter(occasion__day__lte=last)
    return found.annotate(
        asked=Count("replies"), answered=Count("replies", filter=Q(replies__answered_at__isnull=False))
    ).order_by("-occasion__day", "-pk")
