"""A file is shown to a colleague for a while, or handed over for good."""

import datetime as dt
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling import contacts, vault
from meydan.counseling.actions.desk import counselor_of
from meydan.counseling.actions.taking import alone_with
from meydan.counseling.models import Appointment, Case, Counselor, Grant, Leave
from meydan.counseling.rules import sharing as rules
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.people.models import Person

State = Appointment.State


@action
def give_grant(
    *,
    by: Person,
    case: Case,
    to: Counselor,
    what: Collection[str],
    reason: str,
    until: dt.date | None = None,
    summary: str = "",
    takes_over: bool = False,
) -> Grant:
    """Until the end of a day. What this colleague was shown before ends. `takes_over`: the client is theirs from now
    on, with all of the file and the sessions ahead; `what` and `until` say nothing then.
    """
    giver, now = counselor_of(by), timezone.now()
    if takes_over:
        alone_with([case.client_mac], {giver.pk, to.pk}, set())
    row = Case.objects.select_for_update(no_key=True, of=("self",)).select_related("area").get(pk=case.pk)
    _check(giver, row, to)
    what = list(Grant.What.values) if takes_over else sorted(set(what))
    _check_words(what, reason, summary, takes_over=takes_over)
    ends_at = now + dt.timedelta(days=rules.LONGEST) if takes_over else _end_of(until, timezone.localdate(now))
    Grant.objects.filter(case=row, to=to, ended_at=None, ends_at__gt=now).update(ended_at=now)
    grant = Grant(case=row, given_by=giver, to=to, what=what, takes_over=takes_over, given_at=now, ends_at=ends_at)
    grant.ended_at = now if takes_over else None  # theirs by being its counselor, and no longer than that
    grant.sealed_reason = vault.seal(row, grant, "sealed_reason", reason)
    grant.sealed_summary = vault.seal(row, grant, "sealed_summary", summary) if summary.strip() else None
    grant.save(force_insert=True)
    if takes_over:
        _hand_over(row, giver, to, now)
    _tell(by, grant)
    note("counseling.give_grant", on=grant, area=row.area_id, to=to.pk, takes_over=takes_over)
    return grant


@action
def end_grant(*, by: Person, grant: Grant) -> Grant:
    """Before its time, by whoever's client it is now."""
    counselor, now = counselor_of(by), timezone.now()
    row = Grant.objects.select_for_update(no_key=True, of=("self",)).select_related("case").get(pk=grant.pk)
    if not rules.may_share(counselor, row.case):
        raise Refusal(_not_theirs())
    if not rules.lasts(row, now):
        raise Refusal(_("This is over already."))
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    note("counseling.end_grant", on=row, area=row.case.area_id)
    return row


def _check(giver: Counselor, case: Case, to: Counselor) -> None:
    if not rules.may_share(giver, case):
        raise Refusal(_not_theirs())
    if not rules.may_be_shown(giver, to):
        raise Refusal(_("Choose a colleague of your city who counsels at present, or your supervisor."), field="to")


def _check_words(what: list[str], reason: str, summary: str, *, takes_over: bool) -> None:
    if not what or not set(what) <= set(Grant.What.values):
        raise Refusal(_("Choose what the colleague is to see."), field="what")
    if not reason.strip():
        raise Refusal(_("Write why."), field="reason")
    if Grant.What.SUMMARY in what and not takes_over and not summary.strip():
        raise Refusal(_("Write the summary the colleague is to see, or do not choose it above."), field="summary")


def _hand_over(case: Case, giver: Counselor, to: Counselor, now: dt.datetime) -> None:
    """The sessions ahead go with the client, at their times."""
    case.counselor = to
    case.save(update_fields=["counselor"])
    ahead = Appointment.objects.filter(case=case, counselor=giver, ends_at__gt=now)
    if ahead.filter(state=State.HELD).exists():
        raise Refusal(_("An earlier time is offered to this client now. Hand the file over when they have answered."))
    for session in ahead.filter(state__in=[State.BOOKED, State.ARRIVED]).order_by("starts_at"):
        away = Leave.objects.filter(counselor=to, starts_at__lt=session.ends_at, ends_at__gt=session.starts_at)
        if away.exists():
            raise Refusal(_busy(), field="to")
        session.counselor, session.sequence = to, session.sequence + 1
        try:
            with transaction.atomic():
                session.save(update_fields=["counselor", "sequence"])
        except IntegrityError:
            raise Refusal(_busy(), field="to") from None


def _tell(by: Person, grant: Grant) -> None:
    """Whoever reads over a shoulder learns a code."""
    case = grant.case
    with translation.override("fa"):
        shown = _("A colleague shows you a file on Meydan. Code %(code)s")
        handed = _("A colleague hands a file over to you on Meydan. Code %(code)s")
        text = (handed if grant.takes_over else shown) % {"code": case.shown_code}
        to_client = _("Whom you talk to on Meydan has changed. See it under My appointments.")
    messaging.send(
        by=by, person=grant.to.person, template="counseling.grant", text=text, cause=grant, area=case.area_id
    )
    if grant.takes_over:
        contacts.tell(by=by, case=case, template="counseling.handed", text=to_client, cause=grant)


def _end_of(day: dt.date | None, today: dt.date) -> dt.datetime:
    if day is None or not 0 <= (day - today).days < rules.LONGEST:
        raise Refusal(_("Give a day from today on, within ninety days."), field="until")
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), timezone.get_default_timezone())


def _not_theirs() -> str:
    return _("Only the counselor whose client it is shows this file to others.")


def _busy() -> str:
    return _("This colleague is not free at a session that is ahead. Let the client move it first.")
