"""`meydan draw verify TRANSCRIPT.json TICKETS.txt`: draws again from the published files, and touches no database."""

import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from meydan.engines.drawing import DrawMismatch, verify


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as wrong:
        raise ArgumentTypeError(f"{path}: {wrong.strerror or wrong}") from None


class Command(BaseCommand):
    help = "Shows that a draw bears itself out: exit status 0, or 1 and the first step that does not hold."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verifying = verbs.add_parser("verify", help="draw again from the published files and compare")
        verifying.add_argument("transcript", type=_bytes, help="transcript.json of the draw")
        verifying.add_argument("tickets", type=_bytes, help="tickets.txt, as it was frozen")

    def handle(self, *_args: Any, transcript: bytes, tickets: bytes, **_options: Any) -> None:
        try:
            verify(transcript, tickets)
        except DrawMismatch as wrong:
            self.stderr.write(wrong.line, ending="\n")
            sys.exit(1)
        self.stdout.write("Everything holds: these tickets won.")
