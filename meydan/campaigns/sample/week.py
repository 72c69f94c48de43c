"""Two stages in Qods: one that is over and whose evaluation is closed, and one that is being held while somebody looks:
three evenings are over, three lie ahead. All made up, and small; of what was said afterwards one agency and the staff
differ, so that there is something to compare.
"""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from meydan.attendance.models import HeadCount
from meydan.calendar import timing
from meydan.calendar.models import Occasion
from meydan.campaigns.actions.closing import close_evaluation
from meydan.campaigns.models import (
    Campaign,
    Concern,
    Cost,
    Delivery,
    Invited,
    Place,
    Placement,
    Promise,
    Sessions,
    Slot,
    Space,
    Stage,
    Supply,
)
from meydan.campaigns.occasions import KIND
from meydan.campaigns.sample.earlier import EARLIER
from meydan.campaigns.sample.neighbors import AGENCIES, CONCERNS, DAYS, NOW, Week
from meydan.journal.action import action, note
from meydan.participation import actions as participation
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Organization, Person
from meydan.places.models import Area, Venue


@action
def make_weeks(*, by: Person, area: Area, worker: Person, manager: Person) -> tuple[Stage, Stage]:
    """The one whose evaluation `manager` has closed, and the running one. `worker` stands at the places and speaks for
    the staff.
    """
    campaign = Campaign.objects.create(
        area=area,
        title="هفتهٔ همسایگی",
        title_en="Neighbors’ Week",
        about="نمونه‌ای ساختگی: یک هفته کارگاه، خدمت و بازارچه در مسجدها و فرهنگ‌سراهای قدس.",
        is_sample=True,
    )
    earlier, running = (_made(campaign, week, by, worker) for week in (EARLIER, NOW))
    return close_evaluation(by=manager, stage=earlier).stage, running


def _made(campaign: Campaign, week: Week, officer: Person, worker: Person) -> Stage:
    today = timezone.localdate()
    first = today + dt.timedelta(days=week.begins)
    last = first + dt.timedelta(days=DAYS - 1)
    stage = Stage.objects.create(
        campaign=campaign,
        number=week.number,
        area=campaign.area,
        theme=week.theme,
        about="هفت شب پس از نماز مغرب و عشا؛ نمونه‌ای ساختگی برای شهر نمونه.",
        first_day=first,
        last_day=last,
        state=Stage.State.HELD if last < today else Stage.State.PUBLISHED,
        expected_visitors=week.expected,
        declare_until=first - dt.timedelta(days=14),
        opened_by=officer,
        closed_at=_moment(first, -13),
        published_at=_moment(first, -7),
        is_sample=True,
    )
    _Week(stage, week, officer, worker).make()
    note("campaigns.open_stage", on=stage, area=campaign.area_id, number=week.number)
    return stage


