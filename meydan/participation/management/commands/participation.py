"""`meydan participation rebuild`: the sheets compared with the rows, and drawn up anew where they differ."""

import datetime as dt
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meydan.engines import jalali
from meydan.participation import actions


def _day(written: str) -> dt.date:
    try:
        return jalali.parse(written)
    except jalali.WrongDate as wrong:
        raise CommandError(f"{written}: {wrong}", returncode=2) from None


class Command(BaseCommand):
    help = "Counts the sheets of participation anew from the rows and says what differed."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        anew = what.add_parser("rebuild", help="count the sheets of some days anew and mend what differs")
        anew.add_argument("--from", dest="first", default="1300-01-01", help="first Jalali day, such as 1405-07-01")
        anew.add_argument("--to", dest="last", default="1499-12-29", help="last Jalali day, included")
        anew.add_argument("--check", action="store_true", help="only say what differs; exit 1 if anything does")

    def handle(self, *_args: Any, **options: Any) -> None:
        first, last = _day(options["first"]), _day(options["last"])
        if first > last:
            raise CommandError("The first day must not be after the last.", returncode=2)
        untrue = actions.untrue_sheets(first, last)
        for one in untrue:
            day = "-".join(f"{part:02d}" for part in jalali.to_jalali(one.first))
            self.stdout.write(f"{day} area {one.area_id}: the sheet of this {one.span} is not that of its rows")
        if not options["check"]:
            actions.distrust_sheets(by=None, untrue=untrue)
            actions.draw_up_all()
        did = "differ" if options["check"] else "differed and were mended"
        self.stdout.write(f"{len(untrue)} sheets {did}." if untrue else "Every sheet is that of its rows.")
        if untrue and options["check"]:
            sys.exit(1)
