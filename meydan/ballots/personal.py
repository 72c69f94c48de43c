"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.ballots import actions, queries
from meydan.ballots.models import Overseer
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


@gathers("counts_overseen", gettext_lazy("Counts I oversee"))
def gather_overseen(person: Person) -> list[Row]:
    """An office, not a private matter: name and body stand in the public minutes, and stay there."""
    overseen = Overseer.objects.filter(person=person).select_related("ceremony__poll").order_by("pk")
    return [
        {
            _("Vote"): row.ceremony.poll.title,
            _("Name in the minutes"): row.name,
            _("On behalf of"): row.body,
            _("Committed on"): row.committed_at,
            _("Revealed on"): row.revealed_at,
            _("Dice as I read them"): row.dice,
        }
        for row in overseen
    ]


@erases("ballots")
def leave_ballots(person: Person) -> None:
    actions.forget(by=None, person=person)
