"""What moderators do with ideas and what is said of them. Of two at once one does it, and the other is told."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.budgets.actions.idea_telling import tell
from meydan.budgets.actions.reviewing import give_to_unit
from meydan.budgets.actions.words import DOOR, write_down
from meydan.budgets.models import Abuse, Comment, Field, Idea
from meydan.budgets.rules import ideas as rules
from meydan.budgets.rules import reviewing
from meydan.budgets.wording_ideas import Hop
from meydan.journal.action import action, note
from meydan.participation import actions as ledger
from meydan.people.models import Person

State = Idea.State


@action
def publish_idea(*, by: Person, idea: Idea, field: Field | None = None) -> Idea:
    """Show it, under its own or another field; what was refused can still be shown. Its words stay as they are."""
    _must_moderate(by, idea)
    if not reviewing.list_is_open(idea.round):
        raise Refusal(_("The list of projects is written: no idea can be added any more."))
    if field is not None and field.round_id != idea.round_id:
        raise Refusal(_("This round does not have this field. Choose another."), field="field")
    was_refused = idea.state == State.REFUSED
    _move(by, idea, (State.SENT, State.REFUSED), state=State.PUBLISHED, told_state=State.PUBLISHED, reason="")
    if field is not None and field.pk != idea.field_id:
        Idea.objects.filter(pk=idea.pk).update(field=field)
        idea.field = field
    if was_refused:
        write_down(by, idea, idea.brought_by)
    tell(by, Hop.PUBLISHED, idea, idea.author)
    note("budgets.publish_idea", on=idea, area=idea.area_id, round=idea.round_id, field=idea.field_id)
    if idea.field.unit_id and reviewing.may_decide(idea.round, timezone.localdate()):
        give_to_unit(by=by, idea=idea)
    return idea


@action
def refuse_idea(*, by: Person, idea: Idea, reason: str) -> Idea:
    """Not shown, or not any more, for a reason its author reads; it is no part of the ledger then."""
    _must_moderate(by, idea)
    if not reason.strip():
        raise Refusal(_("Say why: the author reads it."), field="own")
    if idea.merged.exists():
        raise Refusal(_("Ideas of others are joined with this one. Part them first."))
    _move(by, idea, (State.SENT, State.PUBLISHED), state=State.REFUSED, told_state=State.REFUSED, reason=reason.strip())
    ledger.withdraw(by=by, door=DOOR, subject=idea)
    _settle(by, Abuse.objects.filter(idea=idea))
    tell(by, Hop.REFUSED, idea, idea.author)
    note("budgets.refuse_idea", on=idea, area=idea.area_id, round=idea.round_id)
    return idea


@action
def publish_ideas(*, by: Person, ideas: Iterable[Idea]) -> int:
    """All at once, as far as nobody was quicker; says how many."""
    return sum(_each(idea, lambda one: publish_idea(by=by, idea=one)) for idea in ideas)


@action
def refuse_ideas(*, by: Person, ideas: Iterable[Idea], reason: str) -> int:
    return sum(_each(idea, lambda one: refuse_idea(by=by, idea=one, reason=reason)) for idea in ideas)


@action
def publish_comments(*, by: Person, comments: Iterable[Comment]) -> int:
    """Counted with its idea exactly once."""
    count = 0
    for row in comments:
        _must_moderate(by, row.idea)
        if _judge(by, row, (Comment.State.SENT, Comment.State.REFUSED), state=Comment.State.PUBLISHED, reason=""):
            count += 1
            Idea.objects.filter(pk=row.idea_id).update(comments_count=F("comments_count") + 1)
            write_down(by, row)
            tell(by, Hop.COMMENT_SHOWN, row.idea, row.person, row)
            if row.idea.author_id != row.person_id:
                tell(by, Hop.COMMENTED, row.idea, row.idea.author, row)
            note("budgets.publish_comment", on=row, area=row.idea.area_id, idea=row.idea_id)
    return count


@action
def refuse_comments(*, by: Person, comments: Iterable[Comment], reason: str) -> int:
    if not reason.strip():
        raise Refusal(_("Say why: the author reads it."), field="own")
    count = 0
    for row in comments:
        _must_moderate(by, row.idea)
        was_public = row.state == Comment.State.PUBLISHED
        if _judge(by, row, (row.state,), state=Comment.State.REFUSED, reason=reason.strip()):
            count += 1
            if was_public:
                rows = Idea.objects.filter(pk=row.idea_id, comments_count__gt=0)
                rows.update(comments_count=F("comments_count") - 1)
            ledger.withdraw(by=by, door=DOOR, subject=row)
            _settle(by, Abuse.objects.filter(comment=row))
            tell(by, Hop.COMMENT_REFUSED, row.idea, row.person, row)
            note("budgets.refuse_comment", on=row, area=row.idea.area_id, idea=row.idea_id)
    return count


@action
def settle_reports(*, by: Person, report: Abuse) -> int:
    """It stays: all that was reported of the same thing is looked at with this."""
    _must_moderate(by, report.idea)
    count = _settle(by, Abuse.objects.filter(idea=report.idea_id, comment=report.comment_id))
    note("budgets.settle_reports", on=report.idea, area=report.idea.area_id, count=count)
    return count


def _each(idea: Idea, deed: Any) -> int:
    try:
        deed(idea)
    except Refusal:
        return 0
    return 1


def _must_moderate(by: Person, idea: Idea) -> None:
    if not rules.may_moderate(by, idea.round):
        raise Refusal(_("You do not moderate in this area."))


def _move(by: Person, idea: Idea, of: tuple[Idea.State, ...], **changes: Any) -> None:
    changes |= {"moderated_at": timezone.now(), "moderated_by": by}
    if not Idea.objects.filter(pk=idea.pk, state__in=of).update(**changes):
        raise Refusal(_("Somebody else was quicker with this idea. Look at it again."))
    for name, value in changes.items():
        setattr(idea, name, value)


def _judge(by: Person, row: Comment, of: tuple[str, ...], **changes: Any) -> bool:
    changes |= {"moderated_at": timezone.now(), "moderated_by": by}
    if not Comment.objects.filter(pk=row.pk, state__in=of).exclude(state=changes["state"]).update(**changes):
        return False
    for name, value in changes.items():
        setattr(row, name, value)
    return True


def _settle(by: Person, rows: Any) -> int:
    return int(rows.filter(settled_at=None).update(settled_at=timezone.now(), settled_by=by))
