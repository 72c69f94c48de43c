import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from django.utils import translation

from meydan.engines import chain
from meydan.journal import verifying
from meydan.journal.chaining import append, fields
from meydan.journal.models import Head, Line
from meydan.journal.verifying import read_head, verify
from tests.factories.journal import DraftFactory, LineFactory
from tests.guards import guards_down
from tests.together import at_once


@pytest.fixture
def seven(db):
    append([DraftFactory(area_id=number, facts={"seats": number, "channel": "web"}) for number in range(7)])


def relinked(number: int) -> None:
    """What a thorough forger does: link every line anew from this one on."""
    previous = bytes(Line.objects.get(number=number - 1).hash) if number > 1 else chain.GENESIS
    for line in Line.objects.filter(number__gte=number).order_by("number"):
        previous = chain.link(previous, fields(line.number, line.at, line))
        Line.objects.filter(number=line.number).update(hash=previous)


def found() -> tuple[str | None, int]:
    verdict = verify()
    return verdict.flaw, verdict.number


@pytest.mark.django_db
def test_an_empty_journal_is_whole():
    verdict = verify()
    assert (verdict.flaw, verdict.lines, verdict.hash) == (None, 0, chain.GENESIS)


def test_an_untouched_journal_is_whole_and_ends_at_the_head(seven):
    verdict = verify()
    assert (verdict.flaw, verdict.lines, verdict.hash) == (None, 7, bytes(Head.objects.get().hash))


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "programs.cancel"},
        {"actor": "0b8e6ed0-7f5b-4a0c-9a57-0d2f1b6f3f11"},
        {"subject": "programs.Program"},
        {"subject_id": "0"},
        {"area_id": None},
        {"facts": {"seats": 400, "channel": "web"}},
        {"facts": {"seats": 3.0, "channel": "web"}},
        {"facts": {"channel": "web"}},
        {"facts": []},
        {"origin": "command shell"},
        {"at": "2026-11-22T08:30:00+00:00"},
        {"hash": b"\0" * 32},
        {"hash": b""},
        {"hash": b"", "facts": []},
    ],
)
def test_a_changed_line_is_named(seven, change):
    with guards_down():
        Line.objects.filter(number=4).update(**change)
    assert found() == ("changed", 4)


def test_facts_that_could_be_read_two_ways_are_a_change(seven):
    if connection.vendor == "postgresql":
        pytest.skip("jsonb keeps a name once")
    with guards_down(), connection.cursor() as cursor:
        cursor.execute(
            """UPDATE journal_line SET facts = '{"seats": 9, "channel": "web", "seats": 3}' WHERE number = 4"""
        )
    assert found() == ("changed", 4)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps each column's type")
