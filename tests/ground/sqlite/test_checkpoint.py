from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from meydan.ground.models import Answered, Counter
from meydan.ground.sqlite import checkpoint as module
from meydan.ground.sqlite.checkpoint import checkpoint

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite keeps such a log"),
]


def log() -> Path:
    return Path(f"{connection.settings_dict['NAME']}-wal")


def write(rows: int = 1) -> None:
    now = timezone.now()
    Counter.objects.bulk_create([Counter(key=f"{n}", count=1, ends_at=now) for n in range(rows)])


@pytest.fixture(autouse=True)
def _empty_log(monkeypatch):
    """Tests that ran before in this process leave their log behind."""
    with monkeypatch.context() as patch:
        patch.setattr(module, "LARGE", 0)
        checkpoint(at_least=0)


def test_a_small_log_is_left_alone():
    write()
    assert checkpoint() == ""


def test_a_log_worth_moving_is_moved_and_then_used_again():
    write()
    assert checkpoint(at_least=1) == "PASSIVE"
    size = log().stat().st_size
    Counter.objects.update(count=2)
    assert log().stat().st_size <= size


def test_a_large_log_is_emptied(monkeypatch):
    monkeypatch.setattr(module, "LARGE", 1)
    write(100)
    assert checkpoint(at_least=1) == "TRUNCATE"
    assert log().stat().st_size == 0
    assert Counter.objects.count() == 100


def test_a_reader_does_not_hold_the_checkpointer_up_for_long(monkeypatch):
    monkeypatch.setattr(module, "LARGE", 1)
    write(10)
    reader = connection.copy()
    reader.connect()
    try:
        cursor = reader.cursor()
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM ground_counter").fetchall()
        write_more = Answered(key="00000000-0000-0000-0000-000000000001", door="/", at=timezone.now())
        write_more.save()
        assert checkpoint(at_least=1) == "TRUNCATE"
    finally:
        reader.close()
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 20_000


def test_the_checkpoint_is_made_in_the_turn_to_write():
    write()
    with transaction.atomic():
        assert connection.holds_turn  # a checkpoint elsewhere waits for this
    assert not connection.holds_turn
