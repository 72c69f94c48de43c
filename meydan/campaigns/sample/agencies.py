"""Agencies and associations of Qom, and what each brings to Khakfaraj: a dozen that do, and one that does not."""

from typing import Final, NamedTuple

from meydan.campaigns.models import Audience, Promise
from meydan.people.models import Organization

SERVICE, WORKSHOP, TRAINING = Promise.Kind.SERVICE, Promise.Kind.WORKSHOP, Promise.Kind.TRAINING
STALL, EXHIBITION = Promise.Kind.STALL, Promise.Kind.EXHIBITION
ALL, FAMILIES, PARENTS = Audience.EVERYBODY, Audience.FAMILIES, Audience.PARENTS
YOUTH, CHILDREN, ELDERLY = Audience.YOUTH, Audience.CHILDREN, Audience.ELDERLY
UNIT, AGENCY, ASSOCIATION = Organization.Kind.UNIT, Organization.Kind.AGENCY, Organization.Kind.ASSOCIATION
DRUGS, DIVORCE, ONLINE = "اعتیاد", "طلاق و زندگی خانوادگی", "فضای مجازی و نوجوانان"
MIND, DISEASE, WORK = "سلامت روان", "بیماری‌های غیرواگیر", "مهارت و اشتغال"
SOUND, SCREEN, TABLES, BOOTH = "دستگاه صوت", "ویدئوپروژکتور", "میز", "غرفهٔ پیش‌ساخته"
AFTER_PRAYER: Final = (1, 2)  # times of an evening, by their number from 0


class Brought(NamedTuple):
    kind: Promise.Kind
    title: str
    concern: str = ""
    audience: Audience = ALL
    together: int = 0
    women: int = 0
    men: int = 0
    minutes: int = 45
    capacity: int | None = None
    people: int = 2
    needs: tuple[tuple[str, int], ...] = ()
    days: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()


class Agency(NamedTuple):
    kind: Organization.Kind
    name: str
    leaders: tuple[str, ...] = ()
    brings: tuple[Brought, ...] = ()
    declines: str = ""


def _stall(title: str, concern: str = "", tables: int = 2) -> Brought:
    return Brought(STALL, title, concern, needs=((BOOTH, 1), (TABLES, tables)))


