"""Taking places and giving them back, joining the waiting list and leaving it, answering offers.

The database holds the capacity; nothing is looked up before it is taken. Where somebody waits, whoever comes stands
behind them, free places or not.
"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording as base_wording
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person
from meydan.programs import queries, rules, wording
from meydan.programs.actions import line
from meydan.programs.models import ACTIVE, Program, Quota, Registration, Session, ticket_code

Status = Registration.Status
Window = rules.Window


@action
def register(
    *,
    by: Person,
    program: Program,
    guests: Sequence[Person],
    sessions: Sequence[Session] = (),
    mode: str = "",
    or_wait: bool = False,
    accepts_protocols: bool = False,
) -> list[Registration]:
    """Take a place for each of a party (oneself, family members) in the program, or in these sessions of a series.

    All or none: where there is no room for all of them, all go to the waiting list with following numbers if they
    agreed (`or_wait`); otherwise nothing happens at all.
    """
    _must_suit(by, program, guests, accepts_protocols=accepts_protocols)
    quotas = line.locked(_asked_for(program, sessions, mode))
    program.refresh_from_db(fields=["status", "registration_closes_at", "waiting", "drawn_at", "draw_at"])
    now, party = timezone.now(), uuid.uuid4() if len(guests) * len(quotas) > 1 else None
    if not quotas:
        raise Refusal(_("This program takes no registrations: whoever comes, comes."))
    rows: list[Registration] = []
    for quota in quotas:
        quota.program = program
        _must_be_open(quota, now)
        made = _places(quota, guests, now) or _in_line(quota, guests, now, or_wait=or_wait)
        for registration in made:
            registration.registered_by, registration.party = by, party
            registration.protocols_accepted_at = now if program.protocols else None
        rows += made
    try:
        with transaction.atomic():
            Registration.objects.bulk_create(rows)
    except IntegrityError:
        raise Refusal(_already(guests[0] if len(guests) == 1 else None), field="guests") from None
    _confirm(by, program, rows)
    for registration in rows:
        verb = "programs.register" if registration.status == Status.HELD else "programs.join_line"
        note(verb, on=registration, area=program.area_id, program=program.pk)
    if any(row.status == Status.WAITING for row in rows):  # some places may be free, though not enough for the party
        line.offer_places(by=by, quotas=[quota.pk for quota in quotas])
    return rows


def _must_suit(by: Person, program: Program, guests: Sequence[Person], *, accepts_protocols: bool) -> None:
    if not guests:
        raise Refusal(_("Choose who takes part."), field="guests")
    for guest in guests:
        if not rules.may_register_for(by, guest):
            raise Refusal(_("You can register yourself and your family members only."), field="guests")
        if reason := rules.unsuitable(program, guest):
            raise Refusal(reason, field="guests")
    if program.protocols and not accepts_protocols:
        raise Refusal(_("Read the health rules and accept them: they hold for everybody who comes."), field="protocols")


def _asked_for(program: Program, sessions: Sequence[Session], mode: str) -> list[int]:
    """The quotas that were chosen; a choice there is not is none."""
    quotas = Quota.objects.filter(program=program)
    if program.is_by_session:
        if not sessions:
            raise Refusal(_("Choose the sessions you come to."), field="sessions")
        quotas = quotas.filter(session__in=[session.pk for session in sessions])
    if program.mode == Program.Mode.HYBRID:
        if mode not in {Program.Mode.IN_PERSON, Program.Mode.ONLINE}:
            raise Refusal(_("Choose whether you come or join online."), field="mode")
        quotas = quotas.filter(mode=mode)
    return list(quotas.values_list("pk", flat=True))


def _must_be_open(quota: Quota, now: dt.datetime) -> None:
    program = quota.program
    if quota.session is None:
        if rules.registration_window(program, queries.last_start(program), now) is not Window.OPEN:
            raise Refusal(_("Registration for this program is closed."))
        return
    occasion = quota.session.occasion
    start = None if occasion.is_cancelled else occasion.starts_at
    if rules.registration_window(program, start, now) is not Window.OPEN:
        day = base_wording.day(occasion.day, "weekday")
        raise Refusal(_("Registration for the session on %(day)s is closed.") % {"day": day}, field="sessions")


def _places(quota: Quota, guests: Sequence[Person], now: dt.datetime) -> list[Registration]:
    """Places for all of the party, or nothing. While somebody waits who can still be offered one, nobody overtakes."""
    if line.waiting_in(quota).exists():
        if line.deadline(quota, now) is not None or rules.is_drawn_later(quota.program):
            return []
        line.waiting_in(quota).filter(person__in=guests).update(status=Status.CANCELLED, cancelled_at=now)
    free = Quota.objects.filter(pk=quota.pk, taken__lte=F("capacity") - len(guests))
    if not free.update(taken=F("taken") + len(guests)):
        return []
    return [_registration(quota, guest, Status.HELD) for guest in guests]


def _in_line(quota: Quota, guests: Sequence[Person], now: dt.datetime, *, or_wait: bool) -> list[Registration]:
    """The party at the end of the line, if there is one and they agreed; otherwise the sentence why nothing is done."""
    program = quota.program
    there = Registration.objects.filter(program=program, session=quota.session, person__in=guests, status__in=ACTIVE)
    known = there.select_related("person").first()
    if known is not None:
        raise Refusal(_already(known.person), field="guests")
    if program.waiting == Program.Waiting.NONE:
        raise Refusal(wording.full(quota, len(guests)))
    drawn_later = rules.is_drawn_later(program)
    if not drawn_later and line.deadline(quota, now) is None:
        raise Refusal(_("All places of this program are taken, and it begins too soon for a place to be offered."))
    if not or_wait:
        raise Refusal(wording.full_but_for_the_line(quota, len(guests)), field="or_wait")
    waiting = [_registration(quota, guest, Status.WAITING) for guest in guests]
    if drawn_later:
        for registration in waiting:
            registration.lot = ticket_code()
    else:
        for registration, number in zip(waiting, line.next_numbers(quota, len(waiting)), strict=True):
            registration.number = number
    return waiting


def _registration(quota: Quota, guest: Person, status: Registration.Status) -> Registration:
    return Registration(program=quota.program, session=quota.session, quota=quota, person=guest, status=status)


def _already(guest: Person | None) -> str:
    if guest is None:
        return _("One of you is already registered for this program.")
    return _("%(name)s is already registered for this program.") % {"name": guest}


def _confirm(by: Person, program: Program, rows: Sequence[Registration]) -> None:
    """One message about all places, one about all that is waited for; to the person they are for, or whoever asked."""
    for status, template, sentence in (
        (Status.HELD, "programs.registered", wording.registered),
        (Status.WAITING, "programs.waiting", wording.waiting),
    ):
        told = [row for row in rows if row.status == status]
        if told:
            reader = told[0].person if len(told) == 1 else by
            with in_language_of(by):
                text = sentence(told)
            messaging.send(by=by, person=reader, template=template, text=text, cause=told[0], area=program.area_id)


@action
def accept_offer(*, by: Person, registration: Registration) -> Registration:
    """Take the place that was offered. It was counted as taken since the offer."""
    if not rules.may_answer(by, registration):
        raise Refusal(_("You can answer your own and your family's offers only."))
    line.locked([registration.quota_id])
    now = timezone.now()
    offered = Registration.objects.filter(pk=registration.pk, status=Status.OFFERED, offered_until__gt=now)
    if not offered.update(status=Status.HELD):
        raise Refusal(_("This offer is no longer open. See “My programs” for what became of it."))
    registration.refresh_from_db(fields=["status"])
    line.tell(by, [registration], "programs.accepted", wording.accepted)
    program = registration.program
    note("programs.accept_offer", on=registration, area=program.area_id, program=program.pk)
    return registration


@action
def cancel_registration(*, by: Person | None, registration: Registration) -> Registration:
    """Give a place back, decline an offer, or leave the waiting list. What became free is offered to the next.

    `by=None`: the person's data is being erased.
    """
    program, guest = registration.program, registration.person
    if by is not None and not rules.may_register_for(by, guest) and not rules.may_plan(by, program.area):
        raise Refusal(_("You can cancel your own and your family's registrations only."))
    (quota,) = line.locked([registration.quota_id])
    registration.refresh_from_db(fields=["status"])
    before = Status(registration.status)
    if before not in ACTIVE:
        raise Refusal(_("This registration was already cancelled."))
    registration.status, registration.cancelled_at = Status.CANCELLED, timezone.now()
    registration.save(update_fields=["status", "cancelled_at"])
    verb = {Status.WAITING: "programs.leave_line", Status.OFFERED: "programs.decline_offer"}
    note(verb.get(before, "programs.cancel_registration"), on=registration, area=program.area_id, program=program.pk)
    if by is not None and before == Status.HELD:
        line.tell(by, [registration], "programs.cancelled_place", wording.cancelled_place)
    if before in line.TAKES_A_PLACE:
        line.give_back(quota.pk)
        line.offer_places(by=by, quotas=[quota.pk])
    return registration
