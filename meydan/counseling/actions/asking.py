"""A client asks to be called. Nobody stands behind `by`: the journal is not to say who."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling import vault
from meydan.counseling.actions.cases import open_case
from meydan.counseling.actions.duty import call_duty
from meydan.counseling.actions.often import too_often
from meydan.counseling.actions.taking import alone
from meydan.counseling.models import BookedFor, Call, Case, PhoneCheck, Topic
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area

OPEN = (Call.State.WAITING, Call.State.TAKEN)


@action
def ask_call(
    *,
    by: Person | None,
    area: Area,
    topic: Topic,
    from_hour: int,
    until_hour: int,
    is_urgent: bool,
    person: Person | None = None,
    check: PhoneCheck | None = None,
) -> Call:
    """In the file they have, so that whoever counsels them knows them again; else in a new one. One call at a time."""
    if not 0 <= from_hour < until_hour <= 24:
        raise Refusal(_("The first hour comes before the last one."), field="until_hour")
    case = _own(area, person, check) or open_case(
        by=None,
        area=area,
        topic=topic,
        booked_for=BookedFor.ONESELF,
        person=person,
        check=check,
        name=person.name if person is not None else "",
    )
    alone(case, set(), set())
    if Call.objects.filter(case__client_mac=case.client_mac, state__in=OPEN).exists():
        raise Refusal(_("You wait for a call already. Your place in the queue stands on your file."))
    if too_often(case, "call"):
        raise Refusal(_("A call was asked for many times with this number today. If somebody is in danger, call 123."))
    now = timezone.now()
    row = Call(
        case=case,
        topic=topic,
        area=area,
        is_urgent=is_urgent,
        from_hour=from_hour,
        until_hour=until_hour,
        asked_at=now,
        not_before=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refusal(_("You wait for a call already. Your place in the queue stands on your file.")) from None
    if is_urgent:
        call_duty(area=area, code=case.shown_code, cause=row)
    note("counseling.ask_call", on=row, area=area.pk, urgent=is_urgent)
    return row


def _own(area: Area, person: Person | None, check: PhoneCheck | None) -> Case | None:
    """Of this city: another's counselors have no business with it."""
    if person is not None:
        mine = Case.objects.filter(owner_mac=vault.of_person(person))
    elif check is not None and check.case_id is not None:
        mine = Case.objects.filter(pk=check.case_id)
    else:
        return None
    return mine.filter(area=area, erased_at=None).select_related("area").order_by("-opened_at").first()
