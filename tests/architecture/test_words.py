"""The interface is whole in both languages, and the Persian is Persian."""

import ast
import re

import polib
import pytest

from tests.architecture import house

GETTEXT = {"_", "_l", "gettext", "gettext_lazy"}
CATALOGS = sorted(house.HOUSE.rglob("locale/fa/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.relative_to(house.HOUSE).parts[0])
def test_every_sentence_has_a_persian_one(catalog):
    entries = [entry for entry in polib.pofile(str(catalog)) if not entry.obsolete]
    missing = [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy]
    assert missing == [], f"translate these in {house.named(catalog)}"


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.relative_to(house.HOUSE).parts[0])
def test_persian_is_written_with_persian_letters_and_half_spaces(catalog):
    wrong = []
    for entry in polib.pofile(str(catalog)):
        if entry.obsolete:
            continue
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            found = re.search(
                r"[يك٠-٩0-9]|\bمی [آ-ی]|[آ-ی] ها(?:ی)?\b|«[^»]*\"",
                re.sub(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}|https?:\S+", "", text),
            )
            if found and not re.search(r"[A-Za-z]", text):
                wrong.append(f"{text!r}: {found[0]!r}")
    assert wrong == []


def _marked_sentences():
    """English sentences in the house's code and templates that are marked for translation."""
    for room, path in house.files("*.html"):
        for text in re.findall(r"{%\s*translate\s+\"([^\"]+)\"", path.read_text(encoding="utf-8")):
            yield room, path, text
    for room, path, tree in house.trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT and node.args:
                yield from ((room, path, str(word.value)) for word in node.args[:1] if isinstance(word, ast.Constant))


def test_no_marked_sentence_was_left_out_of_its_rooms_catalog():
    known = {
        catalog.relative_to(house.HOUSE).parts[0]: {
            entry.msgid for entry in polib.pofile(str(catalog)) if not entry.obsolete
        }
        for catalog in CATALOGS
    }
    missing = sorted(
        {f"{room}: {text}" for room, _path, text in _marked_sentences() if text not in known.get(room, set())}
    )
    assert missing == [], "run `make messages` and translate"


def test_templates_hold_no_bare_english():
    bare = []
    for _room, path in house.files("*.html"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", "", text, flags=re.DOTALL)
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<style.*?</style>|<!--.*?-->", " ", text, flags=re.DOTALL)
        for found in re.findall(r">([^<>]*[A-Za-z]{3,}[^<>]*)<", text):
            words = found.strip()
            if words and words != "English" and not words.startswith(("http", "&")):
                bare.append(f"{house.named(path)}: {words[:60]}")
    assert bare == [], "wrap it in {% translate %}"


def test_one_sentence_has_one_translation_in_all_rooms():
    """Django merges the catalogs: of two translations the room that stands first in INSTALLED_APPS wins everywhere."""
    rooms: dict[tuple[str, str], dict[tuple[str, ...], list[str]]] = {}
    for catalog in CATALOGS:
        for entry in polib.pofile(str(catalog)):
            if not entry.obsolete:
                persian = tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
                found = rooms.setdefault((entry.msgctxt or "", entry.msgid), {})
                found.setdefault(persian, []).append(catalog.relative_to(house.HOUSE).parts[0])
    differing = {sentence: found for sentence, found in rooms.items() if len(found) > 1}
    assert differing == {}, "choose one Persian sentence, or give the other meaning a context (pgettext)"