@pytest.mark.parametrize(
    "change", ["number = 'four'", "hash = 'x'", "verb = 7", "verb = x'80'", "facts = '7'", "at = 'x'"]
)
def test_a_value_of_another_type_is_a_change(seven, change):
    with guards_down(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE journal_line SET {change} WHERE number = 4")
    assert found() in {("changed", 4), ("missing", 4)}


@pytest.mark.parametrize("number", [1, 4, 7])
def test_a_missing_line_is_named(seven, number):
    with guards_down():
        Line.objects.filter(number=number).delete()
    assert found() == ("missing", number)


def test_a_missing_line_whose_gap_was_closed_is_a_change(seven):
    with guards_down():
        Line.objects.filter(number=4).delete()
        for number in (5, 6, 7):
            Line.objects.filter(number=number).update(number=F("number") - 1)
    assert found() == ("changed", 4)


def test_swapped_lines_are_named(seven):
    with guards_down():
        for before, after in ((4, 90), (5, 4), (90, 5)):
            Line.objects.filter(number=before).update(number=after)
    assert found() == ("changed", 4)


def test_a_cut_tail_is_missing(seven):
    with guards_down():
        Line.objects.filter(number__gt=5).delete()
    assert found() == ("missing", 6)


def test_an_emptied_journal_is_missing_from_its_first_line(seven):
    with guards_down():
        Line.objects.all().delete()
    assert found() == ("missing", 1)


def test_a_forged_line_at_the_end_is_named_even_when_it_is_linked_rightly(seven):
    LineFactory(number=8)
    assert found() == ("changed", 8)
    with guards_down():
        relinked(8)
    assert found() == ("added", 8)


def test_a_forged_line_before_the_first_is_named(seven):
    LineFactory(number=0)
    assert found() == ("added", 0)


def test_a_journal_linked_anew_from_a_changed_line_does_not_fit_its_head(seven):
    with guards_down():
        Line.objects.filter(number=4).update(verb="programs.cancel")
        relinked(4)
    assert found() == ("rewritten", 7)


def test_a_head_noted_elsewhere_finds_what_was_linked_anew_with_its_head(seven):
    noted = read_head()
    with guards_down():
        Line.objects.filter(number=4).update(verb="programs.cancel")
        relinked(4)
        Head.objects.update(hash=Line.objects.get(number=7).hash)
    append([DraftFactory()])
    assert found() == (None, 0)
    verdict = verify(noted=noted)
    assert (verdict.flaw, verdict.number) == ("rewritten", 7)


def test_a_head_noted_elsewhere_finds_a_tail_cut_with_its_head(seven):
    noted = read_head()
    with guards_down():
        Line.objects.filter(number__gt=5).delete()
        Head.objects.update(number=5, hash=Line.objects.get(number=5).hash)
    assert found() == (None, 0)
    verdict = verify(noted=noted)
    assert (verdict.flaw, verdict.number) == ("missing", 6)


def test_a_head_noted_elsewhere_fits_a_journal_that_grew(seven):
    noted = read_head()
    append([DraftFactory()])
    assert verify(noted=noted).flaw is None


def test_it_reads_in_pieces_and_says_how_far_it_is(seven, monkeypatch):
    monkeypatch.setattr(verifying, "AT_A_TIME", 3)
    told = []
    assert verify(progress=lambda done, total: told.append((done, total))).lines == 7
    assert told == [(0, 7), (3, 7), (6, 7), (7, 7)]


@pytest.mark.django_db(transaction=True)
def test_a_journal_that_grows_while_it_is_read_is_whole(monkeypatch):
    monkeypatch.setattr(verifying, "AT_A_TIME", 7)

    def read_or_write(number):
        if number % 4 == 0:
            return verify().flaw
        with transaction.atomic():
            append([DraftFactory() for _ in range(5)])
        return None

    assert [flaw for flaw in at_once(160, read_or_write) if flaw is not None] == []
    assert verify().lines == 600


class TestCommand:
    def run(self, *words, **options):
        out, err = io.StringIO(), io.StringIO()
        with translation.override("en"):
            try:
                call_command("journal", *words, stdout=out, stderr=err, **options)
                status = 0
            except SystemExit as ended:
                status = ended.code
        return status, out.getvalue(), err.getvalue()

    def test_a_whole_journal_ends_with_its_count_and_head(self, seven):
        head = bytes(Head.objects.get().hash).hex()
        assert self.run("verify") == (0, f"7 lines, each as it was written. 7 {head}\n", "")

    def test_a_broken_one_ends_with_one_and_one_line_naming_it(self, seven):
        with guards_down():
            Line.objects.filter(number=4).update(verb="programs.cancel")
        assert self.run("verify") == (1, "", "Line 4 was changed after it was written.\n")

    def test_the_head_is_printed_to_be_written_down_and_compared_with(self, seven):
        status, out, _err = self.run("head")
        number, head = out.split()
        assert (status, number, head) == (0, "7", bytes(Head.objects.get().hash).hex())
        assert self.run("verify", "--number", number, "--head", head)[0] == 0
        assert self.run("verify", "--number", "3", "--head", head) == (
            1,
            "",
            "The journal was rewritten: line 3 is not the one noted.\n",
        )

    @pytest.mark.parametrize(
        "words", [["--head", "beef", "--number", "1"], ["--number", "0", "--head", "00" * 32], ["--number", "7"]]
    )
    def test_half_of_a_mark_is_refused(self, seven, words):
        with pytest.raises(CommandError):
            self.run("verify", *words)
