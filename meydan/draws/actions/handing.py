"""What becomes of prizes: handed over with evidence, or to the next reserve by the rule."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.draws import livewire, queries, rules
from meydan.draws.actions.holding import in_state, must_run, step
from meydan.draws.models import Draw, Place
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.people.models import Person

if TYPE_CHECKING:
    from django.core.files.base import File


@action
def hand_over(*, by: Person, place: Place, evidence: "File[Any]", words: str = "") -> Place:
    """The winner has the prize; a photo of the signed receipt, or of the handing over, stays as evidence."""
    row = _waiting(by, place)
    row.evidence.save(evidence.name or "evidence", evidence, save=False)
    _settle(row, by, Place.State.HANDED_OVER, words)
    row.save(update_fields=["evidence", "state", "settled_at", "settled_by", "note"])
    note("draws.hand_over", on=row, area=row.draw.area_id, order=row.order)
    _close_if_done(row.draw)
    livewire.tell(row.draw)
    return row


@action
def replace(*, by: Person, place: Place, why: Place.State, words: str = "") -> Place | None:
    """Give the prize to the next reserve: at once where the winner declines, after the rule's days where they do not
    answer. None when no reserve is left.
    """
    row = _waiting(by, place)
    now = timezone.now()
    if why not in {Place.State.UNREACHABLE, Place.State.DECLINED}:
        raise Refusal(_("Say whether the winner declined or could not be reached."), field="why")
    if why == Place.State.UNREACHABLE and not rules.may_be_replaced(row, now):
        from_ = rules.unreachable_from(row)
        until = base_wording.moment(from_) if from_ else "—"
        raise Refusal(
            _("By the rule, this winner has until %(until)s to answer. Try to reach them until then.")
            % {"until": until},
            field="why",
        )
    _settle(row, by, why, words)
    row.save(update_fields=["state", "settled_at", "settled_by", "note"])
    after = queries.reserves(row.draw).first()
    if after is not None:
        after.state, after.prize, after.instead_of = Place.State.DRAWN, row.prize, row
        after.save(update_fields=["state", "prize", "instead_of"])
        named("meydan.draws.tasks.tell_winners").enqueue(row.draw_id)
    note("draws.replace", on=row, area=row.draw.area_id, order=row.order, by_order=after.order if after else 0)
    _close_if_done(row.draw)
    livewire.tell(row.draw)
    return after


def _waiting(by: Person, place: Place) -> Place:
    draw = in_state(place.draw, Draw.State.DRAWN)
    must_run(by, draw)
    if draw.shown_at is None:
        raise Refusal(_("First all winners are shown, then prizes are handed over."))
    row = Place.objects.select_related("ticket__person", "prize").get(pk=place.pk)
    if row.state != Place.State.DRAWN:
        raise Refusal(
            _("This place is settled already: %(state)s. Open the list again.") % {"state": row.get_state_display()}
        )
    row.draw = draw
    return row


def _settle(row: Place, by: Person, state: Place.State, words: str) -> None:
    row.state, row.settled_at, row.settled_by, row.note = state, timezone.now(), by, words


def _close_if_done(draw: Draw) -> None:
    if not draw.places.filter(state=Place.State.DRAWN).exists():
        step(draw, state=Draw.State.CLOSED, closed_at=timezone.now())
        note("draws.close", on=draw, area=draw.area_id)
