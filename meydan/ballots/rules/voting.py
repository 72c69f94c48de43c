"""Who may cast a ballot of which pot, and when. The same for every channel: where one votes changes no right."""

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots.models import Poll, Pot
from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.engines import jalali
from meydan.people.models import Person
from meydan.places import queries as places
from meydan.places.models import Area

State, Reach = Poll.State, Poll.Reach

OWN, CHOSEN, WIDE, EACH = 0, 1, 2, 10  # slots of an entitlement; EACH and the pot's order where all are open
KINDS: Final = {OWN: "own", CHOSEN: "chosen", WIDE: "wide"}


class Voting(NamedTuple):
    """A pot somebody may vote in, and what its ballot is to them: "own", "chosen", "wide" or "each"."""

    pot: Pot
    slot: int

    @property
    def kind(self) -> str:
        return KINDS.get(self.slot, "each")


def is_open(poll: Poll, now: dt.datetime) -> bool:
    return poll.state == State.OPEN and poll.opens_at <= now < poll.closes_at


def closed_to(poll: Poll, now: dt.datetime) -> Refusal | None:
    """Why nothing can be cast now, whoever asks; None while it is open."""
    if is_open(poll, now):
        return None
    if poll.state == State.VOID:
        return Refusal(_("This ballot was declared void."))
    if poll.state == State.PREPARED or (poll.state == State.OPEN and now < poll.opens_at):
        return Refusal(_("Voting has not begun yet. It begins on %(when)s.") % {"when": wording.moment(poll.opens_at)})
    return Refusal(_("Voting is over. Nothing can be cast, changed or withdrawn any more."))


def age(person: Person, day: dt.date) -> int | None:
    """By years of birth alone, as they are what is known: nobody is turned away for a birthday later this year."""
    return None if person.birth_year is None else jalali.to_jalali(day).year - person.birth_year


def pots(poll: Poll) -> list[Pot]:
    """All pots of a poll with their areas, in the order of the ballot."""
    return _with_areas(poll, Q())


def pots_around(poll: Poll, person: Person, pot: int) -> list[Pot]:
    """Those that decide whether somebody may fill in this one: it, where they live, and the whole area's. A city has
    hundreds. Empty if the pot is not of the poll.
    """
    of_them = Q(pk=pot) | Q(is_wide=True)
    if (home := home_of(person)) is not None:
        around = [int(pk) for pk in home.path.strip("/").split("/")]
        of_them |= Q(area__in=around) | Q(area__path__startswith=home.path)
    found = _with_areas(poll, of_them)
    return found if any(one.pk == pot for one in found) else []


def _with_areas(poll: Poll, of_them: Q) -> list[Pot]:
    """Their poll is the one in hand: the list of all projects in its row would come again with each pot."""
    heavy = [f"area__{column}" for column in places.HEAVY]
    found = list(Pot.objects.filter(of_them, poll=poll).select_related("area").defer(*heavy))
    for pot in found:
        pot.poll = poll
    return found


def home_of(person: Person) -> Area | None:
    """Where somebody lives, read without its border."""
    if person.neighborhood_id is not None and not Person.neighborhood.is_cached(person):
        person.neighborhood = places.areas().get(pk=person.neighborhood_id)
    return person.neighborhood


def is_known(person: Person, poll: Poll, among: Sequence[Pot]) -> bool:
    """Whether somebody said what decides where they vote: a neighborhood, not just a city, and a year of birth."""
    return person.birth_year is not None and knows_home(person, poll, among)


def knows_home(person: Person, poll: Poll, among: Sequence[Pot]) -> bool:
    home = home_of(person)
    if home is None:
        return False
    parts = [pot.area for pot in among if not pot.is_wide] or [poll.area]
    return not any(home.pk != part.pk and home.contains(part) for part in parts)


def may_vote(person: Person, poll: Poll, now: dt.datetime, among: Sequence[Pot]) -> Refusal | None:
    """Why somebody can cast nothing in this poll now; None if they can."""
    if (closed := closed_to(poll, now)) is not None:
        return closed
    if not person.is_active:
        return Refusal(_("This account is closed. Ask at a center."))
    if not is_known(person, poll, among):
        return Refusal(_("First say in which neighborhood you live and in which year you were born."))
    if (age(person, timezone.localdate(now)) or 0) < poll.min_age:
        years = wording.number(poll.min_age)
        return Refusal(_("In this round people vote from the age of %(years)s on.") % {"years": years})
    home = home_of(person)
    if home is None or not poll.area.contains(home):
        return Refusal(_("In this round only people of %(area)s vote.") % {"area": poll.area})
    return None


def own_pot(person: Person, among: Sequence[Pot]) -> Pot | None:
    """That of the neighborhood somebody lives in."""
    home = home_of(person)
    around = [pot for pot in among if not pot.is_wide and home is not None and pot.area.contains(home)]
    return max(around, key=lambda pot: len(pot.area.path), default=None)


def slot_in(person: Person, pot: Pot, among: Sequence[Pot]) -> int | None:
    """The slot a first ballot of this pot would take; None where it isn't theirs to fill in."""
    reach = pot.poll.reach
    if pot.is_wide:
        return WIDE
    if reach == Reach.ALL:
        return EACH + pot.order
    if own_pot(person, among) == pot:
        return OWN
    return CHOSEN if reach == Reach.OWN_AND_ONE else None


def pots_of(person: Person, among: Sequence[Pot]) -> list[Voting]:
    """Pots somebody may fill in a first ballot of: their own first, the whole area's next, then the others."""
    slots = [(pot, slot_in(person, pot, among)) for pot in among]
    found = [Voting(pot, slot) for pot, slot in slots if slot is not None]
    own = own_pot(person, among)
    return sorted(found, key=lambda one: (one.pot != own, not one.pot.is_wide, one.pot.order, one.pot.pk))
