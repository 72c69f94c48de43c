"""What a citizen chooses among: cities, topics, counselors, houses."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from django.db.models import Count, Q, QuerySet

from meydan.counseling.models import Counselor, Hours, Topic
from meydan.engines import persian
from meydan.people.models import Person
from meydan.places.models import Area, Venue

ITSELF: Final = ("مشاور", "روان‌شناس", "counsel", "psycholog")  # words for the whole of it


class Heading(NamedTuple):
    topic: Topic | None
    leaves: list[Topic]


def cities() -> QuerySet[Area]:
    """Where somebody counsels."""
    return (
        Area.objects.filter(counselors__in=Counselor.objects.serving(), counseling_topics__is_open=True)
        .distinct()
        .order_by("sort_key")
    )


def matching(text: str) -> QuerySet[Topic]:
    """Topics that can be booked somewhere, by a word of theirs; all of them by a word for counseling itself."""
    rows = Topic.objects.filter(area__in=cities(), is_open=True, children=None).select_related("area")
    if not any(word in text.lower() for word in ITSELF):
        rows = rows.filter(Q(name__icontains=text) | Q(name_en__icontains=text) | Q(about__icontains=text))
    return rows.order_by("area__sort_key", "order", "pk")


def tree(city: Area) -> list[Heading]:
    """Open leaves under their headings, in the manager's order."""
    rows = list(Topic.objects.filter(area=city, is_open=True).order_by("order", "pk"))
    parents = {row.parent_id for row in rows}
    by_parent: dict[int | None, list[Topic]] = {}
    for row in rows:
        if row.pk not in parents:
            by_parent.setdefault(row.parent_id, []).append(row)
    heads = {row.pk: row for row in rows}
    found = [
        Heading(heads.get(pk) if pk else None, leaves) for pk, leaves in by_parent.items() if pk is None or pk in heads
    ]
    return sorted(found, key=lambda one: (one.topic.order, one.topic.pk) if one.topic else (-1, 0))


def most_counseled(topics: Sequence[Topic]) -> Topic:
    """Of these, the one that most counselors counsel; of equals the first."""
    rows = Counselor.objects.serving().filter(topics__in=topics).values_list("topics").annotate(minds=Count("pk"))
    minds = dict(rows.order_by())
    return max(topics, key=lambda topic: minds.get(topic.pk, 0))


def leaf(city: Area, pk: str) -> Topic | None:
    """An open topic of the city that can be booked."""
    found = Topic.objects.filter(area=city, is_open=True, children=None)
    return found.filter(pk=pk).select_related("area").first() if pk.isascii() and pk.isdigit() else None


def counselors(city: Area, topic: Topic) -> list[Counselor]:
    rows = Counselor.objects.serving().filter(area=city, topics=topic).select_related("person")
    return sorted(rows, key=lambda one: persian.sort_key(one.person.name))


def houses(city: Area, topic: Topic, person: Person | None) -> list[Venue]:
    """Where counselors of a topic receive, the nearest to where somebody lives first."""
    serving = Counselor.objects.serving().filter(area=city, topics=topic)
    rooms = Hours.objects.filter(counselor__in=serving)
    found = list(
        Venue.objects.filter(pk__in=rooms.values("room__venue"), is_open=True)
        .select_related("area")
        .defer("area__border", "area__outline")
        .order_by("sort_key")
    )
    home = person.neighborhood if person is not None else None
    if home is None or home.latitude is None or home.longitude is None:
        return found
    return sorted(found, key=lambda one: _far(one, home.latitude or 0.0, home.longitude or 0.0))


def _far(venue: Venue, latitude: float, longitude: float) -> float:
    if venue.latitude is None or venue.longitude is None:
        return math.inf
    east = (venue.longitude - longitude) * math.cos(math.radians(latitude))
    return math.hypot(venue.latitude - latitude, east)
