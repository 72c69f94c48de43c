import datetime as dt

import pytest

from meydan.participation.personal import forget, rows
from tests.factories.calendar import OccasionFactory
from tests.factories.participation import ParticipationFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
URL = "/me/participation/"


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(URL).status_code == 302


def test_ones_own_and_ones_familys_rows_are_listed_and_nobody_elses(client):
    me = PersonFactory()
    child = PersonFactory(phone=None, guardian=me, name="سارا")
    occasion = OccasionFactory(title="خوش‌نویسی", url="/programs/7/")
    mine = ParticipationFactory(person=me, occasion=occasion, venue=occasion.venue)
    ParticipationFactory(person=child, day=dt.date(2026, 11, 29), evidence="check_in")
    ParticipationFactory(person=PersonFactory(name="دیگری"))
    client.force_login(me)
    body = client.get(URL).content.decode()
    assert '<a href="/programs/7/">خوش‌نویسی</a>' in body
    assert f'href="/places/venues/{mine.venue_id}/"' in body or str(mine.venue) in body
    assert "سارا" in body
    assert "۷ آذر ۱۴۰۵" in body
    assert "دیگری" not in body


def test_an_empty_page_says_when_something_comes(client):
    client.force_login(PersonFactory())
    answer = client.get(URL)
    assert answer.status_code == 200
    assert "<table" not in answer.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_the_same_queries_however_long(client, django_assert_num_queries, number):
    me = PersonFactory()
    ParticipationFactory.create_batch(number, person=me)
    client.force_login(me)
    client.get(URL)
    with django_assert_num_queries(4):  # session, person, how many, rows
        client.get(URL)


def test_what_is_kept_of_a_person_can_be_taken_along():
    me = PersonFactory()
    row = ParticipationFactory(person=me, age_band="18-29")
    ParticipationFactory()
    (kept,) = rows(me)
    assert list(kept.values())[1:4] == [row.day, str(row.venue), "۱۸ تا ۲۹ سال"]


def test_after_an_erasure_the_visit_stays_and_leads_to_nobody():
    me = PersonFactory()
    row = ParticipationFactory(person=me, women=1)
    brought = ParticipationFactory(ambassador=me)
    forget(me)
    row.refresh_from_db()
    brought.refresh_from_db()
    assert (row.person, row.count, row.women, brought.ambassador) == (None, 1, 1, None)
