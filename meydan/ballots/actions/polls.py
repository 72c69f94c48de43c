"""A poll from its preparation to its opening. What it opens with is written down once and hashed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots import doors, written
from meydan.ballots.models import Option, Poll, Pot
from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area

if TYPE_CHECKING:
    from meydan.engines.counting import Rulebook

State, Speech = Poll.State, Poll.Speech


@dataclass(frozen=True, kw_only=True, slots=True)
class PotDraft:
    area: Area
    budget: int  # Rial
    is_wide: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionDraft:
    """A project as it stands on the ballot; `pot_area_id` says whose pot it asks."""

    subject: int
    pot_area_id: int
    title: str
    cost: int  # Rial
    about: str = ""
    category: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    url: str = ""
    photo_url: str = ""


@action
def prepare_poll(
    *,
    by: Person | None,
    door: str,
    activity: int,
    url: str,
    area: Area,
    title: str,
    speech: str,
    most: int,
    points: int,
    reach: str,
    min_age: int,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    is_sample: bool = False,
) -> Poll:
    """One an activity of a door. Called again before it opens, it says the same poll differently."""
    if closes_at <= opens_at:
        raise Refusal(_("Voting must close after it opens."), field="closes_at")
    said = {
        "url": url,
        "area": area,
        "title": title,
        "speech": speech,
        "most": most,
        "points": points,
        "reach": reach,
        "min_age": min_age,
        "opens_at": opens_at,
        "closes_at": closes_at,
    }
    poll = Poll.objects.select_for_update(no_key=True).filter(door=door, activity=activity).first()
    if poll is None:
        try:
            with transaction.atomic():
                poll = Poll.objects.create(door=door, activity=activity, created_by=by, is_sample=is_sample, **said)
        except IntegrityError:
            raise Refusal(_("This ballot is being prepared by somebody else at this moment. Try again.")) from None
    else:
        _must_be_prepared(poll)
        for name, value in said.items():
            setattr(poll, name, value)
        poll.save(update_fields=list(said))
    note("ballots.prepare", on=poll, area=poll.area_id, opens_at=opens_at.date(), closes_at=closes_at.date())
    return poll


@action
def set_pots_and_options(
    *, by: Person | None, poll: Poll, pots: Sequence[PotDraft], options: Sequence[OptionDraft]
) -> Poll:
    """All of them anew, numbered in the order given; only while nothing is open."""
    poll = _locked(poll)
    _must_be_prepared(poll)
    Option.objects.filter(poll=poll).delete()
    Pot.objects.filter(poll=poll).delete()
    made = {}
    for order, draft in enumerate(pots):
        row = Pot(poll=poll, area=draft.area, budget=draft.budget, is_wide=draft.is_wide, order=order)
        row.save(force_insert=True)
        made[draft.area.pk] = row
    Option.objects.bulk_create(
        [
            Option(
                poll=poll,
                pot=made[draft.pot_area_id],
                number=number,
                subject=draft.subject,
                title=draft.title,
                about=draft.about,
                category=draft.category,
                place=draft.place,
                latitude=draft.latitude,
                longitude=draft.longitude,
                cost=draft.cost,
                url=draft.url,
                photo_url=draft.photo_url,
            )
            for number, draft in enumerate(options, 1)
        ],
        batch_size=500,
    )
    note("ballots.set_options", on=poll, area=poll.area_id, pots=len(pots), options=len(options))
    return poll


@action
def open_poll(*, by: Person | None, poll: Poll, rulebook: "Rulebook") -> Poll:
    """Write the rulebook and the list down, hash both, and let people vote. From here on neither can change."""
    poll = _locked(poll)
    _must_be_prepared(poll)
    now = timezone.now()
    pots = list(Pot.objects.filter(poll=poll).select_related("area", "poll"))
    options = list(Option.objects.filter(poll=poll).select_related("pot"))
    if not options:
        raise Refusal(_("There is no project on this ballot yet."))
    if poll.closes_at <= now:
        raise Refusal(_("The closing of this ballot has passed already. Give it another one."))
    _must_fit(poll, rulebook)
    poll.rulebook, poll.rulebook_sha256 = rulebook.written().decode(), rulebook.sha256()
    poll.options_list = written.options_list(poll, pots, options)
    poll.options_sha256 = written.sha256(poll.options_list)
    poll.state, poll.opened_at = State.OPEN, now
    poll.opens_at = min(poll.opens_at, now)
    poll.save()
    note(
        "ballots.open",
        on=poll,
        area=poll.area_id,
        rulebook_sha256=poll.rulebook_sha256,
        options_sha256=poll.options_sha256,
    )
    doors.of(poll).opened(poll)
    return poll


@action
def put_off_closing(*, by: Person, poll: Poll, closes_at: dt.datetime, reason: str) -> Poll:
    """Later, never earlier: whoever means to come on the last day must find it open."""
    poll = _locked(poll)
    if poll.state != State.OPEN or poll.closes_at <= timezone.now():
        raise Refusal(_("Only the closing of an open ballot can be put off."))
    if closes_at <= poll.closes_at:
        when = wording.moment(poll.closes_at)
        raise Refusal(_("The new closing must be later than %(when)s.") % {"when": when}, field="closes_at")
    if not reason.strip():
        raise Refusal(_("Say why; it stands on the ballot's page."), field="reason")
    poll.closes_at, poll.put_off_reason = closes_at, reason
    poll.save(update_fields=["closes_at", "put_off_reason"])
    note("ballots.put_off", on=poll, area=poll.area_id, closes_at=closes_at.date())
    return poll


@action
def void(*, by: Person | None, poll: Poll, reason: str) -> Poll:
    """In public, with the reason. What was cast stays as it is, and is counted by nobody."""
    poll = Poll.objects.select_for_update().get(pk=poll.pk)  # waits for casts under way
    if poll.state in {State.COUNTED, State.VOID}:
        raise Refusal(_("A ballot that is counted, or void already, is not declared void."))
    if not reason.strip():
        raise Refusal(_("Say why; it stands on the ballot's page."), field="reason")
    poll.state, poll.void_reason = State.VOID, reason
    poll.save(update_fields=["state", "void_reason"])
    note("ballots.void", on=poll, area=poll.area_id)
    doors.of(poll).voided(poll)
    return poll


def _locked(poll: Poll) -> Poll:
    return Poll.objects.select_for_update(no_key=True, of=("self",)).select_related("area").get(pk=poll.pk)


def _must_be_prepared(poll: Poll) -> None:
    if poll.state != State.PREPARED:
        raise Refusal(_("This ballot was opened; its projects and rules cannot change any more."))


def _must_fit(poll: Poll, rulebook: "Rulebook") -> None:
    """The rulebook says of ballots what the form will allow; anything else is a mistake of whoever made it."""
    types = {Speech.RANKED: "ordinal", Speech.POINTS: "cumulative"}
    wanted = types.get(Speech(poll.speech), "approval")
    fits = (
        (rulebook.vote_type is None or str(rulebook.vote_type) == wanted)
        and rulebook.within_budget == (poll.speech == Speech.KNAPSACK)
        and (poll.speech == Speech.POINTS or rulebook.max_choices == poll.most)
        and (poll.speech != Speech.POINTS or rulebook.max_points == poll.points)
    )
    if not fits:
        raise Refusal(_("The rulebook and the ballot disagree about how people vote. Set both alike."))
