"""The close: nothing is cast any more, no ballot leads to its voter; and the seal that makes the log final."""

from typing import Final

from django.db.models import Q
from django.db.models.functions import Trunc
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.ballots import doors, rules
from meydan.ballots.actions.log import publish_root, take_in
from meydan.ballots.models import Ballot, Channel, Entitlement, Entry, Poll, Root
from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.people.models import Person

State = Poll.State
CUT_AT_ONCE: Final = 5_000


@action
def close_poll(*, by: Person | None, poll: Poll) -> Poll:
    """At the hour everybody was told, never before. Whoever closes second finds it closed.

    The row is held so that casts under way are waited for, and later ones find it closed.
    """
    row = held(poll)
    if row.state in {State.CLOSED, State.COUNTED}:
        return row
    if by is not None:
        must_run(by, row)
    now = timezone.now()
    if row.state != State.OPEN:
        raise Refusal(_("Only a ballot that is open can be closed."))
    if not rules.may_close(row, now):
        said = _("Voting goes on until %(when)s. It can be put off, and never be closed earlier.")
        raise Refusal(said % {"when": wording.moment(row.closes_at)})
    row.state, row.closed_at = State.CLOSED, now
    row.save(update_fields=["state", "closed_at"])
    named("meydan.ballots.tasks.finish_closing").using(priority=50).enqueue(row.pk)
    note("ballots.close", on=row, area=row.area_id)
    doors.of(row).closed(row)
    return row


@action
def cut_some(*, by: Person | None, poll: Poll, after: int = 0) -> int:
    """Cut the next ballots from their voters and hours, in the order of ids that say nothing; the last id, or 0.

    Of the way it was cast a ballot keeps only whether it came on paper: turnout is counted from entitlements.
    """
    row = held(poll)
    if row.state == State.OPEN:
        raise Refusal(_("While people vote they can change their ballots, so these still lead to them."))
    ids = list(
        Ballot.objects.filter(Q(entitlement__isnull=False) | Q(cast_at__isnull=False), poll=row, pk__gt=after)
        .order_by("pk")
        .values_list("pk", flat=True)[:CUT_AT_ONCE]
    )
    if not ids:
        return 0
    some = Ballot.objects.filter(pk__in=ids)
    some.exclude(channel=Channel.PAPER).update(channel=Channel.WEB, station=None)
    some.update(entitlement=None, cast_at=None)
    Entry.objects.filter(ballot__in=ids).update(at=row.opens_at)  # not even the day: in a small pot it names a voter
    note("ballots.cut", on=row, area=row.area_id, count=len(ids))
    return ids[-1]


@action
def blur(*, by: Person | None, poll: Poll) -> Poll:
    """Of when somebody's right was used, or a ballot taken back, only the day is left; then the last lines go in."""
    row = held(poll)
    Ballot.objects.filter(poll=row, withdrawn=True).update(channel=Channel.WEB, station=None)
    Entry.objects.filter(poll=row, ballot__withdrawn=True).update(at=row.opens_at)
    Entitlement.objects.filter(poll=row).update(made_at=Trunc("made_at", "day"))
    take_in(by=None, poll=row, whole=True)
    publish_root(by=None, poll=row, occasion=Root.Occasion.DAILY)
    note("ballots.blur", on=row, area=row.area_id)
    return row


@action
def seal(*, by: Person, poll: Poll) -> Root:
    """Make the log final: the last paper is in it, and from its last root come lots and openings."""
    row = held(poll)
    must_run(by, row)
    if row.state != State.CLOSED:
        raise Refusal(_("The log is sealed after the close and before the count."))
    found = Root.objects.filter(poll=row, occasion=Root.Occasion.CLOSE).first()
    if found is not None:
        return found
    if not rules.is_cut(row):
        raise Refusal(_("Ballots are still being cut from their voters. Wait a little and try again."))
    waiting = rules.unsettled_sheets(row)
    if waiting:
        said = ngettext(
            "%(count)s sheet of paper was typed once only, or differently. Settle it first.",
            "%(count)s sheets of paper were typed once only, or differently. Settle them first.",
            waiting,
        )
        raise Refusal(said % {"count": wording.number(waiting)})
    last = 0
    while last := cut_some(by=None, poll=row, after=last):
        """Paper typed since the close."""
    take_in(by=None, poll=row, whole=True)
    root = publish_root(by=None, poll=row, occasion=Root.Occasion.CLOSE)
    note("ballots.seal", on=row, area=row.area_id, size=root.size, root=root.root)
    return root


def held(poll: Poll) -> Poll:
    """Its row, locked whole: casts and sheets hold a share of it."""
    return Poll.objects.select_for_update(of=("self",)).select_related("area").get(pk=poll.pk)


def must_run(by: Person, poll: Poll) -> None:
    if not rules.may_run(by, poll.area):
        raise Refusal(_("You run no ballots in this area."))
