"""Paper: printed in batches, handed out against the register, typed by two people, settled by a third."""

from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots import rules
from meydan.ballots.actions.casting import Came, check, entitle, fill, log_line, standing, write_down
from meydan.ballots.marks import Marks, checked
from meydan.ballots.models import Ballot, Batch, Channel, Entitlement, Entry, Option, Pot, Sheet, Station
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.models import Person

MOST_SHEETS: Final = 500  # in a batch: what a printer and a box hold

State = Sheet.State
Read = dict[str, Any]  # what somebody reads on a sheet: {"options": […], "points": […]} or {"invalid": "why"}


@action
def print_batch(*, by: Person, station: Station, pot: Pot, size: int, is_sample: bool = False) -> Batch:
    if not rules.may_lead(by, station.poll):
        raise Refusal(_("Only whoever leads this ballot has paper printed for it."))
    if not rules.takes_votes(station):
        raise Refusal(_("Nobody can vote at this station now: it is closed, or the ballot is not open."))
    if not 1 <= size <= MOST_SHEETS:
        raise Refusal(_("A batch has one to five hundred sheets. Print another for more."), field="size")
    batch = Batch.objects.create(
        poll=station.poll,
        pot=pot,
        station=station,
        size=size,
        printed_by=by,
        printed_at=timezone.now(),
        is_sample=is_sample,
    )
    note("ballots.print_batch", on=batch, area=station.venue.area_id, size=size)
    return batch


@action
def hand_out(*, by: Person, batch: Batch, person: Person) -> Entitlement:
    """One sheet to one person: from now on they have no other ballot of this pot, by whatever way.

    Which sheet it was is not noted, and staff hand them out as they lie, so what comes back leads to nobody.
    """
    station = batch.station
    if not rules.may_serve(by, station):
        raise Refusal(_("Only staff of this place serve at its station."))
    if not rules.takes_votes(station):
        raise Refusal(_("Nobody can vote at this station now: it is closed, or the ballot is not open."))
    poll = standing(batch.poll_id)
    among = rules.pots_around(poll, person, batch.pot_id)
    check(person, poll, among)
    pot = next(one for one in among if one.pk == batch.pot_id)
    held = entitle(person, pot, among, Came(Channel.PAPER, station, batch))
    if held is None:
        raise Refusal(_("They have this ballot already, here or elsewhere. Nobody gets a second one."))
    left = Batch.objects.filter(pk=batch.pk, handed__lt=F("size") - F("spoiled"))
    if not left.update(handed=F("handed") + 1):
        raise Refusal(_("No sheet of this batch is left. Take another batch, or have one printed."), field="batch")
    write_down(by, held, pot, None)
    note("ballots.hand_out", on=batch, area=station.venue.area_id)
    return held


@action
def exchange_sheet(*, by: Person, batch: Batch) -> Batch:
    """A voter spoiled a sheet and gives it back for another: it is destroyed, and no ballot comes of it."""
    if not rules.may_serve(by, batch.station):
        raise Refusal(_("Only staff of this place serve at its station."))
    left = Batch.objects.filter(pk=batch.pk, spoiled__lt=F("size") - F("handed"), handed__gt=0)
    if not left.update(spoiled=F("spoiled") + 1):
        raise Refusal(_("There is no sheet left to exchange it for."))
    note("ballots.exchange_sheet", on=batch, area=batch.station.venue.area_id)
    return batch


@action
def type_sheet(*, by: Person, batch: Batch, number: int, said: Read) -> Sheet:
    """What one person reads on a sheet. The second time it counts where both read the same; else a third looks."""
    _must_type(by, batch)
    if not 1 <= number <= batch.size:
        raise Refusal(_("This batch has no sheet of this number. Look at the number under its code."), field="number")
    said = _sound(batch, said)
    sheet, is_new = _first_or_found(by, batch, number, said)
    if is_new:
        note("ballots.type_sheet", on=batch, area=batch.station.venue.area_id, number=number)
        return sheet
    if sheet.state != State.TYPED_ONCE:
        raise Refusal(_("This sheet was typed twice already."), field="number")
    if sheet.first_by_id == by.pk:
        raise Refusal(
            _("You typed this sheet the first time. Another person types it the second time."), field="number"
        )
    same = sheet.first_marks == said
    waiting = Sheet.objects.filter(pk=sheet.pk, state=State.TYPED_ONCE)
    if not waiting.update(
        second_marks=said, second_by=by, state=_state_of(said) if same else State.DIFFERENT, reason=_reason(said, same)
    ):
        raise Refusal(_("This sheet was typed twice already."), field="number")
    if same:
        _accept(by, batch, said)
    note("ballots.type_sheet", on=batch, area=batch.station.venue.area_id, number=number, alike=same)
    sheet.refresh_from_db()
    return sheet


