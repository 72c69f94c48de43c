"""The waiting list: a place that becomes free is offered to the next in line, in the transaction that freed it.

Whoever takes, gives back, offers or orders places first locks the rows of their quotas, in one order (`locked`). That
lock is what keeps numbers without gaps, offers in the order of numbers, and `taken` equal to what is held and offered.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar.models import Occasion
from meydan.engines import lots
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging import rules as messaging_rules
from meydan.messaging.models import Message
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person
from meydan.programs import rules, wording
from meydan.programs.models import Program, Quota, Registration, Session

Status = Registration.Status
TAKES_A_PLACE = (Status.HELD, Status.OFFERED)


def locked(quotas: Iterable[int]) -> list[Quota]:
    """The rows, locked in the order of their ids, so that two who want several never wait for one another."""
    rows = Quota.objects.select_for_update(of=("self",)).filter(pk__in=set(quotas))
    return list(rows.select_related("program", "session__occasion").order_by("pk"))


def deadline(quota: Quota, now: dt.datetime) -> dt.datetime | None:
    """Until when a place offered now is kept; None when nobody is offered one any more."""
    sessions = Session.objects.exclude(occasion__status=Occasion.Status.CANCELLED)
    own = Q(pk=quota.session_id) if quota.session_id else Q(program=quota.program_id)
    ends = sessions.filter(own).aggregate(first=Min("occasion__starts_at"), last=Max("occasion__starts_at"))
    if quota.program.status != Program.Status.PUBLISHED or ends["first"] is None:
        return None
    told_at = messaging_rules.not_before(Message.Kind.SERVICE, now)
    return rules.offer_deadline(ends.values(), told_at, quota.program.offer_hours)


@action
def offer_places(*, by: Person | None, quotas: Iterable[int]) -> list[Registration]:
    """Offer each free place of these quotas to the next in line. Called wherever places may have become free."""
    now, rows = timezone.now(), locked(quotas)
    if len(rows) > 1:  # a series has one for each of hundreds of sessions, and a line before few of them
        waiting = Registration.objects.filter(quota__in=[quota.pk for quota in rows], status=Status.WAITING)
        with_a_line = set(waiting.order_by().values_list("quota", flat=True).distinct())
        rows = [quota for quota in rows if quota.pk in with_a_line]
    return [offered for quota in rows for offered in _offer(by, quota, now)]


def _offer(by: Person | None, quota: Quota, now: dt.datetime) -> list[Registration]:
    if not rules.is_drawn_later(quota.program):
        _number_by_arrival(quota)
    free = quota.capacity - quota.taken
    if free <= 0:
        return []
    line = waiting_in(quota).filter(number__isnull=False).order_by("number")
    chosen = list(line.select_related("person__guardian")[:free])
    until = deadline(quota, now) if chosen else None
    if until is None:
        return []
    for registration in chosen:
        registration.program, registration.quota = quota.program, quota
        offer(by, registration, until)
    return chosen


def offer(by: Person | None, registration: Registration, until: dt.datetime) -> None:
    """Keep a free place of a locked quota for somebody who waits, and tell them."""
    take(registration.quota_id, 1)
    registration.status, registration.offered_until = Status.OFFERED, until
    registration.save(update_fields=["status", "offered_until", "status_reason"])
    tell(by, [registration], "programs.offered", wording.offered, expires_at=until)
    program = registration.program
    note("programs.offer", on=registration, area=program.area_id, program=program.pk, until=until)


def take(quota: int, places: int) -> None:
    """Count places as taken, if there are as many; the database is asked, whatever was read before."""
    free = Quota.objects.filter(pk=quota, taken__lte=F("capacity") - places)
    if not free.update(taken=F("taken") + places):
        raise Refusal(_("There is no free place. Only a place that is free can be offered or given."))


def give_back(quota: int, places: int = 1) -> None:
    Quota.objects.filter(pk=quota).update(taken=F("taken") - places)


def waiting_in(quota: Quota) -> Any:
    return Registration.objects.filter(quota=quota, status=Status.WAITING)


def next_numbers(quota: Quota, count: int) -> range:
    """The numbers that follow in the line of a locked quota."""
    Quota.objects.filter(pk=quota.pk).update(last_number=F("last_number") + count)
    first = quota.last_number + 1
    quota.last_number += count
    return range(first, first + count)


def _number_by_arrival(quota: Quota) -> None:
    """Those who joined a line that was to be drawn and no longer is, or in the moment of the draw."""
    without = list(waiting_in(quota).filter(number__isnull=True).order_by("pk"))
    _number(quota, without)


def _number(quota: Quota, registrations: Sequence[Registration]) -> None:
    if registrations:
        for registration, number in zip(registrations, next_numbers(quota, len(registrations)), strict=True):
            registration.number = number
        Registration.objects.bulk_update(registrations, ["number"], batch_size=500)


@action
def lapse_offers(*, by: Person | None, quota: int) -> int:
    """End the offers of a quota that were not answered in time, and offer the places on."""
    now = timezone.now()
    (row,) = locked([quota])
    over = Registration.objects.filter(quota=row, status=Status.OFFERED, offered_until__lte=now)
    lapsed = list(over.select_related("program", "person__guardian").order_by("pk"))
    over.update(status=Status.LAPSED, cancelled_at=now)
    if lapsed:
        give_back(row.pk, len(lapsed))
        tell(by, lapsed, "programs.lapsed", wording.lapsed)
        note("programs.lapse", on=row, area=row.program.area_id, program=row.program_id, lapsed=len(lapsed))
    offer_places(by=by, quotas=[quota])
    return len(lapsed)


@action
def draw(*, by: Person | None, program: Program) -> int:
    """Draw the order of those who wait, tell each their number, and begin to offer. A second draw changes nothing."""
    now = timezone.now()
    quotas = locked(Quota.objects.filter(program=program).values_list("pk", flat=True))
    due = Program.objects.filter(pk=program.pk, waiting=Program.Waiting.DRAW, draw_at__lte=now, drawn_at__isnull=True)
    if not due.update(drawn_at=now):
        return 0
    program.refresh_from_db(fields=["drawn_at", "draw_seed"])
    told = []
    for quota in quotas:
        without = waiting_in(quota).filter(number__isnull=True).select_related("program", "person__guardian")
        by_lot = {registration.lot: registration for registration in without}
        order = [by_lot[lot] for lot in lots.drawn(program.draw_seed, by_lot)]
        _number(quota, order)
        told += order
    tell(by, told, "programs.drawn", wording.drawn)
    note("programs.draw", on=program, area=program.area_id, lots=len(told))
    offer_places(by=by, quotas=[quota.pk for quota in quotas])
    return len(told)


@action
def end_lines(*, by: Person, program: Program, session: Session | None = None) -> int:
    """What was called off has no line: everybody who waits, or was offered a place, is told so."""
    quotas = Quota.objects.filter(program=program)
    if session is not None:
        quotas = quotas.filter(session=session)  # of a course nothing: its line goes on without that session
    rows = locked(quotas.values_list("pk", flat=True))
    ended = Registration.objects.filter(quota__in=rows, status__in=[Status.WAITING, Status.OFFERED])
    told = list(ended.select_related("program", "session__occasion", "person__guardian").order_by("pk"))
    for row in rows:
        offered = sum(one.quota_id == row.pk and one.status == Status.OFFERED for one in told)
        if offered:
            give_back(row.pk, offered)
    ended.update(status=Status.CANCELLED, cancelled_at=timezone.now())
    tell(by, told, "programs.line_ended", wording.line_ended)
    return len(told)


def tell(by: Person | None, registrations: Sequence[Registration], template: str, sentence: Any, **how: Any) -> None:
    """One message about each registration, in its reader's language."""
    drafts = []
    for registration in registrations:
        with in_language_of(registration.person.guardian or registration.person):
            text = sentence(registration)
        drafts.append(
            messaging.Draft(
                registration.person, template, text, cause=registration, area=registration.program.area_id, **how
            )
        )
    if drafts:
        messaging.send_many(by=by, drafts=drafts)
