"""A house of one room, for what base does around any view."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from meydan.base import doors, fields
from meydan.base.forms import Filters, Form
from meydan.base.pages import page, toast
from meydan.base.refusal import Refusal


class TitleForm(Form):
    title = fields.Text(label="Title")


class ListFilters(Filters):
    q = fields.Text(label="Word")


@doors.open
def refused(request: HttpRequest) -> HttpResponse:
    raise Refusal("Registration for this program is closed.")


@doors.open
def denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@doors.open
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


@doors.open
def form(request: HttpRequest) -> HttpResponse:
    filled = TitleForm(request.POST or None)
    if request.method == "POST" and filled.is_valid():
        toast(request, "Kept.")
    return page(request, "base/form.html", {"form": filled, "title": "A form"})


@doors.open
def desk(request: HttpRequest) -> HttpResponse:
    return page(request, "base/desk.html", {"area": "Qods"})


urlpatterns = [
    path("", include("meydan.base.urls")),
    path("refused/", refused),
    path("denied/", denied),
    path("broken/", broken),
    path("form/", form, name="form"),
    path("desk/", desk),
    path("signin/", include(([path("", form, name="start")], "signin"))),
]
handler403 = "meydan.base.views.forbidden"
handler404 = "meydan.base.views.not_found"
handler500 = "meydan.base.views.broken"
