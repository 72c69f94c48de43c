"""What the two commands share: reading the file, and telling what was done and which rows were not taken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meydan.base.refusal import Refusal


def arguments(parser: CommandParser) -> None:
    parser.add_argument("file")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")


def run(command: BaseCommand, file: str, *, dry_run: bool, plan: Callable[..., Any], write: Callable[..., Any]) -> None:
    """Ends with 1 when some rows were not taken (the others were), with 2 when the file cannot be read at all."""
    try:
        text = Path(file).read_bytes().decode("utf-8-sig")
        planned = plan(text, reach=None)
        if not dry_run:
            write(by=None, text=text)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=2) from None
    except UnicodeDecodeError:
        raise CommandError(f"{file}: not UTF-8; save it again as UTF-8", returncode=2) from None
    except Refusal as refusal:
        raise CommandError(f"{file}: {refusal.sentence}", returncode=2) from None
    counts = f"added {len(planned.added)}, changed {len(planned.changed)}"
    command.stdout.write(f"{counts}, left as they are {planned.left}, not taken {len(planned.bad)}")
    for bad in planned.bad:
        command.stderr.write(f"{bad.number}: {bad.reason}")
    if planned.bad:
        raise CommandError(f"{len(planned.bad)} not taken", returncode=1)
