"""What somebody wrote and photographed before it could be sent: it waits in their session, and nothing is lost.

Files wait in the house's own storage for a day at most; the session alone knows their names. Under a key one thing
waits at a time: what is newer takes the place of what is older.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.core.files import File
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.utils import timezone

FOLDER: Final = "unsent"
FOR: Final = dt.timedelta(days=1)


def keep(request: HttpRequest, key: str, of: int, said: Mapping[str, Any], files: Mapping[str, File[Any]]) -> None:
    """`of`: the id of what it is for. A file that waits already is kept, unless another one comes in its place."""
    waiting = request.session.get(key)
    there = dict(waiting["files"]) if waiting and waiting["of"] == of else {}
    if waiting and not there:
        forget(request, key, waiting["of"])
    for name, sent in files.items():
        if there.get(name):
            default_storage.delete(there[name])
        there[name] = default_storage.save(f"{FOLDER}/{str(sent.name).rsplit('/', 1)[-1]}", sent)
    request.session[key] = {"of": of, "said": dict(said), "files": there}


def kept(request: HttpRequest, key: str, of: int) -> tuple[dict[str, Any], dict[str, File[Any]]]:
    """The words, and the files that are still there."""
    waiting = request.session.get(key)
    if not waiting or waiting["of"] != of:
        return {}, {}
    there = {name: path for name, path in waiting["files"].items() if default_storage.exists(path)}
    return waiting["said"], {name: _opened(path) for name, path in there.items()}


def drop_file(request: HttpRequest, key: str, name: str) -> None:
    """Somebody thought better of it."""
    waiting = request.session.get(key)
    if waiting and name in waiting["files"]:
        default_storage.delete(waiting["files"].pop(name))
        request.session[key] = waiting


def forget(request: HttpRequest, key: str, of: int) -> None:
    """It was sent, or something newer waits."""
    waiting = request.session.get(key)
    if waiting and waiting["of"] == of:
        for path in waiting["files"].values():
            default_storage.delete(path)
        del request.session[key]


def sweep() -> int:
    """Take away files nobody came back for; says how many."""
    if not default_storage.exists(FOLDER):
        return 0
    count = 0
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < timezone.now() - FOR:
            default_storage.delete(path)
            count += 1
    return count


def _opened(path: str) -> File[Any]:
    found = default_storage.open(path)
    found.name = path.rsplit("/", 1)[-1]
    return found
