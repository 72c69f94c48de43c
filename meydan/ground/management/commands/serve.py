"""`meydan serve`: the page server and the worker under one command."""

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from meydan.ground.health import migrations_missing


class Command(BaseCommand):
    help = "Serves pages and runs tasks until it is told to stop."
    requires_system_checks = ()  # `make run` and operators check before; a restart is to be quick

    def handle(self, *_args: Any, **_options: Any) -> None:
        if migrations_missing():
            raise CommandError("The database is behind the code: run `meydan migrate` first.")
        collect_static()
        address = f"http://{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or 8000}"
        lines = [_("Meydan is at %(address)s/ — Ctrl-C ends it.")]
        if settings.SAMPLE:
            lines.append(_("Sample sign-ins stand at %(address)s/signin/"))
        announcement = "\n".join(line % {"address": address} for line in lines)
        # The supervisor is small because it forgets everything loaded here.
        os.execv(sys.executable, [sys.executable, "-m", "meydan.ground.supervisor", announcement])  # noqa: S606


def collect_static() -> bool:
    """Collect styles, scripts and fonts when one has changed since the last time; says whether it did."""
    files = sorted(
        (path, Path(storage.path(path)).stat().st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    state = hashlib.sha256(repr(files).encode()).hexdigest()
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state)
    return True
