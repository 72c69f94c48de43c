"""`meydan prepare`: what has to be in order before pages are served. `meydan serve` calls it when something changed."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from meydan.ground import supervisor
from meydan.ground.health import migrations_missing


class Command(BaseCommand):
    help = "Checks the database and collects static files."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if migrations_missing():
            raise CommandError("The database is behind the code: run `meydan migrate` first.")
        collect_static()
        says = [_("Meydan is at %(address)s/ — Ctrl-C ends it.")]
        if settings.SAMPLE:
            says.append(_("Sample sign-ins stand at %(address)s/signin/"))
        found = {
            "of": supervisor.fingerprint(os.environ),
            "says": "\n".join(line % {"address": "{address}"} for line in says),
        }
        supervisor.stamp(os.environ).write_text(json.dumps(found), encoding="utf-8")


def collect_static() -> bool:
    """Collect styles, scripts and fonts when one has changed since the last time; says whether it did."""
    files = sorted(
        (path, Path(storage.path(path)).stat().st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    state = hashlib.sha256(repr(files).encode()).hexdigest()
    collected = Path(settings.STATIC_ROOT) / ".collected"
    if collected.exists() and collected.read_text() == state:
        return False
    # Old files stay: pages that are already open still ask for them.
    call_command("collectstatic", interactive=False, verbosity=0)
    collected.write_text(state)
    return True
