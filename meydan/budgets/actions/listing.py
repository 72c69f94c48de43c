"""The list of projects, written once; and after the count, each idea's end: chosen, or not and why."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.assignments.rules import can_do_it
from meydan.ballots import actions as ballots
from meydan.ballots import queries as polls
from meydan.ballots.models import Option, Poll
from meydan.base.refusal import Refusal
from meydan.budgets import wording_review as wording
from meydan.budgets.actions.projects import give_order
from meydan.budgets.listing import WAITING, Kept, Listing, listing
from meydan.budgets.models import Idea, Project, Remark, Review, Round
from meydan.budgets.models.review import UNDECIDED
from meydan.budgets.ordered import DOOR
from meydan.budgets.rules import reviewing as rules
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

State = Idea.State
FIRST = dt.time()


@action
def write_list(*, by: Person | None, round: Round) -> Poll:
    """What is feasible and fits its credit goes onto the ballot; every other idea ends, and its author reads why."""
    if by is not None and not rules.may_oversee(by, round):
        raise Refusal(_("Only a budgeting officer of this round can do this."))
    held = Round.objects.select_for_update().get(pk=round.pk)
    if held.poll_id is not None:
        raise Refusal(_("The list of projects is written already."))
    if held.state != Round.State.PUBLISHED:
        raise Refusal(_("This round is not published."))
    if timezone.localdate() < held.review_from:
        raise Refusal(_("Ideas are still coming in: the list is written after they were looked at."))
    rows = Idea.objects.select_for_update().filter(round=round, state__in=[State.FEASIBLE, *WAITING]).order_by("pk")
    list(rows.values_list("pk", flat=True))  # no cost changes and nothing is decided from here on
    found = listing(round)
    if not found.count:
        raise Refusal(_("No feasible idea fits a credit: there would be nothing to vote on."))
    poll = _prepare(by, round)
    _put_on(by, poll, found)
    on = [idea.pk for pot in found.pots for idea in pot.ideas]
    if Idea.objects.filter(pk__in=on, state=State.FEASIBLE).update(state=State.ON_BALLOT) != len(on):
        raise Refusal(_("An idea has changed in between. Look at the list again."))
    _end(by, [*found.kept_off, *found.undecided])
    Round.objects.filter(pk=round.pk).update(poll=poll)
    round.poll = poll
    note(
        "budgets.write_list", on=round, area=round.area_id, options=len(on), kept_off=len(found.kept_off),
        undecided=len(found.undecided),
    )  # fmt: skip
    return poll


@action
def take_over(*, by: Person | None, poll: Poll) -> int:
    """Once counted: winners become projects with an order, the others read why. Called inside the count's action."""
    round = Round.objects.select_related("area").get(poll=poll)
    told = polls.explanations(poll)
    options = {option.subject: option for option in Option.objects.filter(poll=poll)}
    ideas = Idea.objects.filter(pk__in=told, state=State.ON_BALLOT).order_by("pk")
    ended: list[Idea] = []
    for idea in ideas.select_related("area", "field", "round__area", "author__guardian", "review__unit"):
        if told[idea.pk].is_chosen:
            _choose(idea, options[idea.pk])
        else:
            idea.state, idea.reason = State.NOT_CHOSEN, told[idea.pk].sentence[:500]
            idea.save(update_fields=["state", "reason"])
        ended.append(idea)
    _tell(by, ended)
    chosen = sum(idea.state == State.CHOSEN for idea in ended)
    note("budgets.take_over", on=round, area=round.area_id, chosen=chosen, ended=len(ended))
    return chosen


@action
def take_back(*, by: Person | None, round: Round, reason: str) -> None:
    """The poll was void: what stood on it ends, and its authors read why."""
    on = Idea.objects.filter(round=round, state=State.ON_BALLOT).select_related("round", "author__guardian")
    _end(by, [Kept(idea, State.NOT_CHOSEN, reason) for idea in on])
    note("budgets.take_back", on=round, area=round.area_id)


def _prepare(by: Person | None, round: Round) -> Poll:
    """From midnight of the first day of the ballot to that of the count; late, from now on."""
    opens_at = max(_midnight(round.ballot_from), timezone.now())
    closes_at = max(_midnight(round.count_from), opens_at + dt.timedelta(hours=1))
    facts: dict[str, Any] = {name: getattr(round, name) for name in ("speech", "most", "points", "reach", "is_sample")}
    return ballots.prepare_poll(
        by=by,
        door=DOOR,
        activity=round.pk,
        url=reverse("budgets:round", args=[round.pk]),
        area=round.area,
        title=round.title,
        min_age=round.vote_min_age,
        opens_at=opens_at,
        closes_at=closes_at,
        **facts,
    )


def _put_on(by: Person | None, poll: Poll, found: Listing) -> None:
    pots = [ballots.PotDraft(area=pot.area, budget=pot.budget, is_wide=pot.is_wide) for pot in found.pots]
    options = [
        ballots.OptionDraft(
            subject=idea.pk,
            pot_area_id=pot.area.pk,
            title=idea.title,
            about=idea.what,
            category=idea.field.name,
            place=str(idea.venue) if idea.venue else idea.place,
            latitude=idea.latitude,
            longitude=idea.longitude,
            cost=idea.cost or 0,
            url=reverse("budgets:idea", args=[idea.code]),
            photo_url=reverse("budgets:photo", args=[idea.code]) if idea.photo else "",
        )
        for pot in found.pots
        for idea in pot.ideas
    ]
    ballots.set_pots_and_options(by=by, poll=poll, pots=pots, options=options)


def _end(by: Person | None, kept: Iterable[Kept]) -> None:
    ended = []
    for one in kept:
        standing = Idea.objects.filter(pk=one.idea.pk, state=one.idea.state)
        if not standing.update(state=one.state, reason=one.reason[:500]):
            raise Refusal(_("An idea has changed in between. Look at the list again."))
        one.idea.state, one.idea.reason = one.state, one.reason
        review = getattr(one.idea, "review", None)
        if review is not None and review.state in UNDECIDED:
            now = timezone.now()
            rows = Review.objects.filter(pk=review.pk)
            rows.update(state=Review.State.LAPSED, reason=one.reason[:500], decided_at=now, decided_by=None)
            Remark.objects.create(review=review, kind=Remark.Kind.DECIDED, text=one.reason[:500], at=now)
        ended.append(one.idea)
    _tell(by, ended)


def _choose(idea: Idea, option: Option) -> None:
    idea.state = State.CHOSEN
    idea.save(update_fields=["state"])
    project = Project.objects.create(
        idea=idea,
        round=idea.round,
        area=idea.area,
        unit=idea.review.unit,
        credit=option.cost,
        due_on=idea.round.ends_on,
        is_sample=idea.is_sample,
    )
    if can_do_it(project.unit, project.area):  # else an officer names a unit at the project's page
        give_order(None, project)
    named("meydan.budgets.tasks.gather_hearers").enqueue(project.pk)


def _tell(by: Person | None, ideas: Iterable[Idea]) -> None:
    """Each author by a message of its own: of what was never seen by anybody else as well."""
    drafts = []
    for idea in ideas:
        if idea.author is not None:
            with in_language_of(idea.author.guardian or idea.author):
                text = wording.ended(idea)
            drafts.append(messaging.Draft(idea.author, f"budgets.ended.{idea.state}", text, idea, area=idea.area_id))
    if drafts:
        messaging.send_many(by=by, drafts=drafts)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, FIRST))
