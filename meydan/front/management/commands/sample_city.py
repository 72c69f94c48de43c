"""`meydan sample-city`: real places, made-up people, and a month of programs. The second time it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from meydan.front.sample import is_there, make


class Command(BaseCommand):
    help = "Fill an empty house with the sample city; a house that has it is left alone."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.SAMPLE:
            raise CommandError("The sample city belongs to MEYDAN_MODE=sample only.")
        if is_there():
            self.stdout.write("The sample city is here.")
            return
        for line in make():
            self.stdout.write(line)
            self.stdout.flush()
