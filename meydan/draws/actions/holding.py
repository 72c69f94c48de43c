"""A draw held by whoever writes to it: of two at once the second one sees what the first one did."""

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.draws import rules
from meydan.draws.models import Draw
from meydan.people.models import Person


def held(draw: Draw) -> Draw:
    rows = Draw.objects.select_for_update(of=("self",)).select_related("area").defer("area__border", "area__outline")
    row = rows.filter(pk=draw.pk).first()
    if row is None:
        raise Refusal(_("This draw was thrown away. Prepare another one."))
    return row


def in_state(draw: Draw, *states: Draw.State) -> Draw:
    """The draw as it stands now, in one of these states; whoever comes too late reads where it stands."""
    row = held(draw)
    if row.state not in states:
        raise Refusal(
            _("This cannot be done now: the draw stands at “%(state)s”. Open its page again.")
            % {"state": row.get_state_display()}
        )
    return row


def must_run(by: Person, draw: Draw) -> None:
    if not rules.may_run(by, draw.area):
        raise Refusal(_("You do not run draws in this area."))


def step(row: Draw, **changes: object) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
