"""What follows from the rolls: certificates of a course, a word to who stays away, and their place for others."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.certificates import actions as certificates
from meydan.certificates.models import Issue
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person
from meydan.programs import presence, rules, wording
from meydan.programs.actions import line
from meydan.programs.models import Program, Registration

Status = Registration.Status


@action
def certify(*, by: Person, program: Program, threshold: int, organization: str, people: Collection[Person]) -> Issue:
    """Issue the certificates of a course that is over to those of these people who came often enough."""
    if not rules.may_plan(by, program.area):
        raise Refusal(_("You do not plan programs in this area."))
    if not rules.is_certified(program):
        raise Refusal(_("Certificates are issued for courses and single sessions with registration."))
    over = presence.course(program)
    if over.coming:
        raise Refusal(_("The course is not over yet: there are sessions still to come."))
    if not over.held:
        raise Refusal(_("No roll of this course was called, so nobody is known to have come."))
    if not people:
        raise Refusal(_("Choose at least one person."), field="people")
    asked = {person.pk for person in people}
    awards = [
        certificates.Award(one.person, one.came)
        for one in presence.candidates(program, over.held, threshold)
        if one.person.pk in asked
    ]
    return certificates.issue(
        by=by,
        door=presence.DOOR,
        activity=program.pk,
        title=program.title,
        minutes=over.minutes,
        held=over.held,
        area=program.area,
        organization=organization,
        threshold=threshold,
        awards=awards,
        is_sample=program.is_sample,
    )


@action
def miss(*, by: Person, program: Program) -> int:
    """Write a kind word to everybody absent several times in a row, while it goes on; once a program and person."""
    if not rules.may_read(by, program):
        raise Refusal(_("You have no part in the programs of this area."))
    drafts = []
    for absence in presence.absences(Program.objects.filter(pk=program.pk)):
        if absence.is_to_be_missed:
            person = absence.registration.person
            with in_language_of(person.guardian or person):
                text = wording.missed(absence.registration)
            drafts.append(messaging.Draft(person, "programs.missed", text, program, area=program.area_id))
    told = messaging.send_many(by=by, drafts=drafts)
    note("programs.miss", on=program, area=program.area_id, told=told)
    return told


@action
def free_place(*, by: Person, registration: Registration, reason: str) -> Registration:
    """Take back the place of somebody who stays away and tell them why; it is offered to whoever waits first."""
    if not rules.may_order(by, registration):
        raise Refusal(_("You do not plan programs in this area."))
    (quota,) = line.locked([registration.quota_id])
    registration.refresh_from_db(fields=["status"])
    if registration.status != Status.HELD:
        raise Refusal(_("This person holds no place any more."))
    registration.status, registration.cancelled_at = Status.CANCELLED, timezone.now()
    registration.status_reason = reason
    registration.save(update_fields=["status", "cancelled_at", "status_reason"])
    line.tell(by, [registration], "programs.place_freed", wording.place_freed)
    note("programs.free_place", on=registration, area=registration.program.area_id, program=registration.program_id)
    line.give_back(quota.pk)
    line.offer_places(by=by, quotas=[quota.pk])
    return registration
