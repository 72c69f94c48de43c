import re
import time
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meydan.ballots import actions
from meydan.ballots.models import Ballot, Entitlement, Entry, Root
from meydan.base import wording
from meydan.ground.models import Answered
from meydan.participation.models import Participation
from tests.ballots.city import City
from tests.factories.ambassadors import AmbassadorFactory
from tests.factories.ballots import OptionFactory, StationFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db


def fill_url(city, pot):
    return reverse("ballots:fill", args=[city.poll.pk, pot.pk])


def send(client, city, pot, step="cast", key=None, **said):
    return client.post(fill_url(city, pot), {"step": step, "client_key": str(key or uuid.uuid4()), **said})


def text(answer):
    return answer.content.decode()


def test_somebody_chooses_a_ballot_marks_looks_over_casts_and_gets_a_receipt(city, client):
    person, pot = city.somebody(), city.pots[0]
    client.force_login(person)
    chosen = text(client.get(reverse("ballots:choose", args=[city.poll.pk])))
    assert fill_url(city, pot) in chosen
    form = text(client.get(fill_url(city, pot)))
    assert form.count('name="options"') == 5
    numbers = city.numbers(pot)[:2]
    review = send(client, city, pot, "review", options=numbers)
    assert (review.status_code, Ballot.objects.count()) == (200, 0)
    assert text(review).count('type="hidden" name="options"') == 2
    cast = send(client, city, pot, options=numbers)
    ballot = Ballot.objects.get()
    assert (cast.status_code, cast.url) == (302, reverse("ballots:cast", args=[city.poll.pk, pot.pk]))
    led = client.get(cast.url)
    assert (led.url, led["Cache-Control"]) == (reverse("ballots:receipt", args=[ballot.serial]), "private, no-store")
    receipt = client.get(led.url)
    assert ballot.commitment in text(receipt)
    assert (receipt["Referrer-Policy"], receipt["Cache-Control"]) == ("same-origin", "private, no-store")
    assert ballot.marks["options"] == numbers


@pytest.mark.parametrize("way", ["web", "kiosk", "counter"])
def test_where_the_form_led_is_remembered_beside_its_sender_without_the_serial(city, client, signed_in, way):
    person, pot, key = city.somebody(), city.pots[0], str(uuid.uuid4())
    address = fill_url(city, pot)
    client.force_login(person)
    if way != "web":
        venue = VenueFactory(area=city.homes[0])
        station = StationFactory(poll=city.poll, venue=venue)
        server = staff("center_staff", city.homes[0])
        client = signed_in(server)
        if way == "kiosk":
            client.post(reverse("ballots:make_kiosk", args=[station.pk]))
            address = reverse("ballots:kiosk_fill", args=[pot.pk])
            code = actions.give_pass(by=server, station=station, person=person)
            client.post(reverse("ballots:kiosk_pass"), {"code": code})
        else:
            address = reverse("ballots:assist_fill", args=[station.pk, pot.pk])
            session = client.session
            session["counter_voter"] = [station.pk, person.pk, int(time.time()), ""]
            session.save()
    answer = client.post(address, {"options": city.numbers(pot)[:1], "step": "cast", "client_key": key})
    kept = Answered.objects.get(pk=key)
    serial = Ballot.objects.get().serial
    assert kept.location == answer.url
    assert serial not in f"{kept.location} {kept.door}"
    assert " ".join(serial[at : at + 4] for at in range(0, 12, 4)) in text(client.get(answer.url, follow=True))


def test_after_the_close_the_page_after_casting_leads_to_no_receipt(city, client):
    person = city.somebody()
    city.cast(person, city.pots[0], 0)
    Ballot.objects.update(entitlement=None, cast_at=None)
    client.force_login(person)
    answer = client.get(reverse("ballots:cast", args=[city.poll.pk, city.pots[0].pk]))
    assert answer.url == reverse("ballots:choose", args=[city.poll.pk])


def test_who_came_by_an_ambassadors_link_counts_for_them(city, client):
    helper = AmbassadorFactory(call__activity=city.poll.activity, call__area=city.city)
    client.force_login(city.somebody())
    session = client.session
    session["ambassadors.came"] = {f"budgets:{city.poll.activity}": [helper.pk, "2999-01-01"]}
    session.save()
    send(client, city, city.pots[0], options=city.numbers(city.pots[0])[:1])
    assert Participation.objects.get(kind="ballot").ambassador == helper.person


