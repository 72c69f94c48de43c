import datetime as dt

import pytest
from django.db import transaction

from meydan.engines import chain
from meydan.journal.chaining import append, fields
from meydan.journal.models import Head, Line
from tests.factories.journal import DraftFactory
from tests.together import at_once


@pytest.mark.django_db
class TestAppend:
    def test_the_first_line_is_linked_to_the_genesis(self):
        append([DraftFactory()])
        line = Line.objects.get()
        assert line.number == 1
        assert bytes(line.hash) == chain.link(chain.GENESIS, fields(1, line.at, line))

    def test_lines_are_numbered_and_linked_in_order_and_the_head_moves_to_the_last(self):
        append([DraftFactory(subject_id="a"), DraftFactory(subject_id="b", facts={"seats": 3, "first": True})])
        append([DraftFactory(subject_id="c")])
        lines = list(Line.objects.order_by("number"))
        assert [(line.number, line.subject_id) for line in lines] == [(1, "a"), (2, "b"), (3, "c")]
        assert chain.verify((fields(line.number, line.at, line), line.hash) for line in lines) is None
        head = Head.objects.get()
        assert (head.number, bytes(head.hash)) == (3, bytes(lines[-1].hash))

    def test_the_written_form_of_a_line_is_fixed(self):
        draft = DraftFactory(subject_id="41", area_id=7, facts={"seats": 3, "channel": "web"})
        at = dt.datetime(2026, 11, 28, 17, 0, tzinfo=dt.timezone(dt.timedelta(hours=3.5)))
        assert chain.canonical(fields(9, at, draft)).decode() == (
            '{"actor":null,"area":7,"at":"2026-11-28T13:30:00.000000",'
            '"facts":"{\\"channel\\":\\"web\\",\\"seats\\":3}","number":9,"origin":"command tests",'
            '"subject":"programs.Registration","subject_id":"41","verb":"programs.register"}'
        )

    def test_nothing_to_append_asks_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            append([])

    def test_any_number_of_lines_takes_three_queries(self, django_assert_num_queries):
        with django_assert_num_queries(3):
            append([DraftFactory() for _ in range(50)])


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_lines_are_not_appended_outside_a_transaction(self):
        with pytest.raises(RuntimeError):
            append([DraftFactory()])

    def test_sixteen_connections_write_one_chain_without_a_gap(self):
        def write(number: int) -> None:
            with transaction.atomic():
                append([DraftFactory(subject_id=f"{number}-{part}") for part in range(1 + number % 3)])

        assert [result for result in at_once(320, write) if result is not None] == []
        lines = list(Line.objects.order_by("number"))
        assert [line.number for line in lines] == list(range(1, 640))
        assert chain.verify((fields(line.number, line.at, line), line.hash) for line in lines) is None
        assert Head.objects.get().number == 639
