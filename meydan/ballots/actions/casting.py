"""Casting, changing and withdrawing. The database holds that a person has one ballot; nothing is looked up before.

Order of locks: the poll (shared), the entitlement, its ballot; the ledger and the journal come last.
"""

import json
import secrets
from typing import Final, NamedTuple

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots import rules, written
from meydan.ballots.marks import Marks, checked
from meydan.ballots.models import Ballot, Batch, Channel, Entitlement, Entry, Option, Poll, Pot, Station
from meydan.ballots.occasions import BALLOT
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.participation import actions as ledger
from meydan.participation.models import Channel as Way
from meydan.participation.models import Evidence
from meydan.people.models import Person
from meydan.places import queries as places

HOPS: Final = 5  # a ballot withdrawn while another is cast, and so on
Act = Entry.Act


class Came(NamedTuple):
    """By which channel, and at which station, somebody comes; of which batch they get paper."""

    channel: str
    station: Station | None
    batch: Batch | None = None


class Receipt(NamedTuple):
    """What came of casting: the ballot with its serial and commitment, and whether the register changed."""

    ballot: Ballot
    act: str  # "cast", "changed", or "" where it said the same already


@action
def cast(
    *,
    by: Person | None,
    pot: Pot,
    person: Person,
    marks: Marks,
    channel: str,
    station: Station | None = None,
    ambassador: Person | None = None,
) -> Receipt:
    """The first ballot, or the changed one. Said again alike it stays as it is, so that a resend changes nothing."""
    came = Came(channel, station)
    poll = standing(pot.poll_id)
    among = rules.pots_around(poll, person, pot.pk)
    pot = next(one for one in among if one.pk == pot.pk)
    options = list(Option.objects.filter(pot=pot).only("number", "cost"))
    marks = checked(pot, options, marks, refuses_twice=_refuses_twice(poll))
    for _hop in range(HOPS):
        held = _held(person, pot)
        if held is None:
            check(person, poll, among)
            held = entitle(person, pot, among, came)
            if held is not None:
                return Receipt(_first(by, held, pot, marks, ambassador), Act.CAST)
        else:
            return _again(by, held, pot, marks, came)
    raise Refusal(_("Something else has happened to this meanwhile. Open the page again."))


@action
def withdraw(*, by: Person | None, pot: Pot, person: Person) -> None:
    """Take a ballot back: it is not counted, the log keeps that it was there, and the right to vote is free again."""
    poll = standing(pot.poll_id)
    held = _held(person, pot)
    if held is None:
        return
    if (closed := rules.closed_to(poll, timezone.now())) is not None:
        raise closed
    _not_paper(held)
    take_back(by, held)


def take_back(by: Person | None, held: Entitlement) -> None:
    """Step of `withdraw`, and of forgetting somebody while the poll is open."""
    ballot = _ballot_of(held)
    ballot.version += 1
    ballot.withdrawn, ballot.entitlement, ballot.cast_at = True, None, None
    ballot.marks, ballot.salt = Marks().kept(), ""  # few withdraw, and the journal says who: nothing is left of what
    ballot.save(update_fields=["version", "withdrawn", "entitlement", "cast_at", "marks", "salt"])
    log_line(ballot, Act.WITHDRAWN)
    ledger.withdraw(by=by, door=held.poll.door, subject=held)
    note("ballots.withdraw", on=held, area=held.pot.area_id, poll=held.poll_id)
    Entitlement.objects.filter(pk=held.pk).delete()


