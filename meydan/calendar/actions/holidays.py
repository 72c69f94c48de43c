"""What staff know better than the published calendar."""

import datetime as dt

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar.models import Holiday
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def set_holiday(*, by: Person, day: dt.date, title: str, is_off: bool) -> Holiday:
    """Add a day off, or make a published one a working day; said again for the same day, the last word counts."""
    if not title:
        raise Refusal(_("Say what day this is."), field="title")
    holiday, _is_new = Holiday.objects.update_or_create(day=day, defaults={"title": title, "is_off": is_off})
    note("calendar.set_holiday", on=holiday, day=day, is_off=is_off)
    return holiday


@action
def forget_holiday(*, by: Person, holiday: Holiday) -> Holiday:
    """Back to the published calendar."""
    note("calendar.forget_holiday", on=holiday, day=holiday.day)
    Holiday.objects.filter(pk=holiday.pk).delete()
    return holiday
