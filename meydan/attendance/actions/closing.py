"""Closing a roll: whoever was not marked was absent."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.attendance import rules
from meydan.attendance.actions.hearing import Hearing, hold, told
from meydan.attendance.actions.saying import roster_for
from meydan.attendance.models import Roll, State
from meydan.attendance.rules import Window
from meydan.attendance.sayings import Saying
from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def close(*, by: Person, occasion: Occasion) -> Roll:
    """Nothing more is added; those who are expected and have no mark are marked absent."""
    roster = roster_for(by, occasion)
    hearing = Hearing(by=by, occasion=occasion, roster=roster, keeper=rules.may_keep(by, roster, occasion))
    if not rules.may_mark(by, roster, hearing.roll, occasion, hearing.now):
        raise Refusal(_("This roll is not open."))
    if occasion.starts_at > hearing.now:
        raise Refusal(_("The session has not begun yet: close the roll after it."))
    missing = sorted(hearing.expected - set(hearing.by_person))
    hearing.hear([Saying(person=pk, state=State.ABSENT, at_desk=True, said_at=hearing.now) for pk in missing])
    hearing.keep()
    roll = hearing.roll
    roll.closed_at, roll.closed_by = hearing.now, by
    roll.save(update_fields=["closed_at", "closed_by"])
    note("attendance.close", on=roll, area=occasion.area_id, occasion=occasion.pk, **told(hearing))
    return roll


@action
def reopen(*, by: Person, occasion: Occasion) -> Roll:
    """To correct it. What closing said of those who were missing stays until it is said otherwise."""
    roster = roster_for(by, occasion)
    roll = hold(occasion)
    in_time = rules.roll_window(occasion, timezone.now()) is Window.OPEN
    if not in_time and not rules.may_keep(by, roster, occasion):
        raise Refusal(_("Three days have passed: ask a program officer to correct this roll."))
    roll.closed_at = roll.closed_by = None
    roll.save(update_fields=["closed_at", "closed_by"])
    note("attendance.reopen", on=roll, area=occasion.area_id, occasion=occasion.pk)
    return roll
