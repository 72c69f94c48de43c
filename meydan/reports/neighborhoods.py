"""Campaigns and meetings in a report: what is counted of them, by what, and which rows stand behind it."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meydan.base import wording
from meydan.campaigns import figures as campaigns
from meydan.campaigns.models import Promise
from meydan.meetings import figures as meetings
from meydan.meetings.models import Meeting
from meydan.reports.measures import AGENCIES, CAMPAIGN_VISITS, DECISIONS, MEETINGS, SERVICES, STAGES, Measure

ALL: Final = (STAGES, AGENCIES, SERVICES, CAMPAIGN_VISITS, MEETINGS, DECISIONS)
SUMMED: Final = (SERVICES, CAMPAIGN_VISITS)  # a row counts for its `worth`
KINDS: Final = {"brought": Promise.Kind, "meeting_kind": Meeting.Kind, "decision_kind": Meeting.Kind}
# Measure, name of the part in addresses, field, title, head.
BY_PLACE: Final = (
    (STAGES, "stage_area", "area", _("Campaign stages by neighborhood"), _("Neighborhood")),
    (AGENCIES, "agency_area", "stage__area", _("Agencies in campaigns by neighborhood"), _("Neighborhood")),
)
BY_VENUE: Final = (CAMPAIGN_VISITS, "campaign_venue", "venue", _("Visits of campaigns by venue"), _("Venue"))
BY_KIND: Final = (
    (SERVICES, "brought", "promise__kind", _("Sessions of campaigns by kind"), _("Kind")),
    (MEETINGS, "meeting_kind", "kind", _("Meetings by kind"), _("Kind")),
    (DECISIONS, "decision_kind", "meeting__kind", _("Decisions by kind of meeting"), _("Kind")),
)


def rows(measure: Measure, days: dict[str, Any], today: dt.date) -> QuerySet[Any]:
    if measure is STAGES:
        return campaigns.stages(**days, today=today)
    if measure is AGENCIES:
        return campaigns.agencies(**days, today=today)
    if measure is SERVICES:
        return campaigns.held(**days)
    if measure is CAMPAIGN_VISITS:
        return campaigns.came(**days)
    return meetings.held_meetings(**days) if measure is MEETINGS else meetings.decided(**days)


def shown(measure: Measure, found: QuerySet[Any]) -> QuerySet[Any]:
    """With what their page tells, in its order."""
    if measure is STAGES:
        return found.select_related("campaign", "area").order_by("first_day", "pk")
    if measure is AGENCIES:
        rows = found.select_related("organization", "stage__campaign", "stage__area")
        return rows.order_by("stage__first_day", "stage", "organization__name", "pk")
    if measure is SERVICES:
        rows = found.select_related("promise__invited__organization", "place__venue")
        return rows.order_by("day", "pk")
    if measure is CAMPAIGN_VISITS:
        return found.select_related("occasion", "venue", "area").order_by("day", "pk")
    if measure is MEETINGS:
        return found.select_related("occasion", "area").order_by("occasion__day", "pk")
    return found.select_related("meeting__occasion", "meeting__area", "order__unit").order_by("at", "pk")


_STAGE: Final = pgettext_lazy("campaigns", "Stage")
_MEETING: Final = pgettext_lazy("meeting", "Meeting")
# The columns of the rows as a file. What a meeting decided stays in its minutes.
FILES: Final[Mapping[Measure, tuple[tuple[Any, ...], Callable[[Any], list[str | int | None]]]]] = {
    STAGES: (
        (_("Campaign"), _STAGE, _("Neighborhood"), _("First day"), _("Last day")),
        lambda row: [str(row.campaign), row.number, str(row.area), _iso(row.first_day), _iso(row.last_day)],
    ),
    AGENCIES: (
        (_("Organization"), _("Campaign"), _STAGE, _("Neighborhood")),
        lambda row: [str(row.organization), str(row.stage.campaign), row.stage.number, str(row.stage.area)],
    ),
    SERVICES: (
        (_("What"), _("Organization"), _("Day"), _("Venue"), SERVICES.label),
        lambda row: [
            row.promise.title, str(row.promise.invited.organization), _iso(row.day), str(row.place), row.worth,
        ],
    ),
    MEETINGS: (
        (_MEETING, _("Kind"), _("Day"), _("Area"), _("State")),
        lambda row: [
            row.title, row.get_kind_display(), _iso(row.occasion.day), str(row.area), row.get_state_display(),
        ],
    ),
    DECISIONS: (
        (_MEETING, _("Day"), _("Area"), _("Unit")),
        lambda row: [
            row.meeting.title,
            _iso(row.meeting.occasion.day),
            str(row.meeting.area),
            str(row.order.unit) if row.order else "",
        ],
    ),
}  # fmt: skip


def _iso(day: dt.date) -> str:
    return wording.day(day, "iso")