def test_a_form_sent_twice_gives_the_same_receipt(city, client):
    client.force_login(city.somebody())
    key, numbers = uuid.uuid4(), city.numbers(city.pots[0])[:1]
    answers = [send(client, city, city.pots[0], key=key, options=numbers) for _time in range(2)]
    assert answers[0].url == answers[1].url
    assert Entry.objects.count() == 1


def test_too_much_is_refused_with_what_was_chosen_kept(db, client):
    city = City(speech="knapsack", most=0)
    client.force_login(city.somebody())
    numbers = city.numbers(city.pots[0])[:3]
    answer = send(client, city, city.pots[0], "review", options=numbers)
    assert (answer.status_code, text(answer).count(" checked")) == (422, 3)
    assert Ballot.objects.count() == 0


def test_a_blank_ballot_is_cast_only_when_said_so(city, client):
    client.force_login(city.somebody())
    first = send(client, city, city.pots[0])
    assert (first.status_code, 'name="blank" value="yes"' in text(first), Ballot.objects.count()) == (200, True, 0)
    assert send(client, city, city.pots[0], blank="yes").status_code == 302
    assert Ballot.objects.get().marks["options"] == []


def test_a_ranked_ballot_is_put_in_order_with_buttons(db, client):
    city = City(speech="ranked")
    client.force_login(city.somebody())
    first, second, third = city.numbers(city.pots[0])[:3]
    ranks = {f"rank-{first}": "۲", f"rank-{second}": "1", f"rank-{third}": "3"}
    moved = text(send(client, city, city.pots[0], "review", move=f"up-{third}", **ranks))
    assert re.findall(r'name="rank-(\d+)" value="(\d+)"', moved) == [
        (str(second), "1"), (str(third), "2"), (str(first), "3"),
    ]  # fmt: skip
    same = send(client, city, city.pots[0], "review", **{f"rank-{first}": "1", f"rank-{second}": "1"})
    assert same.status_code == 422
    send(client, city, city.pots[0], **ranks)
    assert Ballot.objects.get().marks["options"] == [second, first, third]


def test_points_are_typed_in_any_digits(db, client):
    city = City(speech="points", points=10)
    client.force_login(city.somebody())
    first, second = city.numbers(city.pots[0])[:2]
    too_many = send(client, city, city.pots[0], **{f"points-{first}": "۸", f"points-{second}": "3"})
    assert (too_many.status_code, 'value="۸"' in text(too_many)) == (422, True)
    send(client, city, city.pots[0], **{f"points-{first}": "۷", f"points-{second}": "3"})
    assert Ballot.objects.get().marks == {"options": [first, second], "points": [7, 3]}


def test_projects_stand_in_each_voters_own_order_which_stays(city, client):
    orders = []
    for _person in range(4):
        client.force_login(city.somebody())
        pages = [text(client.get(fill_url(city, city.pots[0]))) for _time in range(2)]
        found = [re.findall(r'id="option-(\d+)"', page) for page in pages]
        assert found[0] == found[1]
        orders.append(tuple(found[0]))
    assert len(set(orders)) > 1


def test_what_was_chosen_stays_in_sight_while_one_looks_for_more(city, client):
    client.force_login(city.somebody())
    first, second = city.pots[0].options.all()[:2]
    answer = text(send(client, city, city.pots[0], "filter", q=second.title, options=[first.number]))
    assert set(re.findall(r'id="option-(\d+)"', answer)) == {str(first.number), str(second.number)}
    assert answer.count(" checked") == 1


def test_whoever_is_not_known_is_asked_once_where_they_live(city, client):
    person = PersonFactory()
    client.force_login(person)
    choose = reverse("ballots:choose", args=[city.poll.pk])
    assert 'name="neighborhood"' in text(client.get(choose))
    answer = client.post(choose, {"neighborhood": city.homes[1].pk, "birth_year": "۱۳۶۵"})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.neighborhood, person.birth_year) == (city.homes[1], 1365)
    assert fill_url(city, city.pots[1]) in text(client.get(choose))


