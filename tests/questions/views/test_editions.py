import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from meydan.questions.views.editions import until
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory
from tests.factories.questions import EditionFactory, QuestionFactory, SupportFactory, TopicFactory

pytestmark = pytest.mark.django_db


def address(edition, name="edition", **query) -> str:
    return reverse(f"questions:{name}", args=[edition.pk], query=query or None)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_edition_asks_so_often_however_much_was_said(client, django_assert_num_queries, rows):
    edition = EditionFactory()
    QuestionFactory.create_batch(rows, edition=edition)
    client.get(address(edition))
    with django_assert_num_queries(8):
        answer = client.get(address(edition))
    assert answer.text.count("question-words") == rows


def test_it_can_be_shared(client):
    edition = EditionFactory(about="با شهردار بی‌واسطه سخن بگویید.")
    text = client.get(address(edition)).text
    assert f'<meta property="og:title" content="{edition.title}"' in text.translate(
        str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
    )
    assert ('og:description" content="با شهردار بی‌واسطه' in text, "<svg" in text, "application/ld+json" in text) == (
        *(True, True, True),
    )


@pytest.mark.parametrize("language", ["fa", "en"])
def test_its_picture_is_as_large_as_networks_show_it_and_sent_once(client, language):
    edition = EditionFactory(
        title="شهروند و شهردار؛ #strong[نوبت] «دوم» و هر آنچه بلندتر از یک سطر باشد و باز هم بلندتر"
    )
    client.cookies["language"] = language
    answer = client.get(address(edition, "share_picture"))
    assert (answer["Content-Type"], Image.open(io.BytesIO(answer.content)).size) == ("image/png", (1200, 630))
    assert client.get(address(edition, "share_picture"), headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_its_evening_goes_into_a_calendar(client):
    edition = EditionFactory()
    answer = client.get(address(edition, "calendar_entry"))
    assert (answer["Content-Type"], answer.content.count(b"BEGIN:VEVENT")) == ("text/calendar; charset=utf-8", 1)
    assert f"/questions/{edition.pk}/" in answer.text or edition.occasion.url == ""


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (dt.timedelta(days=3, hours=4, minutes=5), "۳ روز و ۴ ساعت"),
        (dt.timedelta(hours=4, minutes=5), "۴ ساعت و ۵ دقیقه"),
        (dt.timedelta(seconds=30), "۰ دقیقه"),
        (-dt.timedelta(days=1), None),
    ],
)
def test_how_long_until_it_begins(left, words):
    now = timezone.now()
    said = until(now + left, now)
    assert (said and said.words) == words


def test_only_what_is_published_is_shown(client):
    edition = EditionFactory()
    shown = QuestionFactory(edition=edition)
    hidden = [
        QuestionFactory(edition=edition, state=state, reason="نه") for state in ("received", "refused", "withdrawn")
    ]
    text = client.get(address(edition)).text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    assert (shown.text in text, [one.text in text for one in hidden]) == (True, [False, False, False])


def test_it_is_found_by_word_topic_kind_neighborhood_and_answer(client):
    edition = EditionFactory()
    topic, area = TopicFactory(series=edition.series), NeighborhoodFactory(parent=edition.area)
    edition.topics.add(topic)
    one = QuestionFactory(edition=edition, text="دوچرخه سواری کنار رود", topic=topic, area=area, kind="suggestion")
    QuestionFactory(edition=edition, answered_at=timezone.now())
    for query in (
        {"q": "دوچرخه‌سواری"},
        {"topic": topic.pk},
        {"area": area.pk},
        {"kind": "suggestion"},
        {"answer": "no"},
    ):
        answer = client.get(address(edition, **query))
        assert [row.pk for row in answer.context["questions"]] == [one.pk], query


@pytest.mark.parametrize(("sort", "first"), [("", 0), ("new", 1), ("answered", 2)])
def test_it_is_put_in_order(client, sort, first):
    edition, now = EditionFactory(), timezone.now()
    rows = [
        QuestionFactory(edition=edition, supports=9, said_at=now - dt.timedelta(days=2)),
        QuestionFactory(edition=edition, said_at=now),
        QuestionFactory(edition=edition, said_at=now - dt.timedelta(days=1), answered_at=now),
    ]
    assert client.get(address(edition, sort=sort)).context["questions"][0] == rows[first]


def test_one_sees_what_one_joined(client):
    support = SupportFactory(question__supports=1)
    client.force_login(support.person, "meydan.people.backend.ById")
    assert 'aria-pressed="true"' in client.get(address(support.question.edition)).text
    client.force_login(PersonFactory(), "meydan.people.backend.ById")
    assert (
        'aria-pressed="true"'
        not in client.get(address(support.question.edition)).text.split("</header>")[1].split("<footer")[0]
    )


def test_pilot_and_official_editions_stand_in_one_history(client):
    pilot = EditionFactory(is_pilot=True, number=1)
    official = EditionFactory(series=pilot.series, number=2)
    assert [one.pk for one in client.get(address(official)).context["history"]] == [pilot.pk, official.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_shows_all_but_drafts(client, django_assert_num_queries, rows):
    EditionFactory.create_batch(rows)
    EditionFactory(stage="draft")
    client.get(reverse("questions:list"))
    with django_assert_num_queries(3):
        answer = client.get(reverse("questions:list"))
    assert len(answer.context["editions"]) == rows
