"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.ambassadors import actions, queries
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("ambassadors", gettext_lazy("Being an ambassador"))
def gather(person: Person) -> list[Row]:
    return [
        {
            _("Call for ambassadors"): row.call.title,
            _("Network"): row.get_network_display(),
            _("Its name"): row.network_name,
            _("How many people it has"): row.reach,
            _("What I want to do"): row.about,
            _("Neighborhoods"): " · ".join(str(area) for area in row.neighborhoods.all()),
            _("My name is shown"): row.shows_name,
            _("Code of my link"): row.code,
            _("State"): row.get_state_display(),
            _("Reason"): row.reason,
            _("Applied at"): row.applied_at,
            _("Decided at"): row.decided_at,
        }
        for row in queries.of_person(person).order_by("applied_at", "pk")
    ]


@gathers("ambassador_activities", gettext_lazy("What I did as an ambassador"))
def gather_activities(person: Person) -> list[Row]:
    return [
        {
            _("Call for ambassadors"): row.ambassador.call.title,
            _("What it was"): row.get_kind_display(),
            _("Day"): row.day,
            _("Neighborhood"): str(row.area),
            _("Place"): str(row.venue or row.place),
            _("People reached"): row.people,
            _("What happened"): row.about,
            _("Photo"): bool(row.photo),
        }
        for row in queries.own_activities(person).order_by("day", "pk")
    ]


@erases("ambassadors")
def erase(person: Person) -> None:
    actions.forget(by=None, person=person)
