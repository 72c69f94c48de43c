import datetime as dt
import uuid

import pytest

from meydan.participation.models import Participation
from meydan.programs import actions
from meydan.programs.models import Program, View, ViewedDay
from tests.factories.programs import ProgramFactory
from tests.together import at_once

DAY = dt.date(2026, 11, 28)


def content() -> Program:
    return ProgramFactory(kind="content", mode="online", content_link="https://video.example/1")


def opened(program: Program, *viewers: int, day: dt.date = DAY) -> None:
    for viewer in viewers:
        actions.open_content(by=None, program=program, viewer=uuid.UUID(int=viewer), day=day)


@pytest.mark.django_db
def test_a_viewer_counts_once_a_day():
    program = content()
    opened(program, 1, 1, 2)
    opened(program, 1, day=DAY + dt.timedelta(days=1))
    assert View.objects.count() == 3


@pytest.mark.django_db
def test_views_become_one_row_of_the_ledger_a_program_and_day():
    program = content()
    opened(program, 1, 2, 3)
    actions.fold_views(by=None, program=program, day=DAY)
    row = Participation.objects.get()
    assert (row.count, row.kind, row.activity, row.area, row.channel, row.evidence, row.person) == (
        3,
        "content",
        program.pk,
        program.area,
        "online",
        "online_view",
        None,
    )


@pytest.mark.django_db
def test_a_fold_said_again_changes_nothing_and_new_views_correct_it():
    program = content()
    opened(program, 1, 2)
    for _time in range(3):
        actions.fold_views(by=None, program=program, day=DAY)
    assert Participation.objects.get().count == 2
    opened(program, 2, 3)
    actions.fold_views(by=None, program=program, day=DAY)
    assert Participation.objects.get().count == 3


@pytest.mark.django_db
def test_forgetting_who_viewed_leaves_the_sums():
    program = content()
    opened(program, 1, 2)
    actions.fold_views(by=None, program=program, day=DAY)
    opened(program, 3)
    assert actions.forget_views(by=None, before=DAY + dt.timedelta(days=1)) == 2
    actions.fold_views(by=None, program=program, day=DAY)
    assert (Participation.objects.get().count, ViewedDay.objects.get().views) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_folding_at_once_while_others_open_loses_and_doubles_nothing():
    program = content()

    def either(number: int) -> None:
        if number % 3:
            opened(program, number)
        else:
            actions.fold_views(by=None, program=program, day=DAY)

    answers = at_once(30, either, threads=6)
    actions.fold_views(by=None, program=program, day=DAY)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert (Participation.objects.get().count, View.objects.filter(counted=True).count()) == (20, 20)
