import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.engines.jalali import format_day, month_length, to_gregorian, to_jalali, weekday
from meydan.engines.recurrence import NthWeekday, Rule, WrongRule, describe, expand, parse_rule, to_text

PERSIAN = "RSCALE=PERSIAN;"
START = to_gregorian(1405, 1, 31)


def dates(text, *, start=START, limit=4, **more):
    return [format_day(date, style="iso") for date in expand(parse_rule(PERSIAN + text), start, limit=limit, **more)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", ["1405-01-31", "1405-02-10", "1405-02-20"]),
        ("FREQ=WEEKLY;COUNT=2", ["1405-01-31", "1405-02-07"]),
        ("FREQ=WEEKLY;BYDAY=SA,TU;COUNT=3", ["1405-02-01", "1405-02-05", "1405-02-08"]),
        ("FREQ=WEEKLY;BYDAY=SA;UNTIL=20260502", ["1405-02-05", "1405-02-12"]),
        ("FREQ=MONTHLY;BYDAY=1FR;COUNT=3", ["1405-02-04", "1405-03-01", "1405-04-05"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["1405-01-31", "1405-02-31", "1405-03-31"]),
        ("FREQ=MONTHLY;BYMONTH=6,7,8;COUNT=2", ["1405-06-31", "1406-06-31"]),
        ("FREQ=MONTHLY;BYMONTH=6,7;SKIP=BACKWARD;COUNT=2", ["1405-06-31", "1405-07-30"]),
        ("FREQ=MONTHLY;BYMONTH=6,7;SKIP=FORWARD;COUNT=2", ["1405-06-31", "1405-08-01"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;COUNT=2", ["1408-12-30", "1412-12-30"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;SKIP=BACKWARD;COUNT=3", ["1405-12-29", "1406-12-29", "1407-12-29"]),
        ("FREQ=YEARLY;BYDAY=-1TH;COUNT=2", ["1405-12-27", "1406-12-26"]),
        ("FREQ=YEARLY;BYMONTH=7;BYDAY=1SA;INTERVAL=2;COUNT=2", ["1405-07-04", "1407-07-02"]),
        ("FREQ=DAILY;BYMONTHDAY=-1;BYMONTH=7,12;COUNT=2", ["1405-07-30", "1405-12-29"]),
    ],
)
def test_a_rule_gives_its_dates(text, found):
    assert dates(text) == found


def test_the_start_occurs_only_where_the_rule_fits_it():
    assert dates("FREQ=WEEKLY;BYDAY=MO;COUNT=1") == ["1405-01-31"]
    assert dates("FREQ=WEEKLY;BYDAY=SA;COUNT=1") == ["1405-02-05"]


def test_exceptions_are_left_out_but_count():
    closed = {to_gregorian(1405, 2, 1)}
    assert dates("FREQ=DAILY;COUNT=3", exceptions=closed) == ["1405-01-31", "1405-02-02"]


def test_dates_stop_before_the_day_asked_for_and_at_the_limit():
    assert dates("FREQ=DAILY", before=to_gregorian(1405, 2, 2)) == ["1405-01-31", "1405-02-01"]
    assert len(dates("FREQ=DAILY", before=to_gregorian(1500, 1, 1), limit=7)) == 7
    assert dates("FREQ=DAILY", before=START) == []


def test_a_rule_without_any_end_is_refused():
    with pytest.raises(WrongRule) as refused:
        expand(parse_rule(PERSIAN + "FREQ=DAILY"), START)
    assert (refused.value.code, refused.value.part) == ("endless", "COUNT")


def test_a_rule_no_day_fits_comes_to_an_end():
    assert dates("FREQ=MONTHLY;BYMONTH=12;BYMONTHDAY=31;COUNT=1") == []


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("FREQ=DAILY", "missing", "RSCALE"),
        ("RSCALE=GREGORIAN;FREQ=DAILY", "value", "RSCALE"),
        (PERSIAN, "unknown", "FREQ"),
        ("RSCALE=PERSIAN", "missing", "FREQ"),
        (PERSIAN + "FREQ=HOURLY", "value", "FREQ"),
        (PERSIAN + "FREQ=DAILY;FREQ=DAILY", "twice", "FREQ"),
        (PERSIAN + "FREQ=DAILY;BYSETPOS=1", "unknown", "BYSETPOS"),
        (PERSIAN + "FREQ=DAILY;COUNT=", "value", "COUNT"),
        (PERSIAN + "FREQ=DAILY;COUNT=0", "value", "COUNT"),
        (PERSIAN + "FREQ=DAILY;COUNT=3,4", "value", "COUNT"),
        (PERSIAN + "FREQ=DAILY;INTERVAL=-1", "value", "INTERVAL"),
        (PERSIAN + "FREQ=DAILY;COUNT=3;UNTIL=20260620", "combination", "COUNT"),
        (PERSIAN + "FREQ=DAILY;UNTIL=20260631", "value", "UNTIL"),
        (PERSIAN + "FREQ=DAILY;UNTIL=14041230", "value", "UNTIL"),
        (PERSIAN + "FREQ=DAILY;UNTIL=20260620T120000Z", "value", "UNTIL"),
        (PERSIAN + "FREQ=WEEKLY;BYDAY=XX", "value", "BYDAY"),
        (PERSIAN + "FREQ=WEEKLY;BYDAY=1SA", "combination", "BYDAY"),
        (PERSIAN + "FREQ=MONTHLY;BYDAY=6SA", "value", "BYDAY"),
        (PERSIAN + "FREQ=MONTHLY;BYDAY=0SA", "value", "BYDAY"),
        (PERSIAN + "FREQ=MONTHLY;BYDAY=1SA;BYMONTHDAY=3", "combination", "BYDAY"),
        (PERSIAN + "FREQ=MONTHLY;BYMONTHDAY=32", "value", "BYMONTHDAY"),
        (PERSIAN + "FREQ=MONTHLY;BYMONTH=5L", "value", "BYMONTH"),
        (PERSIAN + "FREQ=WEEKLY;BYMONTHDAY=3", "combination", "BYMONTHDAY"),
        (PERSIAN + "FREQ=MONTHLY;SKIP=NEVER", "value", "SKIP"),
        (PERSIAN + "FREQ=WEEKLY;WKST=1", "value", "WKST"),
    ],
)
def test_a_wrong_rule_is_refused_by_its_part(text, code, part):
    with pytest.raises(WrongRule) as refused:
        parse_rule(text)
    assert (refused.value.code, refused.value.part) == (code, part)


