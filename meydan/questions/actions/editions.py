"""Opening a series and its editions, announcing one, and moving it on: its stages only go forward."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.calendar import actions as calendar
from meydan.calendar.models import Mode, Occasion
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area, Venue
from meydan.questions import livewire, rules
from meydan.questions.actions.telling import tell_later
from meydan.questions.models import Edition, Series, Topic
from meydan.questions.occasions import EDITION

Stage = Edition.Stage

SAID: Final = ("title", "about", "is_pilot", "broadcast_url", "answered_by")
STAMPS: Final = {Stage.COLLECTING: "announced_at", Stage.LIVE: "live_at", Stage.ANSWERING: "live_ended_at"}


@action
def open_series(
    *, by: Person, area: Area, title: str, about: str = "", topics: Iterable[str] = (), is_sample: bool = False
) -> Series:
    if not rules.may_open(by, area):
        raise Refusal(_("You do not open editions in this area."), field="area")
    try:
        with transaction.atomic():
            series = Series.objects.create(area=area, title=title, about=about, is_sample=is_sample)
    except IntegrityError:
        raise Refusal(_("There is a series of this name already."), field="title") from None
    _set_topics(series, topics)
    note("questions.open_series", on=series, area=area.pk)
    return series


@action
def change_series(*, by: Person, series: Series, title: str, about: str, topics: Iterable[str]) -> Series:
    """A topic that is left out stays with what was said about it, closed."""
    must_open(by, series.area)
    series.title, series.about = title, about
    try:
        with transaction.atomic():
            series.save(update_fields=["title", "about"])
    except IntegrityError:
        raise Refusal(_("There is a series of this name already."), field="title") from None
    count = _set_topics(series, topics)
    note("questions.change_series", on=series, area=series.area_id, topics=count)
    return series


@action
def open_edition(
    *,
    by: Person,
    series: Series,
    title: str,
    day: dt.date,
    clock: dt.time,
    minutes: int,
    venue: Venue | None = None,
    broadcast_url: str = "",
    about: str = "",
    answered_by: str = "",
    is_pilot: bool = False,
    topics: Iterable[Topic] = (),
    moderators: Iterable[Person] = (),
    is_sample: bool = False,
) -> Edition:
    """A draft, with its evening planned in the calendar; citizens see neither before it is announced."""
    must_open(by, series.area)
    occasion = calendar.plan(
        by=by,
        title=title,
        kind=EDITION,
        area=series.area,
        venue=venue,
        mode=_mode(venue, broadcast_url),
        day=day,
        clock=clock,
        minutes=minutes,
        is_sample=is_sample,
    )
    edition = Edition(
        series=series,
        title=title,
        about=about,
        area=series.area,
        occasion=occasion,
        broadcast_url=broadcast_url,
        answered_by=answered_by,
        is_pilot=is_pilot,
        created_by=by,
        is_sample=is_sample,
    )
    _number(edition)
    edition.topics.set(topics)
    edition.moderators.set(moderators)
    Occasion.objects.filter(pk=occasion.pk).update(url=reverse("questions:edition", args=[edition.pk]))
    occasion.refresh_from_db(fields=["url"])
    note("questions.open_edition", on=edition, area=edition.area_id, number=edition.number, day=day, pilot=is_pilot)
    return edition


@action
def change(
    *,
    by: Person,
    edition: Edition,
    topics: Iterable[Topic] | None = None,
    moderators: Iterable[Person] | None = None,
    day: dt.date,
    clock: dt.time,
    minutes: int,
    venue: Venue | None = None,
    **said: Any,
) -> Edition:
    """Whoever said something already is told of a new time."""
    must_open(by, edition.area)
    if edition.stage == Stage.CANCELLED:
        raise Refusal(_("A cancelled edition cannot be changed."))
    wrong = set(said) - set(SAID)
    if wrong:
        raise TypeError(f"an edition has no {', '.join(sorted(wrong))} to change")
    for name, value in said.items():
        setattr(edition, name, value)
    edition.save(update_fields=list(said))
    if topics is not None:
        edition.topics.set(topics)
    if moderators is not None:
        edition.moderators.set(moderators)
    if edition.stage in {Stage.DRAFT, Stage.COLLECTING}:
        _move(by, edition, {"day": day, "clock": clock, "minutes": minutes, "venue": venue})
    note("questions.change", on=edition, area=edition.area_id, stage=edition.stage)
    livewire.tell(edition)
    return edition


@action
def announce(*, by: Person, edition: Edition) -> Edition:
    """Show it to citizens, who can ask from now on."""
    missing = [text for text, done in checklist(edition) if not done]
    if missing:
        raise Refusal(_("The edition is not ready yet: see the list of what is missing."))
    _on(by, edition, Stage.COLLECTING)
    calendar.announce(by=by, occasions=[edition.occasion])
    edition.occasion.refresh_from_db()
    note("questions.announce", on=edition, area=edition.area_id, number=edition.number)
    livewire.tell(edition)
    return edition


@action
def go_live(*, by: Person, edition: Edition) -> Edition:
    """On air. Citizens still ask, and see what is being answered."""
    if edition.stage == Stage.COLLECTING and not rules.may_go_live(edition, timezone.now()):
        raise Refusal(_("It goes on air an hour before its time at the earliest. Move it if it is earlier."))
    _on(by, edition, Stage.LIVE)
    note("questions.go_live", on=edition, area=edition.area_id)
    livewire.tell(edition)
    return edition


@action
def end_live(*, by: Person, edition: Edition) -> Edition:
    """Off the air: what was not answered is answered in writing, and nothing new is taken."""
    _on(by, edition, Stage.ANSWERING)
    _leave_the_air(edition)
    calendar.mark_held(by=by, occasion=edition.occasion)
    note("questions.end_live", on=edition, area=edition.area_id)
    livewire.tell(edition)
    return edition


@action
def follow(*, by: Person, edition: Edition) -> Edition:
    """All is answered that will be; what was ordered is followed up."""
    _on(by, edition, Stage.FOLLOWING)
    note("questions.follow", on=edition, area=edition.area_id)
    livewire.tell(edition)
    return edition


@action
def cancel(*, by: Person, edition: Edition, reason: str) -> Edition:
    """It does not take place. What was said is kept, and whoever said it is told why."""
    must_open(by, edition.area)
    before = [Stage.DRAFT, Stage.COLLECTING]
    if not Edition.objects.filter(pk=edition.pk, stage__in=before).update(stage=Stage.CANCELLED):
        raise Refusal(_("Only an edition that was not on air yet can be cancelled."))
    edition.refresh_from_db()
    if not edition.occasion.is_cancelled:
        calendar.cancel(by=by, occasion=edition.occasion, reason=reason)
    if edition.announced_at is not None:
        tell_later(edition, "cancelled")
    note("questions.cancel", on=edition, area=edition.area_id)
    livewire.tell(edition)
    return edition


def checklist(edition: Edition) -> list[tuple[str, bool]]:
    """What an edition needs before citizens see it, and whether it is there."""
    now = timezone.now()
    return [
        (_("A day and time still to come"), edition.occasion.starts_at > now and not edition.occasion.is_cancelled),
        (_("A place, or an address where it is broadcast"), bool(edition.occasion.venue_id or edition.broadcast_url)),
        (_("At least one topic"), edition.topics.filter(is_open=True).exists()),
        (_("Who answers"), bool(edition.answered_by)),
        (_("At least one moderator"), edition.moderators.exists()),
    ]


def must_open(by: Person, area: Area) -> None:
    if not rules.may_open(by, area):
        raise Refusal(_("You do not open editions in this area."))


def _set_topics(series: Series, names: Iterable[str]) -> int:
    """In this order; says how many are open now."""
    wanted = list(dict.fromkeys(filter(None, (name.strip() for name in names))))
    known = {topic.name: topic for topic in Topic.objects.select_for_update().filter(series=series)}
    for topic in known.values():
        topic.is_open = topic.name in wanted
    for order, name in enumerate(wanted):
        topic = known.setdefault(name, Topic(series=series, name=name))
        topic.order = order
    Topic.objects.bulk_create([topic for topic in known.values() if not topic.pk], ignore_conflicts=True)
    Topic.objects.bulk_update([topic for topic in known.values() if topic.pk], ["order", "is_open"])
    return len(wanted)


def _on(by: Person, edition: Edition, to: Stage) -> None:
    """One stage on; of two who press at once, one does it and the other reads that it is done."""
    on_air = to in {Stage.LIVE, Stage.ANSWERING} and rules.may_present(by, edition)
    if not (on_air or rules.may_open(by, edition.area)):
        raise Refusal(_("You do not move this edition on."))
    before = next(stage for stage, after in rules.NEXT.items() if after == to)
    stamp = {STAMPS[to]: timezone.now()} if to in STAMPS else {}
    if not Edition.objects.filter(pk=edition.pk, stage=before).update(stage=to, **stamp):
        raise Refusal(_("This edition was moved on already. Open the page again."))
    edition.refresh_from_db(fields=["stage", *stamp])


def _leave_the_air(edition: Edition) -> None:
    """What was on air last was answered there."""
    for question in edition.questions.filter(on_air_since__isnull=False):
        edition.questions.filter(pk=question.pk, on_air_since__isnull=False).update(
            aired_at=question.on_air_since, on_air_since=None
        )


def _move(by: Person, edition: Edition, when: dict[str, Any]) -> None:
    occasion = edition.occasion
    wanted = {"title": edition.title, "mode": _mode(when["venue"], edition.broadcast_url), **when}
    new = {name: value for name, value in wanted.items() if getattr(occasion, name) != value}
    if not new:
        return
    started_at = occasion.starts_at
    edition.occasion = calendar.move(by=by, occasion=occasion, **new)
    if edition.announced_at is not None and edition.occasion.starts_at != started_at:
        tell_later(edition, "moved")


def _mode(venue: Venue | None, broadcast_url: str) -> str:
    if venue is None:
        return Mode.ONLINE
    return Mode.HYBRID if broadcast_url else Mode.IN_PERSON


def _number(edition: Edition) -> None:
    """The next in its series; whoever opened another at the same moment takes the one after it."""
    while True:
        last = Edition.objects.filter(series=edition.series).aggregate(last=Max("number"))["last"]
        edition.number = (last or 0) + 1
        try:
            with transaction.atomic():
                edition.save(force_insert=True)
        except IntegrityError:
            if not Edition.objects.filter(series=edition.series, number=edition.number).exists():
                raise
        else:
            return
