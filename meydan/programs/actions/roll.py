"""The roll of a session, and the plain count of those whose names were not taken. Both become rows of the ledger."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.journal.action import action, note
from meydan.participation import actions as participation
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person
from meydan.programs import rules
from meydan.programs.models import Mark, Program, Registration, Session

DOOR = "programs"
CAME = {Mark.State.PRESENT, Mark.State.LATE}


@action
def mark(*, by: Person, session: Session, registration: Registration, state: str) -> Mark:
    """Say whether one person came. Said again, it corrects what was said."""
    _open_roll(by, session)
    if registration.program_id != session.program_id:
        raise Refusal(_("This person is not registered for this program."))
    now = timezone.now()
    with transaction.atomic():
        made, _is_new = Mark.objects.update_or_create(
            session=session, registration=registration, defaults={"state": state, "marked_by": by, "marked_at": now}
        )
    if state in CAME:
        participation.record(
            by=by,
            door=DOOR,
            kind=session.program.kind,
            subject=made,
            **_where(session),
            person=registration.person,
            evidence=Evidence.ROLL_CALL,
        )
    else:
        participation.withdraw(by=by, door=DOOR, subject=made)
    _held(by, session)
    note("programs.mark", on=made, area=session.program.area_id, session=session.pk, state=state)
    return made


@action
def call_roll(*, by: Person, session: Session, marks: Sequence[tuple[Registration, str]]) -> list[Mark]:
    """Several marks at once, as a page without a script sends them."""
    return [mark(by=by, session=session, registration=registration, state=state) for registration, state in marks]


@action
def count_heads(*, by: Person, session: Session, total: int, women: int = 0, men: int = 0) -> Session:
    """Count those who came without their names being taken, beside whoever is marked in the roll."""
    _open_roll(by, session)
    if women + men > total:
        raise Refusal(_("Women and men together are more than the whole count."), field="total")
    session.counted, session.counted_women, session.counted_men = total, women, men
    session.save(update_fields=["counted", "counted_women", "counted_men"])
    if total:
        participation.record(
            by=by,
            door=DOOR,
            kind=session.program.kind,
            subject=session,
            **_where(session),
            count=total,
            women=women,
            men=men,
            evidence=Evidence.HEAD_COUNT,
        )
    else:
        participation.withdraw(by=by, door=DOOR, subject=session)
    _held(by, session)
    note("programs.count_heads", on=session, area=session.program.area_id, total=total, women=women, men=men)
    return session


def _open_roll(by: Person, session: Session) -> None:
    if session.occasion.status not in {Occasion.Status.ANNOUNCED, Occasion.Status.HELD}:
        raise Refusal(_("This session is not one that is held: its roll cannot be called."))
    if not rules.may_call_roll(by, session, timezone.now()):
        raise Refusal(_("The roll is open from one hour before the session until three days after it."))


def _held(by: Person, session: Session) -> None:
    """Whoever calls the roll says thereby that the session took place."""
    if session.occasion.status == Occasion.Status.ANNOUNCED:
        session.occasion = calendar.mark_held(by=by, occasion=session.occasion)


def _where(session: Session) -> dict[str, Any]:
    occasion = session.occasion
    online = session.program.mode == Program.Mode.ONLINE
    return {
        "activity": session.program_id,
        "day": occasion.day,
        "area": occasion.area,
        "venue": occasion.venue,
        "occasion": occasion,
        "channel": Channel.ONLINE if online else Channel.IN_PERSON,
        "is_sample": session.program.is_sample,
    }
