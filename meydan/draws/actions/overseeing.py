"""What overseers do, and what begins or ends their part: commit before the list is closed, dice, reveal, void."""

import datetime as dt
import re
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.draws import livewire, queries, rules, wording
from meydan.draws.actions.holding import held, in_state, must_run, step
from meydan.draws.models import DiceReading, Draw, Overseer
from meydan.engines import drawing
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

State = Draw.State
_COMMITMENT: Final = re.compile(r"[0-9a-f]{64}")


@action
def start_committing(*, by: Person, draw: Draw) -> Draw:
    """From here on the draw is public and its rule stands. Overseers are asked for their secrets."""
    row = in_state(draw, State.PREPARING)
    must_run(by, row)
    overseers = list(queries.overseers(row))
    if len(overseers) < rules.FEWEST_OVERSEERS:
        missing = rules.FEWEST_OVERSEERS - len(overseers)
        raise Refusal(
            ngettext(
                "Appoint %(count)s more overseer: three at least watch each other.",
                "Appoint %(count)s more overseers: three at least watch each other.",
                missing,
            )
            % {"count": base_wording.number(missing)}
        )
    if not queries.preview(row).entrants:
        raise Refusal(_("Nobody would be in this draw. Change whose participants have a ticket."))
    step(row, state=State.COMMITTING, committing_at=timezone.now())
    drafts = []
    for one in overseers:
        with in_language_of(one.person):
            drafts.append(messaging.Draft(one.person, "draws.appointed", wording.appointed(row), row))
    messaging.send_many(by=by, drafts=drafts)
    note("draws.start_committing", on=row, area=row.area_id, overseers=len(overseers))
    livewire.tell(row)
    return row


@action
def commit(*, by: Person, draw: Draw, commitment: str, instead_of: str = "") -> Overseer:
    """Bind an overseer to a secret that only their own phone knows. A lost one is replaced by naming the commitment it
    replaces, so that of two phones at once one wins and the other reads so.
    """
    row = held(draw)
    overseer = _overseer(by, row)
    if not rules.may_commit(overseer):
        raise Refusal(_("Secrets are committed before the list is closed, and that time is not now."))
    if not _COMMITMENT.fullmatch(commitment):
        raise Refusal(_("Your phone has sent no commitment. Open the page again and make your secret anew."))
    now = timezone.now()
    waiting = Overseer.objects.filter(pk=overseer.pk, commitment=instead_of)
    if not waiting.update(commitment=commitment, committed_at=now):
        raise Refusal(_("You have committed to a secret already, perhaps on another phone. Open the page again."))
    note("draws.commit", on=row, area=row.area_id, overseer=overseer.number, again=bool(instead_of))
    livewire.tell(row)
    overseer.refresh_from_db()
    return overseer


@action
def start_revealing(*, by: Person, draw: Draw) -> Draw:
    """The evening begins: dice, then reveals, each within the minutes the rule gives."""
    row = in_state(draw, State.FROZEN)
    must_run(by, row)
    now = timezone.now()
    _give_time(row, now, state=State.REVEALING, revealing_at=now)
    note("draws.start_revealing", on=row, area=row.area_id, until=row.reveal_by.isoformat() if row.reveal_by else "")
    livewire.tell(row)
    return row


