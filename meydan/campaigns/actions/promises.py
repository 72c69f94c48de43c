"""What an agency brings: said by its representative, changed until the council closes, never written over unseen."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.campaigns.actions.stages import hold
from meydan.campaigns.models import Invited, Leader, Promise, Slot
from meydan.campaigns.queries import stages as queries
from meydan.campaigns.rules import promises as rules
from meydan.journal.action import action, note
from meydan.people.models import Person

FACTS: Final = (
    "kind", "title", "about", "concern", "audience", "minutes", "together", "women", "men", "capacity", "people",
    "brings", "needs", "days",
)  # fmt: skip
MANY: Final = ("places", "slots")  # beside `leaders`, which are names
MOST: Final = 60  # promises of one agency in one stage
LONGEST_NAME: Final = 120  # of who holds a session
State = Promise.State


@action
def answer(*, by: Person, invited: Invited, takes_part: bool, reason: str = "") -> Invited:
    """Whether it takes part. Whoever does not withdraws what it had declared."""
    held = _lock(by, invited)
    if not rules.can_answer(held.stage):
        raise Refusal(_("The council has closed this stage. Call the officer of the campaign."))
    if not takes_part and not reason:
        raise Refusal(_("Say in a few words why you do not take part."), field="reason")
    held.state = Invited.State.TAKES_PART if takes_part else Invited.State.DECLINED
    held.reason, held.answered_at = "" if takes_part else reason, timezone.now()
    held.save(update_fields=["state", "reason", "answered_at"])
    if not takes_part:
        for row in held.promises.select_for_update().exclude(state=State.WITHDRAWN).order_by("pk"):
            _withdrawn(row)
    note("campaigns.answer", on=held, area=held.stage.area_id, stage=held.stage_id, takes_part=takes_part)
    return held


@action
def promise(
    *,
    by: Person | None,
    invited: Invited,
    declared: bool = True,
    leaders: Sequence[str] = (),
    is_sample: bool = False,
    **said: Any,
) -> Promise:
    """Something it brings; undeclared it is a draft that only the agency and the officer see."""
    held = _declaring(by, invited)
    _must_have_room(held)
    row = Promise(invited=held, is_sample=is_sample)
    _write(row, by, declared, leaders, said)
    note("campaigns.promise", on=row, area=held.stage.area_id, stage=held.stage_id, kind=row.kind, state=row.state)
    return row


@action
def change_promise(
    *, by: Person, promise: Promise, version: int, declared: bool = True, leaders: Sequence[str] = (), **said: Any
) -> Promise:
    """Only over the version that was seen: of two who change it at once, the second is shown what the first kept."""
    held = _declaring(by, promise.invited)
    row = Promise.objects.select_for_update().get(pk=promise.pk)
    if row.version != version:
        raise Refusal(_("Somebody else changed this meanwhile. Compare both, and keep what should stand."))
    if row.state == State.WITHDRAWN:
        _must_have_room(held)
    row.version += 1
    _write(row, by, declared, leaders, said)
    _leave(row)
    note("campaigns.change_promise", on=row, area=held.stage.area_id, stage=held.stage_id, version=row.version)
    return row


@action
def withdraw_promise(*, by: Person, promise: Promise) -> Promise:
    held = _declaring(by, promise.invited)
    row = Promise.objects.select_for_update().get(pk=promise.pk)
    if row.state == State.WITHDRAWN:
        raise Refusal(_("This is withdrawn already."))
    _withdrawn(row)
    note("campaigns.withdraw_promise", on=row, area=held.stage.area_id, stage=held.stage_id)
    return row


@action
def copy_promises(*, by: Person, invited: Invited, like: Invited) -> int:
    """What it declared for an earlier stage, as drafts: topics of the same name, and nothing of its days and places."""
    held = _declaring(by, invited)
    if like.organization_id != held.organization_id:
        raise Refusal(_("These are promises of another organization."))
    concerns = {row.name: row for row in held.stage.concerns.all()}
    supplies = {row.name: row.pk for row in held.stage.supplies.all()}
    before = {str(row.pk): row.name for row in like.stage.supplies.all()}
    there = set(held.promises.exclude(state=State.WITHDRAWN).values_list("title", flat=True))
    rows = like.promises.filter(state=State.DECLARED).select_related("concern").prefetch_related("leaders")
    count = 0
    for one in rows.order_by("pk"):
        if one.title in there or len(there) + count >= MOST:
            continue
        said = {name: getattr(one, name) for name in FACTS}
        said["concern"] = concerns.get(one.concern.name) if one.concern else None
        needs = {supplies.get(before.get(pk, "")): number for pk, number in one.needs.items()}
        said["needs"] = {str(pk): number for pk, number in needs.items() if pk}
        said["days"] = []
        _write(Promise(invited=held), by, False, [leader.name for leader in one.leaders.all()], said, checked=False)
        count += 1
    if not count:
        raise Refusal(_("All of that stands here already."))
    note("campaigns.copy_promises", on=held, area=held.stage.area_id, stage=held.stage_id, like=like.pk, count=count)
    return count


def _must_have_room(held: Invited) -> None:
    if held.promises.exclude(state=State.WITHDRAWN).count() >= MOST:
        raise Refusal(_("One agency promises at most %(most)s things.") % {"most": wording.number(MOST)})


def _withdrawn(row: Promise) -> None:
    row.state, row.version = State.WITHDRAWN, row.version + 1
    row.save(update_fields=["state", "version", "changed_at"])
    _leave(row)


def _leave(row: Promise) -> None:
    """Sessions that are offered no longer stand in no timetable either."""
    is_declared = row.state == State.DECLARED
    for sessions, offered in (("together", row.together), ("women", row.women), ("men", row.men)):
        row.placements.filter(sessions=sessions, number__gt=offered if is_declared else 0).delete()


def _write(
    row: Promise,
    by: Person | None,
    declared: bool,
    leaders: Sequence[str],
    said: Mapping[str, Any],
    *,
    checked: bool = True,
) -> None:
    names = list(dict.fromkeys(name for one in leaders if (name := " ".join(one.split()))))
    if any(len(name) > LONGEST_NAME for name in names):
        raise Refusal(_("Write one name a line."), field="leaders")
    wrong = set(said) - {*FACTS, *MANY}
    if wrong:
        raise TypeError(f"a promise has no {', '.join(sorted(wrong))}")
    for name in FACTS:
        if name in said:
            setattr(row, name, said[name])
    if row.kind in Promise.STANDING:
        row.together = row.women = row.men = 0
    row.state = State.DECLARED if declared else State.DRAFT
    row.declared_at, row.declared_by = (timezone.now(), by) if declared else (None, None)
    if checked:
        _check(row, said)
    row.save()
    row.leaders.set([Leader.objects.get_or_create(invited=row.invited, name=name)[0] for name in names])
    for name in MANY:
        if name in said:
            getattr(row, name).set(said[name])


def _check(row: Promise, said: Mapping[str, Any]) -> None:
    stage = row.invited.stage
    if row.kind not in Promise.STANDING and not row.together + row.women + row.men:
        raise Refusal(_("Say how many sessions you offer."), field="together")
    if not 10 <= row.minutes <= 240:
        raise Refusal(_("A session lasts from 10 minutes to 4 hours."), field="minutes")
    _check_of_stage(row, said)
    _check_needs(row)
    if row.kind not in Promise.STANDING and row.state == State.DECLARED:
        chosen = list(said.get("slots", ())) or list(Slot.objects.filter(stage=stage))
        longest = max((slot.minutes for slot in chosen), default=row.minutes)
        if row.minutes > longest:
            sentence = _("The times of an evening last at most %(minutes)s minutes.")
            raise Refusal(sentence % {"minutes": wording.number(longest)}, field="minutes")


def _check_of_stage(row: Promise, said: Mapping[str, Any]) -> None:
    stage = row.invited.stage
    if row.concern is not None and row.concern.stage_id != stage.pk:
        raise Refusal(_("Choose a concern of this stage."), field="concern")
    if not set(row.days) <= {day.isoformat() for day in queries.days_of(stage)}:
        raise Refusal(_("Choose days of this stage."), field="days")
    if any(place.stage_id != stage.pk for place in said.get("places", ())):
        raise Refusal(_("Choose places of this stage."), field="places")
    if any(slot.stage_id != stage.pk for slot in said.get("slots", ())):
        raise Refusal(_("Choose times of this stage."), field="slots")


def _check_needs(row: Promise) -> None:
    supplies = {str(one.pk): one for one in row.invited.stage.supplies.all()}
    for pk, count in row.needs.items():
        if pk not in supplies:
            raise Refusal(_("Choose from what the municipality lends."))
        if count > supplies[pk].count:
            known = {"name": supplies[pk], "count": wording.number(supplies[pk].count)}
            raise Refusal(_("Of “%(name)s” there are only %(count)s.") % known, field=f"need_{pk}")


def _lock(by: Person | None, invited: Invited) -> Invited:
    """The stage before its part in it, as everywhere: closing waits for what is being kept, and ends all after it."""
    stage = hold(invited.stage_id)
    held = Invited.objects.select_for_update(of=("self",)).select_related("organization").filter(pk=invited.pk).first()
    if held is None:
        raise Refusal(_("The invitation was taken back meanwhile."))
    held.stage = stage
    if by is not None and not rules.may_speak(by, held, timezone.localdate()):
        raise Refusal(_("You do not speak for this organization."))
    return held


def _declaring(by: Person | None, invited: Invited) -> Invited:
    held = _lock(by, invited)
    if not rules.can_answer(held.stage):
        raise Refusal(_("The council has closed this stage. Call the officer of the campaign."))
    if held.state != Invited.State.TAKES_PART:
        raise Refusal(_("Say first that you take part."))
    return held
