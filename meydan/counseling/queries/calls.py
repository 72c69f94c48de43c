"""The queue of those who asked to be called: urgent ones first, then by how long they have waited."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from meydan.counseling.models import Call, Case, Counselor, Policy

State = Call.State
LONG = dt.timedelta(hours=1)  # after which a call is anybody's, whatever its topic


def waiting(area_id: int) -> QuerySet[Call]:
    rows = Call.objects.filter(area=area_id, state=State.WAITING).select_related("topic", "case")
    return rows.order_by("-is_urgent", "asked_at", "pk")


def ready(counselor: Counselor, policy: Policy, now: dt.datetime) -> QuerySet[Call]:
    """What this counselor could call now, in order. An urgent one is everybody's at any hour; of the others those whose
    topic they counsel, their own clients, and whoever has waited long; who is on duty calls them all.
    """
    local = timezone.localtime(now)
    rows = waiting(counselor.area_id).filter(not_before__lte=now)
    by_hour = Q(from_hour__lte=local.hour, until_hour__gt=local.hour)
    if not policy.calls_from <= local.time() < policy.calls_until:
        return rows.filter(is_urgent=True)
    if counselor.is_on_duty:
        return rows.filter(by_hour | Q(is_urgent=True))
    topics = counselor.topics.values("pk")
    theirs = Q(topic__in=topics) | Q(case__counselor=counselor) | Q(asked_at__lte=now - LONG)
    return rows.filter(Q(is_urgent=True) | by_hour & theirs)


def in_hand(counselor: Counselor) -> Call | None:
    """The one call a counselor makes now."""
    rows = Call.objects.select_related("case", "topic", "area")
    return rows.filter(counselor=counselor, state=State.TAKEN).first()


def of_counselor(counselor: Counselor, since: dt.datetime) -> QuerySet[Call]:
    """What they reached or did not, lately."""
    rows = Call.objects.select_related("case", "topic").filter(counselor=counselor, ended_at__gte=since)
    return rows.order_by("-ended_at", "-pk")


def of_case(case: Case) -> Call | None:
    """The call a client waits for, else the last one."""
    rows = Call.objects.select_related("topic").filter(case=case)
    return rows.filter(state__in=[State.WAITING, State.TAKEN]).first() or rows.order_by("-asked_at", "-pk").first()


def waiting_of(cases: Collection[Case]) -> Call | None:
    """The call somebody waits for already, in one of their files."""
    rows = Call.objects.select_related("case").filter(case__in=cases, state__in=[State.WAITING, State.TAKEN])
    return rows.order_by("asked_at", "pk").first()


def ahead(call: Call) -> int:
    """How many are called before this one."""
    rows = Call.objects.filter(area=call.area_id, state=State.WAITING)
    earlier = Q(asked_at__lt=call.asked_at) | Q(asked_at=call.asked_at, pk__lt=call.pk)
    before = Q(is_urgent=True) & earlier if call.is_urgent else Q(is_urgent=True) | Q(is_urgent=False) & earlier
    return rows.filter(before).count()


def lost(before: dt.datetime) -> QuerySet[Call]:
    """Taken, and nobody has said what became of it."""
    return Call.objects.filter(state=State.TAKEN, taken_at__lt=before).order_by("pk")
