"""Joining ideas. No support moves without a yes, and none is lost: asked, it moves or stays where it was given."""

from collections.abc import Callable, Iterable

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.budgets import wording_review as wording
from meydan.budgets.models import Idea, Joining, Move, Support
from meydan.budgets.models.review import JOINABLE
from meydan.budgets.queries import joining as queries
from meydan.budgets.rules import reviewing as rules
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

State, Answer = Idea.State, Move.Answer
AT_ONCE = 200


@action
def join(*, by: Person, idea: Idea, into: Idea, reason: str) -> Joining:
    """The idea goes on as another one of its round. Its author stays named; its supporters are asked by a task."""
    _must_join(by, idea)
    if idea.pk == into.pk or into.round_id != idea.round_id:
        raise Refusal(_("Choose another idea of the same round."), field="into")
    if not reason.strip():
        raise Refusal(_("Write why they belong together: everybody reads it."), field="reason")
    _lock(idea, into)
    if not Idea.objects.filter(pk=into.pk, state__in=JOINABLE).exists():
        raise Refusal(_("The idea you chose can take in no other any more. Choose another one."), field="into")
    standing = Idea.objects.filter(pk=idea.pk, state__in=JOINABLE)
    if not standing.update(state=State.MERGED, merged_into=into):
        raise Refusal(_("Something else has happened to this idea meanwhile. Open its page again and look."))
    idea.state, idea.merged_into = State.MERGED, into
    joining = Joining.objects.create(idea=idea, into=into, reason=reason, by=by, at=timezone.now())
    _tell(by, joining, [idea.author], wording.joined)
    named("meydan.budgets.tasks.ask_to_move").enqueue(joining.pk)
    note("budgets.join", on=idea, area=idea.area_id, into=into.pk)
    return joining


@action
def part(*, by: Person, idea: Idea) -> Idea:
    """It stands by itself again; whose support had moved along with a yes has it back there."""
    _must_join(by, idea)
    joining = Joining.objects.filter(idea=idea, parted_at=None).select_related("into", "idea__round").first()
    if joining is None:
        raise Refusal(_("This idea was not joined with another one."))
    _lock(idea, joining.into)
    if not Joining.objects.filter(pk=joining.pk, parted_at=None).update(parted_at=timezone.now()):
        raise Refusal(_("Somebody else has parted these ideas meanwhile."))
    state = _state_before(idea)
    Idea.objects.filter(pk=idea.pk, state=State.MERGED).update(state=state, merged_into=None)
    idea.state, idea.merged_into = state, None
    back = Support.objects.filter(idea=joining.into, came_with=idea)
    here = Support.objects.filter(idea=idea).values("person")
    # Who had come to the idea from yet another one is again as they were: with what they came from there.
    yes = Move.objects.filter(joining__into=idea, joining__parted_at=None, answer=Answer.YES, person=OuterRef("person"))
    moved = back.exclude(person__in=here).update(idea=idea, came_with=Subquery(yes.values("joining__idea")[:1]))
    _count(joining.into, idea, moved)
    _tell(by, joining, [idea.author], wording.parted)
    note("budgets.part", on=idea, area=idea.area_id, into=joining.into_id, moved=moved)
    return idea


@action
def ask_some(*, by: Person | None, joining: Joining) -> int:
    """Ask the next supporters; none left: all were asked. Begun again, nobody is asked twice."""
    if not Joining.objects.filter(pk=joining.pk, parted_at=None, asked_at=None).exists():
        return 0
    now = timezone.now()
    persons = list(queries.to_ask(joining)[:AT_ONCE])
    if not persons:
        Joining.objects.filter(pk=joining.pk).update(asked_at=now)
        return 0
    rows = [Move(joining=joining, person=person, asked_at=now) for person in persons]
    Move.objects.bulk_create(rows, ignore_conflicts=True)
    _tell(by, joining, persons, wording.move)
    note("budgets.ask_to_move", on=joining, area=joining.idea.area_id, count=len(persons))
    return len(persons)


@action
def answer_move(*, by: Person, move: Move, yes: bool) -> Move:
    """A yes moves one's support, once; a no leaves it, and can still become a yes."""
    joining = move.joining
    if move.person_id != by.pk:
        raise Refusal(_("You are not asked this."))
    _lock(joining.idea, joining.into)
    if not Joining.objects.filter(pk=joining.pk, parted_at=None).exists():
        raise Refusal(_("These ideas are not joined any more: your support is where you gave it."))
    answer = Answer.YES if yes else Answer.NO
    open_ = Move.objects.filter(pk=move.pk).exclude(answer=Answer.YES)
    if not open_.update(answer=answer, answered_at=timezone.now()):
        return Move.objects.select_related("joining__idea__round", "joining__into").get(pk=move.pk)
    move.answer = answer
    moved = _move(move) if yes else 0
    note("budgets.answer_move", on=move, area=joining.idea.area_id, yes=yes, moved=bool(moved))
    return move


def _move(move: Move) -> int:
    """One a person: who supports the other idea already keeps both as they gave them."""
    idea, into = move.joining.idea, move.joining.into
    mine = Support.objects.filter(idea=idea, person=move.person_id)
    if Support.objects.filter(idea=into, person=move.person_id).exists():
        return 0
    try:
        with transaction.atomic():
            moved = mine.update(idea=into, came_with=idea)
    except IntegrityError:  # supported there in this moment
        return 0
    _count(idea, into, moved)
    onward = Joining.objects.filter(idea=into, parted_at=None).first()
    if moved and onward is not None:  # joined on meanwhile: asked about that as well
        Move.objects.get_or_create(joining=onward, person=move.person, defaults={"asked_at": timezone.now()})
    return moved


def _count(frm: Idea, to: Idea, count: int) -> None:
    if count:
        Idea.objects.filter(pk=frm.pk).update(supports=F("supports") - count)
        Idea.objects.filter(pk=to.pk).update(supports=F("supports") + count)


def _state_before(idea: Idea) -> Idea.State:
    review = getattr(idea, "review", None)
    return State.FEASIBLE if review is not None and review.state == review.State.FEASIBLE else State.PUBLISHED


def _lock(*ideas: Idea) -> None:
    rows = Idea.objects.select_for_update().filter(pk__in=[one.pk for one in ideas]).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _must_join(by: Person, idea: Idea) -> None:
    review = getattr(idea, "review", None)
    if not rules.may_oversee(by, idea.round) and not (review is not None and rules.heads(by, review)):
        raise Refusal(_("Only the unit that looks at this idea, or a budgeting officer, can join it or part it."))
    if not rules.list_is_open(idea.round):
        raise Refusal(_("The list of projects is written: nothing changes about it any more."))


def _tell(
    by: Person | None, joining: Joining, persons: Iterable[Person | None], said: Callable[[Joining], str]
) -> None:
    drafts: list[messaging.Draft] = []
    known: dict[str, str] = {}
    for person in persons:
        if person is not None:
            reader = person.guardian or person
            if reader.language not in known:
                with in_language_of(reader):
                    known[reader.language] = said(joining)
            text = known[reader.language]
            drafts.append(messaging.Draft(person, f"budgets.{said.__name__}", text, joining, area=joining.idea.area_id))
    if drafts:
        messaging.send_many(by=by, drafts=drafts)
