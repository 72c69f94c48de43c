"""Telling people of the roles they were given. People stand below messaging, so messaging looks."""

import datetime as dt
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.journal.action import action
from meydan.messaging.actions.sending import Draft, send_many
from meydan.messaging.models import Message, named
from meydan.messaging.wording import in_language_of
from meydan.people.models import Holding, Person

TEMPLATE: Final = "people.role_granted"
LOOKED_BACK: Final = dt.timedelta(days=1)


@action
def tell_of_roles(*, by: Person | None) -> int:
    """Whoever was given a role by somebody within the last day, each once; says how many were told now."""
    given = Holding.objects.filter(created_at__gt=timezone.now() - LOOKED_BACK, granted_by__isnull=False)
    rows = given.filter(ended_at__isnull=True).select_related("person", "area").order_by("pk")
    causes = {named(row): row for row in rows.defer("area__border", "area__outline")}
    told = Message.objects.filter(template=TEMPLATE, cause__in=causes).values_list("cause", flat=True)
    new = [causes[cause] for cause in causes if cause not in set(told)]
    if not new:
        return 0
    return send_many(by=by, drafts=[Draft(row.person, TEMPLATE, _text(row), row) for row in new])


def _text(holding: Holding) -> str:
    with in_language_of(holding.person):
        facts = {"role": holding.get_role_display(), "area": holding.area}
        if holding.starts_on > timezone.localdate():
            facts["day"] = wording.day(holding.starts_on)
            return _("From %(day)s on you have the role “%(role)s” in %(area)s. Sign in with this number.") % facts
        return _("You have the role “%(role)s” in %(area)s. Sign in with this number.") % facts
