"""Closing the evaluation of a stage, so that its figures stand, and opening it again with a reason."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns import wording_closing as wording
from meydan.campaigns.actions.stages import hold
from meydan.campaigns.models import Closing, Cost, Delivery, Invited, Stage
from meydan.campaigns.queries import evaluation as queries
from meydan.campaigns.queries import promises, scoring
from meydan.campaigns.queries.delivering import both_sides, unsaid
from meydan.campaigns.queries.evaluation import Whole
from meydan.campaigns.queries.scoring import Card
from meydan.campaigns.rules import evaluation as rules
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person, Representative


@action
def close_evaluation(*, by: Person | None, stage: Stage, knowingly: bool = False) -> Closing:
    """While agencies may still speak and something is unsaid, only `knowingly`. Each agency that took part is sent its
    card; closed again, those of them whose card is another one.
    """
    held, today = _lock(by, stage), timezone.localdate()
    if rules.is_closed(held):
        raise Refusal(_("The evaluation is closed already."))
    if not rules.can_close(held, today):
        raise Refusal(_("An evaluation is closed once the last evening is over."))
    whole = Whole(held)
    waiting = 0 if rules.is_heard_out(held, today) else len(unsaid(both_sides(whole, today)))
    if waiting and not knowingly:
        raise Refusal(_("Of some evenings nobody has said what was held. Say that you close it all the same."))
    before = _cards_before(held)
    row = Closing.objects.create(
        stage=held,
        facts=queries.written(whole.facts),
        sums={name: getattr(whole.sums, name) for name in queries.MEASURES},
        closed_by=by,
        closed_at=timezone.now(),
    )
    held.evaluated_at = row.closed_at
    held.save(update_fields=["evaluated_at", "changed_at"])
    told = _tell(by, row, [card for card in _cards(whole) if before.get(card.invited.pk) != _mark(card)])
    note("campaigns.close_evaluation", on=row, area=held.area_id, stage=held.pk, told=told, unsaid=waiting, **row.sums)
    return row


@action
def reopen_evaluation(*, by: Person | None, stage: Stage, reason: str) -> Stage:
    """What was said and written down late takes its place among the rest."""
    held = _lock(by, stage)
    if not rules.can_reopen(held):
        raise Refusal(_("The evaluation is open already."))
    reason = reason.strip()[:300]
    if not reason:
        raise Refusal(_("Say why it is opened again; it stays beside its figures."), field="reason")
    row = Closing.objects.select_for_update().get(stage=held, reopened_at=None)
    row.reopened_by, row.reopened_at, row.reason = by, timezone.now(), reason
    row.save(update_fields=["reopened_by", "reopened_at", "reason"])
    held.evaluated_at, held.reopened_at = None, row.reopened_at
    held.save(update_fields=["evaluated_at", "reopened_at", "changed_at"])
    late = list(Delivery.objects.select_for_update().filter(promise__invited__stage=held, is_late=True).order_by("pk"))
    for said in late:
        _take_in(said)
    costs = Cost.objects.filter(stage=held, is_late=True).update(is_late=False)
    note("campaigns.reopen_evaluation", on=row, area=held.area_id, stage=held.pk, late=len(late), costs=costs)
    return held


def _lock(by: Person | None, stage: Stage) -> Stage:
    held = hold(stage.pk)
    if by is not None and not rules.may_close(by, held):
        raise Refusal(_("The evaluation of a stage is for its manager to close."))
    return held


def _take_in(late: Delivery) -> None:
    """In place of what the same side had said in time; a photo of that stays where none came late."""
    was = Delivery.objects.filter(
        promise=late.promise_id, day=late.day, place=late.place_id, by_agency=late.by_agency, is_late=False
    ).first()
    if was is not None:
        if was.photo and late.photo:
            transaction.on_commit(partial(default_storage.delete, str(was.photo.name)))
        late.photo = late.photo or was.photo
        was.delete()
    late.is_late = False
    late.save()


def _cards(whole: Whole) -> list[Card]:
    rows = promises.invited().filter(stage=whole.stage.pk, state=Invited.State.TAKES_PART)
    return scoring.cards(whole, rows.order_by("pk"), timezone.localdate())


def _cards_before(held: Stage) -> dict[int, tuple[object, ...]]:
    """As agencies were told last."""
    last = Closing.objects.filter(stage=held).order_by("-closed_at", "-pk").first()
    return {card.invited.pk: _mark(card) for card in _cards(Whole(held, shown=last))} if last else {}


def _mark(card: Card) -> tuple[object, ...]:
    return card.sums, card.due, card.kept


def _tell(by: Person | None, row: Closing, cards: list[Card]) -> int:
    of = {card.invited.organization_id: card for card in cards}
    speaking = Representative.objects.current().filter(organization__in=of).select_related("person__guardian")
    drafts = []
    for one in speaking.order_by("pk"):
        with in_language_of(one.person):
            text = wording.evaluated(of[one.organization_id])
        template = f"campaigns.evaluated.{one.organization_id}"
        drafts.append(messaging.Draft(one.person, template, text, row, area=row.stage.area_id))
    return messaging.send_many(by=by, drafts=drafts)
