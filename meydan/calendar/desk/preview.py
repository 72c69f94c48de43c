"""The days a form would come to, while it is being filled."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.base.pages import page
from meydan.calendar import rules
from meydan.calendar.forms.when import of_token
from meydan.people.request import Request


@doors.role(*rules.STAFF)
@require_POST
def preview(request: Request) -> HttpResponse:
    data = request.POST.copy()
    data["preview"] = "1"
    try:
        form = of_token(request.POST.get("when_place", ""), data)
    except ValidationError:
        raise Http404 from None
    form.is_valid()
    return page(request, "calendar/when_preview.html", {"form": form}, status=200)
