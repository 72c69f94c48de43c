"""What the engines are held against: the shared tables, where they lie beside the repository."""

import csv
import json
from pathlib import Path

import pytest

VECTORS = Path(__file__).parents[2].parent / "shared" / "vectors"


class Shared:
    """Reads a shared table by its path below `vectors`."""

    def rows(self, path):
        with (VECTORS / path).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def data(self, path):
        return json.loads((VECTORS / path).read_text(encoding="utf-8"))


@pytest.fixture
def shared():
    if not VECTORS.exists():
        pytest.skip("the shared tables are not beside this repository")
    return Shared()