@action
def read_dice(*, by: Person, draw: Draw, values: str) -> Draw:
    """What one person reads off the table. Two different people, an overseer among them, must have read the same.

    One reading a person, which they may correct until two agree. Nobody is shown what another one typed.
    """
    row = held(draw)
    if not _is_dice_reader(by, row):
        raise Refusal(_("The dice are read by the draw officer and the overseers."))
    if not rules.may_read_dice(row):
        raise Refusal(_("The dice are read after the evening has begun, and until two people agree."))
    if rules.is_late(row, timezone.now()):
        raise Refusal(_("The time is over; the draw is being declared void."))
    dice = drawing.read_dice(values)
    if dice is None:
        raise Refusal(
            _("Type %(count)s numbers from 1 to 6, in the order in which the dice lie.")
            % {"count": base_wording.number(drawing.DICE)},
            field="values",
        )
    now = timezone.now()
    read = "".join(map(str, dice))
    DiceReading.objects.update_or_create(draw=row, by=by, defaults={"values": read, "at": now})
    note("draws.read_dice", on=row, area=row.area_id)
    if _is_agreed(row, read):
        _give_time(row, now, dice=read, rolled_at=now)
        note("draws.dice_agreed", on=row, area=row.area_id)
    livewire.tell(row)
    return row


@action
def reveal(*, by: Person, draw: Draw, secret: str) -> Overseer:
    """Tell the secret committed to. When the last one has come, the order is computed."""
    row = held(draw)
    overseer = _overseer(by, row)
    now = timezone.now()
    if not rules.may_reveal(overseer, now):
        raise Refusal(_why_not_now(overseer, now))
    known = drawing.read_secret(secret) or drawing.phrase_secret(secret)
    if known is None or drawing.commitment(known, row.engine_id, str(overseer.number)) != overseer.commitment:
        raise Refusal(
            _("This is not the secret you committed to. Look for the right one and try again."), field="secret"
        )
    waiting = Overseer.objects.filter(pk=overseer.pk, reveal="")
    if not waiting.update(reveal=known, revealed_at=now):
        raise Refusal(_("You have revealed your secret already."))
    note("draws.reveal", on=row, area=row.area_id, overseer=overseer.number)
    if not row.overseers.filter(reveal="").exists():
        named("meydan.draws.tasks.draw").using(priority=50).enqueue(row.pk)
    livewire.tell(row)
    overseer.refresh_from_db()
    return overseer


@action
def void(*, by: Person | None, draw: Draw, reason: str) -> Draw:
    """Declare it void in public, before it was drawn; never after. Tickets stay what they were, and win nothing."""
    row = in_state(draw, *rules.BEFORE_DRAWING)
    if by is not None:
        must_run(by, row)
    if by is not None and row.state == State.REVEALING and not row.overseers.filter(reveal="").exists():
        raise Refusal(_("Every secret is revealed: the draw cannot be stopped any more."))
    step(row, state=State.VOID, void_reason=reason, voided_at=timezone.now())
    note("draws.void", on=row, area=row.area_id)
    livewire.tell(row)
    return row


def _overseer(person: Person, row: Draw) -> Overseer:
    found = Overseer.objects.select_for_update(of=("self",)).filter(draw=row, person=person).first()
    if found is None:
        raise Refusal(_("You do not oversee this draw."))
    found.draw = row
    return found


def _is_dice_reader(person: Person, row: Draw) -> bool:
    return rules.may_run(person, row.area) or row.overseers.filter(person=person).exists()


def _is_agreed(row: Draw, read: str) -> bool:
    readers = list(row.dice_readings.filter(values=read).values_list("by", flat=True))
    return len(readers) > 1 and row.overseers.filter(person__in=readers).exists()


def _give_time(row: Draw, now: dt.datetime, **changes: object) -> None:
    """Until when what comes next is to be done; a task looks at that moment whether it was."""
    step(row, **changes, reveal_by=now + dt.timedelta(minutes=row.reveal_minutes))
    named("meydan.draws.tasks.void_if_late").using(run_after=row.reveal_by).enqueue(row.pk)


def _why_not_now(overseer: Overseer, now: dt.datetime) -> str:
    draw = overseer.draw
    if draw.state != State.REVEALING:
        return _("Secrets are revealed in the evening of the draw, and that time is not now.")
    if overseer.reveal:
        return _("You have revealed your secret already.")
    if rules.is_late(draw, now):
        return _("The time to reveal is over; the draw is being declared void.")
    return _("First the dice are read by two people. Then secrets are revealed.")
