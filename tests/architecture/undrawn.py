"""Pages that say no, left blank, for tests that are refused ten thousand times and ask only by which status.

Drawing each of them, with all its menus, was half the time of trying every door. `WHOLE=1` draws them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.template import engines

from tests.sizes import WHOLE

PAGES = ("base/403.html", "base/404.html")


def _loaders(within: Any) -> Iterator[Any]:
    for loader in getattr(within, "template_loaders", None) or getattr(within, "loaders", ()):
        yield loader
        yield from _loaders(loader)


@contextmanager
def undrawn() -> Iterator[None]:
    engine = engines["django"].engine
    (kept,) = (loader.get_template_cache for loader in _loaders(engine) if hasattr(loader, "get_template_cache"))
    before = {name: kept.pop(name, None) for name in PAGES}
    if not WHOLE:
        kept.update({name: engine.from_string("") for name in PAGES})
    try:
        yield
    finally:
        for name, page in before.items():
            kept.pop(name, None)
            if page is not None:
                kept[name] = page
