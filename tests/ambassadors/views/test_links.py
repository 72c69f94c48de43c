import pytest

from meydan.ambassadors import actions, came, queries
from meydan.ambassadors.models import Arrival
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def go(client, code, **extra):
    """As a browser does: along every redirect, with its cookies. Where one ends."""
    answer = client.get(f"/a/{code}/", **extra)
    while answer.status_code == 302 and answer["Location"].startswith("/a/"):
        answer = client.get(answer["Location"], **extra)
    return answer.get("Location", str(answer.status_code))


@pytest.fixture
def mary(town):
    return town.accepted()


def arrived():
    return sum(Arrival.objects.values_list("count", flat=True))


def test_a_browser_is_led_on_noted_and_counted_once_a_day(town, mary, client, at):
    assert [go(client, mary.code), go(client, mary.code), arrived()] == ["/help/", "/help/", 1]
    assert client.session[came.KEY] == {"budgets:12": [mary.pk, "2026-12-28"]}
    with at(days=1):
        go(client, mary.code)
        assert queries.arrivals_in_all(mary) == 2


def test_what_keeps_no_cookie_is_not_counted(mary, client):
    assert client.get(f"/a/{mary.code}/").status_code == 302
    client.cookies.clear()
    assert (client.get(f"/a/{mary.code}/on/")["Location"], arrived()) == ("/help/", 0)


def test_what_only_looks_ahead_is_not_counted(mary, client):
    go(client, mary.code, HTTP_SEC_PURPOSE="prefetch;prerender")
    client.head(f"/a/{mary.code}/")
    assert (arrived(), came.KEY in client.session) == (0, False)


def test_ambassadors_do_not_count_themselves(town, mary):
    client = as_somebody(town.liaison)
    assert (go(client, mary.code), arrived(), came.KEY in client.session) == ("/help/", 0, False)
    go(as_somebody(PersonFactory()), mary.code)
    assert arrived() == 1


def test_a_code_is_read_as_people_type_it(mary, client):
    type(mary).objects.filter(pk=mary.pk).update(code="K0A1Z9")
    assert [go(client, typed) for typed in ("koaiz9", "K0A1Z۹", "k0alz9 ")] == ["/help/"] * 3


def test_a_link_that_leads_nowhere_says_so(town, client):
    answer = client.get("/a/XXXXXX/")
    assert (answer.status_code, "شهردار منم" in answer.content.decode()) == (404, True)
    assert client.get("/a/XXXXXX/on/").status_code == 302


def test_the_link_of_somebody_who_was_ended_leads_on_and_counts_for_nobody(town, mary, client):
    actions.end(by=town.officer, ambassador=mary, reason="وعده داده بود")
    assert (go(client, mary.code), arrived(), came.KEY in client.session) == ("/help/", 0, False)


def test_one_address_does_not_make_numbers(mary, client):
    from meydan.ambassadors.views import links

    for _number in range(links.MOST + 5):
        client.cookies.clear()
        go(client, mary.code)
    assert arrived() == links.MOST
