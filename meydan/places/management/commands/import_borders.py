from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from meydan.places.actions import import_borders
from meydan.places.imports import borders, reporting


class Command(BaseCommand):
    help = "Bring in the borders of areas from a GeoJSON FeatureCollection; features are matched by code or name."

    def add_arguments(self, parser: CommandParser) -> None:
        reporting.arguments(parser)

    def handle(self, *, file: str, dry_run: bool, **_options: Any) -> None:
        reporting.run(self, file, dry_run=dry_run, plan=borders.plan, write=import_borders)
