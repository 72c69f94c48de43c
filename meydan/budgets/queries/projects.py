"""Reads of what is carried out."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db.models import Prefetch, Q, QuerySet, Sum

from meydan.assignments.queries import units_of
from meydan.ballots import queries as ballots
from meydan.budgets.models import Follow, Hearer, Idea, Project, Report, Support
from meydan.budgets.queries.joining import family
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area

AT_ONCE: Final = 200
State = Project.State


def projects() -> QuerySet[Project]:
    rows = Project.objects.select_related(
        "idea__author__guardian", "idea__field", "round__area", "area", "unit__area", "assignment__unit"
    )
    roads = ("area__", "round__area__", "unit__area__")
    return rows.defer(*(f"{road}{column}" for road in roads for column in places.HEAVY))


def public() -> QuerySet[Project]:
    return projects().order_by("area__path", "idea__title", "pk")


def at_desk(person: Person, areas: Iterable[Area]) -> QuerySet[Project]:
    """Of the units one heads and the areas one watches over; what is due first comes first."""
    watched = places.within(Project.objects.all(), areas).order_by()
    found = Q(unit__in=units_of(person).values("pk")) | Q(pk__in=watched.values("pk"))
    return projects().filter(found).order_by("due_on", "pk")


def reports(project: Project) -> QuerySet[Report]:
    return project.reports.select_related("by").order_by("at", "pk")


def with_pictures(rows: QuerySet[Project]) -> QuerySet[Project]:
    shown = Report.objects.exclude(after="", before="").order_by("at", "pk")
    return rows.prefetch_related(Prefetch("reports", shown, to_attr="pictured"))


def money(rows: QuerySet[Project]) -> dict[str, int]:
    found = rows.order_by().aggregate(credit=Sum("credit"), committed=Sum("committed"), paid=Sum("paid"))
    return {name: int(amount or 0) for name, amount in found.items()}


def to_ask(today: dt.date) -> QuerySet[Project]:
    return projects().filter(state=State.DONE, asked_at=None, ask_on__lte=today).order_by("pk")


def silent(since: dt.datetime) -> QuerySet[Project]:
    return projects().filter(state=State.DONE, asked_at__lte=since).order_by("pk")


def asked_of(person: Person) -> QuerySet[Project]:
    """Where one is asked whether it is fixed."""
    return projects().filter(idea__author=person, state=State.DONE, asked_at__isnull=False).order_by("asked_at", "pk")


def to_tell(report: Report) -> QuerySet[Hearer]:
    rows = Hearer.objects.filter(project=report.project_id, pk__gt=report.told_up_to)
    return rows.select_related("person__guardian").order_by("pk")


def concerned(project: Project) -> list[tuple[str, list[int]]]:
    """Whom it concerns, those nearest to it first: authors, supporters and followers, voters. Ids only."""
    ideas = family(project.idea)
    authors = Idea.objects.filter(pk__in=ideas, author__isnull=False).values_list("author", flat=True)
    supporters = Support.objects.filter(idea__in=ideas, person__isnull=False).values_list("person", flat=True)
    followers = Follow.objects.filter(idea__in=ideas).values_list("person", flat=True)
    poll = project.round.poll
    voters = ballots.voters_in(poll, project.area) if poll is not None else Person.objects.none()
    return [
        (Hearer.Why.AUTHOR, sorted(set(authors))),
        (Hearer.Why.SUPPORTER, sorted({*supporters, *followers})),
        (Hearer.Why.VOTER, sorted(voters.order_by().values_list("pk", flat=True))),
    ]
