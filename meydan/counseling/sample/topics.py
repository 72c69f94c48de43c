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


TREE: Final[tuple[tuple[str, str, tuple[Leaf, ...]], ...]] = (
    (
        "اختلال‌های رفتاری",
        "Behavioral disorders",
        (
            Leaf("اضطراب", "Anxiety", "مدام نگرانم، دلم شور می‌زند و شب‌ها خوابم نمی‌برد.", 0.24),
            Leaf("وسواس", "Obsession", "کاری را بارها تکرار می‌کنم یا فکری رهایم نمی‌کند.", 0.18),
            Leaf("افسردگی", "Low mood", "دست‌ودلم به کاری نمی‌رود و از چیزی شاد نمی‌شوم.", 0.1),
            Leaf("خشم", "Anger", "زود از کوره درمی‌روم و بعد پشیمان می‌شوم.", 0.05),
        ),
    ),
    (
        "فرزندپروری",
        "Raising children",
        (
            Leaf("کودک", "Children", "با رفتار، خواب یا درس کودکم درمانده‌ام.", 0.1, ("child",)),
            Leaf(
                "نوجوان",
                "Teenagers",
                "حرف همدیگر را نمی‌فهمیم؛ در خودش فرو رفته یا پرخاش می‌کند.",
                0.07,
                ("child", "oneself"),
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
            ),
            Leaf(
                "زوج‌درمانی",
                "Couples",
                "بیشتر وقت‌ها دعوا می‌کنیم یا دیگر حرفی نمی‌زنیم.",
                0.09,
                ("couple",),
                60,
                2_000_000,
            ),
        ),
    ),
    (
        "پیشگیری از آسیب‌های اجتماعی در خانواده",
        "Prevention of social harm in the family",
        (
            Leaf("اعتیاد در خانواده", "Addiction in the family", "یکی از ما مصرف می‌کند و نمی‌دانیم چه کنیم.", 0.06),
            Leaf("خشونت در خانه", "Violence at home", "در خانه می‌ترسم یا کسی آزارم می‌دهد.", 0.03),
            Leaf("فضای مجازی", "Life online", "او یا من از گوشی جدا نمی‌شویم.", 0.03, ("child", "oneself")),
        ),
    ),
)
