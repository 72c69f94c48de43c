"""A door seeks ambassadors for something it offers, and stops seeking them."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ambassadors.models import Call
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area


@action
def open_call(
    *,
    by: Person | None,
    door: str,
    activity: int,
    area: Area,
    title: str,
    url: str,
    ends_on: dt.date | None = None,
    opened_at: dt.datetime | None = None,
    is_sample: bool = False,
) -> Call:
    """Once for each activity of a door, which has asked whether `by` may. `url` is where links lead, on this site.

    `opened_at` is the beginning of what is counted on the coverage page; now, unless a sample lies in the past.
    """
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError(f"{url!r} is no page of this site")
    call = Call(
        door=door,
        activity=activity,
        area=area,
        title=title,
        url=url,
        ends_on=ends_on,
        opened_at=opened_at or timezone.now(),
        is_sample=is_sample,
    )
    try:
        with transaction.atomic():
            call.save(force_insert=True)
    except IntegrityError:
        raise Refusal(_("Ambassadors are already sought for this.")) from None
    note("ambassadors.open_call", on=call, area=area.pk, activity=activity)
    return call


@action
def change_call(*, by: Person | None, call: Call, title: str, ends_on: dt.date | None) -> Call:
    """Its door has renamed or moved what it is about."""
    call.title, call.ends_on = title, ends_on
    call.save(update_fields=["title", "ends_on"])
    note("ambassadors.change_call", on=call, area=call.area_id, ends_on=ends_on)
    return call


@action
def close_call(*, by: Person | None, call: Call) -> Call:
    """Nobody applies any more; who is an ambassador stays one."""
    if Call.objects.filter(pk=call.pk, is_open=True).update(is_open=False):
        note("ambassadors.close_call", on=call, area=call.area_id)
    call.is_open = False
    return call
