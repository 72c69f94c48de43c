from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from meydan.ground.counters import allow, give_back, spend
from meydan.ground.models import Answered, Counter
from tests.together import at_once, process

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
class TestAllow:
    def test_exactly_the_limit_passes(self):
        results = [allow("guess", limit=3, window=MINUTE) for _ in range(5)]
        assert [(result.ok, result.left) for result in results] == [
            (True, 2),
            (True, 1),
            (True, 0),
            (False, 0),
            (False, 0),
        ]

    def test_a_window_begins_with_its_first_attempt_and_says_when_it_ends(self):
        with time_machine.travel("2026-11-22 08:00:00+00:00", tick=False) as clock:
            first = allow("guess", limit=1, window=MINUTE)
            clock.shift(30)
            refused = allow("guess", limit=1, window=MINUTE)
            clock.shift(30)
            again = allow("guess", limit=1, window=MINUTE)
        assert (first.ok, refused.ok, again.ok) == (True, False, True)
        assert first.retry_at == refused.retry_at
        assert refused.retry_at.isoformat() == "2026-11-22T08:01:00+00:00"
        assert again.retry_at == first.retry_at + MINUTE

    def test_keys_are_counted_apart(self):
        assert allow("a", limit=1, window=MINUTE).ok
        assert allow("b", limit=1, window=MINUTE).ok

    def test_nothing_passes_a_limit_of_nothing(self):
        assert not allow("a", limit=0, window=MINUTE).ok

    def test_an_attempt_given_back_leaves_its_place_to_another(self):
        give_back("guess")
        allow("guess", limit=1, window=MINUTE)
        give_back("guess")
        give_back("guess")
        assert [allow("guess", limit=1, window=MINUTE).ok for _ in range(2)] == [True, False]

    def test_no_phone_or_address_can_be_read_in_the_table(self):
        allow("code:+989120000001:192.0.2.7", limit=1, window=MINUTE)
        key = Counter.objects.get().key
        assert len(key) == 64
        assert "0000001" not in key

    def test_it_refuses_to_count_where_the_count_could_be_undone(self):
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            allow("guess", limit=3, window=MINUTE)

    def test_an_attempt_that_is_given_back_can_be_made_again(self):
        assert allow("guess", limit=1, window=MINUTE).ok
        give_back("guess")
        give_back("guess")
        assert [allow("guess", limit=1, window=MINUTE).ok for _ in range(2)] == [True, False]

    def test_it_counts_inside_when_told_so(self):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            assert allow("send", limit=1, window=MINUTE, inside=True).ok
            raise ZeroDivisionError
        assert allow("send", limit=1, window=MINUTE).ok


@pytest.mark.django_db
class TestSpend:
    def test_a_row_has_so_many_attempts_and_no_more(self):
        allow("row", limit=9, window=MINUTE)
        Counter.objects.update(count=0)
        assert [spend(Counter.objects.all(), "count", limit=2) for _ in range(3)] == [True, True, False]

    def test_a_row_that_is_not_there_has_none(self):
        assert not spend(Counter.objects.filter(pk="none"), "count", limit=2)

    def test_it_refuses_to_count_where_the_count_could_be_undone(self):
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            spend(Counter.objects.all(), "count", limit=2)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_of_200_parallel_guesses_5_pass(self):
        results = at_once(200, lambda _: allow("guess", limit=5, window=MINUTE))
        assert sum(result.ok for result in results) == 5
        assert sorted(result.left for result in results if result.ok) == [0, 1, 2, 3, 4]

    def test_of_200_parallel_attempts_on_a_row_5_pass(self):
        allow("row", limit=9, window=MINUTE)
        Counter.objects.update(count=0)
        assert at_once(200, lambda _: spend(Counter.objects.all(), "count", limit=5)).count(True) == 5

    @pytest.mark.slow
    def test_480_attempts_of_8_processes_on_200_places_are_200_and_no_error(self):
        allow("places", limit=1000, window=MINUTE)
        places = Counter.objects.get().pk
        Counter.objects.update(count=0)
        script = f"""
import django, uuid; django.setup()
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from meydan.ground.models import Answered, Counter
got = 0
for number in range(60):
    with transaction.atomic():
        if Counter.objects.filter(pk={places!r}, count__lt=200).update(count=F("count") + 1):
            Answered.objects.create(key=uuid.uuid4(), door="/", at=timezone.now())
            got += 1
print(got)
"""
        children = [process(["-c", script]) for _ in range(8)]
        outcomes = [child.communicate(timeout=60) for child in children]
        assert [errors for _, errors in outcomes if errors] == []
        assert sum(int(said) for said, _ in outcomes) == 200
        assert Counter.objects.get(pk=places).count == 200
        assert Answered.objects.count() == 200
