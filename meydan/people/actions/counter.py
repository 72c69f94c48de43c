"""People who come to a counter with their card: some have no phone, and none of them types anything."""

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.engines import identity
from meydan.journal.action import action, note
from meydan.people import keys
from meydan.people.actions.profile import check_birth_year
from meydan.people.models import Person
from meydan.places.models import Area


@action
def know_by_card(
    *, by: Person, national_id: str, birth_year: int, neighborhood: Area, is_sample: bool = False
) -> Person:
    """Whoever this card belongs to, known from now on if they were not. Nothing they said of themselves is changed."""
    check_birth_year(birth_year)
    try:
        mac = keys.mac("national id", identity.national_id(national_id))
    except identity.WrongIdentity:
        raise Refusal(
            _("This national ID is not right. Check its ten digits on the card."), field="national_id"
        ) from None
    person, is_new = Person.objects.get_or_create(
        national_id_mac=mac,
        defaults={"birth_year": birth_year, "neighborhood": neighborhood, "is_sample": is_sample},
    )
    if not person.is_active:
        raise Refusal(_("This account is closed. Ask at a center."), field="national_id")
    if is_new:
        note("people.known_by_card", on=person)
    return fill_in(by=by, person=person, birth_year=birth_year, neighborhood=neighborhood)


@action
def fill_in(*, by: Person, person: Person, birth_year: int | None, neighborhood: Area | None) -> Person:
    """What a person at the counter had not said yet. What they had said stays: a counter corrects nobody."""
    check_birth_year(birth_year)
    missing: list[str] = []
    if birth_year and person.birth_year is None:
        person.birth_year = birth_year
        missing.append("birth_year")
    if neighborhood and person.neighborhood_id is None:
        person.neighborhood = neighborhood
        missing.append("neighborhood")
    if missing:
        person.save(update_fields=missing)
        note("people.filled_in", on=person)
    return person
