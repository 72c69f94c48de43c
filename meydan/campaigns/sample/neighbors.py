"""What the running week in Qods is made of: who brings what, where it stands, who came, what each side says."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from meydan.campaigns.models import Audience, Delivery, Promise, Sessions

DAYS: Final = 7
CONCERNS: Final = (("اعتیاد", 5), ("خانواده", 4), ("سلامت جسم", 3))
DRUGS, FAMILY, BODY, NONE = 0, 1, 2, None
TOGETHER, WOMEN, MEN = Sessions.TOGETHER, Sessions.WOMEN, Sessions.MEN
WORKSHOP, TRAINING, SERVICE, STALL = (
    Promise.Kind.WORKSHOP,
    Promise.Kind.TRAINING,
    Promise.Kind.SERVICE,
    Promise.Kind.STALL,
)
DELIVERED, PARTLY, NOT = Delivery.State.DELIVERED, Delivery.State.PARTLY, Delivery.State.NOT_DELIVERED


class Brought(NamedTuple):
    agency: int
    kind: Promise.Kind
    title: str
    concern: int | None
    audience: Audience
    together: int = 0
    women: int = 0
    men: int = 0


class Session(NamedTuple):
    """`heads` are all, women and men; of evenings ahead there are none."""

    brought: int
    day: int
    place: int
    slot: int
    sessions: Sessions = TOGETHER
    heads: tuple[int, int, int] | None = None


class Said(NamedTuple):
    brought: int
    day: int
    place: int
    by_agency: bool
    state: Delivery.State
    sessions: int
    served: int | None = None
    words: str = ""


class Week(NamedTuple):
    number: int
    begins: int  # days from today
    theme: str
    expected: int
    places: tuple[str, ...]  # the host first
    answers: Mapping[int, int]  # of each agency that takes part: days before the first one
    brings: tuple[Brought, ...]
    sessions: tuple[Session, ...]
    said: tuple[Said, ...]
    costs: tuple[tuple[str, int, int | None], ...]


AGENCIES: Final = (
    "شبکهٔ بهداشت و درمان قدس",
    "انجمن دوستداران محیط زیست قدس",
    "هیئت کوه‌نوردی قدس",
    "سازمان فرهنگی، اجتماعی و ورزشی شهرداری قدس",
)
BRINGS: Final = (
    Brought(0, TRAINING, "نشانه‌های مصرف در نوجوانان", DRUGS, Audience.PARENTS, together=3),
    Brought(0, SERVICE, "اندازه‌گیری فشار و قند خون", BODY, Audience.EVERYBODY, together=3),
    Brought(3, WORKSHOP, "گفت‌وگوی زن و شوهر", FAMILY, Audience.FAMILIES, women=2, men=2),
    Brought(3, WORKSHOP, "قصه و نقاشی کودکان", NONE, Audience.CHILDREN, together=2),
    Brought(2, WORKSHOP, "کوه، جای من و دوستانم", DRUGS, Audience.YOUTH, together=3),
    Brought(1, STALL, "غرفهٔ بازیافت و نهال", NONE, Audience.EVERYBODY),
    Brought(0, STALL, "ایستگاه سلامت", BODY, Audience.EVERYBODY),
)
SESSIONS: Final = (
    Session(0, 0, 0, 0, TOGETHER, (64, 41, 20)),
    Session(2, 0, 2, 1, WOMEN, (38, 38, 0)),
    Session(3, 0, 2, 0, TOGETHER, (27, 12, 15)),
    Session(1, 1, 0, 0, TOGETHER, (71, 30, 38)),
    Session(2, 1, 1, 1, MEN, (22, 0, 22)),
    Session(4, 1, 2, 0, TOGETHER, (31, 6, 25)),
    Session(0, 2, 1, 0, TOGETHER, (45, 29, 16)),
    Session(4, 2, 2, 1),
    Session(1, 3, 1, 0),
    Session(3, 3, 2, 0),
    Session(2, 4, 1, 1, WOMEN),
    Session(0, 4, 0, 0),
    Session(4, 5, 2, 0),
    Session(1, 6, 0, 0),
)
SAID: Final = (
    Said(0, 0, 0, True, DELIVERED, 1, 65),
    Said(0, 0, 0, False, DELIVERED, 1, 64),
    Said(2, 0, 2, True, DELIVERED, 1, None),
    Said(2, 0, 2, False, DELIVERED, 1, None, "جا کم بود؛ چند نفر ایستاده ماندند."),
    Said(3, 0, 2, False, DELIVERED, 1, 27),
    Said(5, 0, 0, True, DELIVERED, 0, 120),
    Said(6, 0, 0, False, DELIVERED, 0, 90),
    Said(1, 1, 0, True, DELIVERED, 2, 90, "دو نوبت پشت سر هم."),
    Said(1, 1, 0, False, PARTLY, 1, 71, "یک نوبت بود و زود جمع شد."),
    Said(2, 1, 1, False, DELIVERED, 1),
    Said(4, 1, 2, True, DELIVERED, 1, 31),
    Said(5, 1, 0, False, DELIVERED, 0, 80),
    Said(6, 1, 0, False, NOT, 0, None, "نیروی ایستگاه نیامد."),
    Said(0, 2, 1, False, DELIVERED, 1),
    Said(4, 2, 2, True, DELIVERED, 1, 20),
    Said(4, 2, 2, False, NOT, 0, None, "مربی بیمار بود؛ به مردم خبر داده شد."),
)
COSTS: Final = (
    ("کرایهٔ غرفه و چادر", 480_000_000, NONE),
    ("چاپ برنامه و بنر", 120_000_000, NONE),
    ("حق‌الزحمهٔ مشاوران", 260_000_000, FAMILY),
    ("نوار تست قند", 90_000_000, BODY),
)
NOW: Final = Week(
    number=2,
    begins=-3,
    theme="خانواده و پیشگیری",
    expected=1500,
    places=("مسجد جامع قدس", "مسجد امام حسین", "فرهنگ‌سرای بهاران"),
    answers={0: 18, 1: 16, 2: 12, 3: 20},  # the third after the day it was asked until
    brings=BRINGS,
    sessions=SESSIONS,
    said=SAID,
    costs=COSTS,
)
