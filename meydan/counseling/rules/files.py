"""Who may open what of a file, and as what."""

import datetime as dt
from typing import Final, NamedTuple

from meydan.counseling.models import Call, Case, Counselor, Glass, Grant, Opened
from meydan.people.models import Person

Part = Opened.Part
Capacity = Opened.Capacity
CONTENT: Final = frozenset({Part.WHO, Part.INTAKE, Part.NOTES, Part.HOMEWORK, Part.SUMMARY})
_TO_CALL: Final = frozenset({Part.WHO, Part.PHONE})  # whom to ask for, so that nobody else learns who calls
_OF_GRANT: Final = {
    Grant.What.SUMMARY: Part.SUMMARY,
    Grant.What.INTAKE: Part.INTAKE,
    Grant.What.NOTES: Part.NOTES,
    Grant.What.HOMEWORK: Part.HOMEWORK,
}


class Access(NamedTuple):
    """What one person may open of one file now."""

    capacity: Opened.Capacity
    parts: frozenset[Opened.Part]
    grant: Grant | None = None
    glass: Glass | None = None


def access(person: Person, counselor: Counselor | None, case: Case, now: dt.datetime) -> Access | None:
    """A file is its counselor's; a colleague's by a grant as long as it lasts; of a call in hand whom to call; two
    people's who broke the glass.

    No role opens a file: neither manager nor administrator has a way in. `counselor`: who the person is as one.
    """
    if case.erased_at is not None:
        return None
    if counselor is not None and counselor.is_active:
        if case.counselor_id == counselor.pk:
            return Access(Capacity.COUNSELOR, CONTENT | _TO_CALL)
        if any(call.counselor_id == counselor.pk and call.state == Call.State.TAKEN for call in case.calls.all()):
            return Access(Capacity.COUNSELOR, _TO_CALL)
        for grant in case.grants.all():
            if grant.to_id == counselor.pk and grant.ended_at is None and grant.given_at <= now < grant.ends_at:
                return Access(Capacity.GRANT, frozenset(_OF_GRANT[Grant.What(what)] for what in grant.what), grant)
    for glass in case.glasses.all():
        if (
            glass.open_until is not None
            and now < glass.open_until
            and person.pk in {glass.asked_by_id, glass.agreed_by_id}
        ):
            return Access(Capacity.GLASS, CONTENT, glass=glass)
    return None
