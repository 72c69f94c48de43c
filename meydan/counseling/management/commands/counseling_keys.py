"""`meydan counseling-keys`: how many files each master key wraps, and which of the keys are given to this house."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from meydan.counseling import vault
from meydan.counseling.models import CaseKey


class Command(BaseCommand):
    help = "Which master keys are in use. Exit status 1 where files are wrapped by a key that is not given."

    def handle(self, *_args: Any, **_options: Any) -> None:
        given = [master.name for master in vault.masters()]
        used = dict(CaseKey.objects.order_by().values_list("master").annotate(Count("pk")))
        for place, name in enumerate(given):
            how = "wraps new files" if place == 0 else "may be taken away" if not used.get(name) else "still needed"
            self.stdout.write(f"{name}: {used.get(name, 0)} files, {how}")
        lost = {name: count for name, count in used.items() if name not in given}
        for name, count in sorted(lost.items()):
            self.stdout.write(f"{name}: {count} files, NOT GIVEN: nobody can read them")
        if lost:
            raise CommandError("Give the missing keys in COUNSELING_KEYS, or these files stay closed.")
