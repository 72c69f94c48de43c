"""Who may do what at sign-in."""

from meydan.base.roles import Role
from meydan.people.models import Person


def needs_factor(person: Person) -> bool:
    """Whoever holds a role today."""
    return bool(person.roles_today())


def may_reset_factor(by: Person, person: Person) -> bool:
    """An administrator who reaches every area the person is responsible for; not one's own."""
    return (
        by.pk != person.pk
        and bool(person.holdings)
        and all(by.reaches(holding.area, Role.ADMINISTRATOR) for holding in person.holdings)
    )
