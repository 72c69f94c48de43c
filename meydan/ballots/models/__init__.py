"""The register of ballots: polls, who may vote, what was cast and logged, stations and paper, and the count."""

from meydan.ballots.models.counting import Ceremony, Count, Opening, Overseer, Recount, Result
from meydan.ballots.models.poll import Option, Poll, Pot
from meydan.ballots.models.register import Ballot, Bough, Channel, Entitlement, Entry, Root
from meydan.ballots.models.station import Batch, Pass, Sheet, Station

__all__ = [
    "Ballot",
    "Batch",
    "Bough",
    "Ceremony",
    "Channel",
    "Count",
    "Entitlement",
    "Entry",
    "Opening",
    "Option",
    "Overseer",
    "Pass",
    "Poll",
    "Pot",
    "Recount",
    "Result",
    "Root",
    "Sheet",
    "Station",
]
