"""Where a ZWNJ (نیم‌فاصله) is probably missing: a suggestion shown to staff, never a silent rewrite.

Old municipal sites have no ZWNJ at all: the halves of a word stand joined («برنامههای») or spaced («برنامه های»). These
are rules with short lists and no dictionary: what they do not know stays as it is. Rates stand in the README.
"""

import re
from typing import Final

from meydan.engines.letters import ZWNJ, tidy

_LETTERS: Final = "آ-غف-وپچژکگیئءأؤۀ"
_L: Final = f"[{_LETTERS}]"
_JOINING: Final = "[بپتثجچحخسشصضطظعغفقکگلمنهیئ]"
_START: Final = f"(?<![{_LETTERS}{ZWNJ}])"
_END: Final = f"(?![{_LETTERS}])"
_PLURAL: Final = "ها(?:یمان|یتان|یشان|یی|یم|یت|یش|ی)?"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _any(words: str) -> str:
    return "(?:" + "|".join(sorted(_words(words), key=len, reverse=True)) + ")"


_NOT_PLURAL: Final = _any("تنها انتها انتهای منتها منتهای تنهایی تنهای")
# Words in ه whose adjective in «ای», joined, looks like a plural: «رسانهای» is «رسانه‌ای».
_IN_HEH: Final = _any("رسان هفت منطق برنام ماهوار رایان کتابخان گلخان کارخان بازارچ")
_PRESENT: Final = _any(
    "کن شو توان خواه رو ده گیر گوی گو گرد بین دان ساز رس یاب باش بر آور پرداز نویس خوان گذار گذر مان پذیر کش زن "
    "نشین بخش کوش اندیش افزای طلب آی گشای"
)
_PAST: Final = _any(
    "کرد شد توانست خواست رفت آمد داد گرفت گفت گشت دید دانست ساخت رسید یافت برد آورد پرداخت نوشت خواند گذاشت گذشت "
    "ماند پذیرفت کشید زد نشست بخشید کوشید اندیشید افزود طلبید"
)
_VERB: Final = f"(?:{_PRESENT}(?:یم|ید|ند|م|ی|د)|{_PAST}(?:یم|ید|ند|م|ی)?)"
_NOT_VERB: Final = _any("میدانی میبری میکشی")
_ADVERB: Final = _any(
    "خوبی طور عنوان صورت دلیل ویژه زودی سرعت راحتی وسیله منظور شدت تازگی موقع هنگام ندرت شکل دنبال واسطه علت "
    "تدریج درستی سادگی آسانی رغم خصوص"
)
_ADJECTIVE: Final = _any("کوچک بزرگ نزدیک مهم قوی پایین سریع عمیق وسیع ضعیف جوان سنگین سبک گسترده مناسب جدی اصلی")
# The seam of each compound is its stroke.
_COMPOUNDS: Final = _words(
    "قرعه|کشی برنامه|ریزی پیش|بینی پیش|نویس خدمت|رسانی اطلاع|رسانی یاری|رسانی آب|رسانی مردمی|سازی "
    "توانمند|سازی بهینه|سازی آماده|سازی فرهنگ|سازی زمینه|سازی هماهنگ|سازی ایمن|سازی مناسب|سازی صاحب|خبر صاحب|نظر "
    "صاحب|خانه بهره|مندی بهره|مند بهره|برداری بهره|گیری بهره|وری علاقه|مندی علاقه|مندان علاقه|مند کم|نظیر بی|نظیر "
    "دوچرخه|سواری مشارکت|کنندگان مشارکت|کننده شرکت|کنندگان شرکت|کننده سیاست|گذاری سرمایه|گذاری قانون|گذاری "
    "نام|گذاری هدف|گذاری پایه|گذاری تصمیم|گیری شکل|گیری همه|گیری نتیجه|گیری نظر|سنجی امکان|سنجی نیاز|سنجی "
    "مسئولیت|پذیری راه|اندازی چشم|انداز دست|انداز فیلم|برداری جمع|آوری جمع|بندی رتبه|بندی دسته|بندی طبقه|بندی "
    "اولویت|بندی اولویت|دار آتش|نشانی آتش|نشان پیاده|روی پیاده|راه کتاب|خوانی قصه|گویی پاسخ|گویی بین|الملل "
    "بین|المللی سرعت|گیر روان|شناس روان|شناسی "
    "ثبت|نام فرهنگ|سرا بنیان|گذار خوش|نویسی شیوه|نامه آیین|نامه بخش|نامه پرسش|نامه نیمه|شب شیب|دار دسترس|پذیری"
)
_HALVES: Final = {compound.replace("|", ""): compound.replace("|", ZWNJ) for compound in _COMPOUNDS}
_COMPOUND: Final = "|".join(compound.replace("|", " ?") for compound in sorted(_COMPOUNDS, key=len, reverse=True))

_RULES: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rf"{_START}(?!{_NOT_VERB}{_END})(ن?می) ?({_VERB}){_END}", rf"\1{ZWNJ}\2"),
        (rf"{_START}({_IN_HEH}ه)(ای){_END}", rf"\1{ZWNJ}\2"),
        (rf"{_START}(?!{_NOT_PLURAL}{_END})({_L}+{_JOINING}) ({_PLURAL}){_END}", rf"\1{ZWNJ}\2"),
        (rf"{_START}(?!{_NOT_PLURAL}{_END})({_L}+{_JOINING})({_PLURAL}){_END}", rf"\1{ZWNJ}\2"),
        (rf"(?<={ZWNJ})({_L}+{_JOINING}) ?({_PLURAL}){_END}", rf"\1{ZWNJ}\2"),
        (rf"({_L}{{2}}) ({_PLURAL}){_END}", r"\1\2"),  # after ر or د nothing joins: no mark is needed
        (rf"{_START}({_L}{{2,}}ه) (ای|ام|ایم|اید|اند){_END}", rf"\1{ZWNJ}\2"),
        (rf"{_START}({_L}{{2,}}[دت]ه)(ام|ایم|اید|اند){_END}", rf"\1{ZWNJ}\2"),
        (rf"{_START}(به)({_ADVERB}){_END}", rf"\1{ZWNJ}\2"),
        (rf"{_START}({_ADJECTIVE}) ?(ترین|تر){_END}", rf"\1{ZWNJ}\2"),
        (rf"{_START}({_L}{{2,}}{_JOINING})(نژاد|زاده){_END}", rf"\1{ZWNJ}\2"),
    )
)
_COMPOUND_WORD: Final = re.compile(rf"{_START}({_COMPOUND})(?: ?(ن?شده))?(?= ?{_PLURAL}{_END}|{_END})")


def suggest_zwnj(text: str) -> str:
    """Return the text with the ZWNJs that are probably missing; `tidy(text)` when there is nothing to suggest."""
    repaired = _COMPOUND_WORD.sub(_seam, tidy(text))
    for pattern, replacement in _RULES:
        repaired = pattern.sub(replacement, repaired)
    return repaired


def _seam(found: re.Match[str]) -> str:
    halves = _HALVES[found[1].replace(" ", "")]
    return f"{halves}{ZWNJ}{found[2]}" if found[2] else halves
