"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.draws import actions
from meydan.draws.models import DiceReading, Excluded, Overseer, Place, Ticket
from meydan.engines import drawing
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("draws", gettext_lazy("Draws"))
def gather(person: Person) -> list[Row]:
    tickets = Ticket.objects.filter(person=person).select_related("draw").prefetch_related("places__prize")
    return [
        {
            _("Draw"): ticket.draw.title,
            _("Ticket"): drawing.spaced(ticket.code),
            _("Times in the list"): ticket.weight,
            _("Place in the order"): place.order if place else None,
            _("Prize"): str(place.prize or "") if place else "",
            _("What became of the prize"): place.get_state_display() if place else "",
            _("Settled on"): place.settled_at if place else None,
        }
        for ticket in tickets.order_by("pk")
        for place in [_place(ticket)]
    ]


@gathers("draws_left_out", gettext_lazy("Draws I am left out of"))
def gather_left_out(person: Person) -> list[Row]:
    rows = Excluded.objects.filter(person=person).select_related("draw").order_by("pk")
    return [{_("Draw"): row.draw.title, _("Reason"): row.reason} for row in rows]


@gathers("draws_overseen", gettext_lazy("Draws I oversee"))
def gather_overseen(person: Person) -> list[Row]:
    """An office, not a private matter: name and body stand in the public minutes, and stay there."""
    overseen = Overseer.objects.filter(person=person).select_related("draw").order_by("pk")
    read = dict(DiceReading.objects.filter(by=person).values_list("draw", "values"))
    return [
        {
            _("Draw"): row.draw.title,
            _("Name in the minutes"): row.name,
            _("On behalf of"): row.body,
            _("Committed on"): row.committed_at,
            _("Revealed on"): row.revealed_at,
            _("Dice as I read them"): read.get(row.draw_id, ""),
        }
        for row in overseen
    ]


@erases("draws")
def erase(person: Person) -> None:
    """The list stays whole, so that the draw can be recomputed; the ticket leads to nobody any more."""
    actions.forget(by=None, person=person)


def _place(ticket: Ticket) -> Place | None:
    return next(iter(ticket.places.all()), None)
