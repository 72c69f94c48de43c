"""How long a file is kept. The same rule is told to the client and run by the nightly task."""

import datetime as dt

from django.utils import timezone

from meydan.counseling.models import BookedFor, Case, Policy


def keep_until(case: Case, policy: Policy, last_time: dt.datetime | None) -> dt.date:
    """The last day it is kept. `last_time`: when its latest appointment starts, canceled ones included."""
    if case.last_seen_at is not None:
        years = policy.keep_years_child if case.booked_for == BookedFor.CHILD else policy.keep_years
        since = max(case.last_seen_at, last_time or case.last_seen_at)
    else:
        years, since = policy.keep_years_unattended, max(case.opened_at, last_time or case.opened_at)
    return later(timezone.localdate(since), years)


def may_erase(case: Case, today: dt.date) -> bool:
    """Its time is over, or its client asked; never while a court or the law wants it kept."""
    if case.erased_at is not None or case.held_at is not None:
        return False
    return case.erasure_asked_at is not None or (case.keep_until is not None and case.keep_until < today)


def later(day: dt.date, years: int) -> dt.date:
    """The same day some years on; 29 February gives 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)
