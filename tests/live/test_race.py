"""Two writers at once."""

import pytest
from django.db import connection, transaction

from meydan.live import topics
from tests.together import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_sixteen_writers_lose_no_version():
    def publish(number: int) -> int:
        with transaction.atomic():
            return topics.publish("tests.room.1", {"fa": {"now": str(number)}})

    assert sorted(at_once(160, publish)) == list(range(1, 161))
    assert topics.current("tests.room.1").version == 160


def test_the_last_version_shows_what_all_writers_did():
    """Parts given as a function are made while the topic is held: none is made from what stood before another's write."""
    topics_and_rows = "tests.room.2"

    def write(number: int) -> int:
        with transaction.atomic():
            topics.publish(f"tests.row.{number}", {"fa": {}})  # the row this writer changes
            return topics.publish(topics_and_rows, _count)

    assert sorted(at_once(64, write)) == list(range(1, 65))
    assert topics.current(topics_and_rows) == (64, {"fa": {"now": "64"}})


def _count() -> dict[str, dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM live_topic WHERE name LIKE %s", ["tests.row.%"])
        return {"fa": {"now": str(cursor.fetchone()[0])}}
