"""Reminders: the day before, and two hours before. A reader over the shoulder learns an hour, and not of what."""

import datetime as dt
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.counseling.actions.booking import tell_of
from meydan.counseling.models import Appointment
from meydan.journal.action import action
from meydan.people.models import Person

DAY_BEFORE: Final = dt.timedelta(hours=24)
SOON_BEFORE: Final = dt.timedelta(hours=2)


@action
def remind(*, by: Person | None, appointment: Appointment, soon: bool) -> Appointment:
    """Once for each time it has: `tell` knows what was told."""
    row = Appointment.objects.select_related("case").get(pk=appointment.pk)
    if row.state == Appointment.State.BOOKED and timezone.now() < row.starts_at:
        name = "counseling.soon" if soon else "counseling.day_before"
        tell_of(row, name, _("Reminder from Meydan: %(moment)s. Code %(code)s"))
    return row
