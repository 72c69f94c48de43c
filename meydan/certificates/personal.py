"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.certificates import actions, queries
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("certificates", gettext_lazy("Certificates"))
def gather(person: Person) -> list[Row]:
    return [
        {
            _("Course"): row.issue.title,
            _("Name on the paper"): row.name,
            _("Sessions attended"): row.attended,
            _("Code of the certificate"): row.shown_code,
            _("Issued on"): row.issue.issued_at,
            _("Revoked on"): row.revoked_at,
        }
        for row in queries.certificates().filter(person=person).order_by("pk")
    ]


@erases("certificates")
def erase(person: Person) -> None:
    """A paper that is out in the world is still known to be genuine, but no longer whose it is."""
    actions.forget(by=None, person=person)
