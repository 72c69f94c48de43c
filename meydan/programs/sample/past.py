"""Writing programs that were held, hundreds in few statements: with their sessions, rolls, counts and views."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from meydan.attendance.models import HeadCount, Mark, State
from meydan.calendar import timing
from meydan.calendar.models import Mode, Occasion
from meydan.engines import persian
from meydan.journal.action import action, note
from meydan.participation import actions as participation
from meydan.participation.models import Channel, Evidence
from meydan.people.models import Person
from meydan.places.models import Area
from meydan.programs.actions.places import sizes
from meydan.programs.models import Program, ProgramAim, Quota, Registration, Session, ViewedDay

DOOR = "programs"
CAME = {State.PRESENT, State.LATE}


@dataclass
class Meeting:
    """A session that was held, or cancelled; who came is a roll or a count."""

    day: dt.date
    clock: dt.time
    minutes: int
    cancelled: str = ""
    weight: float = 0  # what part of those to be shared out came here; 0: nobody was counted
    count: int = 0  # given by the shares
    women: float | None = None  # of those counted; None: nobody looked
    states: Sequence[State] = ()  # of those registered, in their order
    occasion: Occasion | None = None


@dataclass
class Past:
    """A program that is over."""

    program: Program
    aims: Sequence[str]
    meetings: list[Meeting] = field(default_factory=list)
    people: Sequence[Person] = ()  # registered
    views: dict[dt.date, int] = field(default_factory=dict)  # of content

    @property
    def first(self) -> dt.date:
        return min([meeting.day for meeting in self.meetings] + list(self.views))

    @property
    def named(self) -> int:
        """How many came by name."""
        return sum(state in CAME for meeting in self.meetings for state in meeting.states)


@action
def write(*, by: Person, area: Area, pasts: Sequence[Past]) -> int:
    """All of it, in the order of the foreign keys; one line of the journal. Returns how many programs."""
    now = timezone.now()
    for past in pasts:
        program = past.program
        program.words = f" {persian.search_key(f'{program.title} {program.summary}')} "
        program.planned_by, program.status, program.is_sample = by, Program.Status.PUBLISHED, True
        program.published_at = _moment(past.first - dt.timedelta(days=10), dt.time(10))
    programs = Program.objects.bulk_create([past.program for past in pasts])
    for program in programs:
        program.created_at = program.published_at or now
    Program.objects.bulk_update(programs, ["created_at"], batch_size=100)
    ProgramAim.objects.bulk_create(
        [ProgramAim(program=past.program, aim=aim) for past in pasts for aim in dict.fromkeys(past.aims)]
    )
    _meet(pasts, now)
    registered = _register(pasts)
    drafts = [*_roll(by, pasts), *_heads(by, pasts), *_watched(pasts)]
    participation.record_many(by=by, drafts=drafts)
    note("programs.sample", on=area, area=area.pk, programs=len(programs), registrations=registered)
    return len(programs)


def _moment(day: dt.date, clock: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, clock), timezone.get_default_timezone())


def _meet(pasts: Sequence[Past], now: dt.datetime) -> None:
    occasions = []
    for past in pasts:
        program = past.program
        for meeting in past.meetings:
            meeting.occasion = occasion = Occasion(
                title=program.title,
                kind=program.kind,
                url=reverse("programs:program", args=[program.pk]),
                area=program.area,
                venue=program.venue,
                leader=program.leader,
                mode=program.mode,
                online_link=program.online_link,
                capacity=program.capacity if program.takes_registrations else None,
                day=meeting.day,
                clock=meeting.clock,
                minutes=meeting.minutes,
                status=Occasion.Status.CANCELLED if meeting.cancelled else Occasion.Status.HELD,
                status_reason=meeting.cancelled,
                announced_at=min(program.published_at or now, now),
                is_sample=True,
            )
            timing.re_resolve(occasion)
            occasions.append(occasion)
    Occasion.objects.bulk_create(occasions)
    Session.objects.bulk_create(
        [Session(program=past.program, occasion=meeting.occasion) for past in pasts for meeting in past.meetings]
    )


def _register(pasts: Sequence[Past]) -> int:
    """One registration for the whole of each program that took them."""
    places = Quota.objects.bulk_create(
        [
            Quota(program=past.program, mode=mode, capacity=size, taken=len(past.people) if not number else 0)
            for past in pasts
            if past.program.takes_registrations
            for number, (mode, size) in enumerate(sizes(past.program).items())
        ]
    )
    quota = {place.program_id: place for place in reversed(places)}
    rows = Registration.objects.bulk_create(
        [
            Registration(program=past.program, quota=quota[past.program.pk], person=person, registered_by=person)
            for past in pasts
            for person in past.people
        ]
    )
    Registration.objects.filter(program__in=[past.program.pk for past in pasts if past.people]).update(
        registered_at=F("registered_at") - (timezone.localdate() - min(past.first for past in pasts))
    )
    return len(rows)


def _where(past: Past, meeting: Meeting) -> dict[str, Any]:
    assert meeting.occasion
    program = past.program
    return {
        "door": DOOR,
        "activity": program.pk,
        "kind": program.kind,
        "day": meeting.day,
        "area": program.area,
        "venue": program.venue,
        "occasion": meeting.occasion,
        "channel": Channel.ONLINE if program.mode == Mode.ONLINE else Channel.IN_PERSON,
        "is_sample": True,
    }


def _roll(by: Person, pasts: Sequence[Past]) -> list[participation.Draft]:
    called = [
        (past, meeting, person, state)
        for past in pasts
        for meeting in past.meetings
        for person, state in zip(past.people, meeting.states, strict=False)
    ]
    marks = Mark.objects.bulk_create(
        [
            Mark(occasion=meeting.occasion, person=person, state=state, by=by, at=_moment(meeting.day, meeting.clock))
            for _past, meeting, person, state in called
        ]
    )
    return [
        participation.Draft(subject=mark, person=person, evidence=Evidence.ROLL_CALL, **_where(past, meeting))
        for mark, (past, meeting, person, state) in zip(marks, called, strict=True)
        if state in CAME
    ]


def _heads(by: Person, pasts: Sequence[Past]) -> list[participation.Draft]:
    counted = [(past, meeting) for past in pasts for meeting in past.meetings if meeting.count]
    heads = HeadCount.objects.bulk_create(
        [
            HeadCount(occasion=meeting.occasion, total=meeting.count, by=by, at=_moment(meeting.day, meeting.clock))
            for _past, meeting in counted
        ]
    )
    drafts = []
    for head, (past, meeting) in zip(heads, counted, strict=True):
        if meeting.women is not None:
            head.women = round(head.total * meeting.women)
            head.men = head.total - head.women
        counts: dict[str, Any] = {"count": head.total, "women": head.women, "men": head.men}
        drafts.append(
            participation.Draft(subject=head, evidence=Evidence.HEAD_COUNT, **counts, **_where(past, meeting))
        )
    HeadCount.objects.bulk_update([head for head in heads if head.women or head.men], ["women", "men"])
    return drafts


def _watched(pasts: Sequence[Past]) -> list[participation.Draft]:
    days = ViewedDay.objects.bulk_create(
        [ViewedDay(program=past.program, day=day, views=views) for past in pasts for day, views in past.views.items()]
    )
    return [
        participation.Draft(
            door=DOOR,
            activity=row.program_id,
            kind=row.program.kind,
            subject=row,
            day=row.day,
            area=row.program.area,
            count=row.views,
            channel=Channel.ONLINE,
            evidence=Evidence.ONLINE_VIEW,
            is_sample=True,
        )
        for row in days
    ]
