import pytest
from django.core.management import CommandError, call_command

from meydan.journal.models import Line
from meydan.participation import sheets
from meydan.participation.models import Participation, Sheet, Touched
from tests.factories.participation import ParticipationFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def run(capsys, *words):
    try:
        call_command("participation", "rebuild", *words)
        code = 0
    except SystemExit as left:
        code = left.code
    return code, capsys.readouterr().out


def test_checking_says_what_differs_and_fails(capsys):
    row = ParticipationFactory(count=40)
    code, said = run(capsys, "--check")
    assert code == 1
    assert said == (
        f"1405-09-07 area {row.area_id}: the sheet of this day is not that of its rows\n"
        f"1405-09-01 area {row.area_id}: the sheet of this month is not that of its rows\n"
        "2 sheets differ.\n"
    )
    assert Sheet.objects.count() == Touched.objects.count() == 0


def test_rebuilding_mends_and_then_there_is_nothing_to_say(capsys):
    ParticipationFactory(count=40)
    assert run(capsys)[1].endswith("2 sheets differed and were mended.\n")
    assert Line.objects.get(verb="participation.rebuilt").facts == {"sheets": 2}
    assert Sheet.objects.count() == 2
    assert run(capsys, "--check") == (0, "Every sheet is that of its rows.\n")


def test_a_sheet_that_differs_is_drawn_up_anew(capsys):
    row = ParticipationFactory(count=40)
    run(capsys)
    Participation.objects.update(person=PersonFactory(), count=1)
    assert run(capsys, "--check")[0] == 1
    assert run(capsys)[1].endswith("2 sheets differed and were mended.\n")
    assert run(capsys, "--check")[0] == 0
    counted = sheets.counted(areas=[row.area], first=row.day, last=row.day)
    assert (counted.whole.visits, counted.whole.persons) == (1, 1)


def test_only_the_days_named_are_counted(capsys):
    ParticipationFactory()
    assert run(capsys, "--check", "--from", "1405-07-01", "--to", "1405-09-06")[0] == 0
    assert run(capsys, "--check", "--from", "1405-09-07", "--to", "1405-09-07")[0] == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--from", "1405-07-31"], "1405-07-31"),
        (["--from", "2026-11-28"], "2026-11-28"),
        (["--from", "1405-09-02", "--to", "1405-09-01"], "The first day must not be after the last."),
    ],
)
def test_a_wrong_day_is_told_and_ends_with_two(words, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("participation", "rebuild", *words)
    assert refused.value.returncode == 2
