"""What people come with in Tabriz (fact T3), how often (T4: anxiety and obsession lead), in their own words."""

from typing import Final, NamedTuple


class Leaf(NamedTuple):
    name: str
    name_en: str
    about: str
    share: float  # of all who come
    booked_for: tuple[str, ...] = ()
    minutes: int = 45
    fee: int = 0
    about_en: str = ""
    signs: tuple[tuple[str, str], ...] = ()  # in Persian and in English
    shows_lines: bool = False


_ASLEEP: Final = ("بی‌خوابی", "sleepless nights")
_SCHOOL: Final = ("درس و مدرسه", "school and lessons")
TREE: Final[tuple[tuple[str, str, tuple[Leaf, ...]], ...]] = (
    (
        "اختلال‌های رفتاری",
        "Behavioral disorders",
        (
            Leaf(
                "اضطراب",
                "Anxiety",
                "مدام نگرانم، دلم شور می‌زند و شب‌ها خوابم نمی‌برد.",
                0.24,
                about_en="I worry all the time, I feel uneasy and cannot sleep at night.",
                signs=(("نگرانی و دلشوره", "worry and unease"), _ASLEEP, ("ترس از جمع", "fear among people")),
            ),
            Leaf(
                "وسواس",
                "Obsession",
                "کاری را بارها تکرار می‌کنم یا فکری رهایم نمی‌کند.",
                0.18,
                about_en="I do something over and over, or a thought does not let go of me.",
                signs=(
                    ("فکری که رها نمی‌کند", "a thought that does not let go"),
                    ("کاری که بارها تکرار می‌شود", "something done over and over"),
                ),
            ),
            Leaf(
                "افسردگی",
                "Low mood",
                "دست‌ودلم به کاری نمی‌رود و از چیزی شاد نمی‌شوم.",
                0.1,
                about_en="I cannot bring myself to do anything, and nothing makes me glad.",
                signs=(("غم و بی‌حوصلگی", "sadness and listlessness"), _ASLEEP, ("تنهایی", "loneliness")),
            ),
            Leaf(
                "خشم",
                "Anger",
                "زود از کوره درمی‌روم و بعد پشیمان می‌شوم.",
                0.05,
                about_en="I lose my temper quickly, and am sorry afterwards.",
                signs=(("زود از کوره در رفتن", "losing one’s temper quickly"),),
            ),
        ),
    ),
    (
        "فرزندپروری",
        "Raising children",
        (
            Leaf(
                "کودک",
                "Children",
                "با رفتار، خواب یا درس کودکم درمانده‌ام.",
                0.1,
                ("child",),
                about_en="I am at a loss with my child’s behavior, sleep or lessons.",
                signs=(
                    ("لج‌بازی و بی‌قراری", "stubborn and restless"),
                    ("خواب و خوراک کودک", "the child’s sleep and food"),
                    _SCHOOL,
                ),
            ),
            Leaf(
                "نوجوان",
                "Teenagers",
                "حرف همدیگر را نمی‌فهمیم؛ در خودش فرو رفته یا پرخاش می‌کند.",
                0.07,
                ("child", "oneself"),
                about_en="We do not understand each other; they have withdrawn or lash out.",
                signs=(
                    ("حرف همدیگر را نفهمیدن", "not understanding each other"),
                    ("در خود فرو رفتن", "withdrawing into oneself"),
                    _SCHOOL,
                ),
            ),
        ),
    ),
    (
        "تحکیم خانواده",
        "Strengthening the family",
        (
            Leaf(
                "پیش از ازدواج",
                "Before marriage",
                "می‌خواهیم پیش از ازدواج همدیگر را بهتر بشناسیم.",
                0.05,
                ("couple",),
                60,
                1_500_000,
                about_en="We want to know each other better before we marry.",
                signs=(("تصمیم برای ازدواج", "deciding to marry"), ("شناختن همدیگر", "getting to know each other")),
            ),
            Leaf(
                "زوج‌درمانی",
                "Couples",
                "بیشتر وقت‌ها دعوا می‌کنیم یا دیگر حرفی نمی‌زنیم.",
                0.09,
                ("couple",),
                60,
                2_000_000,
                about_en="Most of the time we quarrel, or do not talk any more.",
                signs=(
                    ("دعواهای پیاپی", "one quarrel after another"),
                    ("دیگر با هم حرف نزدن", "not talking any more"),
                    ("پول و کارهای خانه", "money and housework"),
                ),
            ),
        ),
    ),
    (
        "پیشگیری از آسیب‌های اجتماعی در خانواده",
        "Prevention of social harm in the family",
        (
            Leaf(
                "اعتیاد در خانواده",
                "Addiction in the family",
                "یکی از ما مصرف می‌کند و نمی‌دانیم چه کنیم.",
                0.06,
                about_en="One of us is using, and we do not know what to do.",
                signs=(("مصرف یکی از خانواده", "somebody in the family is using"),),
            ),
            Leaf(
                "خشونت در خانه",
                "Violence at home",
                "در خانه می‌ترسم یا کسی آزارم می‌دهد.",
                0.03,
                about_en="I am afraid at home, or somebody hurts me.",
                signs=(("ترس در خانه", "fear at home"), ("آزار دیدن از کسی", "being hurt by somebody")),
                shows_lines=True,
            ),
            Leaf(
                "فضای مجازی",
                "Life online",
                "او یا من از گوشی جدا نمی‌شویم.",
                0.03,
                ("child", "oneself"),
                about_en="They, or I, cannot be parted from the phone.",
                signs=(("گوشی و بازی بی‌پایان", "endless phone and games"),),
            ),
        ),
    ),
)
