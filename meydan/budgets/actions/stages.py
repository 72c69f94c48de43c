"""Moving the stages of a round: an edge is the end of one stage and the beginning of the next."""

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ambassadors import actions as ambassadors
from meydan.ballots import actions as ballots
from meydan.base.refusal import Refusal
from meydan.budgets import schedule
from meydan.budgets.actions.round_telling import tell_later
from meydan.budgets.actions.rounds import lock, must_open
from meydan.budgets.models import Round
from meydan.budgets.models.round import EDGES
from meydan.budgets.rules import rounds as rules
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def move_stages(*, by: Person, round: Round, days: Mapping[str, dt.date], reason: str = "") -> Round:
    """Give edges other days; those not named stay. Once published everybody concerned is told."""
    must_open(by, round.area)
    held = lock(round)
    wanted = {name: day for name, day in days.items() if getattr(held, name) != day}
    if not wanted:
        raise Refusal(_("Nothing moves: these are the days it has."))
    check(held, days, timezone.localdate())
    is_public = held.state == Round.State.PUBLISHED
    if is_public and not reason.strip():
        raise Refusal(_("Say why; everybody concerned reads it."), field="reason")
    for name, day in wanted.items():
        setattr(held, name, day)
    if is_public:
        held.moved, held.move_reason = held.moved + 1, reason
    held.save(update_fields=[*wanted, "moved", "move_reason"])
    if is_public:
        _along(by, held, wanted, reason)
    note("budgets.move_stages", on=held, area=held.area_id, moved=held.moved, **wanted)
    return held


def check(held: Round, days: Mapping[str, dt.date], today: dt.date) -> None:
    """Raise a refusal that names the edge that cannot stand where it is wanted."""
    edges = {name: days.get(name, getattr(held, name)) for name in EDGES}
    can = rules.movable(held, today)
    for name, day in edges.items():
        if day == getattr(held, name):
            continue
        if name not in can:
            raise Refusal(_("This day has come already and cannot move any more."), field=name)
        if held.state == Round.State.PUBLISHED and day <= today and name != "ends_on":
            raise Refusal(
                _("A stage begins tomorrow at the earliest, so that everybody hears of it before."), field=name
            )
        if name == "ballot_from" and held.poll_id is not None:
            raise Refusal(_("The list of projects is written: the ballot begins as it was told."), field=name)
        if name == "count_from" and held.poll is not None and (held.poll.state != "open" or day < held.count_from):
            said = _("Once the list is written, only an open ballot’s closing moves, and only later.")
            raise Refusal(said, field=name)
    for first, second in pairwise(EDGES):
        last_one = second == "ends_on"
        if edges[second] < edges[first] or (edges[second] == edges[first] and not last_one):
            raise Refusal(
                _("“%(second)s” must begin after “%(first)s”; each stage has at least a day.")
                % {"first": schedule.EDGE_NAMES[first], "second": schedule.EDGE_NAMES[second]},
                field=second,
            )


def _along(by: Person, held: Round, wanted: Mapping[str, dt.date], reason: str) -> None:
    """What hangs on these days moves with them."""
    if "count_from" in wanted and held.poll is not None and held.poll.state == "open":
        ballots.put_off_closing(by=by, poll=held.poll, closes_at=schedule.midnight(held.count_from), reason=reason)
    if "count_from" in wanted and held.call is not None:
        ambassadors.change_call(by=by, call=held.call, title=held.title, ends_on=schedule.last_day_to_help(held))
    tell_later(held, "moved")
