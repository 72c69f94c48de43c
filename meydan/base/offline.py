"""Pages that go on without network: the script of the worker that stands before them (docs in attendance/README.md)."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpResponse
from django.templatetags.static import static

SHELL = (
    "base/meydan.css",
    "base/meydan.js",
    "base/pocket.js",
    "base/icon.svg",
    "base/vendor/htmx/htmx.min.js",
    *(
        f"base/vendor/vazirmatn/vazirmatn-{subset}-{weight}-normal.woff2"
        for subset in ("arabic", "latin")
        for weight in (400, 700)
    ),
)


class Before(NamedTuple):
    """What a worker stands before."""

    name: str  # of its cache, its lock and its sending
    shell: str  # the address of the empty page
    pages: Sequence[str]  # addresses the empty page answers for …
    numbered: str  # … and those below this one that end in a number
    files: Sequence[str]  # of the room, beside the shell's
    store: str  # what its store is called as a script; it has `send` and `forget`
    scripts: Sequence[str]  # that make the store


def worker(before: Before, *, scope: str) -> HttpResponse:
    """Of the house, so that it may stand before `scope`; the files it keeps are named by their hashes."""
    known = {
        "name": before.name,
        "files": [static(name) for name in (*SHELL, *before.files)],
        "shell": before.shell,
        "pages": list(before.pages),
        "numbered": before.numbered,
        "store": before.store,
        "root": before.numbered,
    }
    scripts = [static(name) for name in ("base/pocket.js", *before.scripts, "base/worker.js")]
    body = f"self.MEYDAN_WORKER = {json.dumps(known)};\nimportScripts({', '.join(map(json.dumps, scripts))});\n"
    answer = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = scope
    return answer


def keeper() -> HttpResponse:
    """The worker before one page for everybody, whose address is its scope; it stands below its own folder."""
    answer = HttpResponse(
        f"importScripts({json.dumps(static('base/keeper.js'))});\n", content_type="text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    return answer
