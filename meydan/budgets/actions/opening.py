"""From review to the ballot: by itself on its day, or by the officer's hand."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots import actions as ballots
from meydan.base.refusal import Refusal
from meydan.budgets import checklist
from meydan.budgets.actions.listing import write_list
from meydan.budgets.actions.round_telling import tell_officers
from meydan.budgets.actions.rounds import lock, must_open
from meydan.budgets.listing import listing
from meydan.budgets.models import Round
from meydan.budgets.rulebook import rulebook_of
from meydan.budgets.rules.rounds import Stage, stage_of
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def open_ballot(*, by: Person | None, round: Round, leave_undecided: bool = False) -> Round:
    """Write the list of projects and let people vote. Ideas nobody decided on end so, if an officer says they shall."""
    must_open(by, round.area)
    held = lock(round)
    if held.state != Round.State.PUBLISHED:
        raise Refusal(_("This round is not published."))
    if held.poll_id is not None:
        raise Refusal(_("The ballot of this round was opened already."))
    today = timezone.localdate()
    if stage_of(held, today) != Stage.BALLOT:
        raise Refusal(_("The ballot opens on the days it was announced for. Move the stages first."))
    found = listing(held)
    if found.undecided and not leave_undecided:
        raise Refusal(
            _("Ideas are not decided on. Have them decided, or say that they end so."), field="leave_undecided"
        )
    poll = write_list(by=by, round=held)
    ballots.open_poll(by=by, poll=poll, rulebook=rulebook_of(held))
    note("budgets.open_ballot", on=held, area=held.area_id, options=found.count, undecided=len(found.undecided))
    return held


@action
def move_on(*, by: Person | None, round: Round) -> str:
    """What is due today by the round's days; done again, it does nothing. Says what it did: "" is nothing.

    Giving ideas to units, closing and counting have tasks of their own.
    """
    held = lock(round)
    if held.state != Round.State.PUBLISHED or held.poll_id is not None:
        return ""
    stage = stage_of(held, timezone.localdate())
    if stage == Stage.BALLOT:
        if checklist.is_ready(held):
            open_ballot(by=None, round=held)
            return "opened"
        return "told" if tell_officers(by=None, round=held, about="not_opened") else ""
    if stage in {Stage.COUNT, Stage.CARRYING_OUT}:
        return "told" if tell_officers(by=None, round=held, about="never_opened") else ""
    return ""
