"""The week in Qods before the running one: smaller, over for two months, and said of everything what became of it."""

from typing import Final

from meydan.campaigns.models import Audience
from meydan.campaigns.sample.neighbors import (
    BODY,
    DELIVERED,
    DRUGS,
    FAMILY,
    MEN,
    NONE,
    NOT,
    PARTLY,
    SERVICE,
    STALL,
    TOGETHER,
    TRAINING,
    WOMEN,
    WORKSHOP,
    Brought,
    Said,
    Session,
    Week,
)

BRINGS: Final = (
    Brought(0, SERVICE, "اندازه‌گیری فشار و قند خون", BODY, Audience.EVERYBODY, together=3),
    Brought(0, TRAINING, "مواد نوپدید را بشناسیم", DRUGS, Audience.PARENTS, together=2),
    Brought(3, WORKSHOP, "گفت‌وگوی والد و نوجوان", FAMILY, Audience.PARENTS, women=2, men=2),
    Brought(2, WORKSHOP, "کوه، جای من و دوستانم", DRUGS, Audience.YOUTH, together=2),
    Brought(0, STALL, "ایستگاه سلامت", BODY, Audience.EVERYBODY),
)
SESSIONS: Final = (
    Session(0, 0, 0, 0, TOGETHER, (58, 33, 25)),
    Session(2, 1, 1, 1, WOMEN, (34, 34, 0)),
    Session(1, 1, 0, 0, TOGETHER, (47, 26, 21)),
    Session(3, 2, 1, 0, TOGETHER, (29, 8, 21)),
    Session(0, 3, 0, 0, TOGETHER, (66, 36, 30)),
    Session(2, 3, 1, 1, MEN, (18, 0, 18)),
    Session(1, 4, 0, 0, TOGETHER, (52, 31, 21)),
    Session(2, 5, 1, 1, WOMEN, (41, 41, 0)),
    Session(3, 5, 1, 0),
    Session(0, 6, 0, 0, TOGETHER, (49, 24, 25)),
)
SAID: Final = (
    *(Said(one.brought, one.day, one.place, False, DELIVERED, 1, one.heads[0]) for one in SESSIONS if one.heads),
    Said(0, 0, 0, True, DELIVERED, 1, 60),
    Said(1, 1, 0, True, DELIVERED, 1, 45),
    Said(1, 4, 0, True, DELIVERED, 1, 52),
    Said(2, 1, 1, True, DELIVERED, 1, 34),
    Said(2, 3, 1, True, PARTLY, 1, 18, "باران بود؛ دیر رسیدند."),
    Said(3, 2, 1, True, DELIVERED, 1, 29),
    Said(3, 5, 1, True, DELIVERED, 1, 25),
    Said(3, 5, 1, False, NOT, 0, None, "سالن بسته بود؛ کسی نیامد."),
    *(Said(4, day, 0, False, DELIVERED, 0, served) for day, served in enumerate((70, 85, 62, 90, 74))),
    Said(4, 5, 0, False, NOT, 0, None, "نیروی ایستگاه نیامد."),
)
EARLIER: Final = Week(
    number=1,
    begins=-66,  # nine weeks before the running one
    theme="سلامت در همسایگی",
    expected=900,
    places=("مسجد جامع قدس", "فرهنگ‌سرای بهاران"),
    answers={0: 17, 2: 15, 3: 18},
    brings=BRINGS,
    sessions=SESSIONS,
    said=SAID,
    costs=(
        ("کرایهٔ غرفه و چادر", 310_000_000, NONE),
        ("چاپ برنامه و بنر", 95_000_000, NONE),
        ("حق‌الزحمهٔ مشاوران", 180_000_000, FAMILY),
        ("نوار تست قند", 70_000_000, BODY),
    ),
)
