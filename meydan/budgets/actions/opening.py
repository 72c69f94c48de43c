"""From review to the ballot: by itself on its day, or by the officer's hand."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots import actions as ballots
from meydan.ballots.models import Poll
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

PREPARED = Poll.State.PREPARED


@action
def open_ballot(*, by: Person | None, round: Round, leave_undecided: bool = False) -> Round:
    """Write the list of projects, where it is not written, and let people vote.

    Ideas nobody decided on end so, if an officer says they shall.
    """
    must_open(by, round.area)
    held = lock(round)
    if held.state != Round.State.PUBLISHED:
        raise Refusal(_("This round is not published."))
    if held.poll is not None and held.poll.state != PREPARED:
        raise Refusal(_("The ballot of this round was opened already."))
    if stage_of(held, timezone.localdate()) != Stage.BALLOT:
        raise Refusal(_("The ballot opens on the days it was announced for. Move the stages first."))
    undecided = 0
    if held.poll is None:
        undecided = len(listing(held).undecided)
        if undecided and not leave_undecided:
            said = _("Ideas are not decided on. Have them decided, or say that they end so.")
            raise Refusal(said, field="leave_undecided")
        held.poll = write_list(by=by, round=held)
    ballots.open_poll(by=by, poll=held.poll, rulebook=rulebook_of(held))
    note("budgets.open_ballot", on=held, area=held.area_id, undecided=undecided)
    return held


@action
def move_on(*, by: Person | None, round: Round) -> str:
    """What is due today by the round's days; done again, it does nothing. Says what it did: "" is nothing.

    Giving ideas to units, closing and counting have tasks of their own.
    """
    held = lock(round)
    is_written = held.poll is not None
    if held.state != Round.State.PUBLISHED or (held.poll is not None and held.poll.state != PREPARED):
        return ""
    stage = stage_of(held, timezone.localdate())
    if stage == Stage.BALLOT:
        if is_written or checklist.is_ready(held):
            open_ballot(by=by, round=held)
            return "opened"
        return "told" if tell_officers(by=by, round=held, about="not_opened") else ""
    if stage in {Stage.COUNT, Stage.CARRYING_OUT}:
        return "told" if tell_officers(by=by, round=held, about="never_opened") else ""
    return ""
