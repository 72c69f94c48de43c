"""My data: what each room knows of a person, to download and to erase.

A room registers its own in its `personal.py`, which is found by itself:

    @gathers("programs", _("Programs"))
    def gather(person: Person) -> Personal:
        return [{gettext("Program"): …, gettext("Registered at"): …} for … in …]

    @erases("programs")
    def erase(person: Person) -> None: ...

The names of the values are words the person reads, in the language of the page. Values are texts, numbers, booleans,
dates and moments. An eraser runs inside the action that erases, for the person and for each family member; it removes
or empties what tells who somebody was, and leaves counts as they are.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.people import queries
from meydan.people.models import Person

Value = str | int | float | bool | date | None
Row = dict[str, Value]
Personal = Row | list[Row]
Gatherer = TypeVar("Gatherer", bound=Callable[[Person], Personal])
Eraser = TypeVar("Eraser", bound=Callable[[Person], None])


class Section(NamedTuple):
    name: str
    title: str | Promise
    gather: Callable[[Person], Personal]


_sections: dict[str, Section] = {}
_erasers: dict[str, Callable[[Person], None]] = {}


def gathers(name: str, title: str | Promise = "") -> Callable[[Gatherer], Gatherer]:
    def register(gather: Gatherer) -> Gatherer:
        _sections[name] = Section(name, title or name.capitalize(), gather)
        return gather

    return register


def erases(name: str) -> Callable[[Eraser], Eraser]:
    def register(erase: Eraser) -> Eraser:
        _erasers[name] = erase
        return erase

    return register


def gathered(person: Person) -> dict[str, tuple[str, Personal]]:
    """Each room's section: its title and what it knows."""
    return {section.name: (str(section.title), section.gather(person)) for section in _sections.values()}


def erase_in_rooms(person: Person) -> None:
    """The rooms above first: what they keep points down to the person."""
    for erase in reversed(_erasers.values()):
        erase(person)


@gathers("profile", gettext_lazy("Profile"))
def _profile(person: Person) -> Row:
    return {
        **_about(person),
        _("Mobile number"): person.phone,
        _("Neighborhood"): str(person.neighborhood or ""),
        _("Interests"): " · ".join(str(Person.Interest(one).label) for one in person.interests),
        _("Language"): dict(settings.LANGUAGES).get(person.language, person.language),
        _("Known since"): person.created_at,
    }


@gathers("family", gettext_lazy("Family"))
def _family(person: Person) -> list[Row]:
    return [_about(member) for member in queries.family(person)]


@gathers("consents", gettext_lazy("Consents"))
def _consents(person: Person) -> list[Row]:
    return [
        {
            _("Question"): consent.get_purpose_display(),
            _("Answer"): _("Yes") if consent.given else _("No"),
            _("When"): consent.at,
            _("Version of the text"): wording.digits(consent.wording),
        }
        for consent in person.consents.order_by("-at", "-pk")
    ]


@gathers("roles", gettext_lazy("Roles"))
def _roles(person: Person) -> list[Row]:
    return [
        {
            _("Role"): holding.get_role_display(),
            _("Area"): str(holding.area),
            _("From"): holding.starts_on,
            _("To"): holding.ends_on,
            _("Ended at"): holding.ended_at,
        }
        for holding in person.role_holdings.select_related("area").order_by("starts_on", "pk")
    ]


@gathers("organizations", gettext_lazy("Organizations I speak for"))
def _organizations(person: Person) -> list[Row]:
    return [
        {
            _("Organization"): one.organization.name,
            _("Position"): one.title,
            _("From"): one.starts_on,
            _("To"): one.ends_on,
            _("Ended at"): one.ended_at,
        }
        for one in person.represents.select_related("organization").order_by("starts_on", "pk")
    ]


def _about(person: Person) -> Row:
    return {
        _("Name"): person.name,
        _("Birth year"): person.birth_year,
        _("Sex"): person.get_sex_display(),
        _("National ID"): _("Registered; only an unreadable trace of it is kept.") if person.national_id_mac else "",
    }
