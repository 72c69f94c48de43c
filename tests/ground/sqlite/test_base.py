import time

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from meydan.ground.models import Counter
from meydan.ground.sqlite import base
from meydan.ground.sqlite.turn import turn_for
from tests.together import at_once, process

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own write queue"),
]


def row(key):
    return Counter.objects.create(key=key, count=1, ends_at=timezone.now())


def other_connection():
    other = connection.copy()
    other.connect()
    return other


def test_a_connection_keeps_a_log_syncs_fully_and_leaves_the_checkpoints_to_the_worker():
    with connection.cursor() as cursor:
        said = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")}
        said["wal_autocheckpoint"] = cursor.execute("PRAGMA wal_autocheckpoint").fetchone()[0]
        said["mmap_size"] = cursor.execute("PRAGMA mmap_size").fetchone()[0]
    assert said == {"journal_mode": "wal", "foreign_keys": 1, "wal_autocheckpoint": 0, "mmap_size": 0}
    assert "synchronous=FULL" in base.FIRST_WORDS
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_transaction_holds_the_turn_until_it_ends():
    with transaction.atomic():
        assert connection.holds_turn
        with transaction.atomic():
            row("a")
        assert connection.holds_turn
    assert not connection.holds_turn


def test_a_failed_transaction_gives_the_turn_back():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        row("a")
        raise ZeroDivisionError
    assert not connection.holds_turn
    assert Counter.objects.count() == 0


def test_a_connection_closed_in_the_middle_gives_the_turn_back():
    with pytest.raises(Exception), transaction.atomic():  # noqa: B017, PT011 - Django has several words for it
        row("a")
        connection.close()
        row("b")
    assert not connection.holds_turn
    row("c")
    assert Counter.objects.count() == 1


def test_a_begin_that_fails_gives_the_turn_back(monkeypatch):
    def broken(_self):
        raise OperationalError("disk I/O error")

    monkeypatch.setattr("django.db.backends.sqlite3.base.DatabaseWrapper._start_transaction_under_autocommit", broken)
    with pytest.raises(OperationalError, match="disk"), transaction.atomic():
        pass
    monkeypatch.undo()
    assert not connection.holds_turn
    row("a")


def test_a_second_connection_of_the_same_thread_is_refused_at_once_rather_than_waiting_for_itself():
    other = other_connection()
    try:
        with transaction.atomic():
            began = time.monotonic()
            with pytest.raises(OperationalError, match="database is locked"):
                other.cursor().execute("DELETE FROM ground_counter")
            assert time.monotonic() - began < 10
    finally:
        other.close()


def test_a_thread_waits_for_the_turn_and_gives_up_after_its_time():
    turn = turn_for(connection.settings_dict["NAME"])
    assert turn.take(1)
    try:
        assert at_once(1, lambda _: turn.take(0.2)) == [False]
    finally:
        turn.give()


def test_writes_from_many_threads_all_come_in():
    assert [result for result in at_once(200, lambda number: row(f"{number}")) if isinstance(result, Exception)] == []
    assert Counter.objects.count() == 200


def test_another_process_waits_for_the_turn():
    script = (
        "import django; django.setup(); from meydan.ground.models import Counter; from django.utils import timezone;"
        "print('ready', flush=True); Counter.objects.create(key='theirs', count=1, ends_at=timezone.now())"
    )
    with transaction.atomic():
        row("ours")
        child = process(["-c", script])
        assert child.stdout.readline() == "ready\n"
        time.sleep(0.3)
        assert child.poll() is None
    assert child.wait(60) == 0, child.stderr.read()
    assert Counter.objects.count() == 2


def test_a_killed_process_does_not_keep_the_turn():
    script = (
        "import django, time; django.setup(); from django.db import transaction\n"
        "with transaction.atomic():\n    print('ready', flush=True); time.sleep(60)"
    )
    child = process(["-c", script])
    assert child.stdout.readline() == "ready\n"
    child.kill()
    row("ours")
    child.wait()
    assert Counter.objects.count() == 1


def test_reading_never_waits_for_a_writer():
    def read(_):
        began = time.monotonic()
        Counter.objects.count()
        return time.monotonic() - began

    with transaction.atomic():
        row("a")
        assert max(at_once(8, read)) < 10


def test_a_test_database_is_removed_with_the_files_beside_it(tmp_path):
    name = str(tmp_path / "old.sqlite3")
    for ending in ("", *base.BESIDE):
        (tmp_path / f"old.sqlite3{ending}").write_text("")
    connection.creation._destroy_test_db(name, 0)
    assert list(tmp_path.iterdir()) == []
