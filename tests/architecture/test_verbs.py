"""The journal's page tells each line in words."""

import ast

from meydan.journal.verbs import all_verbs
from tests.architecture import house


def _noted():
    for room, path, tree in house.trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "note" and node.args:
                verb = node.args[0]
                if isinstance(verb, ast.Constant):
                    yield room, path, verb.value


def test_every_verb_that_is_noted_has_words():
    wordless = sorted({f"{house.named(path)}: {verb}" for _room, path, verb in _noted() if verb not in all_verbs()})
    assert wordless == [], 'add it to VERBS in the room\'s verbs.py: "programs.register": _("Registered somebody …")'


def test_a_verb_begins_with_its_room():
    astray = sorted(
        {f"{house.named(path)}: {verb}" for room, path, verb in _noted() if not verb.startswith(f"{room}.")}
    )
    assert astray == []


def test_words_are_for_verbs_somebody_notes():
    known = {noted for _room, _path, noted in _noted()} | _built()
    assert sorted(set(all_verbs()) - known) == []


def _built():
    """Verbs put together where they are noted stand as strings elsewhere in their room."""
    return {text for _room, path, tree in house.trees() if path.stem != "verbs" for text in house.strings(tree)}
