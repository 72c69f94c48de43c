"""Answers of views: a page or a part of one, a toast, a page of rows, a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import trigger_client_event

from meydan.engines import persian

if TYPE_CHECKING:
    from django.db.models import QuerySet

Level = Literal["success", "info", "warning", "danger"]
Row = TypeVar("Row")

_LEVELS: dict[str, int] = {
    "success": messages.SUCCESS,
    "info": messages.INFO,
    "warning": messages.WARNING,
    "danger": messages.ERROR,
}


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int | None = None,
    partial: str = "",
) -> HttpResponse:
    """Render a page; for a request by htmx only the named partial of it (`partial=`, or "partial" in the context).

    The status is 422 where a form that was sent has errors, so that htmx and tests see a refusal without reading it.
    """
    context = dict(context or {})
    if status is None:
        status = 422 if request.method == "POST" and _has_errors(context.values()) else 200
    partial = partial or context.get("partial", "")
    htmx = getattr(request, "htmx", None)
    if not (partial and htmx and not htmx.boosted and not htmx.history_restore_request):
        return HttpResponse(render_to_string(template, context, request), status=status)
    answer = HttpResponse(render_to_string(f"{template}#{partial}", context, request), status=status)
    return with_toasts(request, answer)


def toast(request: HttpRequest, sentence: str | Promise, level: Level = "success") -> None:
    """Say one short sentence on the next page this visitor sees."""
    messages.add_message(request, _LEVELS[level], str(sentence))


def with_toasts(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Send the waiting toasts along with an answer that is no whole page."""
    toasts = [{"text": str(message), "level": message.level_tag} for message in messages.get_messages(request)]
    return trigger_client_event(answer, "toasts", {"toasts": toasts}) if toasts else answer


def paged(request: HttpRequest, rows: "QuerySet[Any, Row] | Sequence[Row]", size: int = 25) -> "Page[Row]":
    """The page asked for by `?page=`; a number that is none, or too small or large, gives the nearest page there is."""
    paginator = Paginator(rows, size)
    asked = persian.fold_digits(request.GET.get("page", "")).strip()
    number = int(asked) if re.fullmatch(r"-?[0-9]{1,9}", asked) else 1
    return paginator.page(min(max(number, 1), paginator.num_pages))


def attachment(filename: str, content_type: str, body: bytes | str | Iterable[bytes]) -> HttpResponse:
    """A file to keep. The name may be Persian (RFC 6266); old clients get an ASCII name with the same ending."""
    name = re.sub(r'[\x00-\x1f\x7f/\\"]+', "-", persian.tidy(filename)).strip("-. ") or "file"
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", persian.fold_digits(name)).strip("-")
    if plain.startswith("."):
        plain = f"meydan{plain}"
    answer = HttpResponse(body, content_type=content_type)
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{plain or 'meydan'}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def came_from(request: HttpRequest) -> str:
    """The page of this site the visitor stood on, or nothing."""
    back = request.headers.get("Referer", "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()) else ""


def _has_errors(values: Iterable[Any]) -> bool:
    for value in values:
        if isinstance(value, BaseForm) and value.is_bound and value.errors:
            return True
        if isinstance(value, BaseFormSet) and value.is_bound and not value.is_valid():
            return True
        if isinstance(value, dict) and _has_errors(value.values()):
            return True
        if isinstance(value, list | tuple) and _has_errors(value):
            return True
    return False
