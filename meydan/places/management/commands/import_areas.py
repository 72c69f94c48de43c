from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from meydan.places.actions import import_areas
from meydan.places.imports import areas, reporting


class Command(BaseCommand):
    help = "Bring in areas from a CSV: kind, name, name_en, code, parent_code, parent_kind, latitude, longitude."

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.arguments(parser)

    def handle(self, *, file: str, dry_run: bool, **_options: Any) -> None:
        reporting.run(self, file, dry_run=dry_run, plan=areas.plan, write=import_areas)
