"""The count: asked for once, run by a task, kept pot by pot, and done or failed with a sentence."""

import datetime as dt
import hashlib

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots import doors, rules
from meydan.ballots.actions.closing import held, must_run
from meydan.ballots.elections import CountedPot
from meydan.ballots.models import Ceremony, Count, Poll, Pot, Recount, Result
from meydan.base.refusal import Refusal
from meydan.ground.queue import named
from meydan.journal.action import action, note
from meydan.people.models import Person

State = Count.State
MOST_WAITING = 8  # recounts at once: each holds a worker


@action
def ask_count(*, by: Person | None, poll: Poll) -> Count:
    """Start the count, or start it again where it failed. Asked twice it is one."""
    row = held(poll)
    if by is not None:
        must_run(by, row)
    found = Count.objects.filter(poll=row).first()
    if found is not None and found.state in {State.WAITING, State.RUNNING, State.DONE}:
        return found
    if row.state != Poll.State.CLOSED or not rules.is_sealed(row):
        raise Refusal(_("Ballots are counted after the close, when the log is sealed."))
    if not rules.may_count(row, Ceremony.objects.filter(poll=row).first(), found):
        raise Refusal(
            _("The rulebook breaks ties by lot. Hold the ceremony first: of its dice and secrets the lots come.")
        )
    count = found or Count(poll=row)
    count.state, count.failure = State.WAITING, ""
    count.asked_by, count.asked_at, count.ended_at = by, timezone.now(), None
    count.total = Pot.objects.filter(poll=row).count()
    count.save()
    named("meydan.ballots.tasks.count_poll").using(priority=50).enqueue(row.pk)
    note("ballots.ask_count", on=row, area=row.area_id, pots=count.total)
    return count


@action
def begin_count(*, by: Person | None, count: Count) -> Count:
    row = _held(count)
    if row.state in {State.WAITING, State.RUNNING}:
        row.state, row.done = State.RUNNING, row.results.filter(kind=Result.Kind.WRITTEN).count()
        row.save(update_fields=["state", "done"])
        note("ballots.begin_count", on=row, area=row.poll.area_id, done=row.done)
    return row


@action
def keep_pot(*, by: Person | None, count: Count, counted: CountedPot) -> Count:
    """Keep what came out of one pot, all rules together or none."""
    row = _held(count)
    if row.state != State.RUNNING or row.results.filter(pot=counted.pot).exists():
        return row
    for came in counted.came:
        is_written = came.kind == Result.Kind.WRITTEN
        result = Result(
            count=row,
            pot=counted.pot,
            kind=came.kind,
            ballots=counted.ballots,
            blank=counted.blank,
            budget=counted.budget,
            cost=came.cost,
            winners=came.winners,
            explained=came.explained,
        )
        if is_written:
            result.file_sha256 = hashlib.sha256(counted.file).hexdigest()
            result.file.save(f"{row.poll.key}-{counted.pot.order}.pb", ContentFile(counted.file), save=False)
        result.save(force_insert=True)
    row.done = row.results.filter(kind=Result.Kind.WRITTEN).count()
    row.save(update_fields=["done"])
    note("ballots.count_pot", on=counted.pot, area=counted.pot.area_id, ballots=counted.ballots)
    return row


@action
def finish_count(*, by: Person | None, count: Count, unique_share: float, bundle: bytes) -> Count:
    """All pots are counted: the result stands, in public, and the door moves on with it or not at all."""
    row = _held(count)
    if row.state != State.RUNNING:
        return row
    row.state, row.ended_at, row.unique_share = State.DONE, timezone.now(), unique_share
    row.bundle.save(f"{row.poll.key}.zip", ContentFile(bundle), save=False)
    row.save()
    poll = row.poll
    poll.state, poll.counted_at = Poll.State.COUNTED, row.ended_at
    poll.save(update_fields=["state", "counted_at"])
    note("ballots.count", on=poll, area=poll.area_id, pots=row.total)
    doors.of(poll).counted(poll)
    return row


@action
def fail_count(*, by: Person | None, count: Count, failure: str) -> Count:
    row = _held(count)
    if row.state in {State.WAITING, State.RUNNING}:
        row.state, row.failure, row.ended_at = State.FAILED, failure[:300], timezone.now()
        row.save(update_fields=["state", "failure", "ended_at"])
        note("ballots.fail_count", on=row, area=row.poll.area_id)
    return row


@action
def record_download(*, by: Person, poll: Poll, pot: Pot | None) -> None:
    """That somebody of oversight took the ballots which the public does not get."""
    note("ballots.take_ballots", on=poll, area=poll.area_id, pot=pot.pk if pot else 0)


@action
def ask_recount(*, by: Person | None, file: bytes, rulebook: bytes, lots: str) -> Recount:
    """Count again what somebody brings. The file is deleted when it is counted, the outcome after a day."""
    if Recount.objects.filter(state__in=[State.WAITING, State.RUNNING]).count() >= MOST_WAITING:
        raise Refusal(_("Several files are being counted at this moment. Try again in a minute, or count at home."))
    row = Recount(rulebook=rulebook.decode(), lots=lots, asked_at=timezone.now())
    row.file.save(f"{row.key}.pb", ContentFile(file), save=False)
    row.save()
    named("meydan.ballots.tasks.recount").enqueue(str(row.key))
    note("ballots.ask_recount", on=row, bytes=len(file))
    return row


@action
def keep_recount(*, by: Person | None, recount: Recount, outcome: dict[str, object], failure: str = "") -> Recount:
    row = Recount.objects.select_for_update().get(pk=recount.pk)
    if row.state == State.WAITING:
        row.state = State.FAILED if failure else State.DONE
        row.failure, row.outcome = failure[:500], outcome
        row.file.delete(save=False)
        row.save()
        note("ballots.recount", on=row, failed=bool(failure))
    return row


@action
def forget_recounts(*, by: Person | None, before: dt.datetime) -> int:
    old = list(Recount.objects.filter(asked_at__lt=before)[:500])
    for row in old:
        row.file.delete(save=False)
        note("ballots.forget_recount", on=row)
    Recount.objects.filter(pk__in=[row.pk for row in old]).delete()
    return len(old)


def _held(count: Count) -> Count:
    poll = held(count.poll)
    found = Count.objects.get(pk=count.pk)
    found.poll = poll
    return found
