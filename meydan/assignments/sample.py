"""Orders of the sample city, in every state and at any time, for this room and for the doors' own samples.

    order = make(by=None, what=…, unit=unit, area=area, given_at=moment, working_days=5, to="reopened",
                 door="questions", activity=edition.pk, concerned=[(asker, True), (supporter, False)])

`to` is a state of `Assignment.State`, or one of `MORE`. Each step stands at a plausible moment; of what lies in the
past nobody is sent a message now.
"""

import datetime as dt
import io
import random
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.core.files.base import ContentFile
from django.utils import timezone

from meydan.assignments import rules
from meydan.assignments.models import UNDONE, Assignment, Concerned, Step
from meydan.calendar.holidays import working_days_after
from meydan.journal.action import action, note
from meydan.people.models import Organization, Person, Representative
from meydan.places.models import Area, Venue

State, Kind, Answer = Assignment.State, Step.Kind, Concerned.Answer
MORE: Final = ("late", "reopened", "silence")  # at work and over its term; said not to be done; nobody objected
HOUR: Final = dt.timedelta(hours=1)
DAY: Final = dt.timedelta(days=1)


@action
def make(
    *,
    by: Person | None,
    what: str,
    unit: Organization,
    area: Area,
    given_at: dt.datetime,
    working_days: int,
    to: str,
    details: str = "",
    venue: Venue | None = None,
    given_by: Person | None = None,
    ordered_by: Person | None = None,
    ordered_as: str = "",
    door: str = "",
    activity: int = 0,
    origin: str = "",
    url: str = "",
    concerned: Iterable[tuple[Person, bool]] = (),
    report: str = "",
    done: str = "",
    reason: str = "",
    with_photo: bool = True,
) -> Assignment:
    """An order as it would stand, had all of it happened. `report`, `done`, `reason` are what was said of it."""
    promised_on = working_days_after(timezone.localdate(given_at), working_days)
    order = Assignment.objects.create(
        what=what,
        details=details,
        area=area,
        venue=venue,
        unit=unit,
        given_by=given_by,
        ordered_by=ordered_by,
        ordered_as=ordered_as,
        door=door,
        activity=activity,
        origin=origin,
        url=url,
        working_days=working_days,
        given_at=given_at,
        promised_on=promised_on,
        due_on=promised_on,
        is_sample=True,
    )
    people = [Concerned(assignment=order, person=person, first=first) for person, first in concerned]
    Concerned.objects.bulk_create(people, ignore_conflicts=True, batch_size=500)
    _Walk(order).to(to, report=report, done=done, reason=reason, with_photo=with_photo)
    note("assignments.sample", on=order, area=area.pk)
    return order


