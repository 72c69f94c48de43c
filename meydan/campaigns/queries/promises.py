"""Who is invited, and what each of them promised and delivered."""

import datetime as dt

from django.db.models import Count, Q, QuerySet

from meydan.campaigns.models import Delivery, Invited, Promise, Stage
from meydan.people.models import Person, Representative


def invited() -> QuerySet[Invited]:
    rows = Invited.objects.select_related("stage__campaign__area", "stage__area", "organization")
    return rows.defer("stage__campaign__area__border", "stage__area__border")


def invited_of(stage: Stage) -> QuerySet[Invited]:
    """With `declared` and `drafts`, how many promises of each, and `speakers`."""
    promised = Count("promises", filter=Q(promises__state="declared"), distinct=True)
    drafts = Count("promises", filter=Q(promises__state="draft"), distinct=True)
    return invited().filter(stage=stage).annotate(declared=promised, drafts=drafts).order_by("organization__name", "pk")


def invitations_of(person: Person, day: dt.date) -> QuerySet[Invited]:
    """Of the organizations this person speaks for on the day, the newest stage first."""
    speaks = Representative.objects.current(day).filter(person=person).values("organization")
    rows = invited().filter(organization__in=speaks).exclude(stage__state=Stage.State.DRAFT)
    declared = Count("promises", filter=Q(promises__state="declared"), distinct=True)
    return rows.annotate(declared=declared).order_by("-stage__first_day", "organization__name", "pk")


def promises() -> QuerySet[Promise]:
    rows = Promise.objects.select_related("invited__stage__campaign__area", "invited__stage__area", "concern")
    rows = rows.select_related("invited__organization", "declared_by")
    return rows.defer("invited__stage__campaign__area__border", "invited__stage__area__border")


def promises_of(invited: Invited) -> QuerySet[Promise]:
    """What is withdrawn stands last."""
    rows = promises().filter(invited=invited).prefetch_related("leaders")
    return rows.annotate(gone=Count("pk", filter=Q(state="withdrawn"))).order_by("gone", "pk")


def earlier(invited: Invited) -> list[Invited]:
    """Its own parts in other stages, with something in them to copy: the newest first."""
    rows = Invited.objects.filter(organization=invited.organization_id, promises__state="declared")
    rows = rows.exclude(pk=invited.pk).select_related("stage__campaign", "stage__area").defer("stage__area__border")
    return list(rows.distinct().order_by("-stage__first_day", "-pk")[:10])


def deliveries_of(invited: Invited) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(promise__invited=invited).select_related("promise", "place__venue")
    return rows.order_by("-day", "promise", "pk")
