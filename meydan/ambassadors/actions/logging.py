"""What ambassadors did, as they say themselves: nothing of it is added to those who came."""

import datetime as dt
import uuid
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ambassadors import queries, rules
from meydan.ambassadors.models import Activity, Ambassador
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area, Venue


@action
def log_activity(
    *,
    by: Person,
    ambassador: Ambassador,
    kind: str,
    day: dt.date,
    area: Area,
    people: int,
    venue: Venue | None = None,
    place: str = "",
    about: str = "",
    photo: File[Any] | None = None,
    key: uuid.UUID | None = None,
    is_sample: bool = False,
) -> Activity:
    """Sent again with the same key it is the first row."""
    now = timezone.now()
    if key and (first := Activity.objects.filter(key=key).first()):
        return _same(first, ambassador)
    ambassador.refresh_from_db()
    if ambassador.person_id != by.pk or not rules.may_log(ambassador, timezone.localdate(now)):
        raise Refusal(_("Only an ambassador logs what they did, as long as the call runs."))
    row = Activity(key=key or uuid.uuid4(), ambassador=ambassador, logged_at=now, is_sample=is_sample)
    _write(row, kind=kind, day=day, area=area, people=people, venue=venue, place=place, about=about)
    if photo:
        row.photo = photo
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _same(Activity.objects.get(key=row.key), ambassador)
    note("ambassadors.log_activity", on=row, area=area.pk, kind=kind, day=day, people=people)
    return row


@action
def change_activity(
    *,
    by: Person,
    activity: Activity,
    kind: str,
    day: dt.date,
    area: Area,
    people: int,
    venue: Venue | None = None,
    place: str = "",
    about: str = "",
    photo: File[Any] | None = None,
) -> Activity:
    """By whoever logged it, for some days. Without a photo the one that is there stays."""
    row = _own(by, activity)
    before = row.people
    _write(row, kind=kind, day=day, area=area, people=people, venue=venue, place=place, about=about)
    old = row.photo.name if photo and row.photo else ""
    if photo:
        row.photo = photo
    row.save()
    if old:
        row.photo.storage.delete(old)
    note("ambassadors.change_activity", on=row, area=area.pk, kind=kind, day=day, people=people, before=before)
    return row


@action
def delete_activity(*, by: Person, activity: Activity) -> None:
    row = _own(by, activity)
    note(
        "ambassadors.delete_activity",
        on=row,
        area=row.area_id,
        kind=row.kind,
        day=row.day,
        people=row.people,
    )
    if row.photo:
        row.photo.delete(save=False)
    row.delete()


def _own(by: Person, activity: Activity) -> Activity:
    rows = Activity.objects.select_for_update(no_key=True, of=("self",)).select_related("ambassador__call__area")
    row = rows.filter(pk=activity.pk, ambassador__person=by).first()
    if row is None or not rules.may_change(row, timezone.now()):
        raise Refusal(_("This activity can no longer be changed. Tell the officer if something is wrong in it."))
    return row


def _write(row: Activity, **said: Any) -> None:
    first, last = rules.days_to_log(row.ambassador, timezone.localdate())
    if not first <= said["day"] <= last:
        raise Refusal(_("Give a day between the one you applied on and today."), field="day")
    call, area, venue = row.ambassador.call, said["area"], said["venue"]
    if area.pk not in {one.pk for one in queries.neighborhoods_of(call)}:
        raise Refusal(_("Choose a neighborhood of this call."), field="area")
    if venue and not (area.contains(venue.area) or venue.area.contains(area)):
        raise Refusal(_("%(venue)s is not in this neighborhood.") % {"venue": venue}, field="venue")
    if not 1 <= said["people"] <= rules.MOST_PEOPLE:
        raise Refusal(_("Say how many people you reached."), field="people")
    for name, value in said.items():
        setattr(row, name, value)


def _same(first: Activity, ambassador: Ambassador) -> Activity:
    if first.ambassador_id != ambassador.pk:
        raise Refusal(_("This form was sent already. Open the page again and repeat."))
    return first