@action
def settle_sheet(*, by: Person, sheet: Sheet, said: Read) -> Sheet:
    """A third person, with the paper in hand, says what stands on it."""
    _must_type(by, sheet.batch)
    if not rules.may_settle(by, sheet):
        raise Refusal(_("Whoever typed this sheet does not settle it: a third person looks at the paper."))
    said = _sound(sheet.batch, said)
    different = Sheet.objects.filter(pk=sheet.pk, state=State.DIFFERENT)
    if not different.update(state=_state_of(said), resolved_by=by, reason=_reason(said, True)):
        raise Refusal(_("Somebody settled this sheet just now."))
    _accept(by, sheet.batch, said)
    note("ballots.settle_sheet", on=sheet.batch, area=sheet.batch.station.venue.area_id, number=sheet.number)
    sheet.refresh_from_db()
    return sheet


def _first_or_found(by: Person, batch: Batch, number: int, said: Read) -> tuple[Sheet, bool]:
    try:
        with transaction.atomic():
            return Sheet.objects.create(
                batch=batch, number=number, state=State.TYPED_ONCE, first_marks=said, first_by=by
            ), True
    except IntegrityError:
        return Sheet.objects.get(batch=batch, number=number), False


def _sound(batch: Batch, said: Read) -> Read:
    """In the one form marks are kept in. What a ballot cannot say is typed as not valid, with a reason."""
    if "invalid" in said:
        return {"invalid": str(said["invalid"])}
    pot = Pot.objects.select_related("poll").get(pk=batch.pot_id)
    try:
        return checked(pot, list(Option.objects.filter(pot=pot)), Marks.of(said)).kept()
    except Refusal as refusal:
        raise Refusal(
            _("%(why)s If the sheet says so, it is not valid: write that below.") % {"why": refusal.sentence},
            field="marks",
        ) from None


def _accept(by: Person, batch: Batch, said: Read) -> Ballot:
    """Into the register, if so many sheets were handed out: a box never holds more than that.

    A sheet that is not valid is a voter who chose nothing: it counts in the turnout and for no project.
    """
    fits = Batch.objects.filter(pk=batch.pk, accepted__lt=F("handed"))
    if not fits.update(accepted=F("accepted") + 1):
        raise Refusal(
            _(
                "More sheets of this batch came back than were handed out. Lay this one aside, and tell whoever leads "
                "the ballot."
            ),
            field="number",
        )
    pot = Pot.objects.select_related("poll", "area").get(pk=batch.pot_id)
    ballot = Ballot(poll=pot.poll, pot=pot, channel=Channel.PAPER, station=batch.station, batch=batch)
    ballot.is_sample = batch.is_sample
    fill(ballot, pot, Marks() if "invalid" in said else Marks.of(said))
    ballot.save(force_insert=True)
    log_line(ballot, Entry.Act.CAST)
    return ballot


def _state_of(said: Read) -> str:
    return State.INVALID if "invalid" in said else State.ACCEPTED


def _reason(said: Read, same: bool) -> str:
    return str(said.get("invalid", ""))[:300] if same else ""


def _must_type(by: Person, batch: Batch) -> None:
    """Holds the poll as it stands: whoever seals its log waits for this, or is first and this is refused."""
    if not rules.may_serve(by, batch.station):
        raise Refusal(_("Only staff of this place serve at its station."))
    batch.poll = standing(batch.poll_id)
    if not rules.takes_paper(batch.poll):
        raise Refusal(_("Paper of this ballot is not typed now: the ballot is not open, or its log is sealed."))
