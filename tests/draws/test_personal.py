import pytest

from meydan.draws import actions, personal, queries
from meydan.draws.models import Excluded, Ticket
from meydan.engines import drawing
from meydan.people import actions as people
from meydan.people.personal import gathered

pytestmark = pytest.mark.django_db


def test_my_data_lists_tickets_offices_and_what_i_am_left_out_of(evening):
    draw = evening.shown()
    first = queries.drawn(draw)[0]
    row = personal.gather(first.ticket.person)[0]
    assert drawing.spaced(first.ticket.code) in row.values()
    assert {"دوچرخه", 1, "برنده شد"} <= set(row.values())
    overseer = evening.representatives[0]
    office = personal.gather_overseen(overseer)[0]
    assert {overseer.name, "شورای اسلامی شهر"} <= set(office.values())
    out = evening.people[0]
    actions.exclude(by=evening.officer, draw=evening.prepared(), phone=out.phone, reason="برادر مسئول")
    assert {"draws", "draws_left_out", "draws_overseen"} <= set(gathered(out))
    assert "برادر مسئول" in personal.gather_left_out(out)[0].values()


def test_erasing_takes_the_person_from_the_ticket_and_leaves_the_list_whole(evening):
    draw = evening.frozen()
    before = evening.codes(draw)
    person = evening.people[0]
    actions.exclude(by=evening.officer, draw=evening.prepared(), phone=person.phone, reason="خواست خودش")
    people.erase(by=person, person=person)
    assert not Ticket.objects.filter(person=person).exists()
    assert not Excluded.objects.filter(person=person).exists()
    assert evening.codes(draw) == before
