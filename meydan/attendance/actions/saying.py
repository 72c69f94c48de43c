"""Marks, walk-ins and head counts, as staff say them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from meydan.attendance import rosters, rules
from meydan.attendance.actions.hearing import Hearing, told
from meydan.attendance.models import Entry
from meydan.attendance.rosters import Roster
from meydan.attendance.sayings import Saying
from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion
from meydan.journal.action import action, note
from meydan.people.models import Person


def roster_for(by: Person, occasion: Occasion) -> Roster:
    """The door whose roll this is, for somebody who may call it."""
    roster = rosters.of(occasion)
    if roster is None or not (rules.may_call(by, roster, occasion) or rules.may_keep(by, roster, occasion)):
        raise Refusal(_("You cannot call the roll of this session."))
    return roster


@action
def say(*, by: Person, occasion: Occasion, sayings: Sequence[Saying]) -> list[Entry]:
    """Hear what a phone or a desk says. Each entry counts once, however often it is sent; a refused one is kept."""
    roster = roster_for(by, occasion)
    hearing = Hearing(by=by, occasion=occasion, roster=roster, keeper=rules.may_keep(by, roster, occasion))
    entries = hearing.hear(sayings)
    hearing.keep()
    if hearing.entries:
        note("attendance.say", on=hearing.roll, area=occasion.area_id, occasion=occasion.pk, **told(hearing))
    return entries


@action
def say_now(*, by: Person, occasion: Occasion, sayings: Sequence[Saying]) -> list[Entry]:
    """The same from a page: what is not taken over is refused at once, and nothing is kept."""
    entries = say(by=by, occasion=occasion, sayings=sayings)
    refused = next((entry for entry in entries if entry.outcome == Entry.Outcome.REFUSED), None)
    if refused:
        raise Refusal(Entry.Reason(refused.reason).label)
    return entries
