"""Qom's evenings with the mayor: the pilot of Esfand 1399 with what became of it, and the one of 2 Tir 1400 at 19:30,
which is open now, so that a newcomer can walk the whole evening.
"""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any, Final

from django.utils import timezone

from meydan.assignments import sample as assignments
from meydan.base.roles import Role
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.engines import jalali, likeness
from meydan.journal.action import action, note
from meydan.participation import actions as ledger
from meydan.participation.actions import Draft
from meydan.participation.models import Channel as Way
from meydan.participation.models import Evidence
from meydan.people.models import Organization, Person
from meydan.places.models import Area
from meydan.places.queries import children
from meydan.questions import actions
from meydan.questions.actions.asking import DOOR, WAYS
from meydan.questions.actions.words import keyed
from meydan.questions.models import Answer, Edition, Mention, Order, Question, Series, Support, Topic, Tribune
from meydan.questions.occasions import SUPPORT
from meydan.questions.sample.sayings import LIVE, PILOT, TOPICS, TRIBUNES, Said

State, Stage = Question.State, Edition.Stage
PILOT_DAY: Final = jalali.to_gregorian(1399, 12, 20)
LIVE_DAY: Final = jalali.to_gregorian(1400, 4, 2)
MAYOR: Final = "شهردار قم"
TITLE: Final = "شهروند و شهردار"
ABOUT: Final = (
    "شهروندان از هر راهی که دوست دارند می‌پرسند، پیشنهاد می‌دهند و انتقاد می‌کنند؛ شهردار زنده پاسخ می‌دهد و همان‌جا دستور"
    " می‌دهد. دستورها تا انجام، پیش چشم همه پیگیری می‌شود."
)
Staff = dict[Role, list[Person]]


@action
def make_evenings(*, by: Person | None, area: Area, staff: Staff, citizens: Sequence[Person]) -> list[Edition]:
    officer = by or staff[Role.COMMUNICATIONS_OFFICER][0]
    series = actions.open_series(by=officer, area=area, title=TITLE, about=ABOUT, topics=TOPICS, is_sample=True)
    pilot = _Evening(series, "شهروند و شهردار؛ نوبت آزمایشی", PILOT_DAY, dt.time(20, 0), staff, citizens, is_pilot=True)
    pilot.announced(days_before=12)
    pilot.said(PILOT)
    pilot.is_over()
    live = _Evening(series, "شهروند و شهردار؛ نوبت دوم", LIVE_DAY, dt.time(19, 30), staff, citizens)
    live.announced(days_before=10)
    live.said(LIVE)
    note("questions.sample", on=series, area=area.pk, editions=2, questions=len(PILOT) + len(LIVE))
    return [pilot.edition, live.edition]