def test_a_last_day_is_read_in_either_calendar_and_written_gregorian():
    rule = parse_rule("rscale=persian;freq=weekly;byday=sa,tu;until=۱۴۰۵۰۳۳۱")
    assert rule == Rule(
        freq="WEEKLY", by_day=(NthWeekday(0, 0), NthWeekday(0, 3)), until=to_gregorian(1405, 3, 31)
    )  # fmt: skip
    assert to_text(rule) == "RSCALE=PERSIAN;FREQ=WEEKLY;UNTIL=20260621;BYDAY=SA,TU;WKST=SA"


@pytest.mark.parametrize(
    ("text", "persian", "english"),
    [
        (
            "FREQ=WEEKLY;BYDAY=SA,TU;UNTIL=20260621",
            "هر شنبه و سه‌شنبه تا ۳۱ خرداد ۱۴۰۵",
            "every Saturday and Tuesday until 31 Khordad 1405",
        ),
        ("FREQ=MONTHLY;BYDAY=1FR", "نخستین جمعهٔ هر ماه", "the first Friday of every month"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=10", "هر ۳ روز، ۱۰ بار", "every 3 days, 10 times"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "هر ۲ هفته، شنبه", "every 2 weeks on Saturday"),
        ("FREQ=WEEKLY", "هر هفته", "every week"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
            "روزهای ۱ و ۱۵ و آخرین روز هر ماه",
            "days 1 and 15 and the last day of every month",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD",
            "روز ۳۱ هر ماه؛ در ماه کوتاه‌تر، روز پیش",
            "day 31 of every month; the day before in shorter months",
        ),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=22", "روز ۲۲ بهمن هر سال", "day 22 of Bahman every year"),
        (
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=7;BYDAY=-2SA",
            "دومین شنبه از پایان مهر، هر ۲ سال",
            "the second last Saturday of Mehr, every 2 years",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=TU",
            "روز ۱۳ هر ماه، اگر سه‌شنبه باشد",
            "day 13 of every month, when it is a Tuesday",
        ),
        ("FREQ=DAILY;BYMONTH=1,2", "هر روز در فروردین و اردیبهشت", "every day in Farvardin and Ordibehesht"),
    ],
)
def test_a_rule_is_said_as_a_sentence(text, persian, english):
    rule = parse_rule(PERSIAN + text)
    assert (describe(rule, "fa"), describe(rule, "en")) == (persian, english)


@st.composite
def rules(draw):
    """Any rule `parse_rule` would take, with neither COUNT nor UNTIL."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    month_days = () if freq == "WEEKLY" else draw(st.sampled_from([(), (31,), (1, 15), (-1,), (-31, 30), (29, 30, 31)]))
    ordinals = st.integers(-5, 5) if freq in {"MONTHLY", "YEARLY"} and not month_days else st.just(0)
    return Rule(
        freq=freq,
        interval=draw(st.integers(1, 4)),
        by_month=tuple(draw(st.lists(st.integers(1, 12), max_size=3, unique=True))),
        by_month_day=month_days,
        by_day=tuple(draw(st.lists(st.builds(NthWeekday, ordinals, st.integers(0, 6)), max_size=3, unique=True))),
        skip=draw(st.sampled_from(["OMIT", "BACKWARD", "FORWARD"])),
        week_start=draw(st.integers(0, 6)),
    )


STARTS = st.dates(min_value=to_gregorian(1400, 1, 1), max_value=to_gregorian(1404, 12, 29))


@given(rules())
def test_a_rule_reads_back_from_its_text(rule):
    assert parse_rule(to_text(rule)) == rule
    assert describe(rule, "fa")
    assert describe(rule, "en")


@given(rules(), STARTS)
def test_dates_are_those_a_search_through_every_day_finds(rule, start):
    end = start + dt.timedelta(days=1200)
    every = (start + dt.timedelta(days=n) for n in range(1200))
    assert expand(rule, start, before=end, limit=2000) == [date for date in every if occurs(rule, start, date)]


def occurs(rule, start, date):
    """Say whether a day belongs to a rule, by looking at that day alone."""
    return {"DAILY": occurs_daily, "WEEKLY": occurs_weekly}.get(rule.freq, occurs_by_month)(rule, start, date)


def occurs_daily(rule, start, date):
    year, month, day = to_jalali(date)
    from_end = day - month_length(year, month) - 1
    return (
        (date - start).days % rule.interval == 0
        and (not rule.by_month or month in rule.by_month)
        and (not rule.by_month_day or day in rule.by_month_day or from_end in rule.by_month_day)
        and (not rule.by_day or weekday(date) in {each.weekday for each in rule.by_day})
    )


def occurs_weekly(rule, start, date):
    def week(any_date):
        return (any_date.toordinal() - (to_gregorian(1400, 1, 7).toordinal() + rule.week_start)) // 7

    assert weekday(to_gregorian(1400, 1, 7)) == 0
    wanted = {each.weekday for each in rule.by_day} or {weekday(start)}
    in_month = not rule.by_month or to_jalali(date).month in rule.by_month
    return weekday(date) in wanted and in_month and (week(date) - week(start)) % rule.interval == 0


def occurs_by_month(rule, start, date):
    year, month, day = to_jalali(date)
    length = month_length(year, month)
    if rule.by_day and not rule.by_month_day:
        if rule.freq == "YEARLY" and not rule.by_month:
            place = (date - to_gregorian(year, 1, 1)).days
            left = (to_gregorian(year + 1, 1, 1) - date).days - 1
        else:
            place, left = day - 1, length - day
        ordinals = {0, place // 7 + 1, -(left // 7) - 1}
        nth = any(each.weekday == weekday(date) and each.ordinal in ordinals for each in rule.by_day)
        return nth and has_period(rule, start, year, month)
    if rule.by_day and weekday(date) not in {each.weekday for each in rule.by_day}:
        return False
    numbers = rule.by_month_day or (to_jalali(start).day,)
    if has_period(rule, start, year, month) and any(n in (day, day - length - 1) for n in numbers):
        return True
    before, after = (year - (month == 1), (month - 2) % 12 + 1), (year + (month == 12), month % 12 + 1)
    if rule.skip == "BACKWARD" and day == length:
        too_long = has_period(rule, start, year, month) and any(n > length for n in numbers)
        return too_long or (has_period(rule, start, *after) and any(-n > month_length(*after) for n in numbers))
    if rule.skip == "FORWARD" and day == 1:
        too_long = has_period(rule, start, *before) and any(n > month_length(*before) for n in numbers)
        return too_long or (has_period(rule, start, year, month) and any(-n > length for n in numbers))
    return False


def has_period(rule, start, year, month):
    """Say whether the rule looks into this month at all."""
    first_year, first_month, _ = to_jalali(start)
    months = 12 * (year - first_year) + month - first_month
    if rule.freq == "MONTHLY":
        return months >= 0 and months % rule.interval == 0 and (not rule.by_month or month in rule.by_month)
    if year < first_year or (year - first_year) % rule.interval:
        return False
    if rule.by_month:
        return month in rule.by_month
    return bool(rule.by_month_day or rule.by_day) or month == first_month
