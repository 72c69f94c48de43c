import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.draws import actions, queries, tasks
from meydan.draws.models import Draw, Ticket
from meydan.engines import drawing
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from tests.draws.evening import NOW, Evening
from tests.factories.people import PersonFactory, staff
from tests.together import at_once

State = Draw.State


@pytest.mark.django_db
def test_everybody_who_took_part_gets_one_code_which_is_published_and_told(evening):
    evening.took_part(evening.people[0], times=5)  # more rows are no more tickets, by this rule
    draw = evening.frozen()
    file = draw.tickets_file.open("rb").read()
    assert (draw.state, draw.tickets_count, draw.tickets_lines) == (State.FROZEN, 12, 12)
    assert file == drawing.ticket_file(evening.codes(draw))
    assert draw.tickets_sha256 == drawing.ticket_hash(file)
    told = {message.person_id: message.text for message in Message.objects.filter(template="draws.ticket")}
    assert told.keys() == {person.pk for person in evening.people}
    ticket = Ticket.objects.get(person=evening.people[0])
    assert drawing.spaced(ticket.code) in told[evening.people[0].pk]
    assert evening.again(draw).told_at == NOW


@pytest.mark.django_db
def test_weights_are_lines_up_to_the_most(evening):
    evening.took_part(evening.people[0], times=5)
    evening.took_part(evening.people[1], times=1)
    draw = evening.frozen(most_tickets=3)
    weights = dict(Ticket.objects.filter(draw=draw).values_list("person", "weight"))
    assert weights == dict.fromkeys((one.pk for one in evening.people), 1) | {
        evening.people[0].pk: 3,
        evening.people[1].pk: 2,
    }
    assert (draw.tickets_count, draw.tickets_lines) == (12, 15)


@pytest.mark.django_db
def test_each_rule_leaves_out_whom_it_names_and_the_preview_counts_them(evening):
    manager = staff(Role.MANAGER, evening.area)
    relative, gone = evening.somebody(), evening.somebody()
    phone_of_relative = relative.phone
    for person in (manager, evening.representatives[0], evening.officer):
        evening.took_part(person)
    gone.is_active = False
    gone.save()
    won = evening.shown(reserves=0)
    winners = {place.ticket.person_id for place in queries.places_of(won)}
    draw = evening.prepared(excludes_earlier_winners_days=365)
    actions.exclude(by=evening.officer, draw=draw, phone=phone_of_relative, reason="برادر مسئول")
    found = queries.preview(draw)
    assert found.left_out == {
        "gone": 1,
        "runs_it": 2,
        "staff": 1,
        "won_before": len(winners),
        "declared": 1 - (relative.pk in winners),
    }
    assert (found.taking_part, found.entrants) == (17, 17 - sum(found.left_out.values()))
    assert set(queries.entrants(draw)) == {
        person for person in [*evening.people, relative] if person.pk not in winners and person != relative
    }


@pytest.mark.django_db
def test_what_comes_after_the_list_was_closed_has_no_ticket(evening):
    draw = actions.freeze(by=evening.officer, draw=evening.committed())
    with time_machine.travel(NOW.replace(minute=1)):
        evening.somebody()
        drain()
    assert evening.again(draw).tickets_count == 12


@pytest.mark.django_db
def test_activity_days_kinds_and_area_choose_the_rows(evening):
    other = PersonFactory()
    evening.took_part(other, activity=8, kind="sports", day=NOW.date())
    assert set(queries.entrants(evening.prepared(activity=8))) == {other}
    assert set(queries.entrants(evening.prepared(activity=0, kinds=["sports"]))) == {other}
    assert set(queries.entrants(evening.prepared(activity=0, last_day=NOW.date()))) == {other}
    assert queries.preview(evening.prepared(activity=0)).entrants == 13
    assert queries.preview(evening.prepared(activity=0, door="programs", kinds=["social"])).entrants == 0
    elsewhere = Evening()
    assert queries.preview(elsewhere.prepared(activity=0)).entrants == 12


@pytest.mark.django_db
def test_a_worker_that_stopped_goes_on_where_it_was_and_nobody_gets_two(evening, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 5)
    draw = actions.freeze(by=evening.officer, draw=evening.committed())
    persons = list(queries.entrants(draw)[:5])
    assert actions.hand_out(by=None, draw=draw, persons=persons, entrants=12)
    assert not actions.hand_out(by=None, draw=draw, persons=persons, entrants=12)  # the slow one comes too late
    before = evening.codes(draw)
    drain()
    draw = evening.again(draw)
    assert (draw.state, draw.tickets_count, draw.entrants) == (State.FROZEN, 12, 12)
    assert set(before) < set(evening.codes(draw))


@pytest.mark.django_db
def test_two_codes_that_are_the_same_become_two(evening, monkeypatch):
    codes = iter(["2222222222B"] * 15)
    real = drawing.new_ticket
    monkeypatch.setattr(drawing, "new_ticket", lambda: next(codes, None) or real())
    draw = evening.frozen()
    assert len(set(evening.codes(draw))) == 12


@pytest.mark.django_db
def test_a_list_nobody_is_in_voids_the_draw(evening):
    draw = evening.committed()
    for person in evening.people:
        person.is_active = False
        person.save()
    actions.freeze(by=evening.officer, draw=draw)
    drain()
    assert (evening.again(draw).state, Ticket.objects.count()) == (State.VOID, 0)


@pytest.mark.django_db
def test_a_childs_ticket_is_told_to_its_guardian(evening):
    guardian = PersonFactory()
    child = PersonFactory(guardian=guardian, phone=None, name="نرگس")
    evening.took_part(child)
    evening.frozen()
    message = Message.objects.get(person=child)
    assert (message.phone, "نرگس" in message.text) == (guardian.phone, True)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_officers_who_close_the_list_at_once_one_does():
    evening = Evening()
    draw = evening.committed()
    found = at_once(6, lambda n: actions.freeze(by=[evening.officer, evening.other_officer][n % 2], draw=draw))
    assert [isinstance(one, Draw) for one in found].count(True) == 1
    assert [isinstance(one, Refusal) for one in found].count(True) == 5
    at_once(3, lambda _n: tasks.freeze.call(draw.pk))
    drain()
    draw = evening.again(draw)
    assert (draw.state, draw.tickets_count, Ticket.objects.count()) == (State.FROZEN, 12, 12)
    assert Message.objects.filter(template="draws.ticket").count() == 12
