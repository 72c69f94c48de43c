"""What stands on a client's own file besides its appointments."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from meydan.base import slots
from meydan.counseling.models import Case


def who_opened(request: HttpRequest, case: Case) -> SafeString:
    return render_to_string("counseling/log_link.html", {"case": case}, request)


slots.register("counseling.case", who_opened)
