"""What somebody at the counter of a station can have: which ballots are theirs, and on what paper they lie here."""

from typing import NamedTuple

from meydan.ballots import queries, rules
from meydan.ballots.models import Batch, Channel, Entitlement, Pot, Station
from meydan.people.models import Person


class Slip(NamedTuple):
    """A ballot somebody has or can have, and the paper of it that lies at the station."""

    pot: Pot
    kind: str  # of `rules.Voting`
    way: str  # by which channel they have it already; empty: not yet
    batches: list[Batch]

    @property
    def way_name(self) -> str:
        return str(Channel(self.way).label) if self.way else ""


def slips(person: Person, station: Station) -> list[Slip]:
    """Their own neighborhood's and the whole area's; of the others only what they have, or lies here on paper."""
    among = rules.pots(station.poll)
    had = dict(Entitlement.objects.filter(poll=station.poll, person=person).values_list("pot", "channel"))
    chosen = Entitlement.objects.filter(poll=station.poll, person=person, slot=rules.CHOSEN).exists()
    here = [batch for batch in queries.batches().filter(station=station) if batch.handed + batch.spoiled < batch.size]
    found = []
    for voting in rules.pots_of(person, among):
        lying = [batch for batch in here if batch.pot_id == voting.pot.pk]
        way = had.get(voting.pot.pk, "")
        if voting.kind in {"own", "wide"} or way or (lying and not (voting.kind == "chosen" and chosen)):
            found.append(Slip(voting.pot, voting.kind, way, [] if way else lying))
    return found
