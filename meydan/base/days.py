"""Days of Iran and the moments between them, for columns that hold moments."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone


def midnight(day: dt.date) -> dt.datetime:
    """When the day begins."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()), timezone.get_default_timezone())


def during(field: str, first: dt.date | None, last: dt.date | None) -> Q:
    """Moments of these days, both included; a side left open has no end."""
    found = Q()
    if first:
        found &= Q(**{f"{field}__gte": midnight(first)})
    if last:
        found &= Q(**{f"{field}__lt": midnight(last + dt.timedelta(days=1))})
    return found
