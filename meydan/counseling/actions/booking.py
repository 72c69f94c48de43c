"""A client books. Nobody stands behind `by`: the journal says that somebody booked, and never who."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.counseling import caps, contacts, vault
from meydan.counseling.actions.cases import open_case
from meydan.counseling.actions.duty import call_duty
from meydan.counseling.actions.often import too_often
from meydan.counseling.actions.taking import alone, alone_with, take
from meydan.counseling.danger import speaks_of_it
from meydan.counseling.models import Appointment, Case, Counselor, PhoneCheck, Topic
from meydan.counseling.times import Slot
from meydan.journal.action import action
from meydan.people.models import Person
from meydan.places.models import Area


@action
def book(
    *,
    by: Person | None,
    area: Area,
    topic: Topic,
    booked_for: str,
    slot: Slot,
    answers: dict[str, Any],
    person: Person | None = None,
    check: PhoneCheck | None = None,
    name: str = "",
    others: str = "",
    home: Area | None = None,
    age_band: str = "",
) -> Appointment:
    """With the counselor they have already it goes into the file they have; else a file is opened."""
    counselor = Counselor.objects.get(pk=slot.counselor)
    phone = contacts.phone_of(check) if check is not None else (person.phone or "") if person is not None else ""
    alone_with([vault.of_phone(phone)], set(), set())  # so that two at once open one file
    own = _own(person, check)
    case = own.filter(counselor=counselor, booked_for=booked_for).first() or open_case(
        by=None,
        area=area,
        topic=topic,
        booked_for=booked_for,
        person=person,
        check=check,
        counselor=counselor,
        name=name,
        others=others,
        home=home,
        age_band=age_band,
    )
    alone(case, {slot.counselor}, {slot.room} if slot.room else set())
    case.refresh_from_db(fields=["counselor"])
    if case.counselor_id != slot.counselor:  # handed over a moment ago
        raise Refusal(_("This time is not free any more. Choose another one."), field="slot")
    if (full := caps.full(area, topic, bytes(case.client_mac or b""), own)) != "":
        raise Refusal(full)
    if too_often(case, "book"):
        raise Refusal(_("Many times were booked with this number today. Try again tomorrow."))
    is_urgent = answers.get("danger") == "yes" or speaks_of_it(
        value for value in answers.values() if isinstance(value, str)
    )
    row = take(by=None, case=case, slot=slot, topic=topic, answers=answers, is_urgent=is_urgent)
    tell_of(row, "counseling.booked", _("Your appointment on Meydan: %(moment)s. Code %(code)s"))
    if is_urgent:
        call_duty(area=area, code=row.shown_code, cause=row, also=row.counselor_id)
    return row


def tell_of(row: Appointment, template: str, sentence: str) -> None:
    """A message about one time of an appointment: moved, it may be told again."""
    contacts.tell(
        by=None,
        case=row.case,
        template=f"{template}:{row.sequence}",
        text=sentence % {"moment": wording.moment(row.starts_at, "weekday"), "code": row.shown_code},
        cause=row,
        expires_at=row.starts_at,
    )


def _own(person: Person | None, check: PhoneCheck | None) -> QuerySet[Case]:
    """The files this client has shown to be theirs, the newest first: of their account, or the one of this check."""
    mine = Case.objects.none()
    if person is not None:
        mine = Case.objects.filter(owner_mac=vault.of_person(person))
    elif check is not None and check.case_id is not None:
        mine = Case.objects.filter(pk=check.case_id)
    return mine.filter(erased_at=None).order_by("-opened_at")
