"""Sample mode only: come in as one of the sample city's people, without a code. Production has no address for this."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.views.decorators.http import require_POST

from meydan.base import doors
from meydan.people.models import Person
from meydan.people.session import next_page
from meydan.signin.session import sign_in


@doors.open
@require_POST
def enter_as(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk, is_sample=True, is_active=True, phone__isnull=False)
    sign_in(request, person, factor_passed=True)
    return redirect(next_page(request) or resolve_url(settings.LOGIN_REDIRECT_URL))
