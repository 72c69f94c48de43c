"""Who may do what to whom."""

from meydan.base.roles import Role
from meydan.people.models import Person
from meydan.places.models import Area


def may_speak_for(by: Person, person: Person) -> bool:
    """Oneself, and the family members one registered."""
    return person.pk == by.pk or (person.guardian_id is not None and person.guardian_id == by.pk)


def may_appoint(by: Person, area: Area) -> bool:
    """Give and end roles and keep organizations on this area."""
    return by.reaches(area, Role.ADMINISTRATOR)
