"""Campaigns, their stages, and what stands in one."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from meydan.campaigns.models import Campaign, Place, Slot, Stage
from meydan.people.models import Organization
from meydan.places import queries as places
from meydan.places.models import Area, Venue


def campaigns(areas: Iterable[Area]) -> QuerySet[Campaign]:
    rows = Campaign.objects.select_related("area").defer("area__border").order_by("title", "pk")
    return places.within(rows, areas)


def stages() -> QuerySet[Stage]:
    rows = Stage.objects.select_related("campaign__area", "area__parent")
    rows = rows.defer("campaign__area__border", "area__border", "area__parent__border")
    return rows.order_by("-first_day", "-number", "-pk")


def within(areas: Iterable[Area]) -> QuerySet[Stage]:
    return places.within(stages(), areas)


def counted(rows: QuerySet[Stage]) -> QuerySet[Stage]:
    """With `agencies` that take part, `promised` and `satellites`."""
    declared = Q(invited__promises__state="declared")
    return rows.annotate(
        agencies=Count("invited", filter=Q(invited__state="takes_part"), distinct=True),
        promised=Count("invited__promises", filter=declared, distinct=True),
        satellites=Count("places", filter=Q(places__is_host=False), distinct=True),
    )


def history() -> QuerySet[Stage]:
    """Every stage but drafts and what was called off: also one that agencies are asked for now."""
    return counted(stages().exclude(state__in=[Stage.State.DRAFT, Stage.State.CALLED_OFF]))


def told() -> QuerySet[Stage]:
    """Those everybody reads of: what was held, and what is announced."""
    return counted(stages().filter(state__in=[Stage.State.PUBLISHED, Stage.State.HELD]))


def places_of(stage: Stage) -> list[Place]:
    """The host place first."""
    rows = stage.places.select_related("venue__area").defer("venue__area__border").prefetch_related("spaces")
    return list(rows.order_by("-is_host", "order", "pk"))


def slots_of(stage: Stage) -> list[Slot]:
    return list(stage.slots.order_by("order", "pk"))


def days_of(stage: Stage) -> list[dt.date]:
    return [stage.first_day + dt.timedelta(days=n) for n in range((stage.last_day - stage.first_day).days + 1)]


def venues_for(stage: Stage) -> QuerySet[Venue]:
    """What can be a place of it: open, in its city, and of bricks."""
    rows = Venue.objects.filter(is_open=True).exclude(kind=Venue.Kind.ONLINE).select_related("area")
    return places.within(rows.defer("area__border"), [stage.campaign.area]).order_by("sort_key", "pk")


def organizations_for(stage: Stage) -> QuerySet[Organization]:
    """Agencies and associations of the city that are not invited yet."""
    rows = Organization.objects.filter(is_active=True).exclude(campaign_invitations__stage=stage)
    kinds = [Organization.Kind.AGENCY, Organization.Kind.ASSOCIATION, Organization.Kind.UNIT]
    return places.within(rows.filter(kind__in=kinds), [stage.campaign.area]).order_by("kind", "name", "pk")
