"""What the ledger hears of marks and head counts."""

from meydan.attendance.models import HeadCount, Mark
from meydan.attendance.rosters import Roster
from meydan.calendar.models import Mode, Occasion
from meydan.participation.actions import Draft
from meydan.participation.models import Channel, Evidence


def _where(roster: Roster, activity: int, occasion: Occasion, evidence: str) -> dict[str, object]:
    from_afar = occasion.mode == Mode.ONLINE or evidence == Evidence.ONLINE_VIEW
    return {
        "door": roster.door,
        "kind": occasion.kind,
        "activity": activity,
        "day": occasion.day,
        "area": occasion.area,
        "venue": occasion.venue,
        "occasion": occasion,
        "channel": Channel.ONLINE if from_afar else Channel.IN_PERSON,
        "evidence": Evidence(evidence),
        "is_sample": occasion.is_sample,
    }


def of_mark(mark: Mark, *, roster: Roster, activity: int, occasion: Occasion) -> Draft:
    where = _where(roster, activity, occasion, mark.evidence)
    about = {"women": int(mark.sex == "woman"), "men": int(mark.sex == "man"), "age_band": mark.age_band}
    return Draft(subject=mark, person=mark.person, **where, **about)  # type: ignore[arg-type]


def of_head_count(count: HeadCount, *, roster: Roster, activity: int, occasion: Occasion) -> Draft:
    where = _where(roster, activity, occasion, Evidence.HEAD_COUNT)
    counts = {"count": count.total, "women": count.women, "men": count.men, "age_band": count.age_band}
    return Draft(subject=count, **where, **counts)  # type: ignore[arg-type]
