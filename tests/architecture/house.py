"""What the house's own tests read: its storeys, rooms, files and addresses."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "meydan"
TESTS = HOUSE.parent / "tests"

STOREYS = [
    {"front"},
    {"reports"},
    {"programs", "visits", "questions", "budgets", "counseling", "campaigns"},
    {"ballots"},
    {"meetings"},
    {"assignments", "draws", "ambassadors"},
    {"closures"},
    {"certificates"},
    {"feedback"},
    {"attendance"},
    {"participation"},
    {"calendar"},
    {"signin"},
    {"messaging"},
    {"people"},
    {"places"},
    {"journal"},
    {"live"},
    {"ground"},
    {"base"},
    {"engines"},
]
HEIGHT = {room: len(STOREYS) - number for number, storey in enumerate(STOREYS) for room in storey}


def rooms() -> list[str]:
    return sorted(folder.name for folder in HOUSE.iterdir() if (folder / "__init__.py").exists())


def may_know(room: str, other: str) -> bool:
    """Down, or within the room."""
    return room == other or HEIGHT[other] < HEIGHT[room]


def files(pattern: str) -> Iterator[tuple[str, Path]]:
    """(room, path) of every file of the house that fits, migrations and vendored files left out."""
    for path in sorted(HOUSE.rglob(pattern)):
        parts = path.relative_to(HOUSE).parts
        if len(parts) > 1 and not {"migrations", "vendor", "__pycache__"} & set(parts):
            yield parts[0], path


@cache
def trees() -> list[tuple[str, Path, ast.Module]]:
    """Every module of the house, read once for all the tests that look through it."""
    return [(room, path, ast.parse(path.read_text(encoding="utf-8"))) for room, path in files("*.py")]


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE.parent))


def strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


ADDRESS = re.compile(r"^([a-z_]+):[a-z_]+$")
