"""A rule as a sentence: «هر شنبه و سه‌شنبه تا ۳۱ خرداد ۱۴۰۵», "every Saturday and Tuesday until 31 Khordad 1405"."""

from collections.abc import Sequence
from typing import Final

from meydan.engines.jalali import MONTHS_EN, MONTHS_FA, WEEKDAYS_EN, WEEKDAYS_FA, Language, format_day
from meydan.engines.persian import ordinal_words, to_persian_digits
from meydan.engines.recurrence.rule import Rule

_UNITS_FA: Final = {"DAILY": "روز", "WEEKLY": "هفته", "MONTHLY": "ماه", "YEARLY": "سال"}
_UNITS_EN: Final = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
# Months of every year; months, or "every month", in every second year.
_FRAMES_FA: Final = ("{} هر سال", "{}، {}")
_FRAMES_EN: Final = ("{} every year", "{}, {}")
_ORDINALS_EN: Final = {1: "first", 2: "second", 3: "third"}


def describe(rule: Rule, language: Language) -> str:
    """Return the sentence a citizen reads; a rule without BY parts says only how often («هر هفته»)."""
    return to_persian_digits(_persian(rule)) if language == "fa" else _english(rule)


def _persian(rule: Rule) -> str:
    every = f"هر {rule.interval} {_UNITS_FA[rule.freq]}" if rule.interval > 1 else f"هر {_UNITS_FA[rule.freq]}"
    months = _join([MONTHS_FA[month - 1] for month in rule.by_month], " و ", "، ")
    days = _join([_nth_fa(*day) for day in rule.by_day], " و ", "، ")
    if rule.by_month_day:
        said = f"{_month_days_fa(rule.by_month_day)} {_whole(rule, months, every, 'هر ماه', _FRAMES_FA)}"
        said += f"، اگر {days} باشد" if days else ""
    elif any(day.ordinal for day in rule.by_day):
        ezafe = "ٔ" if days.endswith("ه") else ""
        said = f"{days}{ezafe} {_whole(rule, months, every, every, _FRAMES_FA)}"
    else:
        said = _plain(rule, days, every, "هر {}", "{}، {}") + (f" در {months}" if months else "")
    if rule.skip != "OMIT":
        said += "؛ در ماه کوتاه‌تر، روز پیش" if rule.skip == "BACKWARD" else "؛ در ماه کوتاه‌تر، روز پس"
    said += f" تا {format_day(rule.until)}" if rule.until else ""
    return said + (f"، {rule.count} بار" if rule.count else "")


def _english(rule: Rule) -> str:
    every = f"every {rule.interval} {_UNITS_EN[rule.freq]}s" if rule.interval > 1 else f"every {_UNITS_EN[rule.freq]}"
    months = _join([MONTHS_EN[month - 1] for month in rule.by_month], " and ", ", ")
    days = _join([_nth_en(*day) for day in rule.by_day], " and ", ", ")
    if rule.by_month_day:
        at = _whole(rule, months, every, "every month", _FRAMES_EN)
        said = f"{_month_days_en(rule.by_month_day)} of {at}" + (f", when it is a {days}" if days else "")
    elif any(day.ordinal for day in rule.by_day):
        said = f"the {days} of {_whole(rule, months, every, every, _FRAMES_EN)}"
    else:
        said = _plain(rule, days, every, "every {}", "{} on {}") + (f" in {months}" if months else "")
    if rule.skip != "OMIT":
        said += f"; the day {'before' if rule.skip == 'BACKWARD' else 'after'} in shorter months"
    said += f" until {format_day(rule.until, language='en')}" if rule.until else ""
    return said + (f", {rule.count} times" if rule.count else "")


def _whole(rule: Rule, months: str, every: str, else_month: str, frames: tuple[str, str]) -> str:
    """Say what the days are counted in: the named months, every month, or every second one."""
    of_year, both = frames
    if months:
        return of_year.format(months) if rule.interval == 1 else both.format(months, every)
    if rule.interval == 1:
        return else_month
    return every if rule.freq == "MONTHLY" or else_month == every else both.format(else_month, every)


def _plain(rule: Rule, days: str, every: str, each: str, both: str) -> str:
    if not days:
        return every
    return each.format(days) if rule.interval == 1 else both.format(every, days)


def _nth_fa(ordinal: int, weekday: int) -> str:
    name = WEEKDAYS_FA[weekday]
    if ordinal in {1, -1}:
        return f"{'نخستین' if ordinal == 1 else 'آخرین'} {name}"
    if ordinal < 0:
        return f"{ordinal_words(-ordinal)}ین {name} از پایان"
    return f"{ordinal_words(ordinal)}ین {name}" if ordinal else name


def _nth_en(ordinal: int, weekday: int) -> str:
    name = WEEKDAYS_EN[weekday]
    if ordinal < 0:
        return f"last {name}" if ordinal == -1 else f"{_ordinal_en(-ordinal)} last {name}"
    return f"{_ordinal_en(ordinal)} {name}" if ordinal else name


def _ordinal_en(n: int) -> str:
    ending = "th" if n % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return _ORDINALS_EN.get(n, f"{n}{ending}")


def _month_days_fa(days: Sequence[int]) -> str:
    counted = [str(day) for day in days if day > 0]
    said = [f"{'روزهای' if len(counted) > 1 else 'روز'} {_join(counted, ' و ', '، ')}"] if counted else []
    said += ["آخرین روز" if day == -1 else f"{ordinal_words(-day)}ین روز از پایان" for day in days if day < 0]
    return _join(said, " و ", "، ")


def _month_days_en(days: Sequence[int]) -> str:
    counted = [str(day) for day in days if day > 0]
    said = [f"day{'s' if len(counted) > 1 else ''} {_join(counted, ' and ', ', ')}"] if counted else []
    said += ["the last day" if day == -1 else f"the {_ordinal_en(-day)} last day" for day in days if day < 0]
    return _join(said, " and ", ", ")


def _join(words: Sequence[str], last: str, between: str) -> str:
    return last.join(filter(None, [between.join(words[:-1]), *words[-1:]]))
