import datetime as dt

import pytest
from django.utils import timezone

from meydan.feedback.models import Reply
from meydan.signin.session import BACKEND
from tests.factories.feedback import ReplyFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply():
    return ReplyFactory()


@pytest.fixture
def page(client, reply):
    client.force_login(reply.person, BACKEND)
    return f"/feedback/{reply.round.occasion_id}/"


def text(answer):
    return answer.content.decode()


def test_three_questions_are_answered_in_one_page(client, page, reply):
    assert text(client.get(page)).count('type="radio"') == 8
    answer = client.post(page, {"rating": "۵", "again": "yes", "sentence": "مربی خوبی بود"})
    assert answer["Location"] == "/feedback/"
    reply.refresh_from_db()
    assert (reply.rating, reply.again, reply.sentence) == (5, "yes", "مربی خوبی بود")
    assert "مربی خوبی بود" in text(client.get(page))


@pytest.mark.parametrize(
    "given", [{}, {"rating": "6", "again": "yes"}, {"rating": "5", "again": "x"}, {"rating": "x", "again": "no"}]
)
def test_what_is_missing_is_said_and_the_sentence_stays(client, page, given):
    answer = client.post(page, given | {"sentence": "جا سرد بود"})
    assert (answer.status_code, "جا سرد بود" in text(answer)) == (422, True)
    assert Reply.objects.filter(answered_at__isnull=False).count() == 0


def test_a_family_answers_each_for_themselves(client, page, reply):
    child = PersonFactory(guardian=reply.person, phone=None)
    of_child = ReplyFactory(round=reply.round, person=child)
    client.post(f"{page}?for={child.pk}", {"rating": "3", "again": "maybe"})
    reply.refresh_from_db()
    of_child.refresh_from_db()
    assert (reply.rating, of_child.rating) == (None, 3)


def test_whoever_was_not_asked_finds_nothing(client, page):
    client.force_login(PersonFactory(), BACKEND)
    assert [client.get(page).status_code, client.post(page, {"rating": "1", "again": "no"}).status_code] == [404, 404]


def test_after_a_month_one_sees_what_one_said(client, page, reply):
    Reply.objects.update(rating=4, again="yes", sentence="خوب", answered_at=timezone.now())
    reply.round.closes_at = timezone.now() - dt.timedelta(days=1)
    reply.round.save()
    answer = text(client.get(page))
    assert ("۴ از ۵" in answer, 'type="radio"' in answer) == (True, False)
    assert client.post(page, {"rating": "1", "again": "no"}).status_code == 422
    assert Reply.objects.get().rating == 4


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_shows_what_waits(client, count, django_assert_num_queries):
    person = PersonFactory()
    for _number in range(count):
        ReplyFactory(person=person)
    client.force_login(person, BACKEND)
    with django_assert_num_queries(4):
        answer = text(client.get("/feedback/"))
    assert answer.count("چشم‌به‌راه پاسخ شما") == count


def test_a_number_that_no_id_can_be_finds_nothing(client, page):
    assert client.get(f"/feedback/{10**40}/").status_code == 404
