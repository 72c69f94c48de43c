"""A client's file is opened: with the name of an account, or with nothing but a phone that was shown to be theirs."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from meydan.counseling import contacts, vault
from meydan.counseling.models import BookedFor, Case, Counselor, PhoneCheck, Topic
from meydan.engines import codes
from meydan.journal.action import action, note
from meydan.participation.bands import age_band as band
from meydan.people.models import Person
from meydan.places.models import Area

CODE_LENGTH = 8


@action
def open_case(
    *,
    by: Person | None,
    area: Area,
    topic: Topic,
    booked_for: str,
    person: Person | None = None,
    check: PhoneCheck | None = None,
    counselor: Counselor | None = None,
    name: str = "",
    others: str = "",
    home: Area | None = None,
    age_band: str = "",
) -> Case:
    """Either `person`, whose account it belongs to, or `check`: then nothing but the phone is kept, and no name.

    A client acts here, so `by` is nobody: the journal is not to say who is counseled.
    """
    if (person is None) == (check is None):
        raise TypeError("A file belongs to an account or to a phone.")
    phone = (person.phone or "") if person is not None else contacts.phone_of(check) if check is not None else ""
    if person is not None:
        home = home or person.neighborhood
        of_themselves = "" if booked_for == BookedFor.CHILD else band(person.birth_year, timezone.localdate())
        age_band = age_band or of_themselves
    case = Case(
        area=area,
        topic=topic,
        booked_for=booked_for,
        owner_mac=vault.of_person(person) if person is not None else None,
        client_mac=vault.of_phone(phone),
        home=home,
        age_band=age_band,
        counselor=counselor,
        opened_at=timezone.now(),
    )
    _save(case)
    vault.new_key(case).save()
    case.refresh_from_db()
    said = contacts.who(phone=phone, person=person, name=name if person is not None else "", others=others)
    case.sealed_who = vault.seal(case, case, "sealed_who", said)
    case.save(update_fields=["sealed_who"])
    if check is not None:
        PhoneCheck.objects.filter(pk=check.pk).update(case=case)
    note("counseling.open_case", on=case, area=area.pk, booked_for=booked_for)
    return case


def _save(case: Case) -> None:
    for _try in range(5):
        case.code = codes.new(CODE_LENGTH)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError:
            continue
        return
    raise RuntimeError("Five codes of files were taken already.")
