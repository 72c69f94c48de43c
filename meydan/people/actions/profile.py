"""What a person says about themselves, or about a member of their family."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.engines import identity, jalali
from meydan.journal.action import action, note
from meydan.people import keys, queries, rules
from meydan.people.models import Consent, Person
from meydan.places.models import Area

OLDEST = 120  # years


@action
def arrive(*, by: Person | None, phone: str, name: str = "") -> Person:
    """Whoever this number belongs to, known from now on if they were not. A name is taken only where there is none."""
    person, is_new = Person.objects.get_or_create(phone=phone, defaults={"name": name})
    if is_new:
        note("people.arrived", on=person)
    elif name and not person.name:
        person.name = name
        person.save(update_fields=["name"])
    return person


@action
def update_profile(
    *,
    by: Person,
    person: Person,
    name: str,
    birth_year: int | None,
    sex: str,
    neighborhood: Area | None,
    interests: Sequence[str],
    language: str,
) -> Person:
    check_own(by, person)
    check_birth_year(birth_year)
    person.name, person.birth_year, person.sex = name, birth_year, sex
    person.neighborhood, person.interests, person.language = neighborhood, list(interests), language
    person.save(update_fields=["name", "birth_year", "sex", "neighborhood", "interests", "language"])
    note("people.profile_updated", on=person)
    return person


@action
def set_national_id(*, by: Person, person: Person, national_id: str) -> Person:
    """Kept only as a MAC under a key that is not in the database. Empty takes it away."""
    check_own(by, person)
    try:
        mac = keys.mac("national id", identity.national_id(national_id)) if national_id else None
    except identity.WrongIdentity:
        raise Refusal(
            _("This national ID is not right. Check its ten digits on the card."), field="national_id"
        ) from None
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(national_id_mac=mac)
    except IntegrityError:
        raise Refusal(
            _("This national ID is already registered for somebody. If it is yours, go to a center with your card."),
            field="national_id",
        ) from None
    person.national_id_mac = mac
    note("people.national_id_set" if mac else "people.national_id_removed", on=person)
    return person


@action
def record_consent(*, by: Person, person: Person, purpose: str, given: bool) -> Consent:
    """Add an answer; the same answer twice stays one."""
    check_own(by, person)
    newest = queries.consents_in_force(person).get(Consent.Purpose(purpose))
    if newest and newest.given == given and newest.wording == Consent.WORDING:
        return newest
    consent = Consent.objects.create(person=person, purpose=purpose, given=given, wording=Consent.WORDING)
    note("people.consent_recorded", on=consent, purpose=str(purpose), given=given)
    return consent


def check_own(by: Person, person: Person) -> None:
    if not rules.may_speak_for(by, person):
        raise Refusal(_("You can change only your own data and that of your family."))


def check_birth_year(year: int | None) -> None:
    this_year = jalali.to_jalali(timezone.localdate()).year
    if year is not None and not this_year - OLDEST <= year <= this_year:
        raise Refusal(_("Write the year of birth in the Persian calendar, four digits."), field="birth_year")
