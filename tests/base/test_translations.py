import gettext
import os
from pathlib import Path

import polib
from django.apps import apps

from meydan.base.translations import compile_newer


def test_only_what_changed_is_compiled():
    compile_newer()
    assert compile_newer() == []
    folder = f"{apps.get_app_config('base').path}/locale/fa/LC_MESSAGES"
    os.utime(f"{folder}/django.mo", (1, 1))
    assert [str(catalog) for catalog in compile_newer()] == [f"{folder}/django.po"]


def test_what_was_compiled_speaks():
    compile_newer()
    folder = f"{apps.get_app_config('base').path}/locale/fa/LC_MESSAGES"
    with Path(folder, "django.mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    entry = next(entry for entry in polib.pofile(f"{folder}/django.po") if entry.msgid == "Home")
    assert words.gettext("Home") == entry.msgstr
