"""The sample city's meeting: Tabriz, after the epidemic (T8), and the next one that starts from what is still open."""

import datetime as dt
from typing import Final

from django.utils import timezone

from meydan.assignments import sample as assignments
from meydan.assignments.models import Assignment
from meydan.calendar import actions as calendar
from meydan.calendar.models import Occasion
from meydan.journal.action import action, note
from meydan.meetings import actions, wording
from meydan.meetings.actions.holding import DOOR
from meydan.meetings.models import Decision, Invited, Item, Meeting
from meydan.meetings.occasions import KIND
from meydan.people.models import Organization, Person
from meydan.places.models import Area

DAY: Final = dt.timedelta(days=1)
AGO: Final = 20  # days
TITLE: Final = "نشست کارشناسی سلامت شهر پس از همه‌گیری"
State = Assignment.State

AGENDA: Final = (  # title, minutes, number of the unit that presents it, what was said
    (
        "گزارش خانه‌های سلامت در دورهٔ همه‌گیری",
        20,
        0,
        "مراجعهٔ حضوری کم شد و مشاورهٔ تلفنی جای آن را گرفت.\nخانه‌های سلامت حاشیهٔ شهر خط تلفن کافی ندارند.",
    ),
    ("برنامه‌های ورزشی در فضای باز", 15, 1, "پارک‌های محله برای کلاس‌های صبح آماده شود."),
    ("مشاورهٔ خانواده‌های سوگوار", 15, 2, "گروه‌های همدلی در فرهنگ‌سراها تشکیل شود."),
    ("اطلاع‌رسانی به محله‌ها", 10, 3, "هر منطقه یک رابط معرفی کند."),
)
DECISIONS: Final = (  # item, what, number of the unit, working days, how it stands
    (0, "برای خانه‌های سلامت منطقه خط تلفن مشاوره راه‌اندازی شود", 0, 10, State.CONFIRMED),
    (0, "فهرست سالمندان تنهای منطقه برای تماس هفتگی آماده شود", 1, 12, State.ACCEPTED),
    (1, "زمین ورزشی روباز پارک منطقه ضدعفونی و آماده شود", 2, 8, "late"),
    (2, "گروه‌های همدلی سوگواران در فرهنگ‌سراهای منطقه تشکیل شود", 3, 15, State.ACCEPTED),
    (3, "تابلوهای راهنمای خانهٔ سلامت در ایستگاه‌های اتوبوس نصب شود", 4, 30, State.GIVEN),
)


@action
def make_meetings(*, by: Person | None, area: Area, secretary: Person) -> Meeting:
    """One whose minutes are approved, an order to a unit in a region each, and the next one, called. Gives that."""
    units = list(Organization.objects.filter(kind=Organization.Kind.UNIT, area=area, is_sample=True).order_by("pk"))
    regions = list(Area.objects.filter(parent=area).order_by("pk")[: len(DECISIONS)]) or [area]
    morning = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    held = _held(by, area, secretary, morning - DAY * AGO)
    invited = [
        Invited.objects.create(meeting=held, organization=unit, came=number != 1) for number, unit in enumerate(units)
    ]
    items = [
        Item.objects.create(
            meeting=held,
            position=number,
            title=title,
            minutes=minutes,
            presenter=invited[unit],
            begun_at=held.opened_at,
            notes=notes,
            version=1,
        )
        for number, (title, minutes, unit, notes) in enumerate(AGENDA, 1)
    ]
    for number, (item, what, unit, days, to) in enumerate(DECISIONS):
        order = assignments.make(
            by=by,
            what=what,
            unit=units[unit],
            area=regions[number % len(regions)],
            given_at=morning - DAY * AGO + dt.timedelta(minutes=30 + number * 10),
            working_days=days,
            to=to,
            given_by=secretary,
            door=DOOR,
            activity=held.pk,
            origin=wording.origin(held),
            with_photo=False,
        )
        Decision.objects.create(
            meeting=held, item=items[item], text=what, order=order, unit=order.unit, by=secretary, at=order.given_at
        )
    note("meetings.sample", on=held, area=area.pk)
    coming = actions.follow(
        by=by,
        meeting=held,
        title=f"{TITLE}، نشست دوم",
        starts_at=morning + DAY * 3,
        minutes=90,
        venue=None,
        place="سالن جلسات شهرداری",
    )
    Meeting.objects.filter(pk=coming.pk).update(is_sample=True)
    Occasion.objects.filter(pk=coming.occasion_id).update(is_sample=True)
    return coming


def _held(by: Person | None, area: Area, secretary: Person, starts_at: dt.datetime) -> Meeting:
    occasion = calendar.plan(
        by=by,
        title=TITLE,
        kind=KIND,
        area=area,
        leader=secretary,
        day=starts_at.date(),
        clock=starts_at.time(),
        minutes=90,
        is_sample=True,
    )
    return Meeting.objects.create(
        area=area,
        kind=Meeting.Kind.EXPERT,
        title=TITLE,
        purpose="بررسی وضع سلامت شهر پس از همه‌گیری و تعیین کار هر واحد در هر منطقه.",
        occasion=occasion,
        place="سالن جلسات شهرداری",
        state=Meeting.State.APPROVED,
        called_by=secretary,
        opened_at=starts_at,
        closed_at=starts_at + dt.timedelta(minutes=95),
        approved_at=starts_at + DAY,
        is_sample=True,
    )