AGENCIES: Final = (
    Agency(
        UNIT,
        "سازمان فرهنگی، اجتماعی و ورزشی",
        ("مربی ورزش همگانی", "نقال محله"),
        (
            Brought(SERVICE, "نرمش خانوادگی", DISEASE, FAMILIES, together=4, needs=((SOUND, 1),), slots=(0,)),
            Brought(SERVICE, "نقالی و قصه‌گویی برای کودکان", "", CHILDREN, together=5, needs=((SOUND, 1),)),
            Brought(WORKSHOP, "بازی‌های بومی", "", CHILDREN, together=4, minutes=40),
            _stall("بازارچهٔ صنایع دستی محله", WORK, 4),
            Brought(EXHIBITION, "عکس‌های خاکفرج قدیم", needs=((TABLES, 2),)),
        ),
    ),
    Agency(
        AGENCY,
        "شبکهٔ بهداشت و درمان",
        ("پزشک خانواده", "کارشناس تغذیه", "ماما"),
        (
            Brought(SERVICE, "اندازه‌گیری فشار و قند خون", DISEASE, ALL, together=6, needs=((TABLES, 3),), people=4),
            Brought(WORKSHOP, "تغذیهٔ سالم با سفرهٔ ارزان", DISEASE, FAMILIES, women=3, needs=((SCREEN, 1),)),
            Brought(TRAINING, "سلامت مادران", DISEASE, FAMILIES, women=3, minutes=40),
            Brought(WORKSHOP, "ترک دخانیات", DRUGS, YOUTH, men=4, needs=((SCREEN, 1),)),
            Brought(SERVICE, "غربالگری شنوایی و بینایی سالمندان", DISEASE, ELDERLY, together=3, people=3),
            _stall("ایستگاه سلامت", DISEASE, 3),
        ),
    ),
    Agency(
        AGENCY,
        "بهزیستی",
        ("مددکار خانواده", "روان‌شناس خانواده", "مشاور ترک اعتیاد"),
        (
            Brought(WORKSHOP, "گفت‌وگوی زن و شوهر", DIVORCE, FAMILIES, women=4, men=4, slots=AFTER_PRAYER),
            Brought(WORKSHOP, "مهارت نه گفتن", DRUGS, YOUTH, together=5, needs=((SCREEN, 1),)),
            Brought(TRAINING, "خانواده‌ای که یک معتاد دارد", DRUGS, FAMILIES, women=4, men=3, slots=AFTER_PRAYER),
            Brought(SERVICE, "مشاورهٔ رایگان خانواده", DIVORCE, FAMILIES, together=5, capacity=12, minutes=45),
            Brought(TRAINING, "فرزندپروری", DIVORCE, PARENTS, women=4, needs=((SCREEN, 1),)),
            _stall("دست‌سازه‌های توان‌یابان", WORK),
        ),
    ),
    Agency(
        AGENCY,
        "شورای هماهنگی مبارزه با مواد مخدر",
        ("کارشناس پیشگیری", "بهبودیافتهٔ راهنما"),
        (
            Brought(TRAINING, "مواد نوپدید را بشناسیم", DRUGS, PARENTS, together=5, needs=((SCREEN, 1),)),
            Brought(TRAINING, "نشانه‌های مصرف در نوجوانان", DRUGS, PARENTS, women=5, men=3),
            Brought(WORKSHOP, "روایت بهبودی", DRUGS, YOUTH, together=5, needs=((SOUND, 1),), slots=AFTER_PRAYER),
            Brought(EXHIBITION, "نمایشگاه پیشگیری از اعتیاد", DRUGS, needs=((TABLES, 4),)),
            _stall("غرفهٔ پرسش و پاسخ اعتیاد", DRUGS),
        ),
    ),
    Agency(
        AGENCY,
        "ادارهٔ آموزش‌وپرورش",
        ("مشاور مدرسه", "مربی پرورشی"),
        (
            Brought(TRAINING, "گوشی در دست فرزند من", ONLINE, PARENTS, women=5, men=2, needs=((SCREEN, 1),)),
            Brought(WORKSHOP, "انتخاب رشته و آینده", WORK, YOUTH, together=3),
            Brought(
                WORKSHOP, "کارگاه نقاشی آرزوهای محله", "", CHILDREN, together=4, needs=((TABLES, 6),), slots=(0, 1)
            ),
            Brought(TRAINING, "پیشگیری از اعتیاد در مدرسه", DRUGS, PARENTS, together=4),
            Brought(EXHIBITION, "کارهای دانش‌آموزان خاکفرج", needs=((TABLES, 4),)),
        ),
    ),
    Agency(
        AGENCY,
        "دادگستری و شورای حل اختلاف",
        ("قاضی خانواده", "میانجی"),
        (
            Brought(SERVICE, "مشاورهٔ حقوقی رایگان", DIVORCE, ALL, together=4, capacity=15, days=(0, 1, 2, 3)),
            Brought(TRAINING, "حقوق زن و شوهر", DIVORCE, FAMILIES, women=4, men=3, days=(0, 1, 2, 3, 4)),
            Brought(WORKSHOP, "آشتی پیش از دادگاه", DIVORCE, FAMILIES, together=4, slots=AFTER_PRAYER),
            _stall("میز صلح و سازش", DIVORCE, 1),
        ),
    ),
    Agency(
        AGENCY,
        "پلیس پیشگیری و فتا",
        ("افسر فتا", "مشاور پلیس"),
        (
            Brought(TRAINING, "کلاه‌برداری‌های اینترنتی", ONLINE, ALL, together=4, needs=((SCREEN, 1),)),
            Brought(TRAINING, "نوجوان من در فضای مجازی", ONLINE, PARENTS, women=4, men=3),
            Brought(WORKSHOP, "بازی‌های رایانه‌ای و اعتیاد به بازی", ONLINE, YOUTH, men=4, needs=((SCREEN, 1),)),
            Brought(EXHIBITION, "نمایشگاه پلیس و شهروند", needs=((TABLES, 3),)),
        ),
    ),
    Agency(
        AGENCY,
        "ادارهٔ آموزش فنی‌وحرفه‌ای",
        ("مربی خیاطی", "مربی تعمیرات"),
        (
            Brought(WORKSHOP, "خیاطی برای آغاز کار", WORK, YOUTH, women=4, needs=((TABLES, 4),), capacity=20),
            Brought(WORKSHOP, "تعمیر تلفن همراه", WORK, YOUTH, men=4, needs=((TABLES, 4),), capacity=20),
            Brought(SERVICE, "مشاورهٔ شغلی", WORK, YOUTH, together=3, capacity=15),
            _stall("ثبت‌نام دوره‌های رایگان", WORK, 1),
        ),
    ),
    Agency(
        AGENCY,
        "هلال احمر",
        ("امدادگر",),
        (
            Brought(TRAINING, "کمک‌های نخستین در خانه", DISEASE, FAMILIES, women=3, men=3),
            Brought(SERVICE, "حمایت روانی پس از سوگ", MIND, ALL, together=4, capacity=25),
            Brought(EXHIBITION, "چادر امداد", needs=((BOOTH, 1),)),
            _stall("میز داوطلبان", "", 1),
        ),
    ),
    Agency(
        ASSOCIATION,
        "انجمن بهبودیافتگان رهایی",
        ("راهنمای گروه مردان", "راهنمای گروه زنان"),
        (
            Brought(SERVICE, "گروه همیاری", DRUGS, ALL, women=4, men=5, capacity=40, slots=AFTER_PRAYER),
            Brought(WORKSHOP, "ورزش و رهایی", DRUGS, YOUTH, men=4, slots=(0, 1)),
            Brought(TRAINING, "همسر بهبودیافته", DIVORCE, FAMILIES, women=3),
            _stall("غذای خانگی خانواده‌های بهبودیافته", WORK, 3),
        ),
    ),
    Agency(
        ASSOCIATION,
        "انجمن روان‌شناسان داوطلب",
        ("روان‌شناس کودک", "روان‌شناس بالینی"),
        (
            Brought(WORKSHOP, "آرامش در خانه", MIND, FAMILIES, women=4, men=2),
            Brought(TRAINING, "اضطراب و وسواس", MIND, ALL, together=5, needs=((SCREEN, 1),)),
            Brought(WORKSHOP, "خشم را چه کنیم", MIND, YOUTH, together=4),
            Brought(WORKSHOP, "قهر و آشتی در خانواده", DIVORCE, FAMILIES, together=5),
            Brought(SERVICE, "سنجش رایگان افسردگی", MIND, ALL, together=3, capacity=15),
            Brought(TRAINING, "تنهایی سالمندان", MIND, ELDERLY, together=3, slots=(0, 1)),
        ),
    ),
    Agency(
        ASSOCIATION,
        "بانوان نیکوکار خاکفرج",
        ("مربی مهارت زندگی", "سرگروه بانوان"),
        (
            Brought(WORKSHOP, "حلقهٔ گفت‌وگوی مادران", DIVORCE, PARENTS, women=5, slots=AFTER_PRAYER),
            Brought(TRAINING, "اقتصاد خانه", WORK, FAMILIES, women=3),
            Brought(WORKSHOP, "مادر و نوجوان", ONLINE, PARENTS, women=4),
            Brought(SERVICE, "مهد کودک هنگام کلاس‌ها", "", CHILDREN, together=6, slots=AFTER_PRAYER, capacity=30),
            Brought(TRAINING, "آمادگی برای ازدواج", DIVORCE, YOUTH, women=3, men=0),
            _stall("نان و شیرینی خانگی", WORK, 3),
            _stall("پوشاک دست‌دوز", WORK),
        ),
    ),
    Agency(
        ASSOCIATION,
        "هیئت کوه‌نوردی",
        declines="برنامهٔ صعود هیئت در همین هفته است.",
    ),
)
