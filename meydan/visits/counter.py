"""Reading what a door counter writes: a table of days, or of hours, with how many came in.

Made for what such machines and the people around them produce: separators ; , or tab, a byte order mark, Persian
digits, Jalali or Gregorian days with or without a time behind them, a first line of names or none.
"""

import csv
import datetime as dt
import io
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.engines import jalali, persian

MOST_LINES: Final = 60_000  # seven years of hours
MOST_A_DAY: Final = 1_000_000
_LOOKED_AT: Final = 60  # lines a guess is made from
_FIRST_GREGORIAN: Final = 1600

_NOTHING: Final = {"", "-", "—", "–", "null", "na", "n/a", "nan"}
_COUNTS: Final = ("تعداد", "ورودی", "ورود", "مراجعه", "نفر", "بازدید", "count", "visitors", "entries", "enter", "in")
_NO_COUNTS: Final = ("ساعت", "زمان", "ردیف", "خروج", "شناسه", "hour", "time", "out", "exit", "id", "no", "row")

_DAYS = (  # with whatever stands behind them, an hour mostly
    re.compile(r"(?P<year>[0-9]{4})(?P<sign>[/.-])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?:[ T].*)?"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})(?P<sign>[/.-])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})(?:[ T].*)?"),
)
_COUNT = re.compile(r"([0-9]{1,9})(?:\.0*)?")


class Bad(NamedTuple):
    """A line that was not taken, by its number in the file, and why."""

    number: int
    reason: str | Promise


class Columns(NamedTuple):
    """Which column says the day, and which how many; from 0."""

    day: int
    count: int  # type: ignore[assignment]  # named as the column is; nobody counts in a tuple of two


class Table(NamedTuple):
    names: list[str]  # of the columns, as the file has them or by their number
    lines: list[tuple[int, list[str]]]  # with their numbers in the file


class Read(NamedTuple):
    days: dict[dt.date, int]
    bad: list[Bad]


def opened(text: str) -> Table:
    """The table in the text; refuses what is none."""
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if persian.tidy(line)), "")
    if not first:
        raise Refusal(_("The file is empty."), field="file")
    if text.count("\n") > MOST_LINES:
        sentence = _("The file has more than %(most)s lines. Bring it in parts, a few years each.")
        raise Refusal(sentence % {"most": wording.number(MOST_LINES)}, field="file")
    separator = next((one for one in ";\t," if one in first), "")
    if not separator:
        sentence = _("This file is no table: its columns are parted by ; or , or a tab. Save it as CSV.")
        raise Refusal(sentence, field="file")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        lines = [(reader.line_num, [_plain(cell) for cell in cells]) for cells in reader]
    except csv.Error:
        raise Refusal(_("This file cannot be read as a table. Save it as CSV in UTF-8."), field="file") from None
    lines = [(number, cells) for number, cells in lines if any(cells)]
    width = max(len(cells) for _number, cells in lines)
    if width < 2:
        raise Refusal(_("The file needs a column for the day and one for the number."), field="file")
    names = [_("Column %(number)s") % {"number": wording.number(place + 1)} for place in range(width)]
    if not any(isinstance(day_in(cell), dt.date) for cell in lines[0][1]):
        told = lines.pop(0)[1]
        names = [told[place][:40] if place < len(told) and told[place] else name for place, name in enumerate(names)]
    return Table(names, [(number, cells + [""] * (width - len(cells))) for number, cells in lines])


def guess(table: Table) -> Columns:
    """The column with the most days; of the others the one that is called like a number of people, or holds most."""
    looked_at = [cells for _number, cells in table.lines[:_LOOKED_AT]]
    places = range(len(table.names))
    day = max(places, key=lambda place: sum(isinstance(day_in(cells[place]), dt.date) for cells in looked_at))

    def likely(place: int) -> tuple[bool, int, bool, bool]:
        counts = sum(isinstance(count_in(cells[place]), int) for cells in looked_at)
        return (
            place != day and counts > 0,
            -_called(table.names[place], _NO_COUNTS),
            bool(_called(table.names[place], _COUNTS)),
            counts == len(looked_at),
        )

    return Columns(day, max((place for place in places if place != day), key=likely))


def read(table: Table, columns: Columns, today: dt.date) -> Read:
    """How many came on each day, lines of one day summed; a day of which no line has a number is not there."""
    days: dict[dt.date, int] = defaultdict(int)
    bad: list[Bad] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in table.lines:
        day, count = day_in(cells[columns.day]), count_in(cells[columns.count])
        if not isinstance(day, dt.date):
            bad.append(Bad(number, day))
        elif day > today:
            bad.append(Bad(number, gettext_lazy("This day has not come yet.")))
        elif count is None:
            continue
        elif not isinstance(count, int):
            bad.append(Bad(number, count))
        elif (same := seen.setdefault(tuple(cells), number)) != number:
            bad.append(Bad(number, _("It is the same as line %(number)s.") % {"number": wording.number(same)}))
        else:
            days[day] += count
    for day in [day for day, count in days.items() if count > MOST_A_DAY]:
        told = {"day": wording.day(day), "most": wording.number(MOST_A_DAY)}
        bad.append(Bad(0, _("The lines of %(day)s make more than %(most)s people.") % told))
        del days[day]
    return Read(dict(sorted(days.items())), bad)


def day_in(cell: str) -> dt.date | str | Promise:
    """The day a cell says, or what is wrong with it."""
    written = next(filter(None, (way.fullmatch(cell) for way in _DAYS)), None)
    if written is None:
        return gettext_lazy("There is no day here that can be read.")
    year, month, day = int(written["year"]), int(written["month"]), int(written["day"])
    is_jalali = year < _FIRST_GREGORIAN
    if not is_jalali and written.start("day") == 0:  # 4/3/2020 is one day to some and another to others
        return gettext_lazy("Write the year first, such as 1399/01/15 or 2020-04-03.")
    try:
        return jalali.to_gregorian(year, month, day) if is_jalali else dt.date(year, month, day)
    except (jalali.WrongDate, ValueError):
        return gettext_lazy("There is no such day.")


def count_in(cell: str) -> int | str | Promise | None:
    """How many a cell says; None where it says nothing, which is not zero."""
    cell = re.sub(r"[\s,٬'\u200c]", "", cell)
    if cell.casefold() in _NOTHING:
        return None
    if cell.startswith("-") and _COUNT.fullmatch(cell[1:]):
        return gettext_lazy("A count cannot be less than zero.")
    written = _COUNT.fullmatch(cell)
    if written is None:
        return gettext_lazy("There is no whole number here.")
    return int(written[1])


def examples(table: Table, place: int) -> list[str]:
    """What stands in a column, so that whoever chooses it knows it."""
    return [cell[:24] for cell, _times in Counter(cells[place] for _number, cells in table.lines[:3]).items() if cell]


def _plain(cell: str) -> str:
    return persian.fold_digits(persian.tidy(cell)).strip()


def _called(name: str, words: Sequence[str]) -> bool:
    parts = re.split(r"[\s_\u200c().-]+", name.casefold())
    return any(word in parts or (len(word) > 3 and word in name.casefold()) for word in words)
