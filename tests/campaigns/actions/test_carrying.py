import datetime as dt

import pytest

from meydan.campaigns import actions
from meydan.campaigns.actions.needs import SupplyDraft
from meydan.campaigns.models import Placement, Promise, Supply
from meydan.journal.models import Line
from tests.campaigns.week import FIRST, Week
from tests.factories.campaigns import SupplyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]
WEEK = [FIRST + dt.timedelta(days=number) for number in range(7)]


def planned():
    """A session each evening, in one space at one time; that of the first is pinned."""
    week = Week()
    promise = week.promise(together=7)
    for number in range(7):
        week.stand(promise, number + 1, week.spot(number), pinned=not number)
    return week


def change(week, first, last):
    actions.change_stage(by=week.officer, stage=week.stage, first_day=first, last_day=last)
    return list(Placement.objects.order_by("number").values_list("number", "day"))


def after(days):
    return [day + dt.timedelta(days=days) for day in WEEK]


@pytest.mark.parametrize("days", [1, 3, 7, -2, -14])
def test_a_week_that_moves_takes_its_timetable_along_pins_too(days):
    week = planned()
    moved = after(days)
    assert change(week, moved[0], moved[-1]) == list(enumerate(moved, 1))
    assert list(Placement.objects.filter(is_pinned=True).values_list("number", "version")) == [(1, 2)]
    facts = Line.objects.get(verb="campaigns.change_stage").facts
    assert (facts["moved"], facts["left"]) == (7, 0)


def test_a_shorter_week_elsewhere_keeps_the_evenings_it_still_has():
    week = planned()
    moved = after(10)
    assert change(week, moved[0], moved[4]) == list(enumerate(moved[:5], 1))


def test_where_one_end_changes_sessions_stay_on_their_days():
    week = planned()
    assert change(week, WEEK[2], WEEK[-1]) == list(enumerate(WEEK, 1))[2:]
    assert change(week, WEEK[0], WEEK[-1]) == list(enumerate(WEEK, 1))[2:]
    assert change(week, WEEK[0], WEEK[3]) == list(enumerate(WEEK, 1))[2:4]
    assert change(week, WEEK[0], WEEK[3]) == list(enumerate(WEEK, 1))[2:4]  # nothing of the week is said


def test_what_stood_nowhere_before_goes_and_nothing_is_lost_afterwards():
    week = planned()
    Placement.objects.filter(number=7).update(day=WEEK[0] - dt.timedelta(days=9))
    moved = after(2)
    assert change(week, moved[0], moved[-1]) == list(enumerate(moved, 1))[:6]
    assert week.sheet.lost == []


def test_no_promise_asks_for_what_is_lent_no_more():
    week = Week()
    sound, tables = week.supply, SupplyFactory(stage=week.stage)
    both = week.promise(needs={str(sound.pk): 1, str(tables.pk): 4})
    other = week.promise(needs={str(sound.pk): 2})
    draft = SupplyDraft(sound.name, 3, sound.pk)
    actions.set_supplies(by=week.officer, stage=week.stage, drafts=[draft])
    assert Supply.objects.get() == sound
    needs = {row.pk: (row.needs, row.version) for row in Promise.objects.all()}
    assert needs == {both.pk: ({str(sound.pk): 1}, 2), other.pk: ({str(sound.pk): 2}, 1)}
