"""The screen at the door: a code that changes every fifteen seconds."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from meydan.attendance import codes, rules
from meydan.attendance.desk.reach import occasion_of
from meydan.attendance.models import STANDING
from meydan.base import doors, qr
from meydan.base.pages import page
from meydan.people.request import Request


@doors.role(*rules.CALLERS)
@never_cache
def screen(request: Request, pk: int) -> HttpResponse:
    occasion = occasion_of(request, pk)
    now = timezone.now()
    window = rules.check_in_window(occasion, now)
    is_open = window is rules.Window.OPEN and occasion.status in STANDING
    context: dict[str, Any] = {
        "occasion": occasion,
        "window": window.value,
        "is_open": is_open,
        "opens_at": None,
        "seconds": 15,
    }
    context["opens_at"] = occasion.starts_at - rules.CHECK_IN_OPENS_BEFORE
    if is_open:
        code = codes.code_of(occasion, now)
        address = request.build_absolute_uri(reverse("attendance:scan", args=[occasion.pk, code.word]))
        context |= {
            "qr": qr.inline(address, dark="#000"),
            "digits": f"{code.digits[:3]} {code.digits[3:]}",
            "seconds": code.seconds,
        }
    return page(request, "attendance/desk/screen.html", context, partial="code")
