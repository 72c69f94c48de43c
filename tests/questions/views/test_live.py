import pytest
from django.urls import reverse
from django.utils import timezone

from meydan.questions.models import Edition
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory
from tests.factories.questions import EditionFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(stage=Edition.Stage.LIVE)


@pytest.fixture
def on_air(edition):
    return QuestionFactory(edition=edition, on_air_since=timezone.now())


def at(name, edition):
    return reverse(f"questions:{name}", args=[edition.pk])


@pytest.mark.parametrize("name", ["live", "overlay"])
def test_the_pages_are_whole_without_any_script(client, edition, on_air, name):
    page = client.get(at(name, edition)).text
    assert (on_air.text in page, f'data-live="questions.{edition.pk}"' in page) == (True, True)


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [
        ("collecting", "آغاز می‌شود"),
        ("live", "روی آنتن هستیم"),
        ("answering", "پخش زنده پایان یافت"),
        ("following", "پخش زنده پایان یافت"),
        ("cancelled", "لغو شده است"),
    ],
)
def test_between_questions_the_page_says_where_the_evening_stands(client, stage, sentence):
    assert sentence in client.get(at("live", EditionFactory(stage=stage))).text


@pytest.mark.parametrize("name", ["live", "overlay"])
def test_a_draft_is_not_there(client, name):
    assert client.get(at(name, EditionFactory(stage=Edition.Stage.DRAFT))).status_code == 404


def test_me_too_counts_once_and_the_page_knows_it(edition, on_air):
    visitor = as_somebody(PersonFactory())
    for _press in range(2):
        answer = visitor.post(at("me_too", edition), {"question": on_air.pk})
        assert answer.url == at("live", edition)
    on_air.refresh_from_db()
    assert on_air.supports == 1
    assert f'data-mine="{on_air.pk}"' in visitor.get(at("live", edition)).text


def test_what_one_asked_oneself_is_ones_own(edition, on_air):
    assert f'data-mine="{on_air.pk}"' in as_somebody(on_air.asker).get(at("live", edition)).text


def test_by_htmx_it_says_so_in_a_toast_and_a_refusal_as_well(edition, on_air):
    asked = {"data": {"question": on_air.pk}, "headers": {"HX-Request": "true"}}
    joined = as_somebody(PersonFactory()).post(at("me_too", edition), **asked)
    own = as_somebody(on_air.asker).post(at("me_too", edition), **asked)
    assert [(answer.status_code, "toasts" in answer["HX-Trigger"]) for answer in (joined, own)] == [
        (204, True),
        (409, True),
    ]


def test_whoever_has_not_signed_in_signs_in_and_comes_back(client, edition, on_air):
    back = f"http://testserver{at('live', edition)}"
    answer = client.post(at("me_too", edition), {"question": on_air.pk}, headers={"Referer": back})
    assert (answer.status_code, "signin" in answer.url, "live" in answer.url) == (302, True, True)


@pytest.mark.parametrize("question", ["", "x", "0", "9" * 30])
def test_what_is_no_question_is_not_there(edition, question):
    visitor = as_somebody(PersonFactory())
    assert visitor.post(at("me_too", edition), {"question": question}).status_code == 404
    assert visitor.post(at("me_too", edition), {"question": QuestionFactory().pk}).status_code == 404
    assert visitor.get(at("me_too", edition)).status_code == 405
