"""What holds for every occasion in a hall: it is open, big enough, and holds one thing at a time.

Whoever plans in a hall locks it first (on SQLite every write has its turn anyway), looks, and then writes; behind the
look stands the database's own rule, `hall_holds_one_thing_at_a_time`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.calendar import queries, timing
from meydan.calendar.models import HALL_RULE, Occasion
from meydan.places.models import Hall


def check_place(occasion: Occasion) -> None:
    venue, hall = occasion.venue, occasion.hall
    if venue is not None and not venue.is_open:
        raise Refusal(_("This venue is closed for good. Choose another."), field="venue")
    if hall is None:
        return
    if hall.venue_id != occasion.venue_id:
        raise Refusal(_("This hall is not in the chosen venue."), field="hall")
    if not hall.is_open:
        raise Refusal(_("This hall is closed. Choose another."), field="hall")
    if occasion.capacity is not None and occasion.capacity > hall.capacity:
        sentence = _("The hall holds %(people)s people.") % {"people": wording.number(hall.capacity)}
        raise Refusal(sentence, field="capacity")


def lock(hall: Hall | None) -> None:
    """First of all locks, so that two people who want the same hall come one after the other."""
    if hall is not None:
        Hall.objects.select_for_update().get(pk=hall.pk)


def lock_all(halls: Iterable[Hall | None]) -> None:
    """The same of several, in one order."""
    keys = {hall.pk for hall in halls if hall is not None}
    list(Hall.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))


def check_halls(occasions: Sequence[Occasion]) -> None:
    """Of each hall that any of them is in."""
    by_hall: dict[int | None, list[Occasion]] = defaultdict(list)
    for occasion in occasions:
        by_hall[occasion.hall_id].append(occasion)
    for those in by_hall.values():
        check_hall(those, moving=occasions)


def check_hall(occasions: Sequence[Occasion], moving: Sequence[Occasion] = ()) -> None:
    """`moving`: where others that move now stood is free."""
    hall = occasions[0].hall
    if hall is None:
        return
    known = [occasion for occasion in moving or occasions if occasion.pk]
    spans = sorted((occasion.starts_at, occasion.ends_at) for occasion in occasions)
    taken = queries.conflicts_among(spans, hall=hall, excluding=known)
    if taken:
        raise Refusal(taken_sentence(hall, taken[0]), field="hall")
    if any(end > start for (_start, end), (start, _end) in pairwise(spans)):
        raise Refusal(_("The occasions would overlap each other in the hall. Make them shorter."), field="minutes")


def taken_sentence(hall: Hall, other: Occasion) -> str:
    return _("%(hall)s is taken on %(day)s, %(time)s, by “%(title)s”. Choose another time or hall.") % {
        "hall": hall,
        "day": wording.day(other.starts_at, "weekday"),
        "time": timing.describe(other),
        "title": other.title,
    }


def save(occasions: Sequence[Occasion], changed: Collection[str] = ()) -> None:
    """New ones, or what changed of some that are there."""
    try:
        with transaction.atomic():
            if changed:
                Occasion.objects.bulk_update(occasions, sorted(changed), batch_size=100)
            else:
                Occasion.objects.bulk_create(occasions, batch_size=100)
    except IntegrityError as error:
        if HALL_RULE not in str(error):
            raise
        raise Refusal(
            _("The hall was taken by somebody else just now. Choose another time or hall."), field="hall"
        ) from None
