import datetime as dt
import json
from typing import Any

from django.core.management.base import CommandParser

from meydan.calendar.management.one_line import OneLineCommand, read_gregorian
from meydan.engines.jalali import WEEKDAYS_FA, format_day, is_leap, parse, to_jalali, weekday


class Command(OneLineCommand):
    help = "Convert a Gregorian date to the Jalali calendar, or back with --to-gregorian."

    def add_arguments(self, parser: CommandParser) -> None:
        day = parser.add_mutually_exclusive_group(required=True)
        day.add_argument("gregorian", nargs="?", help="a Gregorian date, 2026-11-22")
        day.add_argument("--to-gregorian", metavar="JALALI", help="a Jalali date, 1405-09-01 or ۱۴۰۵/۹/۱")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def answer(self, **options: Any) -> str:
        typed = options["gregorian"]
        date = read_gregorian(typed) if typed is not None else parse(options["to_gregorian"])
        return (
            as_json(date) if options["json"] else f"{format_day(date, style='weekday')} = {date:%A, %-d %B %Y} ({date})"
        )


def as_json(date: dt.date) -> str:
    return json.dumps(
        {
            "gregorian": date.isoformat(),
            "jalali": format_day(date, style="iso"),
            "weekday": WEEKDAYS_FA[weekday(date)],
            "leap": is_leap(to_jalali(date).year),
        },
        ensure_ascii=False,
    )
