"""Roles on areas: given and ended by an administrator who reaches the area, never to oneself."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.action import action, note
from meydan.people import rules
from meydan.people.actions.profile import arrive
from meydan.people.models import Holding, Person
from meydan.places.models import Area


@action
def appoint(
    *,
    by: Person | None,
    phone: str,
    name: str,
    role: Role | str,
    area: Area,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> Holding:
    """Give a role to whoever has this number; if they never signed in, it waits for them."""
    _check_reach(by, area)
    person = arrive(by=by, phone=phone, name=name)
    return grant_role(by=by, person=person, role=role, area=area, starts_on=starts_on, ends_on=ends_on)


@action
def grant_role(
    *,
    by: Person | None,
    person: Person,
    role: Role | str,
    area: Area,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> Holding:
    """`by=None` is the house itself: a command, or the sample city."""
    _check_reach(by, area)
    if by is not None and by.pk == person.pk:
        raise Refusal(_("You cannot give a role to yourself. Ask another administrator."))
    if not person.is_active or person.guardian_id is not None:
        raise Refusal(_("This person cannot hold a role."))
    starts_on = starts_on or timezone.localdate()
    if ends_on is not None and ends_on < max(starts_on, timezone.localdate()):
        raise Refusal(_("The last day must not be before the first, nor in the past."), field="ends_on")
    held = Holding.objects.filter(person=person, role=role, area=area, ended_at__isnull=True)
    if held.filter(ends_on__gte=starts_on, ends_on__isnull=False).exists():
        raise Refusal(_already_held(), field="role")
    try:
        with transaction.atomic():
            holding = Holding.objects.create(
                person=person, role=role, area=area, starts_on=starts_on, ends_on=ends_on, granted_by=by
            )
    except IntegrityError:
        raise Refusal(_already_held(), field="role") from None
    note(
        "people.role_granted",
        on=holding,
        area=area.pk,
        role=str(role),
        person=person.key,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return holding


@action
def end_role(*, by: Person | None, holding: Holding) -> Holding:
    """From this moment on. The row stays: who held what when is never forgotten."""
    _check_reach(by, holding.area)
    if by is not None and by.pk == holding.person_id:
        raise Refusal(_("You cannot end your own role. Ask another administrator."))
    now = timezone.now()
    if not Holding.objects.filter(pk=holding.pk, ended_at__isnull=True).update(ended_at=now):
        raise Refusal(_("This role has already ended."))
    holding.ended_at = now
    note("people.role_ended", on=holding, area=holding.area_id, role=holding.role)
    return holding


def _check_reach(by: Person | None, area: Area) -> None:
    if by is not None and not rules.may_appoint(by, area):
        raise Refusal(_("This area is outside your reach."), field="area")


def _already_held() -> str:
    return _("This person already holds this role on this area.")
