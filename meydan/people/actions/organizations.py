"""Units, agencies and associations, and who speaks for them. Whoever speaks for a unit heads it: that is a role."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.journal.action import action, note
from meydan.people import rules
from meydan.people.actions.profile import arrive
from meydan.people.actions.roles import end_role, grant_role
from meydan.people.models import CurrentRows, Holding, Organization, Person, Representative
from meydan.places.models import Area


@action
def found_organization(*, by: Person | None, kind: str, name: str, area: Area, is_sample: bool = False) -> Organization:
    _check_reach(by, area)
    organization = Organization(kind=kind, name=name, area=area, is_sample=is_sample)
    _save(organization)
    note("people.organization_founded", on=organization, area=area.pk, kind=str(kind))
    return organization


@action
def edit_organization(
    *, by: Person, organization: Organization, kind: str, name: str, area: Area, is_active: bool
) -> Organization:
    _check_reach(by, organization.area)
    _check_reach(by, area)
    before, heads = organization.area, _heads(organization)
    organization.kind, organization.name, organization.area, organization.is_active = kind, name, area, is_active
    _save(organization)
    for person in heads:
        _end_headship(by, person, before)
    for person in _heads(organization):
        _begin_headship(by, person, area)
    note("people.organization_edited", on=organization, area=area.pk, kind=str(kind), is_active=is_active)
    return organization


@action
def add_representative(
    *, by: Person | None, organization: Organization, phone: str, name: str, title: str
) -> Representative:
    """Whoever has this number speaks for the organization from today on."""
    _check_reach(by, organization.area)
    person = arrive(by=by, phone=phone, name=name)
    try:
        with transaction.atomic():
            representative = Representative.objects.create(
                organization=organization, person=person, title=title, starts_on=timezone.localdate()
            )
    except IntegrityError:
        raise Refusal(_("This person already speaks for this organization."), field="phone") from None
    if organization.kind == Organization.Kind.UNIT:
        _begin_headship(by, person, organization.area)
    note("people.representative_added", on=representative, area=organization.area_id, person=person.key)
    return representative


@action
def end_representative(*, by: Person, representative: Representative) -> Representative:
    _check_reach(by, representative.organization.area)
    now = timezone.now()
    if not Representative.objects.filter(pk=representative.pk, ended_at__isnull=True).update(ended_at=now):
        raise Refusal(_("This person no longer speaks for this organization."))
    representative.ended_at = now
    if representative.organization.kind == Organization.Kind.UNIT:
        _end_headship(by, representative.person, representative.organization.area)
    note("people.representative_ended", on=representative, area=representative.organization.area_id)
    return representative


def _heads(organization: Organization) -> list[Person]:
    if organization.kind != Organization.Kind.UNIT:
        return []
    speaking = Representative.objects.current().filter(organization=organization).select_related("person")
    return [one.person for one in speaking.order_by("pk")]


def _begin_headship(by: Person | None, person: Person, area: Area) -> None:
    """Unless they head another unit of the area already: a role is held once."""
    Person.objects.select_for_update().only("pk").get(pk=person.pk)  # so that two units at once give one role
    if not _headships(person, area).exists():
        grant_role(by=by, person=person, role=Role.UNIT_HEAD, area=area)


def _end_headship(by: Person | None, person: Person, area: Area) -> None:
    """Unless they head another unit of the area still."""
    units = Organization.objects.filter(kind=Organization.Kind.UNIT, area=area)
    if Representative.objects.current().filter(person=person, organization__in=units).exists():
        return
    for holding in _headships(person, area).select_related("area"):
        end_role(by=by, holding=holding)


def _headships(person: Person, area: Area) -> CurrentRows[Holding]:
    return Holding.objects.current().filter(person=person, role=Role.UNIT_HEAD, area=area)


def _save(organization: Organization) -> None:
    try:
        with transaction.atomic():
            organization.save()
    except IntegrityError:
        raise Refusal(_("There is already an organization of this name in this area."), field="name") from None


def _check_reach(by: Person | None, area: Area) -> None:
    if by is not None and not rules.may_appoint(by, area):
        raise Refusal(_("This area is outside your reach."), field="area")
