"""Supporting an idea and following it, each once a person, and taking that back."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.budgets.actions.words import DOOR, write_down
from meydan.budgets.models import Follow, Idea, Support
from meydan.budgets.rules import ideas as rules
from meydan.journal.action import action, note
from meydan.participation import actions as ledger
from meydan.people.models import Person


@action
def support(*, by: Person, idea: Idea, brought_by: Person | None = None) -> Idea:
    """Given twice it counts once. The row and its count stand together, and only while the idea takes supports.

    Nobody's support goes to another idea unasked: what was joined meanwhile says so.
    """
    fresh = Idea.objects.select_related("round", "area", "venue").get(pk=idea.pk)
    if Support.objects.filter(idea=fresh, person=by).exists():
        return fresh
    if (refusal := rules.may_support(by, fresh, timezone.localdate())) is not None:
        raise refusal
    try:
        with transaction.atomic():
            row = Support.objects.create(idea=fresh, person=by, at=timezone.now())
            standing = Idea.objects.filter(pk=fresh.pk, state__in=rules.SUPPORTABLE)
            if not standing.update(supports=F("supports") + 1):
                raise Refusal(_("Something else has happened to this idea meanwhile. Open its page again and look."))
    except IntegrityError:
        return fresh
    write_down(by, row, brought_by if brought_by != by else None)
    note("budgets.support", on=fresh, area=fresh.area_id, round=fresh.round_id)
    fresh.refresh_from_db(fields=["supports"])
    return fresh


@action
def unsupport(*, by: Person, idea: Idea) -> Idea:
    row = Support.objects.select_for_update().filter(idea=idea, person=by).first()
    if row is None:
        return idea
    if rules.may_support(None, Idea.objects.select_related("round").get(pk=idea.pk), timezone.localdate()) is not None:
        raise Refusal(_("Supports do not change any more once the ballot begins or the idea has ended."))
    ledger.withdraw(by=by, door=DOOR, subject=row)
    if Support.objects.filter(pk=row.pk).delete()[0]:
        Idea.objects.filter(pk=row.idea_id, supports__gt=0).update(supports=F("supports") - 1)
        note("budgets.unsupport", on=idea, area=idea.area_id, round=idea.round_id)
    idea.refresh_from_db(fields=["supports"])
    return idea


@action
def follow(*, by: Person, idea: Idea) -> Idea:
    """Told of each hop; whoever supports it is told anyway, and may follow it as well."""
    try:
        with transaction.atomic():
            Follow.objects.create(idea=idea, person=by, at=timezone.now())
    except IntegrityError:
        return idea
    note("budgets.follow", on=idea, area=idea.area_id, round=idea.round_id)
    return idea


@action
def unfollow(*, by: Person, idea: Idea) -> Idea:
    if Follow.objects.filter(idea=idea, person=by).delete()[0]:
        note("budgets.unfollow", on=idea, area=idea.area_id, round=idea.round_id)
    return idea
