"""What the engines are held against: the shared tables, where they lie beside the repository."""

import csv
import json
from pathlib import Path

import pytest

# beside the repository, or beside the folder its worktrees are in
_NEAR = [folder / "shared" / "vectors" for folder in Path(__file__).parents[3:5]]
VECTORS = next((folder for folder in _NEAR if folder.exists()), _NEAR[0])


class Shared:
    """Reads a shared table by its path below `vectors`."""

    def rows(self, path):
        with (VECTORS / path).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def data(self, path):
        return json.loads((VECTORS / path).read_text(encoding="utf-8"))

    def text(self, path):
        return (VECTORS / path).read_text(encoding="utf-8")

    def raw(self, path):
        return (VECTORS / path).read_bytes()

    def files(self, folder, pattern):
        """Paths of the files below a folder, as the other two take them."""
        return [str(path.relative_to(VECTORS)) for path in sorted((VECTORS / folder).rglob(pattern))]


@pytest.fixture
def shared():
    if not VECTORS.exists():
        pytest.skip("the shared tables are not beside this repository")
    return Shared()
