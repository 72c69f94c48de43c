"""A file is kept as long as the rule says, held where the law says so, and erased: by its key, so everywhere at once.

Backups made before have the wrapped key still; what becomes of them stands in docs/operations.md.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling import times, vault
from meydan.counseling.actions.taking import alone
from meydan.counseling.models import (
    Appointment,
    Call,
    Case,
    CaseKey,
    Earlier,
    Grant,
    Homework,
    Note,
    Opened,
    PhoneCheck,
)
from meydan.counseling.rules import keeping as rules
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area

State = Appointment.State


@action
def erase_case(*, by: Person | None, case: Case) -> Case:
    """Nothing that leads to anybody is left; the rows that figures count stay. A held file is left as it is."""
    alone(case, set(), set())
    row = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=case.pk)
    now = timezone.now()
    row.keep_until = rules.keep_until(
        row, times.policy(row.area), Appointment.objects.filter(case=row).aggregate(at=Max("starts_at"))["at"]
    )  # as it stands now: they may have come since somebody made a list
    if not rules.may_erase(row, timezone.localdate(now)):
        return row
    mine = Appointment.objects.filter(case=row)
    Earlier.objects.filter(appointment__case=row).delete()
    mine.filter(state=State.HELD).delete()
    ahead = mine.filter(state__in=(State.BOOKED, State.ARRIVED), ends_at__gt=now)
    ahead.update(state=State.CANCELED, canceled_at=now, canceled_why=Appointment.Why.ERASED)
    mine.update(client_mac=None, sealed_intake=None)
    open_calls = Call.objects.filter(case=row, state__in=(Call.State.WAITING, Call.State.TAKEN))
    open_calls.update(state=Call.State.CANCELED, ended_at=now)
    Note.objects.filter(case=row).delete()
    Homework.objects.filter(case=row).delete()
    Grant.objects.filter(case=row).update(sealed_reason=None, sealed_summary=None)
    Grant.objects.filter(case=row, ended_at=None, ends_at__gt=now).update(ended_at=now)
    row.glasses.update(sealed_reason=None)
    PhoneCheck.objects.filter(case=row).delete()
    CaseKey.objects.filter(case=row).delete()
    row.owner_mac = row.client_mac = row.sealed_who = row.sealed_hold = None
    row.erased_at = now
    row.save(update_fields=["owner_mac", "client_mac", "sealed_who", "sealed_hold", "erased_at"])
    note("counseling.erase", on=row, area=row.area_id)
    return row


@action
def ask_erasure(*, by: Person | None, case: Case) -> Case:
    """By its client: at once; of a held file it is written down, and done on the night after the hold ends."""
    row = Case.objects.get(pk=case.pk)
    if row.erasure_asked_at is None:
        Case.objects.filter(pk=case.pk).update(erasure_asked_at=timezone.now())
        note("counseling.ask_erasure", on=row, area=row.area_id)
    return erase_case(by=None, case=row)


@action
def hold(*, by: Person, case: Case, reason: str) -> Case:
    """A court or the law wants it kept. The reason is sealed in the file, since it may say what it is about."""
    row = _held(by, case)
    if row.held_at is not None:
        raise Refusal(_("This file is held already."))
    if not reason.strip():
        raise Refusal(_("Write who wants it kept, and by what."), field="reason")
    row.held_at, row.held_by = timezone.now(), by
    row.sealed_hold = vault.seal(row, row, "sealed_hold", reason.strip())
    row.save(update_fields=["held_at", "held_by", "sealed_hold"])
    note("counseling.hold_file", on=row, area=row.area_id)
    return row


@action
def release(*, by: Person, case: Case) -> Case:
    """From now on its time runs again; what its client asked for is done in the night."""
    row = _held(by, case)
    row.held_at, row.held_by, row.sealed_hold = None, None, None
    row.save(update_fields=["held_at", "held_by", "sealed_hold"])
    note("counseling.release_file", on=row, area=row.area_id)
    return row


@action
def write_keeping(*, by: Person | None, cases: list[Case]) -> int:
    """Until when each is kept, by what holds now; how many days changed. Leaves no line: it follows from the rule."""
    latest = dict(Appointment.objects.filter(case__in=cases).order_by().values_list("case").annotate(Max("starts_at")))
    policies = {area.pk: times.policy(area) for area in {case.area for case in cases}}
    changed = []
    for case in cases:
        day = rules.keep_until(case, policies[case.area_id], latest.get(case.pk))
        if case.keep_until != day:
            case.keep_until = day
            changed.append(case)
    Case.objects.bulk_update(changed, ["keep_until"], batch_size=200)
    return len(changed)


@action
def drop_old_log(*, by: Person | None, today: dt.date) -> int:
    """Who opened a file is kept for some years after the file is gone."""
    dropped = 0
    with transaction.atomic():
        for area in Area.objects.filter(counseling_cases__erased_at__isnull=False).distinct().only("pk"):
            before = rules.later(today, -times.policy(area).keep_years_log)
            rows = Opened.objects.filter(case__area=area, case__erased_at__date__lt=before)
            dropped += rows.delete()[0]
    return dropped


def _held(by: Person, case: Case) -> Case:
    row = Case.objects.select_for_update(no_key=True, of=("self",)).select_related("area").get(pk=case.pk)
    if not by.reaches(row.area, Role.COUNSELING_MANAGER):
        raise Refusal(_("Only the counseling manager of the city holds a file."))
    if row.erased_at is not None:
        raise Refusal(_("This file is erased."))
    return row
