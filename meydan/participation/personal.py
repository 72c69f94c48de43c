"""What the ledger keeps about a person, and what is left of it after an erasure: counts without a person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.participation import actions
from meydan.participation.models import Participation
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("participation", gettext_lazy("Participation"))
def rows(person: Person) -> list[Row]:
    own = Participation.objects.filter(person=person).select_related("venue", "area", "occasion").order_by("day", "pk")
    return [
        {
            _("What"): row.occasion.title if row.occasion else row.kind_name,
            _("When"): row.day,
            _("Where"): str(row.venue or row.area),
            _("Age band"): row.age_band_name,
            _("Channel"): row.get_channel_display(),
            _("How it is known"): row.get_evidence_display(),
        }
        for row in own
    ]


@erases("participation")
def forget(person: Person) -> None:
    actions.forget(by=None, person=person)
