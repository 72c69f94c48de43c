"""Reads that have a name."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from meydan.base.roles import Role
from meydan.engines import persian
from meydan.people.models import Holding, Person
from meydan.places import queries as places
from meydan.places.models import Area
from meydan.questions import likeness
from meydan.questions.models import Edition, Question, Series, Support, Topic, Tribune
from meydan.questions.models.edition import ASKING, PUBLIC

State = Question.State

ALIKE: Final = 5
ALIKE_READ: Final = 60
NEARER: Final = 0.15
_HEAVY = [f"area__{column}" for column in places.HEAVY]


def editions() -> QuerySet[Edition]:
    heavy = [f"{way}area__{column}" for way in ("", "occasion__venue__") for column in places.HEAVY]
    rows = Edition.objects.select_related("series", "area", "occasion__venue__area", "occasion__hall")
    return rows.defer(*heavy)


def public_editions() -> QuerySet[Edition]:
    """What citizens may see, the latest evening first; one called off, if they had seen it before."""
    rows = editions().filter(stage__in=PUBLIC, announced_at__isnull=False)
    return rows.order_by("-occasion__starts_at", "-pk")


def open_editions() -> QuerySet[Edition]:
    """Those that citizens can ask in now, the nearest evening first."""
    rows = editions().filter(stage__in=ASKING).exclude(occasion__status="cancelled")
    return rows.order_by("occasion__starts_at", "pk")


def editions_within(areas: Iterable[Area]) -> QuerySet[Edition]:
    return places.within(editions(), areas).order_by("-occasion__starts_at", "-pk")


def series_within(areas: Iterable[Area]) -> QuerySet[Series]:
    rows = Series.objects.select_related("area").defer(*_HEAVY)
    return places.within(rows, areas).order_by("area__path", "title")


def history(series: Series) -> QuerySet[Edition]:
    """All public editions of a series, pilots among them, the first first."""
    return public_editions().filter(series=series).order_by("number")


def topics_of(edition: Edition) -> QuerySet[Topic]:
    """What citizens may choose from."""
    return Topic.objects.filter(editions=edition, is_open=True)


def moderators_for(area: Area) -> QuerySet[Person]:
    """Whoever moderates in this area today, by name."""
    above = [int(step) for step in area.path.strip("/").split("/")]
    held = Holding.objects.current().filter(role__in=[Role.MODERATOR, Role.COMMUNICATIONS_OFFICER], area__in=above)
    return Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk")


def joined_by(person: Person | None, rows: Iterable[Question]) -> set[int]:
    """Ids of those of these questions that somebody said "me too" to."""
    if person is None:
        return set()
    keys = [row.pk for row in rows]
    return set(Support.objects.filter(person=person, question__in=keys).values_list("question", flat=True))


def questions() -> QuerySet[Question]:
    rows = Question.objects.select_related("edition", "topic", "area", "venue", "voice", "answer")
    return rows.defer(*_HEAVY, "words")


def public_questions(edition: Edition) -> QuerySet[Question]:
    """What was published in an edition, the most supported first."""
    return questions().filter(edition=edition, state=State.PUBLISHED).order_by("-supports", "received_at", "pk")


def waiting(edition: Edition) -> QuerySet[Question]:
    """What no moderator has looked at yet, the oldest first."""
    return questions().filter(edition=edition, state=State.RECEIVED).order_by("received_at", "pk")


def on_air(edition: Edition) -> Question | None:
    """What is being answered live; a constraint lets it be one."""
    return questions().filter(edition=edition, on_air_since__isnull=False).first()


def aired(edition: Edition) -> QuerySet[Question]:
    """What was answered live, the last first."""
    return questions().filter(edition=edition, aired_at__isnull=False).order_by("-aired_at", "-pk")


def running_order(edition: Edition) -> QuerySet[Question]:
    """What is still to be answered on air: those with a place in the order first, then by support."""
    rows = questions().filter(edition=edition, state=State.PUBLISHED, on_air_since__isnull=True)
    rows = rows.filter(aired_at__isnull=True, answered_at__isnull=True)
    return rows.order_by(F("position").asc(nulls_last=True), "-supports", "received_at", "pk")


def asked_by(person: Person) -> QuerySet[Question]:
    """One's own, the newest first."""
    return questions().filter(asker=person).order_by("-received_at", "-pk")


