import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.factories.people import PersonFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person(client):
    person = PersonFactory(name="مریم")
    client.force_login(person)
    return person


def mine(person, title: str, status: str, coming: bool = True, **facts):
    program = ProgramFactory(title=title)
    if coming:
        SessionFactory(program=program)
    over = {"cancelled_at": NOW} if status in {"cancelled", "lapsed"} else {}
    return RegistrationFactory(program=program, person=person, status=status, **over, **facts)


def test_offers_stand_first_then_tickets_then_lines_then_what_is_over(client, person):
    mine(person, "گذشته", "held", coming=False)
    mine(person, "صف", "waiting", number=1)
    mine(person, "بلیت من", "held")
    mine(person, "پیشنهاد", "offered", number=1, offered_until=NOW + dt.timedelta(hours=5))
    text = client.get(reverse("programs:mine")).text
    places = [text.index(f">{title}<") for title in ("پیشنهاد", "بلیت من", "صف", "گذشته")]
    assert places == sorted(places)
    assert ("جا را می‌پذیرم" in text, "چهارشنبه ۴ آذر ۱۴۰۵، ساعت ۱۷:۳۰" in text) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_asks_the_same_queries_for_one_and_for_three_of_each(client, person, rows, django_assert_num_queries):
    for _row in range(rows):
        for status in ("held", "waiting", "cancelled"):
            mine(person, "برنامه", status)
    with django_assert_num_queries(5):
        client.get(reverse("programs:mine"))


def test_after_a_lapse_the_page_says_why_and_what_to_do(client, person):
    row = mine(person, "صف", "lapsed", number=1, offered_until=NOW - dt.timedelta(hours=1))
    text = client.get(reverse("programs:ticket", args=[row.code])).text
    assert ("تا آن وقت پذیرفته نشد" in text, "دوباره به ته صف بروید" in text) == (True, True)


def test_tickets_of_another_party_are_not_there(client, person):
    url = reverse("programs:party", args=["00000000-0000-0000-0000-000000000007"])
    RegistrationFactory(party="00000000-0000-0000-0000-000000000007")
    assert client.get(url).status_code == 404


def test_a_place_at_the_venue_shows_no_way_to_join_from_afar(client, person):
    program = SessionFactory(
        program=ProgramFactory(mode="hybrid", online_capacity=3, online_link="https://live.example/room")
    ).program
    quotas = {quota.mode: quota for quota in program.quotas.all()}
    shown = {}
    for mode, quota in quotas.items():
        row = RegistrationFactory(program=program, quota=quota, person=PersonFactory(phone=None, guardian=person))
        shown[mode] = "پیوستن" in client.get(reverse("programs:ticket", args=[row.code])).text
    assert shown == {"in_person": False, "online": True}


class TestDraw:
    def test_before_it_only_the_fingerprint_stands_there(self, client):
        program = ProgramFactory(waiting="draw", draw_at=NOW + dt.timedelta(days=1))
        RegistrationFactory(program=program, status="waiting", lot="LOT23456")
        text = client.get(reverse("programs:draw", args=[program.pk])).text
        assert [part in text for part in (program.fingerprint, program.draw_seed, "LOT23456")] == [True, False, False]

    def test_after_it_the_seed_and_the_lots_and_nobodys_name_or_ticket(self, client):
        program = ProgramFactory(waiting="draw", draw_at=NOW, drawn_at=NOW)
        row = RegistrationFactory(program=program, status="waiting", lot="LOT23456", number=1, person__name="مریم")
        text = client.get(reverse("programs:draw", args=[program.pk])).text
        shown = [part in text for part in (program.draw_seed, "LOT23456", row.code, "مریم")]
        assert shown == [True, True, False, False]

    def test_where_nothing_is_drawn_there_is_no_such_page(self, client):
        assert client.get(reverse("programs:draw", args=[ProgramFactory().pk])).status_code == 404
