"""A stage that does not take place, before it was published: its agencies are told, and its council does not meet."""

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns.actions.stages import lock
from meydan.campaigns.actions.telling import tell_of_stage
from meydan.campaigns.models import Stage
from meydan.campaigns.rules import stages as rules
from meydan.journal.action import action, note
from meydan.meetings import actions as meetings
from meydan.meetings import queries
from meydan.meetings.models import Meeting
from meydan.people.models import Person


@action
def call_off(*, by: Person | None, stage: Stage, reason: str) -> Stage:
    """For good. Of a draft no agency was told anything yet, nor is now."""
    held = lock(by, stage)
    if not rules.can_call_off(held):
        raise Refusal(_("Only before it is published can a stage be called off here."))
    reason = reason.strip()[:200]
    if not reason:
        raise Refusal(_("Say why it is called off; those who come will read it."), field="reason")
    is_known = held.state != Stage.State.DRAFT
    held.state = Stage.State.CALLED_OFF
    held.save(update_fields=["state", "changed_at"])
    for meeting in queries.about("campaigns", held.pk).filter(state=Meeting.State.CALLED):
        meetings.cancel(by=None, meeting=meeting, reason=reason)
    told = tell_of_stage(by, held, [], reason) if is_known else 0
    note("campaigns.call_off", on=held, area=held.area_id, number=held.number, told=told)
    return held
