"""Opening a stage, asking agencies and closing that; what is known of an earlier one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.campaigns import checklist, seen
from meydan.campaigns.actions import carrying
from meydan.campaigns.actions.carrying import Carried
from meydan.campaigns.models import Campaign, Concern, Invited, Place, Slot, Stage, Supply
from meydan.campaigns.rules import stages as rules
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area, Venue

FACTS: Final = seen.FACTS
HISTORY: Final = seen.HISTORY
WEEK: Final = dt.timedelta(days=6)
MOST_DAYS: Final = 31


@action
def found_campaign(
    *, by: Person | None, area: Area, title: str, title_en: str = "", about: str = "", is_sample: bool = False
) -> Campaign:
    _must_manage(by, area)
    row = Campaign(area=area, title=title, title_en=title_en, about=about, is_sample=is_sample)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refusal(_("This area has a campaign of this name already."), field="title") from None
    note("campaigns.found", on=row, area=area.pk)
    return row


@action
def open_stage(
    *,
    by: Person | None,
    campaign: Campaign,
    area: Area,
    first_day: dt.date,
    like: Stage | None = None,
    is_sample: bool = False,
    **said: Any,
) -> Stage:
    """A draft of a week. Begun from an earlier stage it has that one's concerns, times, supplies and agencies, and in
    the same neighborhood its places; nobody is told yet.
    """
    _must_manage(by, area)
    if not campaign.area.contains(area):
        raise Refusal(_("The neighborhood lies outside the city of this campaign."), field="area")
    _known(said, FACTS)
    row = Stage(campaign=campaign, area=area, first_day=first_day, opened_by=by, copied_from=like, is_sample=is_sample)
    row.last_day = said.pop("last_day", None) or first_day + WEEK
    for name, value in said.items():
        setattr(row, name, value)
    _check_days(row)
    _number(row)
    if like is not None:
        _copy(row, like)
    note("campaigns.open_stage", on=row, area=area.pk, number=row.number, like=like.pk if like else None)
    return row


@action
def change_stage(*, by: Person | None, stage: Stage, saw: str | None = None, **said: Any) -> Carried:
    """Days that move take the timetable with them, and what is reckoned from the prayer; sessions whose day is gone
    stand nowhere. Promised days that fall out count no more.
    """
    held = changeable(by, stage)
    if held.is_history:
        raise Refusal(_("This stage is history. What is known of it has a page of its own."))
    seen.must_be(saw, seen.facts(held))
    _known(said, FACTS)
    _must_manage(by, said.get("area", held.area))
    was = held.first_day, held.last_day
    _keep(held, said)
    carried = carrying.along(held, was)
    facts = {"first_day": held.first_day, "last_day": held.last_day, **carried._asdict()}
    note("campaigns.change_stage", on=held, area=held.area_id, **facts)
    return carried


@action
def open_declaring(*, by: Person | None, stage: Stage) -> Stage:
    """From now on agencies see the stage and say what they bring."""
    held = lock(by, stage)
    if not rules.can_open_declaring(held):
        raise Refusal(_("Only a draft can be opened to agencies."))
    missing = checklist.missing(checklist.before_declaring(held))
    if missing:
        raise Refusal(_("Before agencies are asked, this is missing: %(what)s") % {"what": "، ".join(missing)})
    return _turn(held, Stage.State.DECLARING, "campaigns.open_declaring")


@action
def close_declaring(*, by: Person | None, stage: Stage) -> Stage:
    """The council closes what is declared; what stands as a draft still is not part of the week."""
    held = lock(by, stage)
    if not rules.can_close_declaring(held):
        raise Refusal(_("Agencies declare nothing for this stage now."))
    held.closed_at = timezone.now()
    return _turn(held, Stage.State.PLANNING, "campaigns.close_declaring", "closed_at")


@action
def reopen_declaring(*, by: Person | None, stage: Stage) -> Stage:
    held = lock(by, stage)
    if not rules.can_reopen_declaring(held):
        raise Refusal(_("Only before it is published can agencies be asked again."))
    held.closed_at = None
    return _turn(held, Stage.State.DECLARING, "campaigns.reopen_declaring", "closed_at")


@action
def enter_history(
    *, by: Person | None, campaign: Campaign, venues: Sequence[Venue] = (), is_sample: bool = False, **said: Any
) -> Stage:
    """An early stage, with what is known of it; what nobody knows stays empty. The first of the venues was its host."""
    _must_manage(by, said["area"])
    _known(said, HISTORY)
    if not campaign.area.contains(said["area"]):
        raise Refusal(_("The neighborhood lies outside the city of this campaign."), field="area")
    row = Stage(campaign=campaign, is_history=True, state=Stage.State.HELD, opened_by=by, is_sample=is_sample)
    _keep(row, said)
    for order, venue in enumerate(venues):
        Place.objects.create(stage=row, venue=venue, is_host=order == 0, order=order)
    note("campaigns.enter_history", on=row, area=row.area_id, number=row.number, known=row.known)
    return row


@action
def change_history(*, by: Person | None, stage: Stage, saw: str | None = None, **said: Any) -> Stage:
    held = lock(by, stage)
    if not held.is_history:
        raise Refusal(_("This stage was prepared here. It has a desk of its own."))
    seen.must_be(saw, seen.history(held))
    _known(said, HISTORY)
    _must_manage(by, said.get("area", held.area))
    _keep(held, said)
    note("campaigns.change_history", on=held, area=held.area_id, number=held.number, known=held.known)
    return held


def hold(stage: int) -> Stage:
    """The row as it stands now, held until the action ends; whoever may change what of it is for the caller to say."""
    return Stage.objects.select_for_update(of=("self",)).select_related("area", "campaign__area").get(pk=stage)


def lock(by: Person | None, stage: Stage) -> Stage:
    """Held for whoever runs campaigns there."""
    held = hold(stage.pk)
    _must_manage(by, held.area)
    return held


def changeable(by: Person | None, stage: Stage) -> Stage:
    held = lock(by, stage)
    if not rules.can_change(held):
        raise Refusal(_("This stage is published or called off; it stands as it is."))
    return held


def _must_manage(by: Person | None, area: Area) -> None:
    if by is not None and not rules.may_manage(by, area):
        raise Refusal(_("Only a campaign officer of this area can do this."))


def _known(said: Mapping[str, Any], names: Sequence[str]) -> None:
    wrong = set(said) - set(names)
    if wrong:
        raise TypeError(f"a stage has no {', '.join(sorted(wrong))} to say")


def _check_days(row: Stage) -> None:
    if row.last_day < row.first_day:
        raise Refusal(_("The last day comes before the first."), field="last_day")
    if row.known == Stage.Known.DAYS and (row.last_day - row.first_day).days >= MOST_DAYS:
        said = _("A stage lasts at most %(days)s days.") % {"days": wording.number(MOST_DAYS)}
        raise Refusal(said, field="last_day")


def _keep(row: Stage, said: Mapping[str, Any]) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    if not row.campaign.area.contains(row.area):
        raise Refusal(_("The neighborhood lies outside the city of this campaign."), field="area")
    _check_days(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(_("This campaign has a stage of this number already."), field="number") from None


def _turn(held: Stage, state: Stage.State, verb: str, *more: str) -> Stage:
    held.state = state
    held.save(update_fields=["state", "changed_at", *more])
    note(verb, on=held, area=held.area_id, number=held.number)
    return held


def _number(row: Stage) -> None:
    """The next of its campaign; whoever opened another at the same moment takes the one after it."""
    while True:
        last = Stage.objects.filter(campaign=row.campaign).aggregate(last=Max("number"))["last"]
        row.number = (last or 0) + 1
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not Stage.objects.filter(campaign=row.campaign, number=row.number).exists():
                raise
        else:
            return


def _copy(row: Stage, like: Stage) -> None:
    for name in ("occasion", "theme", "about", "expected_visitors"):
        if not getattr(row, name):
            setattr(row, name, getattr(like, name))
    row.save()
    for model in (Concern, Slot, Supply):
        for one in model.objects.filter(stage=like).order_by("pk"):
            one.pk, one.stage = None, row
            one.save(force_insert=True)
    if row.area_id == like.area_id:
        for place in like.places.prefetch_related("spaces").order_by("pk"):
            spaces = list(place.spaces.order_by("pk"))
            made = Place.objects.create(stage=row, venue=place.venue, is_host=place.is_host, order=place.order)
            for space in spaces:
                space.pk, space.place = None, made
                space.save(force_insert=True)
    for organization in like.invited.values_list("organization", flat=True):
        Invited.objects.create(stage=row, organization_id=organization, invited_by=row.opened_by)
