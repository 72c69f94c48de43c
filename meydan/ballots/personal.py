"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.ballots import actions, queries
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("ballots", gettext_lazy("That I voted"))
def voted(person: Person) -> list[Row]:
    """What was chosen is not gathered: nothing but the open ballot itself shows it."""
    return [
        {
            _("Vote"): held.poll.title,
            _("Ballot"): str(held.pot.area),
            _("By what way"): held.get_channel_display(),
            _("When"): held.made_at,
        }
        for held in queries.held_everywhere(person)
    ]


@erases("ballots")
def leave_ballots(person: Person) -> None:
    actions.forget(by=None, person=person)
