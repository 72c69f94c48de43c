"""Calls from the queue: one is taken, the number is shown once, and it is said what became of it."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling import contacts, times
from meydan.counseling.actions.closing import see
from meydan.counseling.actions.desk import counselor_of
from meydan.counseling.models import Call, Case, Counselor
from meydan.counseling.occasions import COUNSELING
from meydan.counseling.queries import calls as queries
from meydan.counseling.rules import desk as rules
from meydan.journal.action import action, note
from meydan.participation import actions as participation
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person

State = Call.State
AT_ONCE = 8  # heads of the queue tried, where others take at the same moment


@action
def take_call(*, by: Person) -> Call:
    """The next one that this counselor can call, by the queue's order. Of two who take at once, each has another."""
    counselor, now = counselor_of(by), timezone.now()
    while calls := list(queries.ready(counselor, times.policy(counselor.area), now)[:AT_ONCE]):
        for call in calls:  # if others take all of these in the meantime, there may be more behind them
            if _is_taken(counselor, call, now):
                note("counseling.take_call", on=call, area=call.area_id, urgent=call.is_urgent)
                call.refresh_from_db()
                return call
    raise Refusal(_("No call waits for you now."))


def _is_taken(counselor: Counselor, call: Call, now: dt.datetime) -> bool:
    waits = Call.objects.filter(pk=call.pk, state=State.WAITING)
    try:
        with transaction.atomic():
            return bool(waits.update(state=State.TAKEN, counselor=counselor, taken_at=now, shown_at=None))
    except IntegrityError:
        raise Refusal(_("You have a call in hand. Say first what became of it.")) from None


@action
def show_number(*, by: Person, call: Call) -> Call:
    """Once each time the call is taken. Whoever shows it opens the file for it (`files.opened`)."""
    counselor, now = counselor_of(by), timezone.now()
    own = Call.objects.filter(pk=call.pk, state=State.TAKEN, counselor=counselor)
    if not own.filter(shown_at=None).update(shown_at=now):
        raise Refusal(
            _("The number was shown already. If you need it again, put the call back into the queue and take it anew.")
            if own.exists()
            else _("This call is no longer in your hands.")
        )
    note("counseling.show_number", on=call, area=call.area_id)
    call.shown_at = now
    return call


@action
def reach(*, by: Person, call: Call) -> Call:
    """They spoke: who had no counselor is this one's client from now on."""
    row, now = _in_hand(by, call), timezone.now()
    counselor = counselor_of(by)
    row.state, row.ended_at, row.tries = State.REACHED, now, row.tries + 1
    row.save(update_fields=["state", "ended_at", "tries"])
    Case.objects.filter(pk=row.case_id, counselor=None).update(counselor=counselor)
    see(row.case)
    participation.record(
        by=by,
        door=COUNSELING,
        kind=COUNSELING,
        subject=row,
        day=timezone.localdate(now),
        area=row.area,
        channel=Channel.PHONE,
        evidence=Evidence.ROLL_CALL,
        is_sample=row.is_sample,
    )
    note("counseling.reach", on=row, area=row.area_id, tries=row.tries)
    return row


@action
def miss_call(*, by: Person, call: Call) -> Call:
    """Nobody answered: tried again after half an hour, in its old place; after the third time it is closed."""
    row, now = _in_hand(by, call), timezone.now()
    row.tries += 1
    if row.tries < rules.MOST_TRIES:
        _back(row, now + rules.PUT_OFF)
    else:
        row.state, row.ended_at = State.UNREACHED, now
        row.save(update_fields=["state", "ended_at", "tries"])
        contacts.tell(
            by=None,
            case=row.case,
            template="counseling.unreached",
            text=_("We could not reach you by telephone. You can ask on Meydan again."),
            cause=row,
        )
    note("counseling.miss_call", on=row, area=row.area_id, tries=row.tries)
    return row


@action
def give_back_call(*, by: Person, call: Call) -> Call:
    """Somebody else is to call: it stands where it stood."""
    row = _in_hand(by, call)
    _back(row, row.not_before)
    note("counseling.give_back_call", on=row, area=row.area_id)
    return row


@action
def free_lost_calls(*, by: None = None) -> int:
    """Whoever took them has forgotten to say what became of them: back into the queue, in their old place."""
    freed = 0
    for call in queries.lost(timezone.now() - rules.LOST).select_for_update(no_key=True):
        _back(call, call.not_before)
        note("counseling.free_call", on=call, area=call.area_id)
        freed += 1
    return freed


@action
def cancel_call(*, by: None = None, call: Call) -> Call:
    """By the client, as long as nobody is calling."""
    changed = Call.objects.filter(pk=call.pk, state=State.WAITING).update(state=State.CANCELED, ended_at=timezone.now())
    if not changed:
        raise Refusal(_("This call does not wait any more: somebody is calling you, or it is over."))
    note("counseling.cancel_call", on=call, area=call.area_id)
    call.refresh_from_db()
    return call


def _in_hand(by: Person, call: Call) -> Call:
    rows = Call.objects.select_for_update(no_key=True, of=("self",)).select_related("case", "area")
    row = rows.get(pk=call.pk)
    if not rules.makes(counselor_of(by), row):
        raise Refusal(_("This call is no longer in your hands."))
    return row


def _back(row: Call, not_before: dt.datetime) -> None:
    row.state, row.counselor, row.taken_at, row.shown_at, row.not_before = State.WAITING, None, None, None, not_before
    row.save(update_fields=["state", "counselor", "taken_at", "shown_at", "not_before", "tries"])
