"""What could be announced: programs of the weeks to come, and those of the spring when everything moved online."""

import datetime as dt
from typing import Final, NamedTuple

DAWN, MORNING, AFTERNOON, EVENING, NIGHT = (
    dt.time(6, 15),
    dt.time(10, 0),
    dt.time(16, 0),
    dt.time(18, 0),
    dt.time(20, 30),
)
PROTOCOLS: Final = (
    "فاصلهٔ دو متر در تمرین؛ ماسک هنگام ورود و خروج.\n"
    "وسیلهٔ ورزشی شخصی همراه داشته باشید؛ وسیله‌ها میان افراد نمی‌چرخد.\n"
    "با تب، سرفه یا تماس با بیمار، این هفته نیایید."
)
VITALITY, HEALTH, EMPOWERMENT, HARMS, CIVIC = "vitality", "social_health", "empowerment", "fewer_harms", "civic_culture"


class Idea(NamedTuple):
    """A program as it could be announced; each center takes the next one."""

    title: str
    summary: str
    kind: str
    audience: str
    days: str  # RFC 5545 weekdays
    clock: dt.time | None  # None: by the prayer
    minutes: int
    capacity: int
    aims: tuple[str, ...]
    shape: str = "course"
    mode: str = "in_person"
    price: int = 0  # Rial
    waiting: str = "first_come"
    ages: tuple[int | None, int | None] = (None, None)


IN_CENTERS: Final = [
    Idea(
        "کارگاه نقاشی کودکان",
        "رنگ و بوم برای هفت تا دوازده‌ساله‌ها؛ وسایل با ماست.",
        "cultural",
        "children",
        "SA,MO",
        AFTERNOON,
        90,
        18,
        (VITALITY,),
        ages=(7, 12),
    ),
    Idea(
        "حلقهٔ کتاب‌خوانی محله",
        "هر هفته یک کتاب کوتاه، گفت‌وگو و چای.",
        "cultural",
        "everyone",
        "TU",
        EVENING,
        90,
        25,
        (CIVIC, VITALITY),
        shape="series",
    ),
    Idea(
        "آموزش خوش‌نویسی",
        "نستعلیق از نخستین سرمشق تا چلیپا.",
        "educational",
        "everyone",
        "SU,WE",
        AFTERNOON,
        90,
        16,
        (EMPOWERMENT,),
        price=3_000_000,
    ),
    Idea(
        "مهارت‌های فرزندپروری",
        "گفت‌وگو با یک روان‌شناس دربارهٔ قانون‌های خانه و حوصلهٔ پدر و مادر؛ از خانه بپیوندید.",
        "social",
        "families",
        "WE",
        NIGHT,
        90,
        60,
        (HARMS, HEALTH),
        mode="online",
    ),
    Idea(
        "کارگاه خیاطی",
        "از الگو تا دوخت؛ برای آنان که می‌خواهند از خانه کسب‌وکاری راه بیندازند.",
        "educational",
        "women",
        "SA,TU",
        MORNING,
        120,
        15,
        (EMPOWERMENT,),
        price=2_500_000,
        waiting="draw",
    ),
    Idea(
        "شب شعر و موسیقی",
        "شعرخوانی اهالی با همراهی تار و تنبک.",
        "cultural",
        "families",
        "TH",
        None,
        100,
        80,
        (VITALITY,),
        shape="single",
    ),
    Idea(
        "سواد رسانه‌ای برای خانواده",
        "خبر درست را از نادرست چگونه بشناسیم؟ در سالن یا از خانه.",
        "social",
        "families",
        "MO",
        EVENING,
        75,
        30,
        (CIVIC, HARMS),
        mode="hybrid",
    ),
    Idea(
        "داستان‌گویی کودکان",
        "قصه‌های کهن برای کوچک‌ترها؛ پدر و مادرها هم بمانند.",
        "cultural",
        "children",
        "TH",
        MORNING,
        60,
        25,
        (VITALITY,),
        shape="series",
        ages=(4, 9),
    ),
    Idea(
        "آموزش رایانه برای سالمندان",
        "از روشن‌کردن گوشی تا نوبت‌گرفتن از درمانگاه.",
        "educational",
        "older",
        "SU,TU",
        MORNING,
        75,
        14,
        (EMPOWERMENT,),
    ),
    Idea(
        "کارگاه کنترل خشم",
        "شناخت خشم و تمرین‌های ساده برای خانه و خیابان.",
        "social",
        "everyone",
        "WE",
        EVENING,
        90,
        20,
        (HARMS, HEALTH),
    ),
    Idea(
        "سفال‌گری",
        "خاک، چرخ و کوره؛ هر کس کار خود را به خانه می‌برد.",
        "cultural",
        "everyone",
        "MO,WE",
        AFTERNOON,
        120,
        12,
        (VITALITY, EMPOWERMENT),
        price=4_000_000,
    ),
    Idea(
        "گروه هم‌خوانی",
        "سرودهای محلی؛ خواندن نت لازم نیست.",
        "cultural",
        "everyone",
        "SA",
        EVENING,
        90,
        35,
        (VITALITY,),
        shape="series",
    ),
]
IN_PARKS: Final = [
    Idea(
        "ورزش صبحگاهی بانوان",
        "نرمش و پیاده‌روی پیش از آغاز روز.",
        "sports",
        "women",
        "SA,MO,WE",
        DAWN,
        60,
        40,
        (VITALITY, HEALTH),
        shape="standing",
    ),
    Idea(
        "ورزش صبحگاهی آقایان",
        "نرمش گروهی در بوستان؛ کفش ورزشی همراه داشته باشید.",
        "sports",
        "men",
        "SU,TU,TH",
        DAWN,
        60,
        40,
        (VITALITY, HEALTH),
        shape="standing",
    ),
]
LATELY: Final = [
    Idea(
        "عکاسی با تلفن همراه",
        "نور، قاب و روایت؛ با همان دوربینی که در جیب دارید.",
        "educational",
        "everyone",
        "SA,TU",
        AFTERNOON,
        90,
        20,
        (EMPOWERMENT,),
    ),
    Idea(
        "کمک‌های نخستین برای هر خانه",
        "از بریدگی تا ایست قلبی، با تمرین روی آدمک.",
        "educational",
        "everyone",
        "SU,WE",
        EVENING,
        120,
        20,
        (HEALTH, EMPOWERMENT),
    ),
    Idea(
        "قصه‌گویی برای پدرها و مادرها",
        "چگونه قصهٔ شب را کوتاه، شیرین و بی‌ترس بگوییم.",
        "cultural",
        "families",
        "MO,TH",
        EVENING,
        60,
        20,
        (VITALITY, HEALTH),
    ),
]
TO_WATCH: Final = [
    ("پادکست «کوچه‌های قدس»", "هر قسمت سرگذشت یک کوچه، از زبان اهالی.", (CIVIC,)),
    ("نمایش‌نامهٔ شنیداری «سه همسایه»", "کمدی کوتاه در پنج قسمت، با بازی هنرجویان شهر.", (VITALITY,)),
    ("کتاب گویای قصه‌های خانم‌بزرگ", "بیست قصهٔ کوتاه برای پیش از خواب.", (VITALITY,)),
    ("فیلم آموزشی کمک‌های نخستین", "ده دقیقه برای هر خانه؛ با پزشک اورژانس.", (HEALTH, EMPOWERMENT)),
]


