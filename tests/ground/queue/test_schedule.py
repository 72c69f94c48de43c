from datetime import UTC, datetime, timedelta

import pytest

from meydan.ground.models import Task
from meydan.ground.queue import daily, every, schedule
from meydan.ground.queue.schedule import Clock, Timetable
from tests.ground.queue import handlers
from tests.together import at_once


@pytest.fixture
def timetables(monkeypatch):
    kept = {}
    monkeypatch.setattr(schedule, "timetables", kept)
    return kept


def at(text):
    return datetime.fromisoformat(text)


def test_a_daily_time_is_irans():
    due = Timetable(handlers.urgent, hour=3, minute=30).last_due
    assert due(at("2026-11-22T00:00:00+00:00")) == at("2026-11-22T03:30:00+03:30")
    assert due(at("2026-11-21T23:59:59+00:00")) == at("2026-11-21T03:30:00+03:30")


def test_a_step_is_counted_by_the_clock_so_that_all_workers_agree():
    due = Timetable(handlers.urgent, step=timedelta(minutes=5)).last_due
    assert due(at("2026-11-22T10:07:31+00:00")) == at("2026-11-22T10:05:00+00:00")


def test_nothing_comes_again_faster_than_every_second():
    with pytest.raises(ValueError, match="every second"):
        every(minutes=0)


@pytest.mark.django_db
def test_each_time_is_asked_for_once_by_however_many_workers(timetables):
    every(minutes=5)(handlers.urgent)
    daily(3)(handlers.long)
    assert sorted(timetables) == ["tests.ground.queue.handlers.long", "tests.ground.queue.handlers.urgent"]
    now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    one, other = Clock(), Clock()
    assert [one.tick(now), one.tick(now), other.tick(now)] == [2, 0, 0]
    assert [one.tick(now + timedelta(minutes=5)), other.tick(now + timedelta(minutes=5))] == [1, 0]


@pytest.mark.django_db
def test_what_was_missed_is_made_up_once(timetables):
    every(minutes=5)(handlers.urgent)
    now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    Clock().tick(now)
    assert Clock().tick(now + timedelta(hours=3)) == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_ten_workers_at_once_ask_once(timetables):
    every(minutes=5)(handlers.urgent)
    now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    assert sum(at_once(10, lambda _: Clock().tick(now), threads=10)) == 1
    assert Task.objects.count() == 1
