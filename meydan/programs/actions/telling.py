"""What every write of an officer begins and ends with: may they, and who is told."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person
from meydan.programs import queries, rules
from meydan.programs.models import Program, Session


def must_plan(by: Person, program: Program) -> None:
    if not rules.may_plan(by, program.area):
        raise Refusal(_("You do not plan programs in this area."))


def tell(by: Person, program: Program, template: str, cause: Program | Session, sentence: Any) -> int:
    """One message to each registered person, each in their own language."""
    drafts = []
    held = queries.held_places(program)
    if isinstance(cause, Session):  # in a series, of that session only
        held = held.filter(Q(session__isnull=True) | Q(session=cause))
    for registration in held:
        with in_language_of(registration.person):
            text = sentence(cause, registration.person)
        draft = messaging.Draft(registration.person, template, text, cause, area=program.area_id)
        drafts.append(draft)
    return messaging.send_many(by=by, drafts=drafts)
