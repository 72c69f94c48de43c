"""Counselors of a city: who they are, what they counsel, who supervises them."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling.models import Appointment, Counselor, Topic
from meydan.counseling.rules import managing as rules
from meydan.journal.action import action, note
from meydan.people import actions as people
from meydan.people.models import Holding, Person
from meydan.places.models import Area


@action
def add_counselor(
    *, by: Person | None, area: Area, phone: str, name: str, sex: str, topics: Iterable[Topic], **facts: Any
) -> Counselor:
    """Whoever has this number is a counselor of the city from now on, and holds the role."""
    check_reach(by, area)
    person = people.arrive(by=by, phone=phone, name=name)
    if by is not None and by.pk == person.pk:
        raise Refusal(_("You cannot give a role to yourself. Ask another administrator."), field="phone")
    if Counselor.objects.filter(person=person).exists():
        raise Refusal(_("This person is a counselor already."), field="phone")
    if not person.name:
        raise Refusal(_("Write the counselor’s name: citizens choose by it."), field="name")
    if sex and not person.sex:
        Person.objects.filter(pk=person.pk).update(sex=sex)
    counselor = Counselor(area=area, person=person, **facts)
    _keep(counselor, topics)
    _give_role(counselor)
    note("counseling.add_counselor", on=counselor, area=area.pk)
    return counselor


@action
def change_counselor(*, by: Person | None, counselor: Counselor, topics: Iterable[Topic], **facts: Any) -> Counselor:
    row = Counselor.objects.select_for_update().get(pk=counselor.pk)
    check_reach(by, row.area)
    was_active = row.is_active
    for name, value in facts.items():
        setattr(row, name, value)
    if was_active and not row.is_active:
        _check_nothing_ahead(row)
    _keep(row, topics)
    if row.is_active and not was_active:
        _give_role(row)
    elif was_active and not row.is_active:
        _end_role(row)
    note("counseling.change_counselor", on=row, area=row.area_id, is_active=row.is_active)
    return row


def check_reach(by: Person | None, area: Area) -> None:
    if by is not None and not rules.may_manage(by, area):
        raise Refusal(_("This area is outside your reach."), field="area")


def _keep(row: Counselor, topics: Iterable[Topic]) -> None:
    chosen = list(topics)
    known = rules.leaves(Topic.objects.filter(area=row.area_id))
    if not {one.pk for one in chosen} <= {one.pk for one in known}:
        raise Refusal(
            _("Choose topics of this city that stand below a heading, not the heading itself."), field="topics"
        )
    if row.supervisor_id is not None:
        _check_supervisor(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "license" not in str(error):
            raise
        raise Refusal(_("Another counselor has this license number."), field="license_number") from None
    row.topics.set(chosen)


def _check_supervisor(row: Counselor) -> None:
    supervisors = dict(Counselor.objects.filter(area=row.area_id).values_list("pk", "supervisor"))
    if row.supervisor_id not in supervisors:
        raise Refusal(_("Choose a counselor of the same city."), field="supervisor")
    if row.pk is not None and rules.oversees_itself(row.pk, row.supervisor_id, supervisors):
        raise Refusal(_("Two counselors cannot supervise each other."), field="supervisor")


def _check_nothing_ahead(row: Counselor) -> None:
    ahead = Appointment.objects.filter(
        counselor=row, starts_at__gt=timezone.now(), state__in=[Appointment.State.BOOKED, Appointment.State.HELD]
    ).count()
    if ahead:
        sentence = ngettext(
            "%(count)s session is still ahead. Write a leave first, so that its client is told.",
            "%(count)s sessions are still ahead. Write a leave first, so that their clients are told.",
            ahead,
        )
        raise Refusal(sentence % {"count": wording.number(ahead)}, field="is_active")


def _held(row: Counselor) -> Any:
    return Holding.objects.current().filter(person=row.person_id, role=Role.COUNSELOR, area=row.area_id)


def _give_role(row: Counselor) -> None:
    """By the house: an administrator gives roles, and gave the manager the right to name counselors."""
    if not _held(row).exists():
        people.grant_role(by=None, person=row.person, role=Role.COUNSELOR, area=row.area)


def _end_role(row: Counselor) -> None:
    for holding in _held(row).select_related("area"):
        people.end_role(by=None, holding=holding)
