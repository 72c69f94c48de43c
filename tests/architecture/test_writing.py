"""Only actions write, and every action has the same shape."""

import ast
import importlib
import inspect
from pathlib import Path

from tests.architecture import house

WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "acreate", "aupdate", "adelete", "asave",
}  # fmt: skip
# Where something else than a row is meant, or where the house keeps its own books.
WRITERS = {"actions", "sample", "migrations"}
BOOKKEEPERS = {"ground"}  # task leases, counters, answered forms: no person acts
NOT_ROWS = {"hashlib", "hmac", "context", "kwargs", "known", "environ", "query", "headers", "data", "attrs", "widget"}


def _writes(tree: ast.Module):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            yield node


def _is_about_rows(node: ast.Call) -> bool:
    """`….objects.create(…)`, `row.save(…)`, `rows.filter(…).update(…)`; not `dict.update` or `image.save(file)`."""
    chain = ast.unparse(node.func)
    if node.func.attr in {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}:
        return ".objects" in chain
    if node.func.attr in {"update", "delete"}:
        return ".objects" in chain or ".filter(" in chain or ".exclude(" in chain
    return node.func.attr == "save" and any(
        keyword.arg in {"update_fields", "force_insert"} for keyword in node.keywords
    )


def test_only_actions_write():
    elsewhere = [
        f"{house.named(path)}:{node.lineno} {ast.unparse(node.func)}"
        for room, path, tree in house.trees()
        if room not in BOOKKEEPERS and not (WRITERS & {part.removesuffix(".py") for part in path.parts})
        for node in _writes(tree)
        if _is_about_rows(node) and (house.named(path), node.func.attr) not in EXCEPTIONS
    ]
    assert elsewhere == [], "a write is a verb in its room's actions.py, under @action"


# The journal's own ink, the outbox's delivery state: bookkeeping below the actions that call it.
EXCEPTIONS = {
    ("meydan/journal/chaining.py", "bulk_create"),
    ("meydan/journal/chaining.py", "update"),
}


def _actions():
    for room in house.rooms():
        if not ((house.HOUSE / room / "actions.py").exists() or (house.HOUSE / room / "actions").is_dir()):
            continue
        module = importlib.import_module(f"meydan.{room}.actions")
        for name, value in vars(module).items():
            if getattr(value, "is_action", False):
                yield f"{room}.{name}", value


def test_there_are_actions_to_look_at():
    assert len(list(_actions())) > 30


def test_an_action_takes_keywords_only_and_names_who_acts():
    wrong = [
        name
        for name, write in _actions()
        for parameters in [inspect.signature(write).parameters]
        if "by" not in parameters
        or any(one.kind not in {one.KEYWORD_ONLY, one.VAR_KEYWORD} for one in parameters.values())
    ]
    assert wrong == [], "write `def verb(*, by: Person, …)`"


def _offered(room: str, path: Path) -> set[str] | None:
    """What others may call of a file of actions; None: all of it. In a folder that is what its `__init__` names."""
    if path.stem == "actions":
        return None
    return set(importlib.import_module(f"meydan.{room}.actions").__all__)


def test_every_function_that_actions_offer_is_one():
    unmarked = []
    for room, path, tree in house.trees():
        is_actions = path.stem == "actions" or "actions" in path.parts
        if not is_actions or room in BOOKKEEPERS:
            continue
        offered = _offered(room, path)
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            marks = {ast.unparse(mark) for mark in node.decorator_list}
            writes = any(_is_about_rows(call) for call in _writes(ast.Module([node], [])))
            if "action" not in marks and writes and (offered is None or node.name in offered):
                unmarked.append(f"{house.named(path)}:{node.lineno} {node.name}")
    assert unmarked == [], "decorate it with @action"


def test_a_step_of_an_action_is_taken_within_its_folder_only():
    """A function that writes without being an action belongs to the actions beside it."""
    steps = {
        f"meydan.{room}.actions.{path.stem}.{node.name}"
        for room, path, tree in house.trees()
        if path.parent.name == "actions" and room not in BOOKKEEPERS
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and "action" not in {ast.unparse(mark) for mark in node.decorator_list}
        and any(_is_about_rows(call) for call in _writes(ast.Module([node], [])))
    }
    assert steps
    taken = [
        f"{house.named(path)}:{node.lineno} {name.name}"
        for _room, path, tree in house.trees()
        if path.parent.name != "actions"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if f"{node.module}.{name.name}" in steps
    ]
    assert taken == [], "call the action that takes this step"
