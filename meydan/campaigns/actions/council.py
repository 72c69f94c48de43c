"""The coordination council of a stage («شورای هماهنگی»): whoever is invited to bring something presents it there."""

import datetime as dt

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns import wording
from meydan.campaigns.actions.stages import lock
from meydan.campaigns.models import Invited, Stage
from meydan.campaigns.rules import stages as rules
from meydan.journal.action import action, note
from meydan.meetings import actions as meetings
from meydan.meetings.models import Meeting
from meydan.people.models import Organization, Person
from meydan.places.models import Venue

LONGEST_TITLE = 160  # of a meeting
CLOSING, LEAST = 15, 3  # minutes: to close what is declared, and of one presentation


@action
def call_council(
    *,
    by: Person | None,
    stage: Stage,
    starts_at: dt.datetime,
    minutes: int,
    venue: Venue | None = None,
    place: str = "",
) -> Meeting:
    """All agencies and associations are invited but those that declined; each has an item, and the last one closes."""
    held = lock(by, stage)
    if not rules.can_invite(held):
        raise Refusal(_("Nobody can be invited to this stage any more."))
    rows = held.invited.exclude(state=Invited.State.DECLINED).select_related("organization__area")
    organizations = [row.organization for row in rows.order_by("organization__name", "pk")]
    if not organizations:
        raise Refusal(_("Invite agencies to the stage first."))
    if minutes < CLOSING + LEAST * len(organizations):
        raise Refusal(_("This is too short for so many presentations."), field="minutes")
    meeting = meetings.call(
        by=by,
        area=held.campaign.area,
        kind=Meeting.Kind.COORDINATION,
        title=_title(held),
        starts_at=starts_at,
        minutes=minutes,
        venue=venue,
        place=place,
        door="campaigns",
        subject=held.pk,
    )
    meetings.invite(by=by, meeting=meeting, organizations=organizations)
    each = (minutes - CLOSING) // len(organizations)
    for one in organizations:
        meetings.add_item(by=by, meeting=meeting, title=_brings(one), minutes=each, organization=one)
    meetings.add_item(by=by, meeting=meeting, title=_closing(), minutes=CLOSING)
    note("campaigns.call_council", on=held, area=held.area_id, meeting=meeting.pk, invited=len(organizations))
    return meeting


# What is kept is in the language of the house, whoever calls the council; refusals are in theirs.


def _title(stage: Stage) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Coordination council · %(stage)s") % {"stage": wording.named(stage)}
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _brings(organization: Organization) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("What %(organization)s brings") % {"organization": organization}


def _closing() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("Closing what is declared")
