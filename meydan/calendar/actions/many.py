"""Planning many occasions at once, each with its own day, place and timing."""

from collections.abc import Sequence

from meydan.calendar import timing
from meydan.calendar.actions.halls import check_halls, check_place, lock_all, save
from meydan.calendar.models import Occasion
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def plan_many(*, by: Person | None, occasions: Sequence[Occasion]) -> list[Occasion]:
    """All of them, or none, in as few statements as there are halls: rows that are not saved yet, without moments."""
    spots: dict[tuple[int | None, int], timing.Spot | None] = {}
    for one in occasions:
        check_place(one)
        place = one.venue_id, one.area_id
        if one.prayer and place not in spots:
            spots[place] = timing.spot(one.venue, one.area)
        one.starts_at, one.ends_at = timing.resolve_at(spots.get(place), one, one.day)
    lock_all(one.hall for one in occasions)
    check_halls(occasions)
    save(occasions)
    for one in occasions:
        note("calendar.plan", on=one, area=one.area_id, day=one.day, venue=one.venue_id, hall=one.hall_id)
    return list(occasions)
