"""The triggers of the first migration."""

import pytest
from django.db import DatabaseError, connection, transaction

from meydan.journal.chaining import append
from meydan.journal.models import Head, Line
from tests.factories.journal import DraftFactory
from tests.guards import guards_down

CHANGES = [
    "UPDATE journal_line SET verb = 'programs.cancel' WHERE number = 1",
    "UPDATE journal_line SET verb = verb",
    "DELETE FROM journal_line WHERE number = 2",
    "DELETE FROM journal_line",
    "DELETE FROM journal_head",
    "UPDATE journal_head SET number = 1",
    "UPDATE journal_head SET hash = hash",
    "UPDATE journal_head SET id = 2",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO journal_line SELECT * FROM journal_line WHERE number = 1",
    "INSERT OR REPLACE INTO journal_head SELECT * FROM journal_head",
    "UPDATE OR REPLACE journal_line SET number = 1 WHERE number = 2",
]
ON_POSTGRESQL = [
    "TRUNCATE journal_line",
    "TRUNCATE journal_head",
    "TRUNCATE journal_line, journal_head CASCADE",
    "INSERT INTO journal_line SELECT * FROM journal_line ON CONFLICT (number) DO UPDATE SET verb = 'x'",
]


@pytest.fixture
def lines(db):
    append([DraftFactory(), DraftFactory()])
    return list(Line.objects.order_by("number").values())


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("statement", CHANGES)
def test_lines_are_not_changed_and_the_head_only_moves_on(lines, statement):
    assert refused(statement)
    assert list(Line.objects.order_by("number").values()) == lines
    assert Head.objects.get().number == 2


@pytest.mark.parametrize("statement", ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)
def test_nor_in_the_ways_only_this_database_has(lines, statement):
    assert refused(statement)
    assert list(Line.objects.order_by("number").values()) == lines
    assert Head.objects.get().number == 2


def test_the_orm_is_refused_as_well(lines):
    for attempt in (
        lambda: Line.objects.filter(number=1).update(verb="x"),
        lambda: Line.objects.get(number=1).delete(),
        lambda: Head.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert Line.objects.count() == 2


def test_there_is_no_second_head(lines):
    with pytest.raises(DatabaseError), transaction.atomic():
        Head.objects.create(pk=2, hash=b"")


def test_a_tests_forger_leaves_the_guards_standing(lines):
    with guards_down():
        Line.objects.filter(number=1).update(verb="x")
    assert refused("DELETE FROM journal_line")
