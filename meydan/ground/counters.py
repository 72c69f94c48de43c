"""Attempt limits that hold under any number of parallel attempts, because the database counts (decision 0006).

A count must stay counted when the form it belongs to is refused. Both functions therefore refuse to run inside another
transaction: call them in the view, before the action, and leave `@once` off views that guess.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from meydan.ground.models import Counter

_COUNT = """
    INSERT INTO ground_counter (key, count, ends_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN ground_counter.ends_at <= %s THEN 1 ELSE ground_counter.count + 1 END,
        ends_at = CASE WHEN ground_counter.ends_at <= %s THEN excluded.ends_at ELSE ground_counter.ends_at END
    WHERE ground_counter.ends_at <= %s OR ground_counter.count < %s
    RETURNING count, ends_at
"""


class Allowed(NamedTuple):
    """A tuple is always true: ask `.ok`."""

    ok: bool
    left: int
    retry_at: datetime  # when the window ends; what was used is given back then


def _row(key: str) -> str:
    return salted_hmac("meydan.ground.counters", key, secret=settings.IDENTITY_KEY, algorithm="sha256").hexdigest()


def allow(key: str, *, limit: int, window: timedelta, inside: bool = False) -> Allowed:
    """Count one attempt under `key`: exactly `limit` pass in each window, which begins with its first attempt.

    `inside=True` counts in the transaction around it and is forgotten with it: right for "at most three requests
    granted an hour", wrong for guesses.
    """
    now = timezone.now()
    row = _row(key)
    if limit > 0:
        at = connection.ops.adapt_datetimefield_value(now)
        ends = connection.ops.adapt_datetimefield_value(now + window)
        with transaction.atomic(durable=not inside), connection.cursor() as cursor:
            cursor.execute(_COUNT, [row, ends, at, at, at, limit])
            counted = cursor.fetchone()
        if counted:
            return Allowed(True, limit - counted[0], _moment(counted[1]))
    full = Counter.objects.filter(pk=row, ends_at__gt=now).first()
    return Allowed(False, 0, full.ends_at if full else now + window)


def give_back(key: str) -> None:
    """Take back one attempt that turned out to be somebody's own, so that only the others count."""
    Counter.objects.filter(pk=_row(key), count__gt=0).update(count=F("count") - 1)


def spend(rows: models.QuerySet[Any], field: str, *, limit: int) -> bool:
    """Count one attempt on the one row of `rows`; False when its `limit` is used up, or there is no such row.

    `spend(Code.objects.filter(pk=pk), "attempts", limit=5)` before the guess is compared.
    """
    with transaction.atomic(durable=True):
        return rows.filter(**{f"{field}__lt": limit}).update(**{field: F(field) + 1}) == 1


def _moment(value: Any) -> datetime:
    """SQLite gives the column's text, in the connection's zone, where PostgreSQL gives a datetime."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment, connection.timezone)
