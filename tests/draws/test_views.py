import pytest
from django.core.cache import cache
from django.urls import reverse

from meydan.draws import actions, minutes, queries
from meydan.draws.models import Ticket
from meydan.engines import drawing
from tests.factories.draws import DrawFactory

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"draws:{name}", args=args)


def read(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_nobody_sees_a_draw_in_preparation(client, evening):
    draw = evening.prepared()
    assert draw.title not in client.get(address("list")).content.decode()
    names = ("draw", "hall", "verify", "tickets", "transcript", "minutes")
    assert {client.get(address(name, draw.pk)).status_code for name in names} == {404}


@pytest.mark.parametrize("stage", ["committing", "frozen", "revealing", "rolled", "drawn", "shown"])
def test_everybody_sees_each_stage_and_no_name_of_those_who_took_part(client, evening, stage):
    draw = getattr(evening, stage)()
    for name in ("draw", "hall", "verify"):
        page = client.get(address(name, draw.pk))
        assert page.status_code == 200
        assert [one.name for one in evening.people if one.name in page.content.decode()] == []
    listed = {name: client.get(address(name, draw.pk)).status_code for name in ("tickets", "transcript", "minutes")}
    assert listed == {
        "tickets": 404 if stage == "committing" else 200,
        "transcript": 200 if stage in {"drawn", "shown"} else 404,
        "minutes": 200 if stage == "shown" else 404,
    }


def test_what_is_downloaded_bears_itself_out(client, evening):
    draw = evening.shown()
    answer = client.get(address("tickets", draw.pk))
    tickets = read(answer)
    transcript = read(client.get(address("transcript", draw.pk)))
    assert drawing.verify(transcript, tickets) is None
    again = client.get(address("tickets", draw.pk), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, answer["Cache-Control"]) == (304, "public, max-age=86400")


def test_the_minutes_are_one_paper_for_the_same_draw(client, evening):
    draw = evening.shown()
    first, second = (read(client.get(address("minutes", draw.pk))) for _time in range(2))
    assert first[:5] == b"%PDF-"
    assert first == second


def test_minutes_that_name_a_winner_are_kept_nowhere(client, evening):
    draw = evening.shown()
    answer = client.get(address("minutes", draw.pk))
    key = "base.paper." + answer["ETag"].strip('"')
    said = minutes.facts(draw, "https://meydan.example/")
    assert (cache.get(key) is None) == minutes.names_somebody(said)
    unnamed = {"winners": [["۱", "دوچرخه", "2222", "—"]]}
    assert [minutes.names_somebody(one) for one in (unnamed, {"winners": [["۱", "دوچرخه", "2222", "مریم"]]})] == [
        False,
        True,
    ]


def test_a_code_is_looked_up_without_telling_whose_it_is(client, evening):
    draw = evening.frozen()
    code = evening.codes(draw)[0]
    typed = f"{code[:4].lower()} {code[4:]}"

    def looked(text):
        return client.get(address("draw", draw.pk), {"code": text}).content.decode()

    assert "این بلیت در فهرست هست." in looked(typed)
    assert "این کد در فهرست نیست" in looked("2222-2222-222")
    actions.start_revealing(by=evening.officer, draw=draw)
    drawn = evening.shown()
    winner, reserve = queries.drawn(drawn)[0].ticket.code, queries.reserves(drawn)[0].ticket.code
    other = Ticket.objects.filter(draw=drawn, places=None)[0].code
    said = [client.get(address("draw", drawn.pk), {"code": one}).content.decode() for one in (winner, reserve, other)]
    assert "این بلیت برنده شده است: دوچرخه" in said[0]
    assert "این بلیت ذخیره است، در جایگاه ۶ ترتیب." in said[1]
    assert "این بلیت در فهرست هست و برنده نشده است." in said[2]


def test_a_winner_is_not_betrayed_before_the_hall_sees_them(client, evening):
    draw = evening.drawn()
    winner = queries.drawn(draw)[0].ticket
    assert "برنده شده است" not in client.get(address("draw", draw.pk), {"code": winner.code}).content.decode()
    client.force_login(winner.person)
    assert "برنده: دوچرخه" not in client.get(address("mine")).content.decode()
    actions.show_all(by=evening.officer, draw=draw)
    assert "برنده: دوچرخه" in client.get(address("mine")).content.decode()


def test_ones_own_tickets_and_nobody_elses_stand_under_my_draws(client, evening):
    draw = evening.frozen()
    one, other = (Ticket.objects.get(draw=draw, person=person) for person in evening.people[:2])
    client.force_login(one.person)
    page = client.get(address("mine")).content.decode()
    assert (drawing.spaced(one.code) in page, drawing.spaced(other.code) in page) == (True, False)


def test_my_draws_is_kind_when_there_is_none(client, evening):
    client.force_login(evening.people[0])
    assert "هنوز بلیتی ندارید" in client.get(address("mine")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_list_asks_the_same_whatever_its_length(client, django_assert_num_queries, count):
    DrawFactory.create_batch(count)
    client.get(address("list"))
    with django_assert_num_queries(2):
        client.get(address("list"))
