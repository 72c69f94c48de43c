"""Stations, batches and sheets, and how much of each there is."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from meydan.ballots.models import Batch, Channel, Entitlement, Poll, Sheet, Station
from meydan.ballots.queries.register import WRITTEN
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area
from meydan.places.queries import within


def stations() -> QuerySet[Station]:
    found = Station.objects.select_related("poll__area", "venue__area").defer(*_heavy("poll__", "poll__", "venue__"))
    return found.order_by("venue__sort_key", "name", "pk")


def _heavy(poll: str, *beside: str) -> list[str]:
    """Of these rows what is long: the written list of a poll, borders of areas."""
    areas = [f"{way}area__{column}" for way in beside for column in places.HEAVY]
    return [*(f"{poll}{column}" for column in WRITTEN), *areas]


def stations_within(areas: Sequence[Area]) -> QuerySet[Station]:
    """What somebody who serves or leads in these areas sees."""
    return within(stations(), areas, field="venue__area")


def serving(areas: Sequence[Area]) -> QuerySet[Station]:
    """Stations of polls that are not over, those that take votes first."""
    rows = stations_within(areas).filter(poll__state__in=[Poll.State.PREPARED, Poll.State.OPEN, Poll.State.CLOSED])
    return rows.order_by("-is_open", "poll__closes_at", "venue__sort_key", "pk")


def of_poll(poll: Poll) -> QuerySet[Station]:
    """With how many voted at each, and by what way."""
    count = {str(way): Count("entitlements", filter=Q(entitlements__channel=way)) for way in Channel if way != "web"}
    return stations().filter(poll=poll).annotate(**count)


def voters_at(station: Station) -> dict[str, int]:
    rows = Entitlement.objects.filter(station=station).values_list("channel").annotate(Count("pk")).order_by()
    found = dict(rows)
    return {str(way): found.get(way, 0) for way in (Channel.KIOSK, Channel.ASSISTED, Channel.PAPER)}


def batches() -> QuerySet[Batch]:
    """With how many of their sheets wait for what."""
    states = {f"sheets_{state}": Count("sheets", filter=Q(sheets__state=state)) for state in Sheet.State}
    return (
        Batch.objects.select_related("poll", "pot", "pot__area", "station", "station__venue", "station__venue__area")
        .defer(*_heavy("poll__", "pot__", "station__venue__"))
        .annotate(**states)
        .order_by("-printed_at", "-pk")
    )


class Balance(NamedTuple):
    """Where the sheets of a batch are. `missing`: handed out, and in no box yet."""

    left: int
    handed: int
    spoiled: int
    typed_once: int
    different: int
    accepted: int
    missing: int


def balance(batch: Batch) -> Balance:
    typed: dict[str, int] = dict(batch.sheets.values_list("state").annotate(Count("pk")).order_by())
    once, different = typed.get(Sheet.State.TYPED_ONCE, 0), typed.get(Sheet.State.DIFFERENT, 0)
    return Balance(
        left=batch.size - batch.handed - batch.spoiled,
        handed=batch.handed,
        spoiled=batch.spoiled,
        typed_once=once,
        different=different,
        accepted=batch.accepted,
        missing=max(batch.handed - batch.accepted - once - different, 0),
    )


def different_sheets(areas: Sequence[Area]) -> QuerySet[Sheet]:
    rows = Sheet.objects.filter(state=Sheet.State.DIFFERENT).select_related(
        "batch", "batch__pot__area", "batch__poll", "batch__station__venue__area", "first_by", "second_by"
    )
    rows = rows.defer(*(f"batch__{column}" for column in ("poll__options_list", "poll__rulebook")))
    return within(rows, areas, field="batch__station__venue__area").order_by("batch_id", "number")


def unsettled_paper(poll: Poll) -> int:
    """Sheets somebody still has to look at before the count is asked for."""
    return Sheet.objects.filter(batch__poll=poll, state__in=[Sheet.State.TYPED_ONCE, Sheet.State.DIFFERENT]).count()


def typed_by(person: Person, batch: Batch) -> QuerySet[Sheet]:
    """The last ones this person typed, to see where they are."""
    return batch.sheets.filter(Q(first_by=person) | Q(second_by=person)).order_by("-pk")
