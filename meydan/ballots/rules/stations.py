"""Who leads stations, who serves at them, and while what may be done."""

from typing import Final

from meydan.ballots.models import Batch, Poll, Root, Sheet, Station
from meydan.base.roles import Role
from meydan.people.models import Person

LEADERS: Final = (Role.BUDGET_OFFICER,)  # open and close stations, print paper
SERVERS: Final = (*LEADERS, Role.CENTER_STAFF)  # let people vote at a station, type what is on paper


def may_lead(person: Person, poll: Poll) -> bool:
    return person.reaches(poll.area, *LEADERS)


def may_serve(person: Person, station: Station) -> bool:
    """Staff of the house it stands in, and whoever leads the poll."""
    return person.reaches(station.venue.area, *SERVERS)


def takes_votes(station: Station) -> bool:
    return station.is_open and station.poll.state == Poll.State.OPEN


def takes_paper(poll: Poll) -> bool:
    """Paper out of the boxes is typed until the log is sealed: after the close, before the count."""
    open_yet = poll.state in {Poll.State.OPEN, Poll.State.CLOSED}
    return open_yet and not poll.roots.filter(occasion=Root.Occasion.CLOSE).exists()


def may_type(person: Person, batch: Batch) -> bool:
    return may_serve(person, batch.station) and takes_paper(batch.poll)


def may_settle(person: Person, sheet: Sheet) -> bool:
    """A third person looks at the paper: neither of the two who typed it differently."""
    return (
        sheet.state == Sheet.State.DIFFERENT
        and may_type(person, sheet.batch)
        and person.pk not in {sheet.first_by_id, sheet.second_by_id}
    )
