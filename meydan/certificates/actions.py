"""Issuing, telling, revoking, and forgetting whose it was."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.certificates import queries, rules, wording
from meydan.certificates.models import Certificate, Issue
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person
from meydan.places.models import Area


class Award(NamedTuple):
    """Who gets one, and how many of the sessions they attended."""

    person: Person
    attended: int


@action
def issue(
    *,
    by: Person,
    door: str,
    activity: int,
    title: str,
    minutes: int,
    held: int,
    area: Area,
    organization: str,
    threshold: int,
    awards: Sequence[Award],
    is_sample: bool = False,
) -> Issue:
    """Certify that these people completed what a door offered. Who has a valid one already gets no second.

    The certificates exist at once; a task tells everybody.
    """
    if not rules.may_issue(by, area):
        raise Refusal(_("You do not issue certificates in this area."))
    if any(not rules.has_earned(award.attended, held, threshold) for award in awards):
        raise Refusal(_("Somebody of those chosen did not attend enough sessions. Look at the list again."))
    if any(not award.person.name for award in awards):
        raise Refusal(_("Somebody of those chosen has given no name, and a certificate needs one."))
    made = Issue.objects.create(
        door=door,
        activity=activity,
        title=title,
        minutes=minutes,
        held=held,
        threshold=threshold,
        area=area,
        organization=organization,
        issued_by=by,
        issued_at=timezone.now(),
        is_sample=is_sample,
    )
    rows = [
        Certificate(
            issue=made,
            door=door,
            activity=activity,
            person=award.person,
            name=award.person.name,
            attended=award.attended,
        )
        for award in awards
    ]
    Certificate.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    count = made.certificates.count()
    if not count:
        raise Refusal(_("Everybody chosen has their certificate already."))
    named("meydan.certificates.tasks.announce").enqueue(made.pk)
    note("certificates.issue", on=made, area=area.pk, activity=activity, count=count, threshold=threshold)
    return made


@action
def tell(*, by: Person | None, issue: Issue, certificates: Sequence[Certificate]) -> int:
    """Tell these people of an issue where their certificate is; said again, nobody is told twice."""
    drafts = []
    for certificate in certificates:
        with in_language_of(certificate.person.guardian or certificate.person):
            text = wording.issued(certificate)
        drafts.append(messaging.Draft(certificate.person, "certificates.issued", text, certificate))
    told = messaging.send_many(by=by, drafts=drafts)
    last = max(certificate.pk for certificate in certificates)
    done = issue.certificates.filter(pk__lte=last).count()
    everybody = done == issue.certificates.count()
    Issue.objects.filter(pk=issue.pk).update(told=done, told_at=timezone.now() if everybody else None)
    note("certificates.tell", on=issue, area=issue.area_id, count=len(certificates))
    return told


@action
def revoke(*, by: Person, certificate: Certificate, reason: str) -> Certificate:
    """Declare it void, for everybody who verifies it, and tell its holder why. Another one can be issued then."""
    if not rules.may_issue(by, certificate.issue.area):
        raise Refusal(_("You do not issue certificates in this area."))
    now = timezone.now()
    valid = Certificate.objects.filter(pk=certificate.pk, revoked_at__isnull=True)
    if not valid.update(revoked_at=now, revoked_by=by, revoked_reason=reason):
        raise Refusal(_("This certificate was already revoked."))
    certificate.refresh_from_db(fields=["revoked_at", "revoked_by", "revoked_reason"])
    with in_language_of(certificate.person.guardian or certificate.person):
        text = wording.revoked(certificate)
    messaging.send(by=by, person=certificate.person, template="certificates.revoked", text=text, cause=certificate)
    note("certificates.revoke", on=certificate, area=certificate.issue.area_id)
    return certificate


@action
def forget(*, by: Person | None, person: Person) -> int:
    """Take the name from a person's certificates, and what was said of a revocation; the codes stay valid."""
    rows = queries.certificates().filter(person=person).filter(~Q(name="") | ~Q(revoked_reason=""))
    forgotten = 0
    for certificate in rows:
        certificate.name = ""
        if not certificate.is_valid:
            certificate.revoked_reason = "—"
        certificate.save(update_fields=["name", "revoked_reason"])
        note("certificates.forget", on=certificate, area=certificate.issue.area_id)
        forgotten += 1
    return forgotten
