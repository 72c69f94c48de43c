"""`meydan journal verify` reads the whole journal; `meydan journal head` prints what to write down elsewhere."""

import sys
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from meydan.engines import persian
from meydan.journal.verifying import Mark, read_head, verify


def _hash(text: str) -> bytes:
    try:
        found = bytes.fromhex(text.strip())
    except ValueError:
        found = b""
    if len(found) != 32:
        raise ArgumentTypeError(_("A hash is 64 hexadecimal digits, as «meydan journal head» prints it."))
    return found


def _line_number(text: str) -> int:
    folded = persian.fold_digits(text.strip())
    if not (folded.isascii() and folded.isdigit() and int(folded) > 0):
        raise ArgumentTypeError(_("The number of a line is a whole number from 1 on."))
    return int(folded)


class Command(BaseCommand):
    help = "Shows that the journal is whole: exit status 0, or 1 and the first line that was changed or is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verifying = verbs.add_parser("verify", help="read every line and compare")
        verifying.add_argument("--head", type=_hash, help="the hash of a line as it was written down elsewhere")
        verifying.add_argument("--number", type=_line_number, help="and that line's number")
        verbs.add_parser("head", help="print the number and the hash of the last line, to write down elsewhere")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["verb"] == "head":
            head = read_head()
            self.stdout.write(f"{head.number} {head.hash.hex()}")
            return
        if (options["head"] is None) != (options["number"] is None):
            raise CommandError(_("Give --head and --number together."), returncode=2)
        noted = Mark(options["number"], options["head"]) if options["head"] is not None else None
        verdict = verify(noted=noted)
        if verdict.flaw:
            self.stderr.write(verdict.sentence, ending="\n")
            sys.exit(1)
        self.stdout.write(f"{verdict.sentence} {verdict.lines} {verdict.hash.hex()}")