def standing(poll: int) -> Poll:
    """The poll as it stands until this is written. Whoever closes it takes its row whole, and so waits for this."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM ballots_poll WHERE id = %s FOR KEY SHARE", [poll])
    heavy = [f"area__{column}" for column in places.HEAVY]
    return Poll.objects.select_related("area").defer(*heavy, "options_list").get(pk=poll)


def check(person: Person, poll: Poll, among: list[Pot]) -> None:
    if (refused := rules.may_vote(person, poll, timezone.now(), among)) is not None:
        raise refused


def _held(person: Person, pot: Pot) -> Entitlement | None:
    held = Entitlement.objects.select_for_update(no_key=True).filter(poll=pot.poll_id, person=person, pot=pot).first()
    if held is not None:
        held.poll, held.pot, held.person = pot.poll, pot, person
    return held


def entitle(person: Person, pot: Pot, among: list[Pot], came: Came) -> Entitlement | None:
    """The right to one ballot, taken by writing it down; None where somebody else wrote the same one just now."""
    slot = rules.slot_in(person, pot, among)
    if slot is None:
        raise Refusal(_("In this round people vote for their own neighborhood only."))
    row = Entitlement(poll=pot.poll, pot=pot, person=person, slot=slot, channel=came.channel, station=came.station)
    row.batch, row.made_at = came.batch, timezone.now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        other = Entitlement.objects.filter(poll=pot.poll_id, person=person, slot=slot).exclude(pot=pot)
        taken = other.select_related("pot__area").first()
        if taken is not None:
            said = {"area": taken.pot.area}
            raise Refusal(
                _("You have voted for %(area)s instead. Withdraw that ballot first if you want this one.") % said
            ) from None
        return None
    return row


def _first(by: Person | None, held: Entitlement, pot: Pot, marks: Marks, ambassador: Person | None) -> Ballot:
    ballot = Ballot(poll=pot.poll, pot=pot, entitlement=held, channel=held.channel, station=held.station)
    ballot.is_sample = pot.poll.is_sample
    fill(ballot, pot, marks)
    ballot.save(force_insert=True)
    log_line(ballot, Act.CAST)
    note("ballots.cast", on=held, area=pot.area_id, poll=pot.poll_id, channel=held.channel)
    write_down(by, held, pot, ambassador)
    return ballot


def _again(by: Person | None, held: Entitlement, pot: Pot, marks: Marks, came: Came) -> Receipt:
    if (closed := rules.closed_to(pot.poll, timezone.now())) is not None:
        raise closed
    _not_paper(held)
    ballot = _ballot_of(held)
    if Marks.of(ballot.marks) == marks:
        return Receipt(ballot, "")
    ballot.version += 1
    ballot.channel, ballot.station = came.channel, came.station
    fill(ballot, pot, marks)
    ballot.save()
    log_line(ballot, Act.CHANGED)
    _note_change(by=by if by is not None and by.pk != held.person_id else None, pot=pot, channel=came.channel)
    return Receipt(ballot, Act.CHANGED)


@action
def _note_change(*, by: Person | None, pot: Pot, channel: str) -> None:
    """Whose ballot it was is not said, only which helper typed it: a ballot keeps its version, so that whoever counted
    somebody's changes in the journal would find their ballot by it, after the close as well.
    """
    note("ballots.change", on=pot, area=pot.area_id, poll=pot.poll_id, channel=channel)


def fill(ballot: Ballot, pot: Pot, marks: Marks) -> None:
    ballot.marks, ballot.cast_at = marks.kept(), timezone.now()
    ballot.salt = secrets.token_hex(32)
    ballot.commitment = written.commitment(ballot.salt, written.of_ballot(ballot, pot))


def log_line(ballot: Ballot, act: str) -> None:
    committed = "" if act == Act.WITHDRAWN else ballot.commitment
    leaf = written.line(act=act, serial=ballot.serial, version=ballot.version, committed=committed)
    row = Entry(poll_id=ballot.poll_id, ballot=ballot, act=act, version=ballot.version, leaf=leaf, at=timezone.now())
    row.save(force_insert=True)


def _ballot_of(held: Entitlement) -> Ballot:
    """Paper that was handed out has none yet, and after the close no right to vote leads to one."""
    ballot = Ballot.objects.select_for_update().filter(entitlement=held).first()
    if ballot is None:
        raise Refusal(_("Something else has happened to this meanwhile. Open the page again."))
    return ballot


def _not_paper(held: Entitlement) -> None:
    if held.channel == Channel.PAPER:
        raise Refusal(_("You were given a ballot on paper for this. Give it back at the station to vote otherwise."))


def _refuses_twice(poll: Poll) -> bool:
    return bool(json.loads(poll.rulebook or "{}").get("duplicates") == "refused")


def write_down(by: Person | None, held: Entitlement, pot: Pot, ambassador: Person | None) -> None:
    """That somebody voted, where and how: the ledger says as much of everything citizens do, and nothing of what."""
    person, poll = held.person, pot.poll
    area = (rules.home_of(person) if pot.is_wide else None) or pot.area
    ledger.record(
        by=by,
        door=poll.door,
        kind=BALLOT,
        subject=held,
        activity=poll.activity,
        day=timezone.localdate(held.made_at),
        area=area,
        venue=held.station.venue if held.station else None,
        person=person,
        channel=Way.ONLINE if held.channel == Channel.WEB else Way.IN_PERSON,
        evidence=Evidence.CONTRIBUTION,
        ambassador=ambassador,
        is_sample=poll.is_sample,
    )
