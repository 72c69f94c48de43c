import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.counseling import actions
from meydan.counseling.models import Call
from meydan.participation.models import Participation
from tests.counseling.house import NOW
from tests.factories.counseling import TopicFactory

pytestmark = pytest.mark.django_db
State = Call.State
MINUTES = [dt.timedelta(minutes=n) for n in (0, 5, 10, 15)]


def fresh(row):
    row.refresh_from_db()
    return row


def test_the_urgent_one_is_taken_first_and_then_who_waited_longest(house):
    late, early, urgent = (
        house.call(asked_at=NOW - MINUTES[1]),
        house.call(asked_at=NOW - MINUTES[2]),
        house.call(asked_at=NOW, is_urgent=True),
    )
    taken = []
    for _time in range(3):
        call = actions.take_call(by=house.person)
        taken.append(call)
        actions.reach(by=house.person, call=call)
    assert taken == [urgent, early, late]


def test_a_topic_one_does_not_counsel_is_taken_only_after_a_long_wait_or_on_duty(house):
    other = TopicFactory(area=house.city, name="وسواس")
    call = house.call(topic=other, asked_at=NOW)
    with pytest.raises(Refusal):
        actions.take_call(by=house.person)
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False):
        assert actions.take_call(by=house.person) == call
        actions.give_back_call(by=house.person, call=call)
    house.other.is_on_duty = True
    house.other.save()
    assert actions.take_call(by=house.colleague) == call


def test_a_counselor_makes_one_call_at_a_time(house):
    for _call in range(2):
        house.call()
    actions.take_call(by=house.person)
    with pytest.raises(Refusal):
        actions.take_call(by=house.person)
    assert Call.objects.filter(state=State.TAKEN).count() == 1


def test_the_number_is_shown_once_each_time_it_is_taken(house):
    house.call()
    call = actions.take_call(by=house.person)
    actions.show_number(by=house.person, call=call)
    with pytest.raises(Refusal):
        actions.show_number(by=house.person, call=call)
    actions.give_back_call(by=house.person, call=call)
    with pytest.raises(Refusal):
        actions.show_number(by=house.person, call=call)
    actions.show_number(by=house.person, call=actions.take_call(by=house.person))
    assert fresh(call).shown_at == NOW


def test_whoever_is_reached_becomes_the_counselors_client_and_is_counted(house):
    house.call()
    call = actions.take_call(by=house.person)
    actions.reach(by=house.person, call=call)
    row, ledger = fresh(call), Participation.objects.get()
    assert (row.state, row.case.counselor, row.case.last_seen_at) == (State.REACHED, house.counselor, NOW)
    assert (ledger.channel, ledger.count, ledger.person) == ("phone", 1, None)


def test_a_colleagues_client_stays_the_colleagues(house):
    call = house.call(case=house.file(counselor=house.other))
    actions.take_call(by=house.person)
    actions.reach(by=house.person, call=call)
    assert fresh(call.case).counselor == house.other


def test_who_does_not_answer_is_called_again_in_half_an_hour_and_three_times_in_all(house):
    call = house.call(asked_at=NOW)
    seen = []
    for tries in range(3):
        with time_machine.travel(NOW + tries * dt.timedelta(minutes=30), tick=False):
            actions.miss_call(by=house.person, call=actions.take_call(by=house.person))
            with pytest.raises(Refusal):
                actions.take_call(by=house.person)
        row = fresh(call)
        seen.append((row.state, row.tries, row.not_before - NOW, row.counselor))
    half = dt.timedelta(minutes=30)
    assert seen == [
        (State.WAITING, 1, half, None),
        (State.WAITING, 2, 2 * half, None),
        (State.UNREACHED, 3, 2 * half, house.counselor),
    ]


def test_a_forgotten_call_stands_in_its_old_place(house):
    call = house.call(asked_at=NOW)
    actions.take_call(by=house.person)
    assert actions.free_lost_calls() == 0
    with time_machine.travel(NOW + dt.timedelta(minutes=61), tick=False):
        assert actions.free_lost_calls() == 1
        assert actions.take_call(by=house.colleague) == call


def test_a_client_cancels_as_long_as_nobody_calls(house):
    waiting, taken = house.call(asked_at=NOW), house.call(asked_at=NOW - MINUTES[3])
    actions.take_call(by=house.person)
    with pytest.raises(Refusal):
        actions.cancel_call(call=taken)
    assert actions.cancel_call(call=waiting).state == State.CANCELED


def test_a_call_of_another_counselor_is_not_in_ones_hands(house):
    house.call()
    call = actions.take_call(by=house.person)
    for act in (actions.reach, actions.miss_call, actions.give_back_call, actions.show_number):
        with pytest.raises(Refusal):
            act(by=house.colleague, call=call)
