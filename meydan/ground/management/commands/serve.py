"""`meydan serve`, for who asks Django for it; `meydan/__main__.py` goes to the supervisor directly."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Serves pages and runs tasks until it is told to stop."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        os.execv(sys.executable, [sys.executable, "-m", "meydan", "serve"])  # noqa: S606 - a process without Django
