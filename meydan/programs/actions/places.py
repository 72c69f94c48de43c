"""The places of a program: opened with it, resized with it."""

from collections.abc import Sequence

from django.db.models import Q

from meydan.calendar.models import Mode
from meydan.journal.action import action
from meydan.people.models import Person
from meydan.programs.models import Program, Quota, Session


def sizes(program: Program) -> dict[Mode, int]:
    """How many places of each mode, in the whole program or in each of its sessions."""
    if program.mode == Mode.HYBRID:
        return {Mode.IN_PERSON: program.capacity, Mode.ONLINE: program.online_capacity or 1}
    return {Mode(program.mode): program.capacity}


@action
def open_quotas(*, by: Person | None, program: Program, sessions: Sequence[Session] = ()) -> None:
    """The places of a program, or of the sessions of a series just added."""
    if not program.takes_registrations:
        return
    meetings: Sequence[Session | None] = list(sessions) if program.is_by_session else [None]
    if not program.is_by_session and sessions:
        return  # a course has the places of the whole
    Quota.objects.bulk_create(
        [
            Quota(program=program, session=session, mode=mode, capacity=size)
            for session in meetings
            for mode, size in sizes(program).items()
        ]
    )


@action
def resize_quotas(*, by: Person | None, program: Program) -> None:
    """Follow a change of the program. The database refuses fewer places than are taken."""
    for mode, size in sizes(program).items():
        Quota.objects.filter(program=program, mode=mode).filter(~Q(capacity=size)).update(capacity=size)
