import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.closures import actions, tasks
from meydan.closures.models import Closure, Item
from meydan.ground.models import Task
from meydan.ground.queue import drain
from meydan.journal.models import Line
from meydan.messaging.models import Message
from tests.closures.town import FIRST, NOW, Town
from tests.together import at_once


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("drafts", [1, 4])
def test_of_officers_who_begin_at_once_one_does(drafts):
    """The same draft, or drafts of the same days."""
    with time_machine.travel(NOW):
        town = Town()
        pottery = town.program()
        town.session(pottery, FIRST)
        town.guest(pottery)
        closures = [town.closure() for _number in range(drafts)]
        begun = at_once(4, lambda number: actions.begin(by=town.officer, closure=closures[number % drafts]))
        assert sum(isinstance(one, Closure) for one in begun) == 1
        assert sum(isinstance(one, Refusal) for one in begun) == 3
        assert Task.objects.count() == 1
        drain()
    assert (Item.objects.count(), Message.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_tasks_of_one_closure_take_turns_and_tell_nobody_twice():
    with time_machine.travel(NOW):
        town = Town()
        pottery = town.program()
        for hour in range(8, 20, 2):
            town.session(pottery, FIRST, hour)
        for _number in range(5):
            town.guest(pottery)
        closure = town.closure()
        actions.begin(by=town.officer, closure=closure)
        at_once(3, lambda _number: tasks.carry_on.call(closure.pk))
    closure.refresh_from_db()
    assert (closure.state, closure.told) == (Closure.State.DONE, 5)
    assert (Item.objects.count(), Message.objects.count()) == (6, 5)


@pytest.mark.django_db
def test_the_journal_tells_of_each_occasion_and_of_the_closure(town):
    town.session(town.program(), FIRST)
    town.undo(town.close())
    verbs = set(Line.objects.values_list("verb", flat=True))
    assert verbs >= {
        "closures.plan", "closures.begin", "calendar.cancel", "closures.closed", "closures.told", "closures.undo",
        "calendar.restore", "closures.restored",
    }  # fmt: skip
    assert set(Line.objects.filter(verb="calendar.cancel").values_list("actor", flat=True)) == {town.officer.key}