class _Week:
    def __init__(self, stage: Stage, week: Week, officer: Person, worker: Person) -> None:
        self.stage, self.week, self.officer, self.worker = stage, week, officer, worker
        self.days = [stage.first_day + dt.timedelta(days=number) for number in range(DAYS)]
        self.today = timezone.localdate()

    def make(self) -> None:
        stage = self.stage
        self.concerns = Concern.objects.bulk_create(
            [Concern(stage=stage, name=name, weight=weight) for name, weight in CONCERNS]
        )
        self.slots = Slot.objects.bulk_create(
            Slot(stage=stage, prayer=prayer, prayer_offset=offset, minutes=45, order=order)
            for order, (prayer, offset) in enumerate(((Slot.Prayer.MAGHRIB, 20), (Slot.Prayer.ISHA, 25)), 1)
        )
        Supply.objects.bulk_create([Supply(stage=stage, name="دستگاه صوت", count=3)])
        venues = {row.name: row for row in Venue.objects.filter(name__in=self.week.places, area=stage.area)}
        self.places = Place.objects.bulk_create(
            [
                Place(stage=stage, venue=venues[name], is_host=not order, order=order)
                for order, name in enumerate(self.week.places)
            ]
        )
        self.spaces = Space.objects.bulk_create(
            [Space(place=place, name="شبستان", capacity=120) for place in self.places]
        )
        Space.objects.create(place=self.places[0], name="حیاط و غرفه‌ها", capacity=200, stalls=6)
        self._promise()
        self._place()
        self._say()
        Cost.objects.bulk_create(
            [
                Cost(
                    stage=stage,
                    title=title,
                    amount=amount,
                    concern=None if concern is None else self.concerns[concern],
                    paid_on=self.days[0],
                    said_by=self.officer,
                )
                for title, amount, concern in self.week.costs
            ]
        )

    def _promise(self) -> None:
        named = {row.name: row for row in Organization.objects.filter(name__in=AGENCIES)}
        invited = Invited.objects.bulk_create(
            [
                Invited(
                    stage=self.stage,
                    organization=named[AGENCIES[agency]],
                    state=Invited.State.TAKES_PART,
                    invited_by=self.officer,
                    answered_at=_moment(self.stage.first_day, -days),
                )
                for agency, days in self.week.answers.items()
            ]
        )
        part = dict(zip(self.week.answers, invited, strict=True))
        self.promises = Promise.objects.bulk_create(
            [
                Promise(
                    invited=part[one.agency],
                    kind=one.kind,
                    title=one.title,
                    concern=None if one.concern is None else self.concerns[one.concern],
                    audience=one.audience,
                    together=one.together,
                    women=one.women,
                    men=one.men,
                    state=Promise.State.DECLARED,
                    declared_at=part[one.agency].answered_at,
                    is_sample=True,
                )
                for one in self.week.brings
            ]
        )

    def _place(self) -> None:
        numbers: dict[tuple[int, Sessions], int] = {}
        rows = []
        for one, occasion in zip(self.week.sessions, self._occasions(), strict=True):
            numbers[one.brought, one.sessions] = number = numbers.get((one.brought, one.sessions), 0) + 1
            rows.append(
                Placement(
                    promise=self.promises[one.brought],
                    number=number,
                    sessions=one.sessions,
                    space=self.spaces[one.place],
                    day=self.days[one.day],
                    slot=self.slots[one.slot],
                    occasion=occasion,
                    printed_at=occasion.starts_at,
                )
            )
        Placement.objects.bulk_create(rows)
        for row in rows:
            assert row.occasion is not None
            row.occasion.url = reverse("campaigns:session", args=[row.pk])
        Occasion.objects.bulk_update([row.occasion for row in rows if row.occasion], ["url"])
        self._count(rows)

    def _occasions(self) -> list[Occasion]:
        rows = []
        for one in self.week.sessions:
            venue, slot, day = self.places[one.place].venue, self.slots[one.slot], self.days[one.day]
            starts_at, ends_at = timing.resolve_at(timing.spot(venue, self.stage.area), slot, day)
            rows.append(
                Occasion(
                    title=self.week.brings[one.brought].title,
                    kind=KIND,
                    area=self.stage.area,
                    venue=venue,
                    day=day,
                    prayer=slot.prayer,
                    prayer_offset=slot.prayer_offset,
                    minutes=slot.minutes,
                    starts_at=starts_at,
                    ends_at=ends_at,
                    capacity=120,
                    status=Occasion.Status.HELD if day < self.today else Occasion.Status.ANNOUNCED,
                    announced_at=self.stage.published_at,
                    is_sample=True,
                )
            )
        return Occasion.objects.bulk_create(rows)

    def _count(self, rows: Sequence[Placement]) -> None:
        """Heads of the evenings that are over, and their rows in the ledger."""
        counted = [(row, one.heads) for row, one in zip(rows, self.week.sessions, strict=True) if one.heads]
        heads = HeadCount.objects.bulk_create(
            [
                HeadCount(
                    occasion=row.occasion, total=total, women=women, men=men, by=self.worker, at=_moment(row.day, 0)
                )
                for row, (total, women, men) in counted
            ]
        )
        participation.record_many(
            by=self.worker,
            drafts=[
                participation.Draft(
                    door="campaigns",
                    kind=KIND,
                    subject=head,
                    activity=row.promise_id,
                    day=row.day,
                    area=self.stage.area,
                    venue=row.occasion.venue if row.occasion else None,
                    occasion=row.occasion,
                    count=head.total,
                    women=head.women,
                    men=head.men,
                    channel=Channel.IN_PERSON,
                    evidence=Evidence.HEAD_COUNT,
                    is_sample=True,
                )
                for head, (row, _heads) in zip(heads, counted, strict=True)
            ],
        )

    def _say(self) -> None:
        Delivery.objects.bulk_create(
            [
                Delivery(
                    promise=self.promises[one.brought],
                    day=self.days[one.day],
                    place=self.places[one.place],
                    by_agency=one.by_agency,
                    state=one.state,
                    sessions=one.sessions,
                    served=one.served,
                    words=one.words,
                    said_by=None if one.by_agency else self.worker,
                    said_at=_moment(self.days[one.day], 0),
                )
                for one in self.week.said
            ]
        )


def _moment(day: dt.date, days: int) -> dt.datetime:
    """An evening so many days from a day."""
    clock = dt.datetime.combine(day + dt.timedelta(days=days), dt.time(20, 30))
    return timezone.make_aware(clock, timezone.get_default_timezone())
