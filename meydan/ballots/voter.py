"""Who votes, by which channel, and where the pages of voting stand: the same steps serve a phone, kiosk and helper."""

from dataclasses import dataclass

from django.urls import reverse

from meydan.ballots.models import Channel, Poll, Pot, Station
from meydan.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Voter:
    """On this site with their own phone. A kiosk and a helper's desk derive from it and lead elsewhere."""

    person: Person
    by: Person | None
    channel: str = Channel.WEB
    station: Station | None = None
    ambassador: Person | None = None
    shell: str = "base/page.html"
    sees_earlier: bool = True  # what they chose before stands in the boxes again: on nobody else's screen

    def choose_url(self, poll: Poll) -> str:
        return reverse("ballots:choose", args=[poll.pk])

    def fill_url(self, pot: Pot) -> str:
        return reverse("ballots:fill", args=[pot.poll_id, pot.pk])

    def receipt_url(self, pot: Pot) -> str:
        """By pot, never by serial: where a form led is remembered beside who sent it (`ground.once`)."""
        return reverse("ballots:cast", args=[pot.poll_id, pot.pk])
