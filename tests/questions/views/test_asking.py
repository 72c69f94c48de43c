import datetime as dt
import io
import os
import time

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.http import urlencode
from PIL import Image

from meydan.ground import tasks, unsent
from meydan.questions.actions.words import keep_words
from meydan.questions.models import Question
from meydan.questions.views.asking import WAITING
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory
from tests.factories.places import NeighborhoodFactory
from tests.factories.questions import EditionFactory, QuestionFactory, TopicFactory

pytestmark = pytest.mark.django_db

KEY = "7d0c1e7a-52c5-4b43-9b0d-0d4a4a2d9f10"
SAID = {"kind": "criticism", "text": "جوی آب کوچهٔ ما گرفته است.", "client_key": KEY}


def address(edition, name="ask") -> str:
    return reverse(f"questions:{name}", args=[edition.pk])


def photo() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(drawn, "JPEG")
    return SimpleUploadedFile("IMG_0001.jpg", drawn.getvalue(), "image/jpeg")


def test_somebody_signed_in_asks_on_one_screen_and_is_led_to_what_becomes_of_it():
    edition, person = EditionFactory(), PersonFactory()
    topic = TopicFactory(series=edition.series)
    edition.topics.add(topic)
    area = NeighborhoodFactory(parent=edition.area)
    said = SAID | {"topic": topic.pk, "area": area.pk, "place": "سر کوچهٔ ۳", "photo": photo(), "shows_name": "on"}
    answer = as_somebody(person).post(address(edition), said)
    question = Question.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("questions:track", args=[question.code]))
    assert (question.kind, question.topic, question.area, question.asker) == ("criticism", topic, area, person)
    assert (question.name, question.place, str(question.key)) == (person.name, "سر کوچهٔ 3", KEY)
    assert question.photo.name.endswith(".webp")


def test_a_second_tap_asks_nothing_more():
    edition = EditionFactory()
    client = as_somebody(PersonFactory())
    first, second = (client.post(address(edition), SAID) for _time in range(2))
    assert (Question.objects.count(), first.url == second.url) == (1, True)


def test_what_was_written_before_signing_in_waits_with_its_photo(client):
    edition, person = EditionFactory(), PersonFactory(name="")
    answer = client.post(address(edition), SAID | {"photo": photo(), "place": "میدان آستانه"})
    assert (answer.status_code, answer.url) == (
        302,
        f"{reverse('signin:start')}?{urlencode({'next': address(edition)})}",
    )
    assert Question.objects.count() == 0
    client.force_login(person, "meydan.people.backend.ById")
    again = client.get(address(edition))
    assert (SAID["text"] in again.text, "میدان آستانه" in again.text, "عکستان" in again.text) == (True, True, True)
    client.post(address(edition), SAID | {"place": "میدان آستانه"})
    question = Question.objects.get()
    assert (question.asker, bool(question.photo)) == (person, True)
    assert WAITING not in client.session
    assert default_storage.listdir(unsent.FOLDER)[1] == []


def test_what_nobody_came_back_for_is_swept_away():
    old, new = (default_storage.save(f"{unsent.FOLDER}/{name}.webp", photo()) for name in ("old", "new"))
    past = time.time() - dt.timedelta(days=2).total_seconds()
    os.utime(default_storage.path(old), (past, past))
    tasks.sweep_unsent.func()
    assert [default_storage.exists(path) for path in (old, new)] == [False, True]
    default_storage.delete(new)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": ""}, "بنویسید"),
        ({"kind": "praise"}, ""),
        ({"topic": "999"}, ""),
        ({"photo": SimpleUploadedFile("x.jpg", b"nothing")}, "عکس"),
    ],
    ids=["empty", "no kind", "no topic", "no photo"],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(change, sentence):
    answer = as_somebody(PersonFactory()).post(address(EditionFactory()), SAID | {"place": "بلوار امین"} | change)
    assert (answer.status_code, "بلوار امین" in answer.text, sentence in answer.text) == (422, True, True)
    assert Question.objects.count() == 0


@pytest.mark.parametrize("stage", ["answering", "following", "cancelled"])
def test_where_nothing_is_taken_the_page_says_so(client, stage):
    answer = client.get(address(EditionFactory(stage=stage)))
    assert (answer.status_code, '<form class="form"' in answer.text) == (200, False)


def test_a_draft_is_not_there(client):
    assert client.get(address(EditionFactory(stage="draft"))).status_code == 404


def test_what_is_alike_is_offered_while_writing(client):
    edition = EditionFactory()
    question = QuestionFactory(edition=edition, text="جوی آب کوچهٔ دوازدهم گرفته است", supports=7)
    keep_words(question)
    QuestionFactory(edition=edition, text="کتابخانه عصرها بسته است")
    found = client.post(address(edition, "similar"), {"text": "جوی‌های آب کوچه گرفته"})
    assert (found.status_code, question.text in found.text, "کتابخانه" in found.text) == (200, True, False)
    assert client.post(address(edition, "similar"), {"text": "جوی", "area": "x"}).text.count("<li") == 0
    assert client.get(address(edition, "similar")).status_code == 405
