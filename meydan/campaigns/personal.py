"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.campaigns import actions
from meydan.campaigns.models import Kept
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("campaigns", gettext_lazy("Sessions of campaigns I keep"))
def kept(person: Person) -> list[Row]:
    rows = Kept.objects.filter(person=person).select_related("placement__promise", "placement__occasion")
    return [
        {
            _("Session of the campaign"): row.placement.promise.title,
            _("Begins at"): row.placement.occasion.starts_at if row.placement.occasion else None,
            _("Kept on"): row.kept_at,
        }
        for row in rows.order_by("kept_at", "pk")
    ]


@erases("campaigns")
def forget(person: Person) -> None:
    actions.forget_kept(by=None, person=person)