class _Walk:
    """One order on its way: steps at moments that follow each other and never lie ahead of now."""

    def __init__(self, order: Assignment) -> None:
        self.order, self.now = order, timezone.now()
        self.at = order.given_at
        self.last = order.concerned.order_by("-pk").values_list("pk", flat=True).first() or 0
        speaking = Representative.objects.current().filter(organization=order.unit).order_by("pk").first()
        self.head = speaking.person if speaking else None
        self.chance = random.Random(len(order.what))  # noqa: S311 - so that every sample city is the same

    def to(self, state: str, *, report: str, done: str, reason: str, with_photo: bool) -> None:
        order = self.order
        self.step(Kind.GIVEN, order.given_by)
        if state == State.RETURNED:
            self.step(Kind.RETURNED, self.head, text=reason)
        elif state == State.WITHDRAWN:
            self.step(Kind.WITHDRAWN, order.given_by, text=reason)
        elif state != State.GIVEN:
            self.work(report)
        if state in {State.DONE, State.CONFIRMED, "silence", "reopened"}:
            self.finish(done, with_photo=with_photo, asked_now=state == State.DONE)
        if state in {State.CONFIRMED, "silence"}:
            self.confirm(silent=state == "silence")
        elif state == "reopened":
            self.reopen(reason)
        elif state in {State.RETURNED, State.WITHDRAWN}:
            order.state, order.reason = State(state), reason
        self.be_late()
        order.save()

    def step(self, kind: Step.Kind, by: Person | None, after: dt.timedelta = HOUR * 2, **facts: Any) -> Step:
        self.at = min(self.at + (after if kind != Kind.GIVEN else HOUR * 0), self.now)
        is_public = kind not in {Kind.RETURNED, Kind.ESCALATED}
        told = {"told_at": self.at, "told_up_to": self.last} if is_public else {}
        return Step.objects.create(
            assignment=self.order, kind=kind, by=by, at=self.at, is_public=is_public, **told, **facts
        )

    def work(self, report: str) -> None:
        self.order.state, self.order.accepted_at = State.ACCEPTED, min(self.at + HOUR * 23, self.now)
        self.step(Kind.ACCEPTED, self.head, HOUR * 23)
        if report:
            self.step(Kind.PROGRESS, self.head, DAY + HOUR * 3, text=report)

    def finish(self, done: str, *, with_photo: bool, asked_now: bool) -> None:
        """Within the term; what is still asked about is of yesterday, or silence would be taken at once."""
        due = timezone.make_aware(dt.datetime.combine(self.order.promised_on, dt.time(11, 20)))
        yesterday = timezone.localtime(self.now - DAY).replace(hour=10, minute=15)
        moment = yesterday if asked_now else min(max(due, self.at + HOUR), self.now)
        evidence: dict[str, Any] = {"letter": f"۱۴۰۰/{self.chance.randint(1000, 9999)}"}
        if with_photo:
            evidence["photo"] = ContentFile(_picture(self.chance), f"sample-{self.order.pk}.webp")
        self.step(Kind.DONE, self.head, max(moment - self.at, HOUR * 0), text=done or "کار انجام شد.", **evidence)
        self.order.state, self.order.done_at = State.DONE, self.at

    def confirm(self, *, silent: bool) -> None:
        if not silent:
            answered = {"answer": Answer.YES, "answered_at": min(self.at + DAY, self.now)}
            self.order.concerned.update(**answered)
        self.step(Kind.CONFIRMED, None, rules.SILENCE + HOUR if silent else DAY * 2)
        self.order.state, self.order.confirmed_at = State.CONFIRMED, self.at
        self.order.confirmed_by = Assignment.Confirmed.SILENCE if silent else Assignment.Confirmed.SAID

    def reopen(self, words: str) -> None:
        one = self.order.concerned.order_by("-first", "pk").first()
        if one:
            one.answer, one.comment, one.answered_at = Answer.NO, words, min(self.at + DAY, self.now)
            one.save(update_fields=["answer", "comment", "answered_at"])
        self.step(Kind.REOPENED, one.person if one else self.order.given_by, DAY, text=words)
        days = rules.term_after_no(self.order)
        self.order.due_on = working_days_after(timezone.localdate(self.at), days)
        self.order.state, self.order.done_at, self.order.reopened = State.ACCEPTED, None, 1

    def be_late(self) -> None:
        """As far up as its lateness would have been told by now."""
        today = timezone.localdate(self.now)
        for level, days in rules.LATE.items() if self.order.state in UNDONE else ():
            day = working_days_after(self.order.due_on, days)
            if today >= day:
                told_at = timezone.make_aware(dt.datetime.combine(day, dt.time(8, 15)))
                self.order.escalated = level
                self.step(Kind.ESCALATED, None, max(told_at - self.at, HOUR))


