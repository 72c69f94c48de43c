"""What people say of ideas, and that something should not stand there."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.budgets.actions.words import write_down
from meydan.budgets.models import Abuse, Comment, Idea
from meydan.budgets.rules import ideas as rules
from meydan.journal.action import action, note
from meydan.people.models import Person

LONGEST = 1000


@action
def comment(
    *, by: Person, idea: Idea, text: str, brought_by: Person | None = None, key: uuid.UUID | None = None
) -> Comment:
    """Read by others once a moderator let it through; sent again with the same key it is the first."""
    if key and (first := Comment.objects.filter(key=key, person=by, idea=idea).first()):
        return first
    if (refusal := rules.may_comment(idea, timezone.localdate())) is not None:
        raise refusal
    if not text.strip():
        raise Refusal(_("Write what you want to say."), field="text")
    if len(text) > LONGEST:
        raise Refusal(_("This is too long. Say the main thing."), field="text")
    try:
        with transaction.atomic():
            row = Comment.objects.create(
                key=key or uuid.uuid4(), idea=idea, person=by, text=text.strip(), at=timezone.now()
            )
    except IntegrityError:
        raise Refusal(_("This was sent by somebody else already. Open the page again and repeat.")) from None
    write_down(by, row, brought_by if brought_by != by else None)
    note("budgets.comment", on=row, area=idea.area_id, idea=idea.pk)
    return row


@action
def report_abuse(*, by: Person, idea: Idea, why: str, words: str = "", comment: Comment | None = None) -> Abuse:
    """Once a person and thing; nobody but moderators sees that something was reported, and none of them by whom."""
    if not rules.may_report(by, idea, comment):
        raise Refusal(_("This cannot be reported: it is your own, or it is not shown."))
    if why not in Abuse.Why.values:
        raise Refusal(_("Say what is wrong with it."), field="why")
    try:
        with transaction.atomic():
            row = Abuse.objects.create(
                idea=idea, comment=comment, person=by, why=why, words=words.strip(), at=timezone.now()
            )
    except IntegrityError:
        return Abuse.objects.get(idea=idea, comment=comment, person=by)
    note("budgets.report_abuse", on=row, area=idea.area_id, idea=idea.pk, why=why, of_comment=comment is not None)
    return row
