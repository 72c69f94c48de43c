"""Family members, registered by a guardian. They have no phone; what they are sent goes to the guardian."""

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.actions.leaving import empty
from meydan.people.actions.profile import check_birth_year, check_own
from meydan.people.models import Person

LARGEST_FAMILY = 12


@action
def add_family_member(*, by: Person, name: str, birth_year: int | None, sex: str) -> Person:
    check_birth_year(birth_year)
    Person.objects.select_for_update().get(pk=by.pk)  # so that two forms at once are counted one after the other
    if by.family.filter(erased_at__isnull=True).count() >= LARGEST_FAMILY:
        raise Refusal(_("You can register at most %(n)s family members.") % {"n": wording.number(LARGEST_FAMILY)})
    member = Person.objects.create(
        guardian=by,
        name=name,
        birth_year=birth_year,
        sex=sex,
        neighborhood_id=by.neighborhood_id,
        language=by.language,
        is_sample=by.is_sample,
    )
    note("people.family_member_added", on=member)
    return member


@action
def edit_family_member(*, by: Person, member: Person, name: str, birth_year: int | None, sex: str) -> Person:
    check_own(by, member)
    check_birth_year(birth_year)
    member.name, member.birth_year, member.sex = name, birth_year, sex
    member.save(update_fields=["name", "birth_year", "sex"])
    note("people.family_member_edited", on=member)
    return member


@action
def remove_family_member(*, by: Person, member: Person) -> Person:
    """Erase what is known of them; what they took part in stays counted, without a name."""
    check_own(by, member)
    if member.guardian_id is None:
        raise Refusal(_("This is not a member of your family."))
    empty(by=by, person=member)
    note("people.family_member_removed", on=member)
    return member
