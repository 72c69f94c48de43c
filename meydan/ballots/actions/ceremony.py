"""The ceremony before oversight: who stands at it, commitments, dice typed twice, secrets, and what comes of it."""

import re
from collections.abc import Sequence
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots import chance, rules
from meydan.ballots.actions.closing import held, must_run
from meydan.ballots.models import Ceremony, Opening, Overseer, Poll
from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.engines import drawing
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.people.models import Person

_COMMITMENT: Final = re.compile(r"[0-9a-f]{64}")


@action
def appoint_overseer(*, by: Person, poll: Poll, person: Person, body: str) -> Overseer:
    """Name somebody who holds the role for this area, and the body they represent."""
    row = held(poll)
    must_run(by, row)
    ceremony, _made = Ceremony.objects.get_or_create(poll=row)
    if not rules.may_change_overseers(ceremony):
        raise Refusal(_("Dice were read already: who stands at this ceremony does not change any more."))
    if not rules.may_oversee(person, row.area):
        raise Refusal(
            _("This person is no oversight representative for this area. An administrator gives the role."),
            field="person",
        )
    if not person.name.strip():
        raise Refusal(_("The minutes need a name, and this person has given none."), field="person")
    number = (ceremony.overseers.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            overseer = Overseer.objects.create(
                ceremony=ceremony, person=person, number=number, name=person.name, body=body
            )
    except IntegrityError:
        raise Refusal(_("This person stands at the ceremony already."), field="person") from None
    note("ballots.appoint_overseer", on=row, area=row.area_id, person=person.key)
    return overseer


@action
def dismiss_overseer(*, by: Person, overseer: Overseer) -> None:
    ceremony = _held(overseer.ceremony)
    must_run(by, ceremony.poll)
    if not rules.may_change_overseers(ceremony):
        raise Refusal(_("Dice were read already: who stands at this ceremony does not change any more."))
    note("ballots.dismiss_overseer", on=ceremony.poll, area=ceremony.poll.area_id, person=overseer.person.key)
    Overseer.objects.filter(pk=overseer.pk).delete()


@action
def commit(*, by: Person, ceremony: Ceremony, commitment: str, instead_of: str = "") -> Overseer:
    """Bind an overseer to a secret that only their phone knows; a lost one is replaced by naming what it replaces."""
    row = _held(ceremony)
    overseer = _overseer(by, row)
    if not rules.may_commit(row):
        raise Refusal(_("Secrets are committed before dice are read, and that time is over."))
    if not _COMMITMENT.fullmatch(commitment):
        raise Refusal(_("Your phone has sent no commitment. Open the page again and make your secret anew."))
    waiting = Overseer.objects.filter(pk=overseer.pk, commitment=instead_of)
    if not waiting.update(commitment=commitment, committed_at=timezone.now()):
        raise Refusal(_("You have committed to a secret already, perhaps on another phone. Open the page again."))
    note("ballots.commit", on=row.poll, area=row.poll.area_id, overseer=overseer.number, again=bool(instead_of))
    overseer.refresh_from_db()
    return overseer


@action
def read_dice(*, by: Person, ceremony: Ceremony, values: str) -> Ceremony:
    """What one person reads off the table; it counts when two people, an overseer among them, have read the same.

    Nobody is shown what another one typed, and everybody may correct their own until two agree.
    """
    row = _held(ceremony)
    mine = Overseer.objects.filter(ceremony=row, person=by).first()
    if mine is None and not rules.may_run(by, row.poll.area):
        raise Refusal(_("The dice are read by the budgeting officer and the overseers."))
    if not rules.may_read_dice(row):
        raise Refusal(
            _("Dice are read after the log is sealed and all overseers are bound, and until two people agree.")
        )
    dice = drawing.read_dice(values)
    if dice is None:
        said = _("Type %(count)s numbers from 1 to 6, in the order in which the dice lie.")
        raise Refusal(said % {"count": wording.number(drawing.DICE)}, field="values")
    read = "".join(map(str, dice))
    if mine is not None:
        mine.dice = read
        mine.save(update_fields=["dice"])
    else:
        row.officer_dice, row.officer_dice_by = read, by
        row.save(update_fields=["officer_dice", "officer_dice_by"])
    note("ballots.read_dice", on=row.poll, area=row.poll.area_id)
    overseers = row.overseers.filter(dice=read).count()
    if overseers and overseers + (row.officer_dice == read) > 1:
        row.dice, row.rolled_at = read, timezone.now()
        row.save(update_fields=["dice", "rolled_at"])
        note("ballots.dice_agreed", on=row.poll, area=row.poll.area_id)
    return row


@action
def reveal(*, by: Person, ceremony: Ceremony, secret: str) -> Overseer:
    """Tell the secret committed to. When the last one has come, lots and openings are drawn."""
    row = _held(ceremony)
    overseer = _overseer(by, row)
    if overseer.secret:
        raise Refusal(_("You have revealed your secret already."))
    if not rules.may_reveal(overseer):
        raise Refusal(_("First the dice are read by two people. Then secrets are revealed."))
    known = drawing.read_secret(secret) or drawing.phrase_secret(secret)
    if known is None or drawing.commitment(known, row.engine_id, str(overseer.number)) != overseer.commitment:
        raise Refusal(
            _("This is not the secret you committed to. Look for the right one and try again."), field="secret"
        )
    overseer.secret, overseer.revealed_at = known, timezone.now()
    overseer.save(update_fields=["secret", "revealed_at"])
    note("ballots.reveal", on=row.poll, area=row.poll.area_id, overseer=overseer.number)
    if not row.overseers.filter(secret="").exists():
        named("meydan.ballots.tasks.draw_lots").using(priority=50).enqueue(row.poll_id)
    return overseer


@action
def begin_anew(*, by: Person, ceremony: Ceremony, reason: str) -> Ceremony:
    """Somebody's secret stays away: all of it once more, with other secrets and dice. What was is told in public."""
    row = _held(ceremony)
    must_run(by, row.poll)
    if not rules.may_begin_anew(row):
        raise Refusal(_("There is nothing to begin anew: nothing was read yet, or every secret is revealed."))
    if not reason.strip():
        raise Refusal(_("Say why; everybody reads this sentence."), field="reason")
    row.earlier = [*row.earlier, chance.attempt(row, list(row.overseers.order_by("number")), reason)]
    row.attempt += 1
    row.dice, row.rolled_at, row.officer_dice, row.officer_dice_by = "", None, "", None
    row.save()
    row.overseers.update(commitment="", committed_at=None, dice="", secret="", revealed_at=None)
    note("ballots.begin_anew", on=row.poll, area=row.poll.area_id, attempt=row.attempt)
    return row


@action
def keep_lots(*, by: Person | None, poll: Poll, drawn: chance.Drawn) -> bool:
    """Keep what was drawn, once; False when somebody has kept it already."""
    row = _held(poll.ceremony)
    if row.seed:
        return False
    row.seed, row.lots, row.transcript = drawn.seed, drawn.lots, drawn.transcript.decode()
    row.drawn_at = timezone.now()
    row.save(update_fields=["seed", "lots", "transcript", "drawn_at"])
    Opening.objects.bulk_create(
        [Opening(poll=row.poll, index=index, order=order) for order, index in enumerate(drawn.openings, 1)],
        batch_size=500,
    )
    note("ballots.draw_lots", on=row.poll, area=row.poll.area_id, openings=len(drawn.openings), seed=drawn.seed)
    return True


@action
def keep_looks(*, by: Person, poll: Poll, looks: Sequence[tuple[int, bool]]) -> int:
    """Write down which opened lines hold, by their index; a line is judged once."""
    row = held(poll)
    if not rules.may_oversee(by, row.area):
        raise Refusal(_("Lines are opened by oversight representatives of this area."))
    now, kept = timezone.now(), 0
    for is_right in (True, False):
        chosen = [index for index, held_ in looks if held_ is is_right]
        waiting = Opening.objects.filter(poll=row, index__in=chosen, is_right__isnull=True)
        kept += waiting.update(is_right=is_right, looked_at=now, looked_by=by)
    if kept:
        wrong = sum(not held_ for _index, held_ in looks)
        note("ballots.open_lines", on=row, area=row.area_id, count=kept, wrong=wrong)
    return kept


def _held(ceremony: Ceremony) -> Ceremony:
    poll = held(ceremony.poll)
    found = Ceremony.objects.get(pk=ceremony.pk)
    found.poll = poll
    return found


def _overseer(person: Person, ceremony: Ceremony) -> Overseer:
    found = Overseer.objects.filter(ceremony=ceremony, person=person).first()
    if found is None:
        raise Refusal(_("You do not stand at this ceremony."))
    found.ceremony = ceremony
    return found
