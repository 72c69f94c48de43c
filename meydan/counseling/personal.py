"""What this room keeps about a person: by the codes of their files alone, since a download of everything lies around.
What a file says is read and downloaded on its own page.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.counseling import actions, vault
from meydan.counseling.models import Case
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("counseling", gettext_lazy("Files with a code"))
def gather(person: Person) -> list[Row]:
    rows = Case.objects.filter(owner_mac=vault.of_person(person), erased_at=None).order_by("opened_at", "pk")
    return [
        {
            _("Code"): row.shown_code,
            _("Opened at"): row.opened_at,
            _("Kept until"): row.keep_until,
            _("Erasure asked for at"): row.erasure_asked_at,
        }
        for row in rows
    ]


@erases("counseling")
def erase(person: Person) -> None:
    """A file that a court wants kept is erased when it is released."""
    for case in Case.objects.filter(owner_mac=vault.of_person(person), erased_at=None).order_by("pk"):
        actions.ask_erasure(by=None, case=case)
