"""What a stage cost, line by line."""

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns.actions.stages import hold
from meydan.campaigns.models import Concern, Cost, Stage
from meydan.campaigns.rules import evaluation as rules
from meydan.campaigns.rules.stages import may_manage
from meydan.journal.action import action, note
from meydan.people.models import Person

MOST: Final = 10**15  # Rials of one line


@action
def add_cost(
    *,
    by: Person | None,
    stage: Stage,
    title: str,
    amount: int,
    concern: Concern | None = None,
    paid_on: dt.date | None = None,
    reason: str = "",
) -> Cost:
    """Once the evaluation is closed, with the reason why it comes late: the closed figures leave it out."""
    held = hold(stage.pk)  # so that its evaluation is not closed meanwhile
    row = Cost(stage=held, said_by=by, is_late=rules.is_closed(held), reason=reason if rules.is_closed(held) else "")
    _write(by, row, title=title, amount=amount, concern=concern, paid_on=paid_on)
    note("campaigns.add_cost", on=row, area=held.area_id, stage=held.pk, amount=amount, late=row.is_late)
    return row


@action
def change_cost(
    *,
    by: Person | None,
    cost: Cost,
    title: str,
    amount: int,
    concern: Concern | None = None,
    paid_on: dt.date | None = None,
    reason: str = "",
) -> Cost:
    row = _lock(cost)
    before = row.amount
    if row.is_late:
        row.reason = reason or row.reason
    _write(by, row, title=title, amount=amount, concern=concern, paid_on=paid_on)
    facts = {"stage": row.stage_id, "amount": amount, "before": before}
    note("campaigns.change_cost", on=row, area=row.stage.area_id, **facts)
    return row


@action
def remove_cost(*, by: Person | None, cost: Cost) -> None:
    row = _lock(cost)
    _must_keep(by, row)
    note("campaigns.remove_cost", on=row, area=row.stage.area_id, stage=row.stage_id, amount=row.amount)
    row.delete()


def _write(
    by: Person | None, row: Cost, *, title: str, amount: int, concern: Concern | None, paid_on: dt.date | None
) -> None:
    _must_keep(by, row)
    if row.is_late and not row.reason:
        raise Refusal(_("The evaluation is closed. Say why this cost comes late."), field="reason")
    if not 0 < amount <= MOST:
        raise Refusal(_("Write what it cost."), field="amount")
    if concern is not None and concern.stage_id != row.stage_id:
        raise Refusal(_("Choose a concern of this stage."), field="concern")
    row.title, row.amount, row.concern, row.paid_on = title, amount, concern, paid_on
    row.save()


def _must_keep(by: Person | None, row: Cost) -> None:
    stage = row.stage
    if by is not None and not may_manage(by, stage.area):
        raise Refusal(_("You do not run campaigns here."))
    if not rules.can_cost(stage):
        raise Refusal(_("Costs are written once the stage is open to agencies."))
    if rules.is_closed(stage) and not row.is_late:
        raise Refusal(_("The evaluation is closed with this line in it. Its manager can open it again."))


def _lock(cost: Cost) -> Cost:
    stage = hold(cost.stage_id)
    found = Cost.objects.select_for_update(of=("self",)).filter(pk=cost.pk).first()
    if found is None:
        raise Refusal(_("Somebody removed this line meanwhile."))
    found.stage = stage
    return found
