import csv
import io
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from meydan.questions.models import Question
from tests.factories.assignments import AssignmentFactory
from tests.factories.people import PersonFactory
from tests.factories.questions import AnswerFactory, EditionFactory, OrderFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(title="شهروند و شهردار، نوبت آزمون")


def text(answer):
    return answer.content.decode()


def answered(edition, **facts):
    question = QuestionFactory(edition=edition, answered_at=timezone.now(), **facts)
    AnswerFactory(question=question, published_at=timezone.now(), text="تا پایان ماه", second=754)
    return question


@pytest.mark.parametrize("count", [1, 3])
def test_everybody_reads_what_became_of_it(client, edition, count, django_assert_num_queries):
    for _number in range(count):
        question = answered(edition)
        OrderFactory(question=question, assignment=AssignmentFactory(what="چراغ‌ها تعمیر شود"))
    with django_assert_num_queries(10):
        page = text(client.get("/questions/board/"))
    assert page.count("چراغ‌ها تعمیر شود") == count


def test_nothing_yet_is_said(client):
    assert "هنوز دستوری داده نشده است" in text(client.get("/questions/board/"))


@pytest.mark.parametrize("asked", ["", "x", "999999", "-1", "\u200c"])
def test_an_edition_that_is_none_shows_all(client, edition, asked):
    assert client.get("/questions/board/", {"edition": asked}).status_code == 200


def test_the_table_holds_no_person_and_runs_nothing(client, edition):
    asker = PersonFactory(name="نام‌نشان", phone="+989123456789")
    answered(edition, asker=asker, text="=HYPERLINK(1)")
    QuestionFactory(edition=edition, state=Question.State.RECEIVED, text="هنوز خوانده نشده")
    body = client.get("/questions/board.csv").content.decode("utf-8-sig")
    head, row = list(csv.reader(io.StringIO(body)))
    assert (len(head), row[6], row[10], row[11]) == (16, "'=HYPERLINK(1)", "تا پایان ماه", "754")
    assert [secret in body for secret in ("نام‌نشان", "9123456789", "هنوز خوانده نشده")] == [False] * 3


def test_an_order_that_is_not_public_is_nowhere(client, edition):
    OrderFactory(question=answered(edition), assignment=AssignmentFactory(what="محرمانه", is_public=False))
    assert "محرمانه" not in text(client.get("/questions/board/")) + text(client.get("/questions/board.csv"))


def test_the_feed_tells_the_newest_answers(client, edition):
    question = answered(edition, text="چراغ کی روشن می‌شود؟")
    AnswerFactory(question=QuestionFactory(edition=edition), published_at=None)
    (item,) = ET.fromstring(client.get("/questions/answers.rss").content).iter("item")
    assert item.findtext("title") == "چراغ کی روشن می‌شود؟"
    assert item.findtext("description") == "تا پایان ماه (در ویدئو، لحظهٔ ۱۲:۳۴)"
    assert item.findtext("link").endswith(f"/questions/said/{question.pk}/")


def test_a_draft_is_nobodys_to_read(client):
    answered(EditionFactory(stage="draft"), text="پیش‌نویس")
    assert "پیش‌نویس" not in text(client.get("/questions/board.csv"))
