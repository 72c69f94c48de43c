"""A finished count for the sample city: ballots in bulk, the close, a ceremony and the count."""

import datetime as dt
import random
import secrets
from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import prefetch_related_objects
from django.utils import timezone

from meydan.ballots import actions, opening, queries, rules, tasks, written
from meydan.ballots.marks import Marks, checked
from meydan.ballots.models import Ballot, Channel, Entitlement, Entry, Option, Poll, Pot
from meydan.ballots.occasions import BALLOT
from meydan.ballots.tasks import counting
from meydan.engines import drawing
from meydan.journal.action import action, note
from meydan.participation import actions as ledger
from meydan.participation.models import Channel as Way
from meydan.participation.models import Evidence
from meydan.people.models import Person

BODIES: Final = ("شورای اسلامی شهر", "سازمان بازرسی", "حراست شهرداری")
WAYS: Final = {Channel.WEB: 78, Channel.KIOSK: 14, Channel.ASSISTED: 8}
AT_ONCE: Final = 1_000
EXPLAINED: Final = 2  # neighborhoods of which it is told what would have changed them: that takes seconds each


def make_counted(
    *,
    by: Person | None,
    poll: Poll,
    voters: Sequence[Person],
    officer: Person,
    overseers: Sequence[Person],
    brought: Mapping[int, Person] | None = None,
    seed: int = 5,
) -> Poll:
    """Everybody's ballot of their own pot and most people's of the whole area's; then closed, drawn and counted.

    The poll is open; its closing is set to now. Voters know their neighborhoods; `brought` says by their ids which
    ambassador brought them.
    """
    chance = random.Random(seed)  # noqa: S311 - a seed, so that every sample city is the same
    for person, body in zip(overseers, BODIES, strict=False):
        overseer = actions.appoint_overseer(by=officer, poll=poll, person=person, body=body)
        secret = f"{chance.getrandbits(256):064x}"
        bound = drawing.commitment(secret, overseer.ceremony.engine_id, str(overseer.number))
        actions.commit(by=person, ceremony=overseer.ceremony, commitment=bound)
    cast_many(by=by, poll=poll, voters=voters, chance=chance, brought=brought)
    end_voting(by=by, poll=poll)
    actions.close_poll(by=None, poll=poll)
    tasks.finish_closing.call(poll.pk)
    actions.seal(by=officer, poll=poll)
    _ceremony(poll, officer, overseers, seed)
    count = actions.begin_count(by=None, count=actions.ask_count(by=officer, poll=poll))
    counting.count_pots(count, changes=lambda pot: pot.is_wide or pot.order < EXPLAINED)
    found = list(queries.openings(poll))
    looks = [(line.opening.index, line.is_right) for line in opening.lines(poll, found)]
    actions.keep_looks(by=overseers[0], poll=poll, looks=looks)
    poll.refresh_from_db()
    return poll


