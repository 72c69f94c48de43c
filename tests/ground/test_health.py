from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from meydan.ground import health
from meydan.ground.models import Counter, Task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(health, "_last", (0.0, {}))


def test_a_house_in_order_is_ready_and_nothing_is_left_behind():
    found = health.readiness()
    assert found["ready"]
    assert {name for name, value in found.items() if value is True} == {"ready", "write", "disk", "queue", "migrations"}
    assert Counter.objects.count() == 0


def test_a_task_that_waits_too_long_is_seen():
    now = timezone.now()
    Task.objects.create(path="x", run_after=now - timedelta(minutes=11), enqueued_at=now)
    found = health.readiness()
    assert (found["ready"], found["queue"], found["queue_age_s"] // 60) == (False, False, 11)


def test_a_task_for_later_is_not_late():
    now = timezone.now()
    Task.objects.create(path="x", run_after=now + timedelta(minutes=11), enqueued_at=now - timedelta(days=1))
    assert health.readiness()["queue_age_s"] == 0


def test_a_full_disk_is_seen(monkeypatch):
    monkeypatch.setattr(health, "LEAST_DISK", 1 << 60)
    assert not health.readiness()["ready"]


def test_a_database_that_cannot_write_is_seen(monkeypatch):
    def broken():
        raise DatabaseError("attempt to write a readonly database /secret/path")

    monkeypatch.setattr(health, "_writes", broken)
    found = health.readiness()
    assert (found["ready"], found["write"]) == (False, False)
    assert "secret" not in str(found)


def test_missing_migrations_are_seen(monkeypatch):
    monkeypatch.setattr(health, "migrations_missing", lambda: True)
    assert not health.readiness()["ready"]


def test_an_answer_is_kept_for_a_second(django_assert_num_queries):
    health.readiness()
    with django_assert_num_queries(0):
        health.readiness()
