import pytest

from meydan.assignments import actions, queries, tasks
from meydan.assignments.models import Concerned, Step
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (6, [0, 0, 0]),  # Tuesday, 10 Azar: the last day itself
        (7, [1, 0, 0]),
        (9, [1, 0, 0]),  # Friday
        (10, [1, 1, 0]),  # the third working day after
        (13, [1, 1, 0]),
        (14, [1, 1, 1]),
        (40, [1, 1, 1]),
    ],
)
def test_lateness_is_told_further_up_each_once(town, at, days, told):
    order = town.order()
    with at(days=days):
        tasks.look_for_late.call()
        tasks.look_for_late.call()
        read = [town.told(one, "staff.escalated") for one in (town.head, town.secretary, town.mayor)]
        assert [len(one) for one in read] == told
        assert len(town.told(town.manager, "staff.escalated")) == told[1]
    order.refresh_from_db()
    assert (order.escalated, town.told(town.asker)) == (sum(told), ["assignments.given"])


def test_each_day_it_goes_on_where_it_was(town, at):
    town.order()
    for days in (7, 8, 10, 11, 15, 16):
        with at(days=days):
            tasks.look_for_late.call()
    assert Step.objects.filter(kind=Step.Kind.ESCALATED).count() == 3
    assert Message.objects.filter(template="assignments.staff.escalated").count() == 4


def test_another_last_day_begins_anew(town, at):
    order = town.order()
    with at(days=7):
        tasks.look_for_late.call()
        actions.set_term(by=town.secretary, assignment=order, working_days=1, reason="باران")
    with at(days=11):
        tasks.look_for_late.call()
        assert len(town.told(town.head, "staff.escalated")) == 2


def test_what_is_done_is_not_late(town, at):
    town.done()
    with at(days=40):
        tasks.look_for_late.call()
        assert town.told(town.head, "staff.escalated") == []


def test_sending_it_back_stops_no_clock_but_the_unit_is_not_told(town, at):
    actions.send_back(by=town.head, assignment=town.order(), reason="کار ما نیست")
    with at(days=40):
        tasks.look_for_late.call()
        read = [town.told(one, "staff.escalated") for one in (town.head, town.secretary, town.mayor)]
        assert [len(one) for one in read] == [0, 2, 1]


def test_silence_is_taken_each_day(town, at):
    order = town.done()
    drain()
    with at(days=7):
        tasks.take_silence.call()
        order.refresh_from_db()
        assert (order.state, town.told(town.asker, "confirmed")) == ("confirmed", ["assignments.confirmed"])


def test_a_worker_that_comes_after_another_goes_on_where_that_one_was(town):
    order = town.order(concerned=[(PersonFactory(), False) for _number in range(7)])
    step = order.steps.get()
    some = list(queries.to_tell(step)[:3])
    assert actions.tell_some(by=None, step=step, concerned=some)
    other = Step.objects.get(pk=step.pk)
    other.told_up_to = 0  # a worker that read before
    assert not actions.tell_some(by=None, step=other, concerned=some)
    tasks.tell.call(step.pk)
    told = Message.objects.filter(template="assignments.given")
    assert (told.count(), set(told.values_list("person", flat=True))) == (
        7,
        set(Concerned.objects.values_list("person", flat=True)),
    )


def test_each_is_told_in_their_language(town):
    town.asker.language = "en"
    town.asker.save()
    town.order()
    town.told(town.asker)
    texts = dict(Message.objects.filter(template="assignments.given").values_list("person", "text"))
    assert texts[town.asker.pk].startswith("About what concerns you an order was given")
    assert not texts[town.supporter.pk].startswith("About")


def test_hundreds_are_told_in_few_queries_each(town, django_assert_max_num_queries):
    people = PersonFactory.create_batch(450)
    order = town.order(concerned=[(person, False) for person in people])
    step = order.steps.get()
    with django_assert_max_num_queries(90):  # three pieces of 200 at most
        tasks.tell.call(step.pk)
    step.refresh_from_db()
    assert (Message.objects.filter(template="assignments.given").count(), step.told_at is None) == (450, False)
