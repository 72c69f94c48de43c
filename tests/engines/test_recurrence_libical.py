"""The dates of many rules, held against libical's own RSCALE=PERSIAN (built on ICU) where that library is installed.

Left out is what libical 3.0.16 does otherwise than the RFCs, each tried: INTERVAL above 1 under RSCALE starts late, so
that not even DTSTART occurs (weeks are alike in every calendar, so of weekly rules drawn by lot it is asked without
RSCALE, and without WKST=SA, which makes it count from another week); a daily rule passes over negative BYMONTHDAY; a yearly BYMONTHDAY without BYMONTH stays in the start's month
instead of expanding (RFC 5545, page 44); a monthly day that SKIP moved is tested again by BYMONTH and BYDAY, which RFC
7529 asks before, and may occur twice. The search through every day in `test_recurrence.py` covers these.
"""

import calendar
import ctypes
import datetime as dt
import os
import random
from itertools import product

import pytest

from meydan.engines.jalali import to_gregorian
from meydan.engines.recurrence import expand, parse_rule

END = to_gregorian(1500, 1, 1)
RSCALE = "RSCALE=PERSIAN;"
WEEKDAYS = ["SA", "SU", "MO", "TU", "WE", "TH", "FR"]
STARTS = [to_gregorian(1400, 1, 31), to_gregorian(1403, 12, 30), to_gregorian(1405, 9, 1)]
SIMPLE = [
    "FREQ=DAILY;BYMONTH=1,12",
    "FREQ=DAILY;BYMONTH=7;BYDAY=SA,WE",
    "FREQ=DAILY;BYMONTHDAY=1,31",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=SA,TU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SA,SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SA,SU;WKST=MO",
    "FREQ=WEEKLY;INTERVAL=3;BYMONTH=7,8",
    "FREQ=MONTHLY;BYDAY=1FR",
    "FREQ=MONTHLY;BYDAY=-1TH,2SA",
    "FREQ=MONTHLY;BYDAY=5MO",
    "FREQ=MONTHLY;BYDAY=SU",
    "FREQ=MONTHLY;BYMONTH=1,7;BYDAY=-5WE",
    "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=TU",
    "FREQ=YEARLY;BYDAY=-1TH",
    "FREQ=YEARLY;BYDAY=53FR,1FR",
    "FREQ=YEARLY;BYMONTH=7;BYDAY=1SA",
    "FREQ=YEARLY;BYMONTH=1,12;BYDAY=-1WE",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=SA",
    "FREQ=YEARLY;BYMONTH=1,9;BYMONTHDAY=1;BYDAY=SA",
]
SKIPPED = [
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=30,31",
    "FREQ=MONTHLY;BYMONTHDAY=-31",
    "FREQ=MONTHLY;BYMONTHDAY=-30,29",
    "FREQ=MONTHLY;BYMONTHDAY=2,31",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=12",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=6,7,12;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=31,-31",
]
DRAWN = int(
    os.environ.get("LIBICAL", "30")
)  # `LIBICAL=1000 pytest tests/engines/test_recurrence_libical.py` for a long look
RULES = SIMPLE + [f"{rule};SKIP={skip}" for rule, skip in product(SKIPPED, ("OMIT", "BACKWARD", "FORWARD"))]


@pytest.fixture(scope="module")
def libical():
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        pytest.skip("libical is not installed")
    if not library.icalrecurrencetype_rscale_is_supported():
        pytest.skip("this libical was built without RSCALE")
    expand_recurrence = library.icalrecur_expand_recurrence
    expand_recurrence.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.POINTER(ctypes.c_long)]

    def dates(text, start):
        found = (ctypes.c_long * 40_000)()
        expand_recurrence(text.encode(), calendar.timegm(start.timetuple()), len(found), found)
        days = [dt.datetime.fromtimestamp(second, dt.UTC).date() for second in found if second]
        return [day for day in days if day < END]

    return dates


def drawn(chance):
    """A rule of any shape in which the two should agree, and a day it starts on."""

    def some(values, most):
        return ",".join(str(one) for one in chance.sample(list(values), chance.randint(1, most)))

    def nth(numbers):
        return ",".join(f"{chance.choice(numbers)}{day}" for day in chance.sample(WEEKDAYS, chance.randint(1, 2)))

    start = chance.choice([to_gregorian(1400, 1, 1), to_gregorian(1402, 7, 30), to_gregorian(1404, 12, 29), *STARTS])
    skip = chance.choice(["", ";SKIP=OMIT", ";SKIP=BACKWARD", ";SKIP=FORWARD"])
    months, days, weekdays = some(range(1, 13), 5), some(range(1, 32), 5), some(WEEKDAYS, 4)
    rule = chance.choice(
        [
            f"FREQ=DAILY;BYDAY={weekdays}",
            f"FREQ=DAILY;BYMONTH={months};BYDAY={weekdays}",
            f"FREQ=DAILY;BYMONTHDAY={days}",
            f"FREQ=WEEKLY;BYDAY={weekdays}",
            f"FREQ=WEEKLY;INTERVAL={chance.randint(2, 9)};BYDAY={weekdays};WKST={chance.choice(['SU', 'MO'])}",
            f"FREQ=WEEKLY;BYMONTH={months};BYDAY={weekdays}",
            f"FREQ=MONTHLY;BYDAY={nth([1, 2, 3, 4, 5, -1, -2, -3, -4, -5])}",
            f"FREQ=MONTHLY;BYDAY={weekdays};BYMONTH={months}",
            f"FREQ=MONTHLY;BYMONTHDAY={days}{skip}",
            f"FREQ=MONTHLY;BYMONTHDAY={some(range(-31, 0), 4)}{skip}",
            f"FREQ=MONTHLY;BYMONTHDAY={some(range(1, 30), 7)};BYDAY={weekdays}",
            f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={days}{skip}",
            f"FREQ=YEARLY;BYMONTH={months};BYDAY={nth([1, 2, 3, 4, 5, -1, -2, -3])}",
            f"FREQ=YEARLY;BYDAY={nth([1, 2, 10, 20, 26, 52, 53, -1, -2, -10, -52, -53])}",
        ]
    )
    return rule, start


def of_a_century(libical, text, start, rscale=RSCALE):
    """Ours and libical's dates, which walks past 1499 unless it is told where to stop."""
    written = f"{rscale}{text};UNTIL=21210401" + ("" if "WKST" in text else ";WKST=SA")
    return expand(parse_rule(RSCALE + text), start, before=END, limit=40_000), libical(written, start)


@pytest.mark.parametrize("text", RULES)
def test_libical_gives_the_same_dates_for_a_century(libical, text):
    for start in STARTS:
        ours, theirs = of_a_century(libical, text, start)
        assert ours == theirs


@pytest.mark.parametrize("number", range(DRAWN))
def test_and_so_for_rules_drawn_by_lot(libical, number):
    text, start = drawn(random.Random(number))
    ours, theirs = of_a_century(libical, text, start, rscale="" if "INTERVAL" in text else RSCALE)
    assert ours == sorted(set(theirs)), f"{text} from {start}"
