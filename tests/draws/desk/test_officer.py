import uuid

import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.draws import queries
from meydan.draws.models import Draw
from meydan.ground.queue import drain
from tests.draws.evening import BODIES, DICE
from tests.factories.draws import DrawFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"draws:{name}", args=args)


def facts(evening, **changes):
    known = {
        "title": "قرعه‌کشی شب شهردار",
        "area": evening.area.pk,
        "source": "programs",
        "most_tickets": "۱",
        "excludes_staff": "on",
        "reserves": "4",
        "hand_over_days": "14",
        "reveal_minutes": "30",
        "prize_1": "دوچرخه",
        "count_1": "۲",
        "prize_2": "لباس ورزشی",
        "count_2": "3",
        "value_2": "۱٬۲۰۰٬۰۰۰",
    }
    return {name: value for name, value in (known | changes).items() if value is not None}


def test_the_whole_way_through_the_pages(evening, enter):
    """Prepared, watched, closed, rolled, revealed, shown: each by whoever does it."""
    enter(evening.officer).post(address("prepare"), facts(evening))
    draw = Draw.objects.get()
    assert (draw.state, [str(prize) for prize in queries.prizes(draw)]) == ("preparing", ["دوچرخه", "لباس ورزشی"])
    assert queries.prizes(draw)[1].value == 12_000_000
    client = enter(evening.officer)
    for person, body in zip(evening.representatives, BODIES, strict=True):
        client.post(address("appoint", draw.pk), {"person": person.pk, "body": body})
    assert "اعلام قرعه‌کشی و درخواست رازها" in client.get(address("desk_draw", draw.pk)).content.decode()
    client.post(address("start_committing", draw.pk))
    for person in evening.representatives:
        evening.commit(draw, person)
    page = enter(evening.officer).get(address("desk_draw", draw.pk)).content.decode()
    assert "بستن فهرست با ۱۲ نفر" in page
    client.post(address("freeze", draw.pk))
    drain()
    client.post(address("start_revealing", draw.pk))
    client.post(address("dice", draw.pk), {"values_read": DICE})
    enter(evening.representatives[0]).post(address("dice", draw.pk), {"values_read": " ".join(DICE)})
    for person in evening.representatives:
        secret = evening.secrets[person.pk]
        assert enter(person).post(address("reveal", draw.pk), {"secret": secret}).status_code == 302
    drain()
    client = enter(evening.officer)
    assert "نمایش برندهٔ بعدی" in client.get(address("desk_draw", draw.pk)).content.decode()
    for shown in range(5):
        client.post(address("show_next", draw.pk), {"after": str(shown)})
    draw = evening.again(draw)
    assert (draw.state, draw.shown) == ("drawn", 5)
    assert "تحویل" in client.get(address("desk_draw", draw.pk)).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"source": "nothing"}, "source"),
        ({"source": ""}, "source"),
        ({"prize_1": None, "prize_2": None, "count_1": None, "count_2": None}, "prize_1"),
        ({"prize_1": ""}, "prize_1"),
        ({"count_1": "0"}, "count_1"),
        ({"most_tickets": "0"}, "most_tickets"),
        ({"reveal_minutes": "1"}, "reveal_minutes"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(evening, enter, changes, field):
    answer = enter(evening.officer).post(address("prepare"), facts(evening, **changes))
    assert (answer.status_code, Draw.objects.count()) == (422, 0)
    assert f"id_{field}_error" in answer.content.decode()
    assert "لباس ورزشی" in answer.content.decode() or "prize_2" in changes


def test_a_form_sent_twice_prepares_one_draw(evening, enter):
    client, key = enter(evening.officer), str(uuid.uuid4())
    first, second = (client.post(address("prepare"), facts(evening, client_key=key)) for _time in range(2))
    assert (first["Location"], Draw.objects.count()) == (second["Location"], 1)


def test_a_draw_is_changed_and_thrown_away_while_it_is_prepared(evening, enter):
    draw = evening.prepared()
    client = enter(evening.officer)
    assert "لباس ورزشی" in client.get(address("change", draw.pk)).content.decode()
    client.post(address("change", draw.pk), facts(evening, prize_1="سه‌چرخه", prize_2=None, count_2=None, value_2=None))
    assert [str(prize) for prize in queries.prizes(draw)] == ["سه‌چرخه"]
    client.post(address("discard", draw.pk))
    assert Draw.objects.count() == 0


def test_a_draw_of_another_city_is_not_there(evening, enter):
    draw = evening.prepared()
    client = enter(staff(Role.DRAW_OFFICER, CityFactory()))
    assert client.get(address("desk_draw", draw.pk)).status_code == 404
    assert client.post(address("start_committing", draw.pk)).status_code == 404


def test_a_manager_reads_and_changes_nothing(evening, enter):
    draw = evening.committed()
    client = enter(staff(Role.MANAGER, evening.area))
    page = client.get(address("desk_draw", draw.pk)).content.decode()
    assert ("بستن فهرست با" in page, client.post(address("freeze", draw.pk)).status_code) == (False, 403)


def test_somebody_is_left_out_by_their_number_and_let_in_again(evening, enter):
    draw = evening.prepared()
    client = enter(evening.officer)
    phone = evening.people[0].phone
    client.post(address("exclude", draw.pk), {"phone": phone, "reason": "برادر مسئول"})
    assert queries.preview(draw).entrants == 11
    answer = client.post(address("exclude", draw.pk), {"phone": "09129999999", "reason": "؟"})
    assert (answer.status_code, "کسی با این شماره" in answer.content.decode()) == (422, True)
    client.post(address("let_in", draw.pk, draw.excluded.get().pk))
    assert queries.preview(draw).entrants == 12


def test_a_void_draw_says_why_to_everybody(evening, enter):
    draw = evening.frozen()
    client = enter(evening.officer)
    assert client.post(address("void", draw.pk), {"reason": ""}).status_code == 422
    client.post(address("void", draw.pk), {"reason": "برق سالن رفت"})
    client.logout()
    for name in ("draw", "hall"):
        assert "برق سالن رفت" in client.get(address(name, draw.pk)).content.decode()


def test_a_refused_step_is_a_sentence_and_not_an_error(evening, enter):
    draw = evening.committing()
    answer = enter(evening.officer).post(address("freeze", draw.pk))
    assert (answer.status_code, "هنوز به رازی متعهد نشده‌اند" in answer.content.decode()) == (409, True)


def test_nonsense_about_how_many_are_shown_shows_nothing(evening, enter):
    draw = evening.drawn()
    client = enter(evening.officer)
    for after in ("", "x", "-1", "99999999999", "۳"):
        assert client.post(address("show_next", draw.pk), {"after": after}).status_code == 409
    assert evening.again(draw).shown == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(evening, enter, django_assert_num_queries, count):
    DrawFactory.create_batch(count, area=evening.area)
    client = enter(evening.officer)
    client.get(address("desk_list"))
    with django_assert_num_queries(5):
        client.get(address("desk_list"))


def test_only_officers_come_in(evening, enter):
    for person in (PersonFactory(), evening.representatives[0]):
        assert enter(person).get(address("prepare")).status_code == 403
