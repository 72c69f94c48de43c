"""What somebody wrote, recorded and photographed before they signed in: it waits in their session, and nothing is lost.

Files wait in the house's own storage for a day at most; the session alone knows their names.
"""

import datetime as dt
from typing import Any, Final

from django.core.files import File
from django.core.files.storage import default_storage
from django.http import HttpRequest
from django.utils import timezone

from meydan.questions.forms.asking import FILES, AskForm

KEY: Final = "questions.unsent"
FOLDER: Final = "unsent"
FOR: Final = dt.timedelta(days=1)


def keep(request: HttpRequest, form: AskForm) -> None:
    """The form is right; only who sends it is not known yet."""
    forget(request, form.edition.pk)
    said = {name: form.data.get(name, "") for name in form.fields if name not in FILES}
    files = {}
    for name in FILES:
        sent = form.cleaned_data.get(name)
        if sent:
            files[name] = default_storage.save(f"{FOLDER}/{sent.name.rsplit('/', 1)[-1]}", sent)
    request.session[KEY] = {"edition": form.edition.pk, "said": said, "files": files}


def kept(request: HttpRequest, edition: int) -> tuple[dict[str, Any], dict[str, File[Any]]]:
    """The words, and the files that are still there."""
    waiting = request.session.get(KEY)
    if not waiting or waiting["edition"] != edition:
        return {}, {}
    there = {name: path for name, path in waiting["files"].items() if default_storage.exists(path)}
    return waiting["said"], {name: _opened(path) for name, path in there.items()}


def forget(request: HttpRequest, edition: int) -> None:
    """It was sent, or something newer waits."""
    waiting = request.session.get(KEY)
    if waiting and waiting["edition"] == edition:
        for path in waiting["files"].values():
            default_storage.delete(path)
        del request.session[KEY]


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
