"""What stands on the kit sheets of a round's ambassadors: when ideas and ballots are taken, and how one takes part."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from meydan.ambassadors import kits
from meydan.ambassadors.models import Call
from meydan.budgets.models import Round
from meydan.budgets.rules.rounds import spans

DOOR: Final = "budgets"
TOLD: Final = (Round.Stage.IDEAS, Round.Stage.BALLOT)  # what neighbors do themselves


def days(call: Call) -> kits.Days:
    found = Round.objects.filter(pk=call.activity).first()
    each = spans(found) if found else []
    return [(str(span.stage.label), span.first, span.last) for span in each if span.stage in TOLD]


def steps(_call: Call) -> Sequence[str]:
    return [
        _("Open your phone’s camera and point it at the square, or type the address."),
        _("Sign in with your mobile number; a code comes by SMS."),
        _("Send an idea for your neighborhood, or support a neighbor’s."),
        _("In the days of the ballot, vote for the projects of your neighborhood."),
    ]


kits.register(DOOR, days=days, steps=steps)
