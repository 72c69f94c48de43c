"""Who closes, seals, draws, counts and opens; and when each step may be taken."""

import datetime as dt
import json
from typing import Any, Final

from meydan.ballots.models import Ceremony, Count, Overseer, Poll, Root, Sheet
from meydan.base.roles import Role
from meydan.people.models import Person
from meydan.places.models import Area

State = Poll.State

OFFICERS: Final = (Role.BUDGET_OFFICER,)
OVERSEERS: Final = (Role.OVERSIGHT,)
READERS: Final = (*OFFICERS, Role.MANAGER)
DICE_READERS: Final = (*OFFICERS, *OVERSEERS)
FEWEST_OVERSEERS: Final = 3
OPENED: Final = 299  # lines: none wrong among so many means fewer than one in a hundred, at 95 %
MOST_UNIQUE: Final = 0.25  # share of ballots that nobody else cast alike, above which none is published
WITH_CEREMONY: Final = (State.PREPARED, State.OPEN, State.CLOSED)


def may_run(person: Person, area: Area) -> bool:
    return person.reaches(area, *OFFICERS)


def may_oversee(person: Person, area: Area) -> bool:
    return person.is_active and person.reaches(area, *OVERSEERS)


def may_close(poll: Poll, now: dt.datetime) -> bool:
    """Never before the hour that everybody was told."""
    return poll.state == State.OPEN and poll.closes_at <= now


def is_sealed(poll: Poll) -> bool:
    """Whether the log is final: its last root stands, and nothing is added any more."""
    return Root.objects.filter(poll=poll, occasion=Root.Occasion.CLOSE).exists()


def is_cut(poll: Poll) -> bool:
    """Whether nothing leads from a ballot to its voter any more."""
    return not poll.ballots.filter(entitlement__isnull=False).exists()


def unsettled_sheets(poll: Poll) -> int:
    """Sheets typed once, or differently: nobody knows yet what stands on them."""
    waiting = (Sheet.State.TYPED_ONCE, Sheet.State.DIFFERENT)
    return Sheet.objects.filter(batch__poll=poll, state__in=waiting).count()


def written(poll: Poll) -> dict[str, Any]:
    """The members of the rulebook, for whoever only reads them: the engine itself loads NumPy."""
    told = json.loads(poll.rulebook or "{}")
    return told if isinstance(told, dict) else {}


def needs_lots(poll: Poll) -> bool:
    return "lot" in written(poll).get("ties", [])


def is_begun(ceremony: Ceremony) -> bool:
    """Whether somebody has read dice: from then on nobody new commits."""
    return bool(ceremony.dice or ceremony.officer_dice) or ceremony.overseers.exclude(dice="").exists()


def may_change_overseers(ceremony: Ceremony) -> bool:
    return ceremony.poll.state in WITH_CEREMONY and not ceremony.seed and not is_begun(ceremony)


def may_commit(ceremony: Ceremony) -> bool:
    """Until dice are read; best before the close. A lost secret is replaced by another until then."""
    return not ceremony.seed and ceremony.poll.state != State.VOID and not is_begun(ceremony)


def are_all_bound(ceremony: Ceremony) -> bool:
    bound = [bool(one.commitment) for one in ceremony.overseers.all()]
    return len(bound) >= FEWEST_OVERSEERS and all(bound)


def may_read_dice(ceremony: Ceremony) -> bool:
    """After the log is sealed and all are bound, and before anybody reveals."""
    return not ceremony.dice and is_sealed(ceremony.poll) and are_all_bound(ceremony)


def may_reveal(overseer: Overseer) -> bool:
    return bool(overseer.ceremony.dice) and bool(overseer.commitment) and not overseer.secret


def may_begin_anew(ceremony: Ceremony) -> bool:
    """While something was read or shown and no seed came of it."""
    return not ceremony.seed and is_begun(ceremony) and ceremony.overseers.filter(secret="").exists()


def may_count(poll: Poll, ceremony: Ceremony | None, count: Count | None) -> bool:
    drawn = bool(ceremony and ceremony.seed) or not needs_lots(poll)
    again = count is None or count.state == Count.State.FAILED
    return poll.state == State.CLOSED and drawn and again and is_sealed(poll)


def are_published(count: Count) -> bool:
    """Whether the ballots themselves are published, or counts and commitments only."""
    return count.unique_share is not None and count.unique_share <= MOST_UNIQUE