def supported_by(person: Person) -> QuerySet[Question]:
    return questions().filter(supporters__person=person).order_by("-supporters__at", "-pk")


def concerned(question: Question) -> QuerySet[Person]:
    """Whoever asked it or what was joined with it, and whoever said "me too"; each once."""
    own = Q(questions=question) | Q(questions__merged_into=question)
    return Person.objects.filter(own | Q(supported_questions__question=question)).distinct().order_by("pk")


def askers_of(edition: Edition) -> QuerySet[Person]:
    """Whoever said or supported something in an edition that they did not take back."""
    said = Question.objects.filter(edition=edition).exclude(state=State.WITHDRAWN)
    joined = Q(pk__in=said.filter(supporters__isnull=False).values("supporters__person"))
    return Person.objects.filter(Q(pk__in=said.exclude(asker=None).values("asker")) | joined).order_by("pk")


def matching(rows: QuerySet[Question], text: str) -> QuerySet[Question]:
    """Those in which every word is found, however it is spelled; the last one may be only begun."""
    asked = persian.search_alternatives(text)
    for position, any_of in enumerate(asked, 1):
        end = "" if position == len(asked) else " "
        rows = rows.filter(reduce(or_, (Q(words__contains=f" {word}{end}") for word in any_of)))
    return rows


def similar(edition: Edition, text: str, area: Area | None = None) -> list[Question]:
    """Published ones like what somebody is writing, the most alike first, those about the same area before others.

    What was joined with another stands for that one.
    """
    shares = dict(likeness.ranked(edition, text, ALIKE_READ))
    wholes: dict[int, float] = {}
    for pk, whole, state in Question.objects.filter(pk__in=shares).values_list("pk", "merged_into", "state"):
        if state in {State.PUBLISHED, State.MERGED}:
            wholes[whole or pk] = max(shares[pk], wholes.get(whole or pk, 0))
    rows = questions().filter(pk__in=wholes, state=State.PUBLISHED)
    nearer = {row.pk: area is not None and row.area_id == area.pk for row in rows}
    return sorted(rows, key=lambda row: (-wholes[row.pk] - NEARER * nearer[row.pk], -row.supports, row.pk))[:ALIKE]


def counted(rows: QuerySet[Edition]) -> QuerySet[Any]:
    """Adds `asked` (not taken back), `published` and `answered`."""
    said = ~Q(questions__state=State.WITHDRAWN)
    return rows.annotate(
        asked=Count("questions", filter=said),
        published=Count("questions", filter=Q(questions__state=State.PUBLISHED)),
        answered=Count("questions", filter=Q(questions__answered_at__isnull=False)),
    )


def tribunes() -> QuerySet[Tribune]:
    heavy = [f"{way}__{column}" for way in ("area", "edition__area") for column in places.HEAVY]
    return Tribune.objects.select_related("area", "edition__area", "edition__occasion").defer(*heavy)


def tribunes_of(host: Person) -> QuerySet[Tribune]:
    """Those somebody stands at, the nearest in time first."""
    return tribunes().filter(hosts=host).order_by("-starts_at", "-pk")


def tribunes_within(areas: Iterable[Area]) -> QuerySet[Tribune]:
    """With how much was said at each."""
    rows = tribunes().prefetch_related("hosts").annotate(said=Count("questions", distinct=True))
    return places.within(rows, areas).order_by("-starts_at", "-pk")


def hosts_for(area: Area) -> QuerySet[Person]:
    """Who can be a host somewhere in an area today."""
    above = [int(step) for step in area.path.strip("/").split("/")]
    held = Holding.objects.current().filter(role=Role.TRIBUNE_HOST)
    held = held.filter(Q(area__in=above) | Q(area__path__startswith=area.path))
    return Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk")