@action
def cast_many(
    *,
    by: Person | None,
    poll: Poll,
    voters: Sequence[Person],
    chance: random.Random,
    brought: Mapping[int, Person] | None = None,
) -> int:
    """As `actions.cast` for each, in few statements."""
    prefetch_related_objects(list(voters), "neighborhood")
    among = rules.pots(poll)
    options = {pot.pk: list(Option.objects.filter(pot=pot)) for pot in among}
    liked = {option.number: chance.random() ** 2 for some in options.values() for option in some}
    wide = next((pot for pot in among if pot.is_wide), None)
    entitlements, ballots, entries = [], [], []
    hours = max((min(timezone.now(), poll.closes_at) - poll.opens_at).total_seconds(), 1.0)
    for person in voters:
        own = rules.own_pot(person, among)
        for pot in (own, wide if chance.random() < 0.7 or own is None else None):
            if pot is None or not options[pot.pk]:
                continue
            channel = chance.choices(list(WAYS), list(WAYS.values()))[0]
            at = poll.opens_at + dt.timedelta(seconds=chance.random() * hours)
            slot = rules.slot_in(person, pot, among) or 0
            entitlements.append(Entitlement(poll=poll, pot=pot, person=person, slot=slot, channel=channel, made_at=at))
            marks = checked(pot, options[pot.pk], _marks(pot, options[pot.pk], liked, chance))
            ballot = Ballot(poll=poll, pot=pot, channel=channel, marks=marks.kept(), salt=secrets.token_hex(32))
            ballot.cast_at, ballot.is_sample = at, poll.is_sample
            ballot.commitment = written.commitment(ballot.salt, written.of_ballot(ballot, pot))
            leaf = written.line(act="cast", serial=ballot.serial, version=1, committed=ballot.commitment)
            ballots.append(ballot)
            entries.append(Entry(poll=poll, ballot=ballot, act=Entry.Act.CAST, version=1, leaf=leaf, at=at))
    Entitlement.objects.bulk_create(entitlements, batch_size=AT_ONCE)
    for ballot, held in zip(ballots, entitlements, strict=True):
        ballot.entitlement = held
    Ballot.objects.bulk_create(ballots, batch_size=AT_ONCE)
    Entry.objects.bulk_create(entries, batch_size=AT_ONCE)
    _write_down(entitlements, brought or {})
    note("ballots.cast_sample", on=poll, area=poll.area_id, count=len(ballots))
    return len(ballots)


@action
def end_voting(*, by: Person | None, poll: Poll) -> Poll:
    """A sample's closing is now."""
    now = timezone.now()
    poll.opens_at, poll.closes_at = min(poll.opens_at, now - dt.timedelta(days=1)), now
    poll.save(update_fields=["opens_at", "closes_at"])
    note("ballots.end_sample", on=poll, area=poll.area_id)
    return poll


def _marks(pot: Pot, options: Sequence[Option], liked: dict[int, float], chance: random.Random) -> Marks:
    poll = pot.poll
    keen = sorted(options, key=lambda option: -liked[option.number] * chance.random())
    most = min(poll.most or len(options), len(options), 3)
    chosen = keen[: chance.randint(1, most)]
    if poll.speech == Poll.Speech.KNAPSACK:
        kept, left = [], pot.budget
        for option in chosen:
            if option.cost <= left:
                kept.append(option)
                left -= option.cost
        chosen = kept
    numbers = tuple(option.number for option in chosen)
    if poll.speech == Poll.Speech.POINTS:
        each = poll.points // max(len(numbers), 1)
        return Marks(numbers, tuple(each for _number in numbers))
    return Marks(numbers)


def _write_down(entitlements: Sequence[Entitlement], brought: Mapping[int, Person]) -> None:
    drafts = []
    for held in entitlements:
        person, pot = held.person, held.pot
        area = person.neighborhood if pot.is_wide and person.neighborhood is not None else pot.area
        drafts.append(
            ledger.Draft(
                door=held.poll.door,
                kind=BALLOT,
                subject=held,
                activity=held.poll.activity,
                day=timezone.localdate(held.made_at),
                area=area,
                person=person,
                channel=Way.ONLINE if held.channel == Channel.WEB else Way.IN_PERSON,
                evidence=Evidence.CONTRIBUTION,
                ambassador=brought.get(person.pk),
                is_sample=held.poll.is_sample,
            )
        )
    ledger.record_many(by=None, drafts=drafts)


def _ceremony(poll: Poll, officer: Person, overseers: Sequence[Person], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the secrets made before
    dice = "".join(str(random.Random(seed + number).randint(1, 6)) for number in range(drawing.DICE))  # noqa: S311
    ceremony = poll.ceremony
    actions.read_dice(by=officer, ceremony=ceremony, values=dice)
    actions.read_dice(by=overseers[0], ceremony=ceremony, values=dice)
    for person in overseers[: len(BODIES)]:
        actions.reveal(by=person, ceremony=ceremony, secret=f"{chance.getrandbits(256):064x}")
    tasks.draw_lots.call(poll.pk)
