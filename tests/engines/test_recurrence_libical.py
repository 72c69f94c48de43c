"""The dates of many rules, held against libical's own RSCALE=PERSIAN (built on ICU) where that library is installed.

Left out is what libical 3.0.16 does otherwise than the RFCs, each tried: INTERVAL above 1 under RSCALE (but weekly) starts
days late, so that not even DTSTART occurs; a daily rule passes over negative BYMONTHDAY; a yearly BYMONTHDAY without
BYMONTH stays in the start's month instead of expanding (RFC 5545, page 44); a monthly day that SKIP moved is tested again by
BYMONTH and BYDAY, which RFC 7529 asks before, and may occur twice. The search through every day in `test_recurrence.py` covers these.
"""

import calendar
import ctypes
import datetime as dt
from itertools import product

import pytest

from meydan.engines.jalali import to_gregorian
from meydan.engines.recurrence import expand, parse_rule

END = to_gregorian(1500, 1, 1)
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


@pytest.mark.parametrize("text", RULES)
def test_libical_gives_the_same_dates_for_a_century(libical, text):
    text = f"RSCALE=PERSIAN;{text}"
    rule = parse_rule(text)
    for start in STARTS:
        # libical walks past 1499 unless it is told where to stop
        written = f"{text};UNTIL=21210401" + ("" if "WKST" in text else ";WKST=SA")
        assert expand(rule, start, before=END, limit=40_000) == libical(written, start)