class _Evening:
    """One edition, as it would stand had all of it happened. Nobody is sent a message of what lies in the past."""

    def __init__(  # noqa: PLR0913, PLR0917 - a sample is told in one breath
        self,
        series: Series,
        title: str,
        day: dt.date,
        clock: dt.time,
        staff: Staff,
        citizens: Sequence[Person],
        *,
        is_pilot: bool = False,
    ) -> None:
        self.staff, self.citizens = staff, citizens
        self.chance = random.Random(day.toordinal())  # noqa: S311 - a seed, so that every sample city is the same
        self.officer, self.moderator = staff[Role.COMMUNICATIONS_OFFICER][0], staff[Role.MODERATOR][0]
        self.topics = list(Topic.objects.filter(series=series))
        self.homes = list(children(series.area).filter(kind=Area.Kind.NEIGHBORHOOD)) or [series.area]
        self.edition = actions.open_edition(
            by=self.officer,
            series=series,
            title=title,
            day=day,
            clock=clock,
            minutes=90,
            broadcast_url="https://www.instagram.com/qom.ir/",
            answered_by=MAYOR,
            is_pilot=is_pilot,
            topics=self.topics,
            moderators=staff[Role.MODERATOR],
            is_sample=True,
        )
        self.starts_at = self.edition.occasion.starts_at
        self.tribunes: list[Tribune] = []

    def announced(self, *, days_before: int) -> None:
        at = self.starts_at - dt.timedelta(days=days_before)
        self._keep(stage=Stage.COLLECTING, announced_at=at)
        calendar.announce(by=self.officer, occasions=[self.edition.occasion])
        Occasion.objects.filter(pk=self.edition.occasion_id).update(announced_at=at)
        self.edition.occasion.refresh_from_db()
        for number, (place, scenario) in enumerate(TRIBUNES):
            opens = self.starts_at - dt.timedelta(days=2 - number, hours=2)
            tribune = Tribune.objects.create(
                edition=self.edition,
                area=self.edition.area,
                place=place,
                starts_at=opens,
                ends_at=opens + dt.timedelta(hours=4),
                scenario=list(scenario),
                is_sample=True,
            )
            tribune.hosts.set(self.staff[Role.TRIBUNE_HOST])
            self.tribunes.append(tribune)

    def said(self, sayings: Sequence[Said]) -> None:
        rows: list[Question] = []
        for number, one in enumerate(sayings):
            whole = rows[one.like] if one.like is not None else None
            rows.append(self._question(number, one, whole))
        drafts = [self._draft(row) for row in rows if row.state not in {State.REFUSED, State.WITHDRAWN}]
        for row, one in zip(rows, sayings, strict=True):
            drafts += self._supported(row, one.supports)
            self._joined(row)
        ledger.record_many(by=None, drafts=drafts)

    def is_over(self) -> None:
        """Answered, and followed up ever since."""
        ended = self.starts_at + dt.timedelta(minutes=94)
        self._keep(stage=Stage.FOLLOWING, live_at=self.starts_at, live_ended_at=ended)
        calendar.mark_held(by=self.officer, occasion=self.edition.occasion)

    def _keep(self, **changes: Any) -> None:
        Edition.objects.filter(pk=self.edition.pk).update(**changes)
        for name, value in changes.items():
            setattr(self.edition, name, value)

    def _question(self, number: int, one: Said, whole: Question | None) -> Question:
        at_tribune = one.channel == Question.Channel.TRIBUNE
        tribune = self.tribunes[number % len(self.tribunes)] if at_tribune else None
        asker = None if at_tribune and number % 3 == 2 else self.citizens[number % len(self.citizens)]
        said_at = self.starts_at - dt.timedelta(hours=3 + number * 5, minutes=self.chance.randint(0, 55))
        shows = asker is not None and number % 4 == 1
        row = Question(
            edition=self.edition,
            kind=one.kind,
            channel=one.channel,
            text=one.text,
            words=keyed(one.text),
            topic=self.topics[one.topic],
            area=next((home for home in self.homes if home.name in one.text), self.chance.choice(self.homes)),
            place=one.place,
            asker=asker,
            shows_name=shows,
            name=asker.name if asker and shows else "",
            tribune=tribune,
            host=self.staff[Role.TRIBUNE_HOST][0] if tribune else None,
            said_at=said_at,
            received_at=said_at,
            is_sample=True,
            **self._state(one, whole, said_at),
        )
        row.save()
        Mention.objects.bulk_create(
            [Mention(edition=self.edition, word=number, question=row) for number in likeness.numbers(row.text)]
        )
        if one.answer:
            self._answered(row, one)
        return row

    def _state(self, one: Said, whole: Question | None, said_at: dt.datetime) -> dict[str, Any]:
        if one.waiting or one.taken_back:
            return {"state": State.RECEIVED if one.waiting else State.WITHDRAWN}
        seen = {"moderated_at": said_at + dt.timedelta(hours=2), "moderated_by": self.moderator}
        if one.refused:
            return seen | {"state": State.REFUSED, "reason": one.refused}
        return seen | {"state": State.MERGED if whole else State.PUBLISHED, "merged_into": whole}

    def _supported(self, row: Question, count: int) -> list[Draft]:
        others = [person for person in self.citizens if person.pk != row.asker_id]
        at = row.received_at + dt.timedelta(hours=4)
        people = self.chance.sample(others, min(count, len(others)))
        Support.objects.bulk_create([Support(question=row, person=person, at=at) for person in people])
        self._count(row)
        rows = Support.objects.filter(question=row).select_related("person")
        return [self._draft(row, support) for support in rows]

    def _joined(self, row: Question) -> None:
        """Whoever asked what was joined with another supports that one."""
        whole = row.merged_into
        if whole is None or row.asker is None or row.asker_id == whole.asker_id:
            return
        at = row.moderated_at or row.received_at
        Support.objects.get_or_create(question=whole, person=row.asker, defaults={"at": at, "came_with": row})
        self._count(whole)

    def _count(self, row: Question) -> None:
        row.supports = row.supporters.count()
        row.save(update_fields=["supports"])

    def _draft(self, row: Question, support: Support | None = None) -> Draft:
        """Its row in the ledger, of the day it was said."""
        return Draft(
            door=DOOR,
            kind=SUPPORT if support else row.kind,
            subject=support or row,
            activity=self.edition.pk,
            day=timezone.localdate(support.at if support else row.said_at),
            area=row.area,
            person=support.person if support else row.asker,
            channel=Way.ONLINE if support else WAYS.get(Question.Channel(row.channel), Way.ONLINE),
            evidence=Evidence.CONTRIBUTION,
            is_sample=True,
        )

    def _answered(self, row: Question, one: Said) -> None:
        at = self.starts_at + dt.timedelta(seconds=one.second or 7200)
        row.answered_at = at
        row.aired_at = at if one.second is not None else None
        row.save(update_fields=["answered_at", "aired_at"])
        Answer.objects.create(
            question=row,
            text=one.answer,
            answered_as=MAYOR,
            second=one.second,
            written_by=self.staff[Role.SECRETARY][0],
            written_at=at,
            published_at=at + dt.timedelta(hours=1),
        )
        if one.order is not None:
            self._ordered(row, one, at)

    def _ordered(self, row: Question, one: Said, at: dt.datetime) -> None:
        """On the spot; what is still open was ordered again lately, when it was followed up."""
        order = one.order
        assert order is not None
        units = Organization.objects.filter(kind=Organization.Kind.UNIT, area=self.edition.area, is_sample=True)
        given = assignments.make(
            by=None,
            what=order.what,
            unit=units.order_by("pk")[order.unit],
            area=row.area,
            given_at=timezone.now() - dt.timedelta(days=order.ago) if order.ago else at,
            working_days=order.days,
            to=order.to,
            given_by=self.staff[Role.SECRETARY][0],
            ordered_by=self.staff[Role.MAYOR][0],
            ordered_as=MAYOR,
            door=DOOR,
            activity=self.edition.pk,
            origin=self.edition.title,
            url=f"/questions/said/{row.pk}/",
            concerned=[(row.asker, True)] if row.asker else [],
            report=order.report,
            done=order.done,
            reason=order.reason,
        )
        Order.objects.create(question=row, assignment=given)
