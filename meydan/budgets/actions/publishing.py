"""A round comes before everybody, or is cancelled."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ambassadors import actions as ambassadors
from meydan.ballots import actions as ballots
from meydan.base.refusal import Refusal
from meydan.budgets import checklist, schedule
from meydan.budgets.actions.round_telling import tell_later
from meydan.budgets.actions.rounds import lock, must_open
from meydan.budgets.models import Round
from meydan.budgets.rules import rounds as rules
from meydan.journal.action import action, note
from meydan.people.models import Person

DOOR = "budgets"
State = Round.State


@action
def publish(*, by: Person, round: Round) -> Round:
    """Everybody sees it, ambassadors can apply, and ideas come in from its first day on."""
    must_open(by, round.area)
    held = lock(round)
    if held.state != State.DRAFT:
        raise Refusal(_("This round was published or cancelled already. Open the page again."))
    if checklist.missing(checklist.before_publishing(held)):
        raise Refusal(_("The round is not ready yet: see the list of what is missing."))
    held.state, held.published_at = State.PUBLISHED, timezone.now()
    held.call = ambassadors.open_call(
        by=by,
        door=DOOR,
        activity=held.pk,
        area=held.area,
        title=held.title,
        url=reverse("budgets:round", args=[held.pk]),
        ends_on=schedule.last_day_to_help(held),
        is_sample=held.is_sample,
    )
    held.save(update_fields=["state", "published_at", "call"])
    note("budgets.publish", on=held, area=held.area_id, number=held.number, ideas_from=held.ideas_from)
    return held


@action
def cancel_round(*, by: Person, round: Round, reason: str) -> Round:
    """What was proposed is kept, and whoever took part reads why. Once a ballot is closed people have decided."""
    must_open(by, round.area)
    held = lock(round)
    if not rules.can_cancel(held):
        raise Refusal(_("A round whose ballot is closed is not cancelled any more: people have decided."))
    if not reason.strip():
        raise Refusal(_("Say why; everybody concerned reads it."), field="reason")
    was_public = held.state == State.PUBLISHED
    held.state, held.cancel_reason = State.CANCELLED, reason
    held.save(update_fields=["state", "cancel_reason"])
    if held.poll is not None and held.poll.state in ("prepared", "open"):
        ballots.void(by=by, poll=held.poll, reason=reason)
    if held.call is not None:
        ambassadors.close_call(by=by, call=held.call)
    if was_public:
        tell_later(held, "cancelled")
    note("budgets.cancel_round", on=held, area=held.area_id, was_public=was_public)
    return held