MEETING: Final = "جلسهٔ شورای اداری شهرداری"
SOME: Final = (  # what, number of the unit, working days, days ago, state, report, what was said at the end, reason
    ("نورپردازی پیاده‌راه مرکزی کامل شود", 0, 10, 2, State.GIVEN, "", "", ""),
    ("خط‌کشی گذرگاه‌های عابر جلوی مدرسه‌ها تازه شود", 1, 8, 5, State.ACCEPTED, "چهار گذرگاه خط‌کشی شد.", "", ""),
    ("آب‌گرفتگی زیرگذر برطرف شود", 2, 5, 20, "late", "پمپ سفارش داده شد.", "", ""),
    ("سرویس بهداشتی پارک بازسازی شود", 3, 15, 9, State.RETURNED, "", "", "زمین در اختیار این سازمان نیست."),
    ("نیمکت‌های شکستهٔ پارک تعویض شود", 3, 6, 12, State.DONE, "دوازده نیمکت خریداری شد.", "دوازده نیمکت نصب شد.", ""),
    ("کتابخانهٔ سرای محله تا ساعت ۲۰ باز باشد", 4, 5, 25, State.CONFIRMED, "", "ساعت کار تغییر کرد.", ""),
    ("سطل‌های زباله شسته شود", 0, 4, 30, "silence", "", "همهٔ سطل‌های محله شسته شد.", ""),
    ("آسفالت کوچه ترمیم شود", 2, 6, 14, "reopened", "", "لکه‌گیری انجام شد.", "سر کوچه هنوز چاله دارد."),
    ("چراغ راهنمایی چهارراه بازرسی شود", 1, 6, 18, State.WITHDRAWN, "", "", "همین کار در برنامهٔ سالانه آمده است."),
)


@action
def make_some(*, by: Person | None, area: Area, secretary: Person, citizens: Sequence[Person]) -> list[Assignment]:
    """What a meeting ordered the units of a city to do, in every state: no door has a hand in it."""
    units = list(Organization.objects.filter(kind=Organization.Kind.UNIT, area=area, is_sample=True).order_by("pk"))
    made, morning = [], timezone.localtime().replace(hour=9, minute=40, second=0, microsecond=0)
    for place, (what, unit, days, ago, to, report, done, reason) in enumerate(SOME):
        some = citizens[place * 3 : place * 3 + 3]
        made.append(
            make(
                by=by,
                what=what,
                unit=units[unit],
                area=(some[0].neighborhood or area) if some else area,
                given_at=morning - DAY * ago,
                working_days=days,
                to=to,
                given_by=secretary,
                origin=MEETING,
                concerned=[(person, number == 0) for number, person in enumerate(some)],
                report=report,
                done=done,
                reason=reason,
            )
        )
    return made


def _picture(chance: random.Random) -> bytes:
    """A street in the evening, drawn: what a unit would photograph."""
    from PIL import Image, ImageChops, ImageDraw, ImageFilter

    width, height = 960, 640
    picture = Image.new("RGB", (width, height))
    drawn = ImageDraw.Draw(picture)
    for line in range(height):
        share = line / height
        drawn.line((0, line, width, line), (int(20 + 200 * share), int(40 + 90 * share), int(90 + 30 * share)))
    for left in range(0, width, 120):
        top = chance.randint(220, 380)
        drawn.rectangle((left, top, left + 112, height), (24, 30, 48))
        for window in range(top + 20, 480, 44):
            drawn.rectangle((left + 24, window, left + 44, window + 22), (232, 186, 92))
    drawn.polygon([(0, height), (width, height), (width * 2 // 3, 470), (width // 3, 470)], (52, 54, 60))
    glow = Image.new("RGB", (width, height))
    light = ImageDraw.Draw(glow)
    for left in (150, 400, 650, 900):
        drawn.rectangle((left, 300, left + 6, 600), (80, 84, 92))
        drawn.ellipse((left - 16, 286, left + 22, 312), (255, 240, 200))
        light.ellipse((left - 70, 230, left + 76, 376), (255, 196, 110))
    lit = ImageChops.screen(picture, glow.filter(ImageFilter.GaussianBlur(34)))
    made = io.BytesIO()
    lit.save(made, "WEBP", quality=70)
    return made.getvalue()
