"""Catalogs are kept as text and compiled where the house runs."""

from pathlib import Path

import polib
from django.apps import apps


def compile_newer() -> list[Path]:
    """Compile each room's catalog that is newer than what was compiled from it; return those."""
    compiled = []
    for room in apps.get_app_configs():
        if not room.name.startswith("meydan."):
            continue
        for catalog in sorted(Path(room.path).glob("locale/*/LC_MESSAGES/*.po")):
            target = catalog.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < catalog.stat().st_mtime:
                polib.pofile(str(catalog)).save_as_mofile(str(target))
                compiled.append(catalog)
    return compiled
