import datetime as dt

import pytest
import time_machine

from meydan.base.refusal import Refusal
from meydan.draws import actions, queries, stage, tasks
from meydan.draws.models import Draw, Place
from meydan.engines import drawing
from meydan.ground.queue import drain
from meydan.live import topics
from meydan.messaging.models import Message
from meydan.people import actions as people
from tests.draws.evening import DICE, NOW, PRIZES, Evening
from tests.together import at_once

State = Draw.State


@pytest.mark.django_db
def test_what_comes_out_is_what_anybody_computes(evening):
    draw = evening.drawn()
    file = draw.tickets_file.open("rb").read()
    transcript = draw.transcript.encode()
    assert drawing.verify(transcript, file) is None
    order = drawing.order(draw.seed, file)
    places = list(queries.places_of(draw)) + list(queries.reserves(draw))
    assert [place.ticket.code for place in places] == order[:9]
    assert [str(place.prize or "") for place in places] == ["دوچرخه"] * 2 + ["لباس ورزشی"] * 3 + [""] * 4
    told = drawing.read(transcript)
    assert (told["dice"], told["draw"], len(told["overseers"])) == (DICE, str(draw.key), 3)
    assert not [person.name for person in evening.people if person.name in draw.transcript]


@pytest.mark.django_db
@pytest.mark.usefixtures("_frozen")
@pytest.mark.parametrize(("people", "won", "waiting"), [(1, 1, 0), (5, 5, 0), (6, 5, 1), (9, 5, 4), (12, 5, 4)])
def test_where_people_run_out_winners_and_reserves_are_fewer(people, won, waiting):
    evening = Evening(people)
    draw = evening.shown()
    assert (queries.drawn(draw).count(), queries.reserves(draw).count()) == (won, waiting)
    assert (draw.shown, draw.shown_at) == (won, NOW)


@pytest.mark.django_db
def test_a_list_changed_behind_the_houses_back_voids_the_draw(evening):
    draw = evening.rolled()
    with open(draw.tickets_file.path, "ab") as file:  # noqa: PTH123
        file.write(b"ZZZZZZZZZZZ\n")
    for person in evening.representatives:
        evening.reveal(draw, person)
    drain()
    draw = evening.again(draw)
    assert (draw.state, Place.objects.count()) == (State.VOID, 0)


@pytest.mark.django_db
def test_winners_are_shown_one_by_one_and_two_taps_show_one(evening):
    draw = evening.drawn()
    for shown in range(5):
        assert actions.show_next(by=evening.officer, draw=draw, after=shown).shown == shown + 1
        with pytest.raises(Refusal):
            actions.show_next(by=evening.other_officer, draw=draw, after=shown)
    draw = evening.again(draw)
    assert (draw.shown, draw.shown_at) == (5, NOW)
    assert topics.current(f"draws.{draw.pk}").parts.keys() == {"fa", "en"}


@pytest.mark.django_db
def test_winners_hear_of_it_when_all_are_shown_or_an_hour_later(evening):
    draw = evening.drawn()
    told = Message.objects.filter(template="draws.won")
    assert told.count() == 0
    with time_machine.travel(NOW + dt.timedelta(minutes=61), tick=False):
        drain()
        assert told.count() == 5
        actions.show_all(by=evening.officer, draw=draw)
        drain()
    assert told.count() == 5
    winners = {place.ticket.person_id for place in queries.drawn(draw)}
    assert {message.person_id for message in told} == winners


@pytest.mark.django_db
def test_what_everybody_sees_holds_no_whole_name_and_no_secret_too_early(evening):
    draw = evening.rolled()
    evening.reveal(draw, evening.representatives[0])
    secret = evening.secrets[evening.representatives[0].pk]
    published = topics.current(f"draws.{draw.pk}").parts
    assert [part for parts in published.values() for part in parts.values() if secret in part] == []
    for person in evening.representatives[1:]:
        evening.reveal(draw, person)
    published = topics.current(f"draws.{draw.pk}").parts
    assert secret in published["fa"]["stage"]
    drain()
    actions.show_all(by=evening.officer, draw=draw)
    winners = list(queries.drawn(draw))
    published = topics.current(f"draws.{draw.pk}").parts["fa"]["hall"]
    assert [place.order for place in winners if place.ticket.person.name in published] == []
    assert [place.order for place in winners if drawing.spaced(place.ticket.code) not in published] == []
    assert stage.winner(winners[0]).name == "شهروند " + winners[0].ticket.person.name.split()[-1][0] + "…"


@pytest.mark.django_db
def test_whoever_erases_their_data_leaves_a_draw_that_still_holds(evening):
    draw = evening.shown()
    first = queries.drawn(draw)[0]
    people.erase(by=first.ticket.person, person=first.ticket.person)
    draw = evening.again(draw)
    first = queries.drawn(draw)[0]
    assert (first.ticket.person, stage.winner(first).name) == (None, "")
    assert drawing.verify(draw.transcript.encode(), draw.tickets_file.open("rb").read()) is None


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_whatever_comes_twice_or_at_once_makes_one_draw():
    """Two officers, double taps, overseers at the same moment, and a task that two workers run."""
    evening = Evening()
    draw = evening.prepared(prizes=PRIZES)
    both = [evening.officer, evening.other_officer]
    started = at_once(6, lambda n: actions.start_committing(by=both[n % 2], draw=draw))
    assert [isinstance(one, Draw) for one in started].count(True) == 1
    committed = at_once(9, lambda n: evening.commit(draw, evening.representatives[n % 3]))
    assert [isinstance(one, Refusal) for one in committed].count(True) == 6
    for person in evening.representatives:  # on whichever phone it was
        kept = draw.overseers.get(person=person)
        evening.commit(draw, person, instead_of=kept.commitment)
    actions.freeze(by=evening.officer, draw=draw)
    drain()
    begun = at_once(6, lambda n: actions.start_revealing(by=both[n % 2], draw=draw))
    assert [isinstance(one, Draw) for one in begun].count(True) == 1
    readers = [*both, *evening.representatives]
    at_once(10, lambda n: actions.read_dice(by=readers[n % 5], draw=draw, values=DICE))
    assert evening.again(draw).dice == DICE
    revealed = at_once(9, lambda n: evening.reveal(draw, evening.representatives[n % 3]))
    assert [isinstance(one, Refusal) for one in revealed].count(True) == 6
    at_once(4, lambda _n: tasks.draw.call(draw.pk))
    drain()
    draw = evening.again(draw)
    assert (draw.state, Place.objects.count()) == (State.DRAWN, 9)
    shown = at_once(8, lambda n: actions.show_next(by=both[n % 2], draw=draw, after=0))
    assert [isinstance(one, Draw) for one in shown].count(True) == 1
    assert evening.again(draw).shown == 1
    assert drawing.verify(draw.transcript.encode(), draw.tickets_file.open("rb").read()) is None
