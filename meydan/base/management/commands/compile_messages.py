from typing import Any

from django.core.management.base import BaseCommand

from meydan.base.translations import compile_newer


class Command(BaseCommand):
    help = "Compile the catalogs that changed; needs no gettext on the machine."
    requires_system_checks = []

    def handle(self, **_options: Any) -> None:
        for catalog in compile_newer():
            self.stdout.write(str(catalog))
