"""What staff do to the waiting list by hand: each time with a reason, and never beyond the places there are."""

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.programs import rules, wording
from meydan.programs.actions import line
from meydan.programs.models import Quota, Registration

Status = Registration.Status


@action
def promote(*, by: Person, registration: Registration, reason: str, at_once: bool = False) -> Registration:
    """Offer a free place to somebody out of turn; `at_once`: give it, without asking, as when they were telephoned."""
    quota = _ordered(by, registration, reason)
    program = registration.program
    before = Status(registration.status)
    if before not in {Status.WAITING, Status.OFFERED} or (before == Status.OFFERED and not at_once):
        raise Refusal(_("This person no longer waits: see the list."))
    registration.status_reason = reason
    if not at_once:
        until = line.deadline(quota, timezone.now())
        if until is None:
            raise Refusal(_("There is no time left to wait for an answer. Ask by telephone, and give the place."))
        line.offer(by, registration, until)
    else:
        if before == Status.WAITING:
            line.take(quota.pk, 1)
        registration.status = Status.HELD
        registration.save(update_fields=["status", "status_reason"])
        line.tell(by, [registration], "programs.given", wording.given)
    note("programs.promote", on=registration, area=program.area_id, program=program.pk, given=at_once)
    return registration


@action
def take_off(*, by: Person, registration: Registration, reason: str) -> Registration:
    """Take somebody off the waiting list, and tell them why. What they were offered goes to the next."""
    quota = _ordered(by, registration, reason)
    program, before = registration.program, Status(registration.status)
    if before not in {Status.WAITING, Status.OFFERED}:
        raise Refusal(_("This person no longer waits: see the list."))
    registration.status, registration.cancelled_at = Status.CANCELLED, timezone.now()
    registration.status_reason = reason
    registration.save(update_fields=["status", "cancelled_at", "status_reason"])
    line.tell(by, [registration], "programs.taken_off", wording.taken_off)
    note("programs.take_off", on=registration, area=program.area_id, program=program.pk)
    if before == Status.OFFERED:
        line.give_back(quota.pk)
        line.offer_places(by=by, quotas=[quota.pk])
    return registration


@action
def forget_reasons(*, by: Person | None, person: Person) -> int:
    """What was written about somebody, when their data is erased."""
    return Registration.objects.filter(person=person).exclude(status_reason="").update(status_reason="")


def _ordered(by: Person, registration: Registration, reason: str) -> Quota:
    """The quota, locked, and the registration as it is now."""
    if not rules.may_order(by, registration):
        raise Refusal(_("You do not plan programs in this area."))
    if not reason.strip():
        raise Refusal(_("Write the reason: it is kept, and the person may read it."), field="reason")
    (quota,) = line.locked([registration.quota_id])
    registration.refresh_from_db(fields=["status", "offered_until", "number"])
    return quota
