"""What an officer decides before anything is public: prizes, rule, who is left out, who oversees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.draws import rules, sources
from meydan.draws.actions.holding import in_state, must_run
from meydan.draws.models import Draw, Excluded, Overseer, Prize
from meydan.journal.action import action, note
from meydan.people.models import Person

State = Draw.State


@dataclass(frozen=True, slots=True)
class Award:
    """So many of one prize; `value` in Rial, 0 where it is not said."""

    title: str
    count: int
    value: int = 0


@action
def prepare(*, by: Person, prizes: Sequence[Award], is_sample: bool = False, **facts: Any) -> Draw:
    """Write a draw down; nothing is public yet. `facts` are those of `forms.DrawForm`."""
    draw = Draw(created_by=by, is_sample=is_sample)
    _set(draw, by, prizes, facts)
    draw.save()
    _keep_prizes(draw, prizes)
    note("draws.prepare", on=draw, area=draw.area_id, prizes=sum(one.count for one in prizes))
    return draw


@action
def change(*, by: Person, draw: Draw, prizes: Sequence[Award], **facts: Any) -> Draw:
    """Say something else, as long as no overseer was asked for a secret."""
    row = in_state(draw, State.PREPARING)
    _set(row, by, prizes, facts)
    row.save()
    row.prizes.all().delete()
    _keep_prizes(row, prizes)
    note("draws.change", on=row, area=row.area_id, prizes=sum(one.count for one in prizes))
    return row


@action
def discard(*, by: Person, draw: Draw) -> None:
    """Throw away what was never public."""
    row = in_state(draw, State.PREPARING)
    must_run(by, row)
    note("draws.discard", on=row, area=row.area_id)
    row.delete()


@action
def exclude(*, by: Person, draw: Draw, phone: str, reason: str) -> Excluded:
    """Leave somebody out by name: a relative of whoever runs it, or who asked for it. Until the list is closed."""
    row = in_state(draw, State.PREPARING, State.COMMITTING)
    must_run(by, row)
    person = Person.objects.filter(phone=phone).first()
    if person is None:
        raise Refusal(_("Nobody with this number has an account here, so there is nobody to leave out."), field="phone")
    try:
        with transaction.atomic():
            excluded = Excluded.objects.create(draw=row, person=person, reason=reason, by=by)
    except IntegrityError:
        raise Refusal(_("This person is left out already."), field="phone") from None
    note("draws.exclude", on=row, area=row.area_id, person=person.key)
    return excluded


@action
def let_in(*, by: Person, excluded: Excluded) -> None:
    """Leave them out no longer."""
    row = in_state(excluded.draw, State.PREPARING, State.COMMITTING)
    must_run(by, row)
    note("draws.let_in", on=row, area=row.area_id, person=excluded.person.key)
    Excluded.objects.filter(pk=excluded.pk).delete()


@action
def appoint_overseer(*, by: Person, draw: Draw, person: Person, body: str) -> Overseer:
    """Name somebody who holds the role for this area, and the body they represent."""
    row = in_state(draw, State.PREPARING)
    must_run(by, row)
    if not rules.may_oversee(person, row.area):
        raise Refusal(
            _("This person is no oversight representative for this area. An administrator gives the role."),
            field="person",
        )
    if not person.name.strip():
        raise Refusal(_("The minutes need a name, and this person has given none."), field="person")
    number = (row.overseers.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            overseer = Overseer.objects.create(draw=row, person=person, number=number, name=person.name, body=body)
    except IntegrityError:
        raise Refusal(_("This person oversees the draw already."), field="person") from None
    note("draws.appoint_overseer", on=row, area=row.area_id, person=person.key)
    return overseer


@action
def dismiss_overseer(*, by: Person, overseer: Overseer) -> None:
    row = in_state(overseer.draw, State.PREPARING)
    must_run(by, row)
    note("draws.dismiss_overseer", on=row, area=row.area_id, person=overseer.person.key)
    Overseer.objects.filter(pk=overseer.pk).delete()


@action
def forget(*, by: Person | None, person: Person) -> None:
    """Tickets stay in their list, or no draw could be recomputed; they lead to nobody any more."""
    for ticket in person.draw_tickets.select_related("draw"):
        ticket.person = None
        ticket.save(update_fields=["person"])
        note("draws.forget", on=ticket, area=ticket.draw.area_id)
    Excluded.objects.filter(person=person).delete()


def _set(draw: Draw, by: Person, prizes: Sequence[Award], facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(draw, name, value)
    must_run(by, draw)
    if sources.of(draw.door) is None:
        raise Refusal(_("Choose whose participants have a ticket."), field="source")
    if not prizes:
        raise Refusal(_("Name at least one prize."), field="prizes")
    if draw.first_day and draw.last_day and draw.first_day > draw.last_day:
        raise Refusal(_("The first day must not be after the last."), field="days")


def _keep_prizes(draw: Draw, prizes: Sequence[Award]) -> None:
    Prize.objects.bulk_create(
        Prize(draw=draw, order=order, title=one.title, count=one.count, value=one.value)
        for order, one in enumerate(prizes, start=1)
    )
