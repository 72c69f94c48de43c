"""A citizen keeps a session: it stands in their calendar, they are reminded, and told what becomes of it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns.models import Kept, Placement
from meydan.campaigns.rules import public as rules
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def keep(*, by: Person, placement: Placement) -> Kept:
    """Said twice, it stands once."""
    occasion = placement.occasion
    if occasion is None or not rules.can_keep(occasion, timezone.now()):
        raise Refusal(_("This session is cancelled or over."))
    try:
        with transaction.atomic():
            row = Kept.objects.create(placement=placement, person=by)
    except IntegrityError:
        return Kept.objects.get(placement=placement, person=by)
    note("campaigns.keep", on=row, area=occasion.area_id, session=placement.pk)
    return row


@action
def let_go(*, by: Person, placement: Placement) -> int:
    gone, _each = Kept.objects.filter(placement=placement, person=by).delete()
    if gone:
        note("campaigns.let_go", on=placement, session=placement.pk)
    return gone


@action
def forget_kept(*, by: Person | None, person: Person) -> int:
    """What an erased person kept is nobody's."""
    gone, _each = Kept.objects.filter(person=person).delete()
    if gone:
        note("campaigns.forget_kept", on=person, sessions=gone)
    return gone
