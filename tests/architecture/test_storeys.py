"""What import-linter cannot see: words that point at other rooms. Everything points down."""

import ast
import re

from django.apps import apps
from django.db.models import ForeignKey

from tests.architecture import house


def test_every_room_stands_on_a_storey():
    assert set(house.rooms()) == set(house.HEIGHT), (
        "name the new room in tests/architecture/house.py and in .importlinter"
    )


def test_foreign_keys_name_a_class_and_not_a_string():
    by_string = [
        f"{house.named(path)}:{node.lineno}"
        for _room, path, tree in house.trees()
        if path.stem == "models" or "models" in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"ForeignKey", "OneToOneField", "ManyToManyField"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value != "self"
    ]
    assert by_string == [], "import the class and name it, so that the arrow is visible"


def test_foreign_keys_point_down():
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.app_label}"
        for model in apps.get_models()
        if model.__module__.startswith("meydan.")
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
        and field.related_model._meta.app_label in house.HEIGHT
        and not house.may_know(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert upward == [], "a table knows only tables of its own room and of storeys below"


def test_templates_include_and_link_downward():
    words = re.compile(r"{%\s*(?:(?:include|extends)\s+[\"']([a-z_]+)/|url\s+[\"']([a-z_]+):)")
    upward = [
        f"{house.named(path)} names {other}"
        for room, path in house.files("*.html")
        for found in words.findall(path.read_text(encoding="utf-8"))
        for other in found
        if other in house.HEIGHT and not house.may_know(room, other)
    ]
    assert upward == [], (
        "use a registry of the lower room (meydan.base.menu, meydan.base.slots) that the upper one fills"
    )


def test_code_reverses_addresses_downward():
    # `signin:` in base.doors and settings: whoever is not signed in is sent there by the door itself, as by LOGIN_URL
    known = {("meydan/base/doors.py", "signin")}
    upward = [
        f"{house.named(path)} names {text}"
        for room, path, tree in house.trees()
        for text in house.strings(tree)
        if (found := house.ADDRESS.match(text))
        and found[1] in house.HEIGHT
        and not house.may_know(room, found[1])
        and (house.named(path), found[1]) not in known
    ]
    assert upward == [], "an address of an upper room belongs in that room"


def test_nothing_listens_to_signals():
    listeners = [
        house.named(path)
        for _room, path, tree in house.trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"django.dispatch", "django.db.models.signals"}
    ]
    assert listeners == [], "call the lower room's action instead"
