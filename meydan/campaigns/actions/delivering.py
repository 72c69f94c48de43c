"""What became of a promise on a day, as its agency says, or as staff at the place do."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.campaigns.actions.stages import hold
from meydan.campaigns.models import Delivery, Place, Promise
from meydan.campaigns.queries import delivering as queries
from meydan.campaigns.rules import promises as rules
from meydan.campaigns.rules.evaluation import is_closed, may_witness
from meydan.journal.action import action, note
from meydan.people.models import Person

if TYPE_CHECKING:
    from django.core.files.base import File


@action
def say_delivery(
    *,
    by: Person,
    promise: Promise,
    day: dt.date,
    place: Place,
    state: str,
    sessions: int = 0,
    served: int | None = None,
    words: str = "",
    photo: "File[bytes] | None" = None,
    by_agency: bool = True,
) -> Delivery:
    """Once for a day and a place by each side; said again it takes the place of what was said. `photo` then stays
    where none is sent. Said when the evaluation is closed already, it stands beside that, as late.
    """
    invited, today = promise.invited, timezone.localdate()
    invited.stage = hold(invited.stage_id)
    if by_agency and not rules.may_speak(by, invited, today):
        raise Refusal(_("You do not speak for this organization."))
    if not by_agency and not may_witness(by, place):
        raise Refusal(_("This place is not yours to speak of."))
    if not rules.can_deliver(promise, today):
        raise Refusal(_("What was delivered is said from the first day on, and up to a month after the last."))
    if not invited.stage.first_day <= day <= min(invited.stage.last_day, today):
        raise Refusal(_("Choose a day of this stage that has come."), field="day")
    if place.stage_id != invited.stage_id:
        raise Refusal(_("Choose places of this stage."), field="place")
    if state == Delivery.State.NOT_DELIVERED:
        served = None
        if not words:
            raise Refusal(_("Say in a few words why not."), field="words")
    said = {
        "state": state,
        "sessions": _sessions(promise, day, place, state, sessions),
        "served": served,
        "words": words,
        "said_by": by,
        "said_at": timezone.now(),
    }
    key: dict[str, Any] = {"promise": promise, "day": day, "place": place, "by_agency": by_agency}
    key["is_late"] = is_closed(invited.stage)  # its figures stand as they were closed
    if photo:
        said["photo"] = photo
        _drop(Delivery.objects.select_for_update().filter(**key).values_list("photo", flat=True).first())
    row, _made = Delivery.objects.update_or_create(**key, defaults=said)
    note(
        "campaigns.say_delivery",
        on=row,
        area=invited.stage.area_id,
        stage=invited.stage_id,
        promise=promise.pk,
        day=day,
        place=place.pk,
        state=str(state),
        by_agency=by_agency,
        late=row.is_late,
        photo=bool(photo),
    )
    return row


def _drop(name: str | None) -> None:
    """The photo that was there, when it is certain that no row names it any more."""
    if name:
        transaction.on_commit(partial(default_storage.delete, name))


def _sessions(promise: Promise, day: dt.date, place: Place, state: str, said: int) -> int:
    """Where no number is said: as many as stood there. What stands all evening is no session."""
    if state == Delivery.State.NOT_DELIVERED or promise.kind in Promise.STANDING:
        return 0
    if said:
        return said
    placed = queries.placements(queries.on(day) & Q(promise=promise, space__place=place)).count()
    if state == Delivery.State.PARTLY and placed > 1:
        raise Refusal(_("Say how many sessions were held."), field="sessions")
    return max(placed, 1)
