"""Taking and giving back a place. The database holds the capacity; nothing is looked up before it is taken."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person
from meydan.programs import queries, rules, wording
from meydan.programs.models import Program, Quota, Registration

Window = rules.Window


@action
def register(*, by: Person, program: Program, guest: Person) -> Registration:
    """Take a place for oneself or a family member, and send the ticket."""
    if not rules.may_register_for(by, guest):
        raise Refusal(_("You can register yourself and your family members only."), field="guest")
    if rules.registration_window(program, queries.last_start(program), timezone.now()) is not Window.OPEN:
        raise Refusal(_("Registration for this program is closed."))
    if not rules.suits(program, guest):
        raise Refusal(
            _("This program is for %(audience)s only.") % {"audience": program.get_audience_display()}, field="guest"
        )
    quota = queries.quotas_of(program)[0]
    with_room = Quota.objects.filter(pk=quota.pk, program__status=Program.Status.PUBLISHED, taken__lt=F("capacity"))
    if not with_room.update(taken=F("taken") + 1):
        if Registration.objects.filter(program=program, person=guest, status=Registration.Status.HELD).exists():
            raise Refusal(_already(guest))
        raise Refusal(_("All places of this program are taken."))
    try:
        with transaction.atomic():
            registration = Registration.objects.create(
                program=program, quota=quota, session=quota.session, person=guest, registered_by=by
            )
    except IntegrityError:
        raise Refusal(_already(guest)) from None
    with in_language_of(guest):
        text = wording.registered(registration)
    messaging.send(
        by=by, person=guest, template="programs.registered", text=text, cause=registration, area=program.area_id
    )
    note("programs.register", on=registration, area=program.area_id, program=program.pk)
    return registration


def _already(guest: Person) -> str:
    return _("%(name)s is already registered for this program.") % {"name": guest}


@action
def cancel_registration(*, by: Person | None, registration: Registration) -> Registration:
    """Give the place back, for somebody else to take. What was attended stays in the record.

    `by=None`: the person's data is being erased.
    """
    program, guest = registration.program, registration.person
    if by is not None and not rules.may_register_for(by, guest) and not rules.may_plan(by, program.area):
        raise Refusal(_("You can cancel your own and your family's registrations only."))
    held = Registration.objects.filter(pk=registration.pk, status=Registration.Status.HELD)
    now = timezone.now()
    Quota.objects.select_for_update().get(pk=registration.quota_id)  # first the quota, as registering does: no deadlock
    if not held.update(status=Registration.Status.CANCELLED, cancelled_at=now):
        raise Refusal(_("This registration was already cancelled."))
    Quota.objects.filter(pk=registration.quota_id).update(taken=F("taken") - 1)
    registration.refresh_from_db(fields=["status", "cancelled_at"])
    if by is not None:
        with in_language_of(guest):
            text = wording.cancelled_place(registration)
        messaging.send(
            by=by,
            person=guest,
            template="programs.cancelled_place",
            text=text,
            cause=registration,
            area=program.area_id,
        )
    note("programs.cancel_registration", on=registration, area=program.area_id, program=program.pk)
    return registration
