"""Opening a round, and everything an officer decides before it: money, fields, how people vote."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meydan.assignments.rules import can_do_it
from meydan.base.refusal import Refusal
from meydan.budgets import rulebook, template
from meydan.budgets.models import Credit, Field, Round
from meydan.budgets.models.round import EDGES
from meydan.budgets.rules import rounds as rules
from meydan.journal.action import action, note
from meydan.people.models import Organization, Person
from meydan.places.models import Area

FACTS: Final = ("title", "about", "proposers", "min_age", "review_days")
BALLOT: Final = ("speech", "most", "points", "reach", "vote_min_age")
LARGEST: Final = 10**17  # Rial; what a count and a file can still hold


class FieldDraft(NamedTuple):
    """`name` as citizens choose it; `pk` of the field it was before, where it was one."""

    name: str
    unit: Organization | None
    pk: int | None = None


@action
def open_round(
    *,
    by: Person,
    area: Area,
    title: str,
    ideas_from: dt.date,
    like: Round | None = None,
    about: str = "",
    is_sample: bool = False,
) -> Round:
    """A draft as rounds of an area usually are, or as an earlier one was: its stages, fields, money and rulebook."""
    if not rules.may_open(by, area):
        raise Refusal(_("You do not open rounds in this area."), field="area")
    days = template.days(ideas_from, like)
    row = Round(area=area, title=title, about=about or (like.about if like else ""), created_by=by, is_sample=is_sample)
    for name, day in zip(EDGES, days, strict=True):
        setattr(row, name, day)
    if like is not None:
        for name in (*FACTS[2:], *BALLOT, "rules"):
            setattr(row, name, getattr(like, name))
    _number(row)
    Field.objects.bulk_create(template.fields(row, like))
    Credit.objects.bulk_create(template.credits_of(row, like))
    note("budgets.open_round", on=row, area=area.pk, number=row.number, like=like.pk if like else None)
    return row


@action
def change_round(*, by: Person, round: Round, **said: Any) -> Round:
    """What stands on its page. Ages and proposers only before it is published: nobody is shut out on the way."""
    held = _held(by, round)
    wrong = set(said) - set(FACTS)
    if wrong:
        raise TypeError(f"a round has no {', '.join(sorted(wrong))} to change")
    if held.state != Round.State.DRAFT:
        for name in ("proposers", "min_age"):
            if name in said and said[name] != getattr(held, name):
                raise Refusal(_("Who may propose cannot change once the round is published."), field=name)
    return _keep(held, said, "budgets.change_round")


@action
def set_ballot(*, by: Person, round: Round, rules_: Mapping[str, Any], **said: Any) -> Round:
    """How people vote and how it is counted. Until the list of projects is written; then it is hashed and stands."""
    held = _changeable(by, round)
    wrong = set(said) - set(BALLOT) | set(rules_) - set(rulebook.DEFAULTS)
    if wrong:
        raise TypeError(f"a ballot has no {', '.join(sorted(wrong))}")
    chosen = {name: value for name, value in rules_.items() if value != rulebook.DEFAULTS[name]}
    for name, value in said.items():
        setattr(held, name, value)
    held.rules = chosen
    try:
        rulebook.rulebook_of(held)
    except ValueError:
        raise Refusal(_("A count cannot follow these rules together. Choose them anew.")) from None
    return _keep(held, {**said, "rules": chosen}, "budgets.set_ballot")


@action
def set_credits(*, by: Person, round: Round, amounts: Mapping[int, int | None]) -> int:
    """Rial by area: its neighborhoods', and its own for the pot of the whole area; None or 0 takes one away.

    Says how many have one now. An area of which ideas speak keeps a credit.
    """
    held = _changeable(by, round)
    offered = {area.pk for area in template.neighborhoods(held.area)} | {held.area_id}
    if not set(amounts) <= offered:
        raise Refusal(_("Choose neighborhoods of the round’s area."))
    if any(amount and not 0 < amount <= LARGEST for amount in amounts.values()):
        raise Refusal(_("A credit is more than nothing, and no more than a city has."))
    gone = [area for area, amount in amounts.items() if not amount]
    if held.ideas.filter(area__in=gone).exists():
        raise Refusal(_("Ideas were proposed for a place whose credit you take away. Leave it some."))
    Credit.objects.filter(round=held, area__in=gone).delete()
    rows = [Credit(round=held, area_id=area, amount=amount) for area, amount in amounts.items() if amount]
    Credit.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["round", "area"], update_fields=["amount"], batch_size=500
    )
    count = held.credits.count()
    total = sum(held.credits.values_list("amount", flat=True))
    note("budgets.set_credits", on=held, area=held.area_id, count=count, total=total)
    return count


@action
def set_fields(*, by: Person, round: Round, fields: Sequence[FieldDraft]) -> int:
    """In this order. A field that ideas are of stays, under its new name where it has one; says how many there are."""
    held = _changeable(by, round)
    names = [draft.name for draft in fields]
    if len(set(names)) != len(names):
        raise Refusal(_("Two fields have the same name."))
    if any(draft.unit is not None and not can_do_it(draft.unit, held.area) for draft in fields):
        raise Refusal(_("This unit does not work in this area. Choose one that does."))
    known = {field.pk: field for field in Field.objects.select_for_update().filter(round=held)}
    kept = {draft.pk for draft in fields if draft.pk in known}
    gone = [pk for pk in known if pk not in kept]
    if held.ideas.filter(field__in=gone).exists():
        raise Refusal(_("Ideas are of a field that you left out. Rename it rather than leaving it out."))
    Field.objects.filter(pk__in=gone).delete()
    for pk in kept:  # names are given anew, and two may change places
        Field.objects.filter(pk=pk).update(name=f"… {pk}")
    for order, draft in enumerate(fields):
        row = known.get(draft.pk or 0) if draft.pk in kept else None
        row = row or Field(round=held)
        row.name, row.unit, row.order = draft.name, draft.unit, order
        row.save()
    note("budgets.set_fields", on=held, area=held.area_id, count=len(fields))
    return len(fields)


def must_open(by: Person | None, area: Area) -> None:
    if by is not None and not rules.may_open(by, area):
        raise Refusal(_("Only a budgeting officer of this round can do this."))


def lock(round: Round) -> Round:
    """The row as it stands now, held until the action ends."""
    rows = Round.objects.select_for_update(of=("self",)).select_related("area", "poll", "call")
    return rows.get(pk=round.pk)


def _held(by: Person, round: Round) -> Round:
    must_open(by, round.area)
    held = lock(round)
    if held.state == Round.State.CANCELLED:
        raise Refusal(_("This round is cancelled."))
    return held


def _changeable(by: Person, round: Round) -> Round:
    held = _held(by, round)
    if not rules.can_change(held):
        raise Refusal(_("The list of projects is written: money, fields and rules of this round stand."))
    return held


def _keep(held: Round, said: Mapping[str, Any], verb: str) -> Round:
    for name, value in said.items():
        setattr(held, name, value)
    held.save(update_fields=list(said))
    note(verb, on=held, area=held.area_id, state=held.state)
    return held


def _number(row: Round) -> None:
    """The next in its area; whoever opened another at the same moment takes the one after it."""
    while True:
        last = Round.objects.filter(area=row.area).aggregate(last=Max("number"))["last"]
        row.number = (last or 0) + 1
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not Round.objects.filter(area=row.area, number=row.number).exists():
                raise
        else:
            return
