"""Commands for scripts: the answer on stdout, or one sentence on stderr and exit code 2."""

import datetime as dt
import re
from abc import ABC, abstractmethod
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meydan.engines.jalali import FIRST_YEAR, LAST_YEAR, to_jalali
from meydan.engines.persian import fold_digits, tidy


class OneLineCommand(BaseCommand, ABC):
    """Asks the engines only: no checks, no database. From Python a refusal is a CommandError, as everywhere."""

    requires_system_checks = []

    @abstractmethod
    def answer(self, **options: Any) -> str:
        """Return what to print; a ValueError or LookupError is the sentence for whoever asked wrongly."""

    def handle(self, **options: Any) -> None:
        try:
            self.stdout.write(self.answer(**options))
        except (ValueError, LookupError) as wrong:
            self.refuse(str(wrong))

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self.refuse  # type: ignore[method-assign]
        return parser

    def refuse(self, message: str) -> NoReturn:
        if not getattr(self, "_called_from_command_line", False):
            raise CommandError(message, returncode=2)
        self.stderr.write(message)
        raise SystemExit(2)


def read_gregorian(text: str) -> dt.date:
    """Read a Gregorian date in ISO form; a Jalali-looking year is refused, never converted by a guess."""
    written = fold_digits(tidy(text))
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        raise ValueError(f"{text} is not a date like 2026-11-22")
    try:
        date = dt.date.fromisoformat(written)
    except ValueError as wrong:
        raise ValueError(f"{text} is no date: {wrong}") from None
    if date.year < FIRST_YEAR + 621 or not FIRST_YEAR <= to_jalali(date).year <= LAST_YEAR:
        raise ValueError(f"{text} is not a Gregorian date of the years 1821 to 2221; a Jalali one has its own option")
    return date