class Spring(NamedTuple):
    """A program of the spring of the epidemic: what its center moved online, or held in the open air."""

    title: str
    summary: str
    kind: str
    audience: str
    form: str  # "live": one broadcast; "online": a few evenings watched; "class": with names; "open": in the open air
    aims: tuple[str, ...]


SPRING: Final = [
    Spring("قصهٔ شب", "قصه‌گویی زنده برای کودکانی که در خانه مانده‌اند.", "cultural", "children", "online", (VITALITY,)),
    Spring(
        "جشن نوروز از راه دور",
        "پخش زندهٔ موسیقی و شعر، با پیام‌های همسایه‌ها.",
        "cultural",
        "families",
        "live",
        (VITALITY, CIVIC),
    ),
    Spring(
        "گفت‌وگو با روان‌شناس: اضطراب کرونا",
        "پرسش و پاسخ زنده دربارهٔ دلشوره و خواب.",
        "social",
        "everyone",
        "live",
        (HEALTH, HARMS),
    ),
    Spring("مسابقهٔ کتاب‌خوانی خانگی", "یک کتاب، یک هفته، ده پرسش.", "cultural", "families", "online", (VITALITY,)),
    Spring(
        "مهارت‌های زندگی در قرنطینه",
        "برنامهٔ روز، تقسیم کار خانه و حوصلهٔ همدیگر.",
        "social",
        "families",
        "online",
        (HARMS, HEALTH),
    ),
    Spring("کارگاه نقاشی در خانه", "با هر رنگی که در خانه هست.", "cultural", "children", "class", (VITALITY,)),
    Spring("شب شعر مجازی", "شعرخوانی اهالی، هر کس از خانهٔ خود.", "cultural", "everyone", "live", (VITALITY,)),
    Spring("فرزندپروری در روزهای بی‌مدرسه", "قانون‌های خانه و درس از راه دور.", "social", "families", "online", (HARMS,)),
    Spring("نمایش عروسکی «خانهٔ ما»", "پخش زنده از صحنهٔ خالی.", "cultural", "children", "live", (VITALITY,)),
    Spring(
        "همسایه‌های همدل", "چگونه از سالمند تنهای ساختمان مراقبت کنیم.", "social", "everyone", "online", (CIVIC, HEALTH)
    ),
    Spring("محفل انس با قرآن", "تلاوت زندهٔ شب‌های ماه رمضان.", "cultural", "everyone", "online", (VITALITY, CIVIC)),
    Spring(
        "پیشگیری از اعتیاد در خانواده", "نشانه‌ها، گفت‌وگو، و جایی که کمک می‌کند.", "social", "families", "live", (HARMS,)
    ),
    Spring(
        "کارگاه خوش‌نویسی از راه دور",
        "سرمشق در تلگرام، تصحیح در گفت‌وگوی تصویری.",
        "cultural",
        "everyone",
        "class",
        (EMPOWERMENT,),
    ),
    Spring("موسیقی محلی، اجرای زنده", "یک ساز، یک استان، هر پنجشنبه.", "cultural", "everyone", "live", (VITALITY,)),
    Spring(
        "بازی‌های خانگی ایرانی",
        "یه‌قل‌دوقل، اسم‌وفامیل و بازی‌هایی که یادمان رفته.",
        "cultural",
        "families",
        "online",
        (VITALITY,),
    ),
    Spring("شهروند و شهر پاک", "تفکیک زباله در روزهای بیماری.", "social", "everyone", "live", (CIVIC,)),
    Spring("نقالی و شاهنامه‌خوانی", "هفت‌خان در هفت شب.", "cultural", "everyone", "online", (VITALITY, CIVIC)),
    Spring(
        "گلدان‌های محله",
        "کاشت و تعویض گلدان در حیاط فرهنگ‌سرا، با فاصله.",
        "social",
        "families",
        "open",
        (VITALITY, CIVIC),
    ),
    Spring("سینمای کوچه", "تماشای فیلم از پنجره‌ها و پشت‌بام‌ها.", "cultural", "families", "open", (VITALITY,)),
    Spring(
        "گروه کتاب‌خوانی نوجوانان",
        "هر هفته سه فصل و یک گفت‌وگوی تصویری.",
        "cultural",
        "children",
        "class",
        (VITALITY, EMPOWERMENT),
    ),
]
SPRING_CLASSES: Final = [
    ("آموزش برخط خیاطی ماسک", "از الگو تا دوخت؛ ماسک‌ها به نیازمندان می‌رسد.", "women", (EMPOWERMENT,)),
    ("زبان انگلیسی مقدماتی، از خانه", "دو شب در هفته با گفت‌وگوی تصویری.", "everyone", (EMPOWERMENT,)),
    ("فروش خانگی در شبکه‌های اجتماعی", "عکاسی با گوشی، قیمت و ارسال.", "women", (EMPOWERMENT,)),
    ("رایانه برای سالمندان، قدم‌به‌قدم", "تماس تصویری با نوه‌ها.", "older", (EMPOWERMENT, HEALTH)),
    ("ریاضی تابستان پیش از تابستان", "تمرین گروهی پایهٔ پنجم و ششم.", "children", (EMPOWERMENT,)),
    ("بهداشت خانه در روزهای کرونا", "پاسخ یک کارشناس بهداشت به پرسش‌ها.", "families", (HEALTH,)),
    ("قلاب‌بافی", "یک نخ، یک قلاب، یک ماه.", "women", (EMPOWERMENT, VITALITY)),
]
SPRING_SPORTS: Final = [
    ("ورزش صبحگاهی بانوان با فاصله", "گروه‌های کوچک در بوستان.", "women"),
    ("ورزش صبحگاهی آقایان با فاصله", "گروه‌های کوچک در بوستان.", "men"),
    ("پیاده‌روی خانوادگی سحرگاه", "یک خانواده، یک مسیر، با فاصله.", "families"),
]
BEFORE: Final = [  # a spring like any other
    ("جشن نوروز محله", "cultural", "families", 260, (VITALITY,)),
    ("کارگاه هنرهای دستی", "cultural", "women", 28, (EMPOWERMENT,)),
    ("نشست خانواده و رسانه", "social", "families", 70, (HARMS, CIVIC)),
    ("نمایش کودک", "cultural", "children", 180, (VITALITY,)),
    ("جشن نیمهٔ شعبان", "cultural", "families", 420, (VITALITY, CIVIC)),
    ("گفت‌وگوی محله با پلیس", "social", "everyone", 90, (HARMS, CIVIC)),
    ("آموزش خوش‌نویسی", "educational", "everyone", 18, (EMPOWERMENT,)),
    ("کلاس کامپیوتر", "educational", "everyone", 16, (EMPOWERMENT,)),
]
