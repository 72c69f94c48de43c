"""The places of a program: opened with it, resized with it."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar.models import Mode
from meydan.journal.action import action
from meydan.people.models import Person
from meydan.programs.actions import line
from meydan.programs.models import Program, Quota, Registration, Session


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
    """Follow a change of the program. The database refuses fewer places than are taken; more are offered in line."""
    quotas = line.locked(Quota.objects.filter(program=program).values_list("pk", flat=True))
    wanted = {
        (session, mode): size
        for session in _meetings(program)
        for mode, size in (sizes(program).items() if program.takes_registrations else ())
    }
    surplus = [quota for quota in quotas if (quota.session_id, quota.mode) not in wanted]
    for quota in surplus:
        quota.mode = _other_mode(quota, wanted, quotas) or quota.mode  # who is registered now comes by the other way
    _drop([quota for quota in surplus if (quota.session_id, quota.mode) not in wanted])
    there = {(quota.session_id, quota.mode): quota for quota in quotas}
    for (session, mode), size in wanted.items():
        quota = there.get((session, mode)) or Quota(program=program, session_id=session, mode=mode)
        if quota.pk is None or quota.capacity != size or quota in surplus:
            quota.capacity = size
            quota.save(update_fields=["capacity", "mode"] if quota.pk else None)
    line.offer_places(by=by, quotas=[quota.pk for quota in quotas if quota.pk])


def _meetings(program: Program) -> list[int | None]:
    if not program.is_by_session:
        return [None]
    return list(Session.objects.filter(program=program).order_by("pk").values_list("pk", flat=True))


def _other_mode(quota: Quota, wanted: Collection[tuple[int | None, Mode]], quotas: Sequence[Quota]) -> Mode | None:
    """The one mode these places can turn to: wanted here, and nobody's yet."""
    there = {(one.session_id, one.mode) for one in quotas}
    free = [mode for session, mode in wanted if session == quota.session_id and (session, mode) not in there]
    return free[0] if free else None


def _drop(quotas: Sequence[Quota]) -> None:
    if Registration.objects.filter(quota__in=quotas).exists():
        raise Refusal(_("People are registered for these places, so their kind stays. Copy the program instead."))
    Quota.objects.filter(pk__in=[quota.pk for quota in quotas]).delete()
    for quota in quotas:
        quota.pk = None
