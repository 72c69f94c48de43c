"""What a stage needs before agencies are asked, and before everybody sees it."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import timing
from meydan.calendar.models import Timing
from meydan.campaigns.models import Placement, Promise, Space, Stage


class Point(NamedTuple):
    """A line of a checklist, where it is mended, and whether it can be left so."""

    sentence: str
    is_done: bool
    page: str = ""  # name of the desk page on which it is mended
    must: bool = True


def before_declaring(stage: Stage) -> list[Point]:
    """What agencies must know to say what they bring."""

    spaces = Space.objects.filter(place__stage=stage)
    return [
        Point(_("Its days lie ahead"), stage.first_day > timezone.localdate(), "campaigns:change_stage"),
        Point(_("A host place"), stage.places.filter(is_host=True).exists(), "campaigns:stage_places"),
        Point(
            _("At least one satellite"),
            stage.places.filter(is_host=False).exists(),
            "campaigns:stage_places",
            must=False,
        ),
        Point(
            _("A space for sessions at each place"), _all_have_spaces(stage, spaces.exists()), "campaigns:stage_places"
        ),
        Point(_("At least one concern of the neighborhood"), stage.concerns.exists(), "campaigns:stage_concerns"),
        Point(_("The times of an evening"), stage.slots.exists(), "campaigns:stage_slots"),
        Point(_("The times fall on their own evening"), _times_fall(stage), "campaigns:stage_slots"),
        Point(_("What the municipality can lend"), stage.supplies.exists(), "campaigns:stage_supplies", must=False),
    ]


def before_publishing(stage: Stage) -> list[Point]:
    """Beyond what agencies had to know: the council has closed, and sessions stand somewhere."""
    promised = Promise.objects.filter(invited__stage=stage, state=Promise.State.DECLARED)
    placed = Placement.objects.filter(promise__invited__stage=stage)
    closed = stage.state not in (Stage.State.DRAFT, Stage.State.DECLARING)
    standing = promised.exclude(kind__in=Promise.STANDING).exclude(placements__isnull=False)
    return [
        *before_declaring(stage),
        Point(_("A few sentences for everybody"), bool(stage.about.strip()), "campaigns:change_stage"),
        Point(_("Agencies that take part"), promised.exists(), "campaigns:stage_invited"),
        Point(_("The council has closed what is declared"), closed, "campaigns:desk_stage"),
        Point(_("Sessions in the timetable"), placed.exists(), "campaigns:plan"),
        Point(_("Every session stands within the week, in a space for sessions"), not _lost(stage), "campaigns:plan"),
        Point(_("Every promise has a place"), not standing.exists(), "campaigns:plan", must=False),
    ]


def _lost(stage: Stage) -> bool:
    """Whether something to be published stands where nothing can: the week moved, a space was given to stalls."""
    rows = Placement.objects.filter(promise__invited__stage=stage, promise__state=Promise.State.DECLARED)
    outside = Q(day__lt=stage.first_day) | Q(day__gt=stage.last_day)
    return rows.filter(outside | Q(space__stalls__gt=0)).exists()


def missing(points: list[Point]) -> list[str]:
    return [point.sentence for point in points if point.must and not point.is_done]


def clocks(stage: Stage, days: list[dt.date]) -> list[list[dt.datetime | None]]:
    """When each slot begins on each of the days, at the host place: one row a slot. None: it cannot be reckoned."""
    host = stage.places.filter(is_host=True).select_related("venue__area").first()
    spot = timing.spot(host.venue if host else None, stage.area)
    return [[_begins(spot, slot, day) for day in days] for slot in stage.slots.order_by("order", "pk")]


def _begins(spot: timing.Spot | None, slot: Timing, day: dt.date) -> dt.datetime | None:
    try:
        return timing.resolve_at(spot, slot, day)[0]
    except Refusal:
        return None


def _times_fall(stage: Stage) -> bool:
    return all(moment is not None for row in clocks(stage, [stage.first_day, stage.last_day]) for moment in row)


def _all_have_spaces(stage: Stage, any_space: bool) -> bool:
    return any_space and not stage.places.filter(spaces__isnull=True).exists()