def test_a_ballot_opens_again_with_what_was_chosen_and_is_withdrawn(city, client):
    person, pot = city.somebody(), city.pots[0]
    city.cast(person, pot, 1)
    client.force_login(person)
    assert text(client.get(fill_url(city, pot))).count(" checked") == 1
    answer = client.post(reverse("ballots:withdraw", args=[city.poll.pk, pot.pk]), {"client_key": str(uuid.uuid4())})
    assert (answer.status_code, Entitlement.objects.count()) == (302, 0)


def test_what_is_refused_is_a_page_in_words(city, client):
    elsewhere = City(activity=4001)
    client.force_login(elsewhere.somebody())
    answer = client.get(fill_url(city, city.pots[0]))
    assert (answer.status_code, "رأی می‌دهند" in text(answer)) == (409, True)
    city.poll.state = "closed"
    city.poll.save()
    client.force_login(city.somebody())
    assert "رأی‌گیری تمام شده است" in text(client.get(reverse("ballots:choose", args=[city.poll.pk])))
    assert client.get(fill_url(city, city.pots[0])).status_code == 409


def test_my_ballots_say_that_i_voted_and_not_what(city, client):
    person = city.somebody()
    city.cast(person, city.pots[0], 0)
    client.force_login(person)
    page = text(client.get(reverse("ballots:mine")))
    assert (wording.digits(city.poll.title) in page, str(city.homes[0]) in page) == (True, True)
    assert not any(option.title in page for option in city.pots[0].options.all())
    assert Ballot.objects.get().serial not in page


def test_before_it_opens_a_poll_is_nothing_anybody_finds(db, client):
    city = City(prepared=True)
    client.force_login(city.somebody())
    for name in ("poll", "choose", "log", "rulebook", "options"):
        assert client.get(reverse(f"ballots:{name}", args=[city.poll.pk])).status_code == 404
    assert client.get(fill_url(city, city.pots[0])).status_code == 404


def test_the_polls_page_offers_what_it_opened_with(city, client):
    page = text(client.get(reverse("ballots:poll", args=[city.poll.pk])))
    assert (city.poll.rulebook_sha256 in page, page.count("روشنایی")) == (True, 20)
    assert client.get(reverse("ballots:rulebook", args=[city.poll.pk])).content == b"{}"


def test_the_vote_page_asks_the_database_a_few_times(city, client, django_assert_num_queries):
    client.force_login(city.somebody())
    client.get(fill_url(city, city.pots[0]))
    marked = {"options": city.numbers(city.pots[0])[:2]}
    with django_assert_num_queries(6):  # session, person; poll, home, pots; what they hold
        client.get(reverse("ballots:choose", args=[city.poll.pk]))
    with django_assert_num_queries(7):  # and the options
        client.get(fill_url(city, city.pots[0]))
    with django_assert_num_queries(11):  # and the form's key, which is given back
        send(client, city, city.pots[0], "review", **marked)
    with django_assert_num_queries(30 if connection.vendor == "postgresql" else 29):  # there the poll's row is held
        send(client, city, city.pots[0], **marked)


def test_no_page_of_voting_reads_the_whole_list_of_projects_or_a_border(city, client):
    client.force_login(city.somebody())
    marked = {"options": city.numbers(city.pots[0])[:2]}
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("ballots:choose", args=[city.poll.pk]))
        client.get(fill_url(city, city.pots[0]))
        send(client, city, city.pots[0], "review", **marked)
        cast = send(client, city, city.pots[0], **marked)
    actions.take_in(by=None, poll=city.poll, whole=True)
    actions.publish_root(by=None, poll=city.poll, occasion=Root.Occasion.DAILY)
    with CaptureQueriesContext(connection) as receipt:
        assert client.get(cast.url, follow=True).status_code == 200
    asked = [*asked, *receipt]
    assert not [one["sql"] for one in asked if "options_list" in one["sql"] or '"outline"' in one["sql"]]


def test_the_map_of_a_pot_is_drawn_once_for_all_who_vote(city, client, django_assert_num_queries):
    places = {"latitude": 34.64, "longitude": 50.88}
    OptionFactory(pot=city.pots[0], **places)
    for people in range(3):
        client.force_login(city.somebody())
        with django_assert_num_queries(7 if people else 9):
            assert 'class="map-pin"' in text(client.get(fill_url(city, city.pots[0])))
