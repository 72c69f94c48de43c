"""Free times of 40 counselors on 28 days: CPU of `counseling.times.free`, and beside looking at each minute.

python -m bench.freetimes            SQLite, in a file of its own
DATABASE_URL=postgres://… python -m bench.freetimes
"""

import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time

COUNSELORS = 40
DAYS = 28
PART = 7  # of the days are looked at minute by minute
TIMES = 7
BAR = 100  # milliseconds of CPU, in the middle of seven


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meydan.settings")
    with tempfile.TemporaryDirectory(prefix="freetimes-") as folder:
        os.environ["DATA_DIR"] = folder
        import django

        django.setup()
        from django.db import connection

        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            took = _measure()
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    sys.exit(took > BAR)


def _measure() -> float:
    from meydan.counseling import times
    from tests.counseling import oracle
    from tests.factories.counseling import NOW

    topic = oracle.busy_town(COUNSELORS)
    first = NOW.date()
    asked = {"now": NOW, "first_day": first, "last_day": first + dt.timedelta(days=DAYS - 1)}
    oracle.book(random.Random(1), topic, times.free(area=topic.area, topic=topic, **asked), 400)
    took, found = [], []
    for _one in range(TIMES):
        began = time.process_time()
        found = times.free(area=topic.area, topic=topic, **asked)
        took.append((time.process_time() - began) * 1000)
    began = time.process_time()
    part = dict(asked, last_day=first + dt.timedelta(days=PART - 1))
    same = oracle.slowly(topic, **part) == [slot for slot in found if slot.starts_at < _end_of(part["last_day"])]
    slowly = (time.process_time() - began) * 1000 / PART * DAYS
    middle = statistics.median(took)
    print(
        f"{COUNSELORS} counselors, {DAYS} days: {len(found)} free times, cold {took[0]:.0f}, {middle:.0f} ms of CPU; "
        f"minute by minute {slowly:.0f} ms, {slowly / middle:.0f} times as long; equal: {same}"
    )
    return middle if same else float("inf")


def _end_of(day: dt.date) -> dt.datetime:
    from django.utils import timezone

    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), timezone.get_default_timezone())


if __name__ == "__main__":
    main()
