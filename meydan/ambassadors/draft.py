"""The first screen of an application, which waits in the session for the second one, and for signing in."""

from typing import Any, Final

from django.http import HttpRequest

from meydan.ambassadors.forms import NetworkForm
from meydan.ambassadors.models import Call

KEY: Final = "ambassadors.application"


def keep(request: HttpRequest, call: Call, form: NetworkForm) -> None:
    said = {name: form.data.get(name, "") for name in form.fields}
    request.session[KEY] = {"call": call.pk, "said": said}


def kept(request: HttpRequest, call: Call) -> dict[str, Any]:
    waiting = request.session.get(KEY)
    return dict(waiting["said"]) if waiting and waiting["call"] == call.pk else {}


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
