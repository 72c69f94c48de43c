"""Whose link this browser followed: kept in its session, for each activity the last one, for thirty days."""

import datetime as dt
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone

from meydan.ambassadors.models import Ambassador, Call

KEY: Final = "ambassadors.came"
COUNTED: Final = "ambassadors.counted"
LASTS: Final = dt.timedelta(days=30)
MOST: Final = 20  # activities a browser remembers


def keep(request: HttpRequest, ambassador: Ambassador) -> None:
    """The last link wins."""
    kept = {name: said for name, said in _kept(request).items() if name != _name(ambassador.call)}
    last_day = timezone.localdate() + LASTS
    kept[_name(ambassador.call)] = [ambassador.pk, last_day.isoformat()]
    request.session[KEY] = dict(list(kept.items())[-MOST:])


def by_whom(request: HttpRequest, door: str, activity: int) -> int | None:
    """The ambassador's number, without a look at the database."""
    said = _kept(request).get(f"{door}:{activity}")
    if not said or dt.date.fromisoformat(said[1]) < timezone.localdate():
        return None
    return int(said[0])


def is_first_today(request: HttpRequest, ambassador: Ambassador) -> bool:
    """Once a day and browser, however often the link is opened; remembers that it was asked."""
    today = timezone.localdate().isoformat()
    day, seen = request.session.get(COUNTED, ["", []])
    seen = seen if day == today else []
    if ambassador.pk in seen:
        return False
    request.session[COUNTED] = [today, [*seen, ambassador.pk][-MOST:]]
    return True


def _kept(request: HttpRequest) -> dict[str, Any]:
    found = request.session.get(KEY)
    return found if isinstance(found, dict) else {}


def _name(call: Call) -> str:
    return f"{call.door}:{call.activity}"
