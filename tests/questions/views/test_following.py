import pytest
from django.urls import reverse
from django.utils import timezone

from meydan.questions.models import Question, Support
from meydan.questions.views import following
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory
from tests.factories.questions import AnswerFactory, QuestionFactory, SupportFactory

pytestmark = pytest.mark.django_db

TEXT = "پل عابر نزدیک مدرسه"


def track(question) -> str:
    return reverse("questions:track", args=[question.code])


def test_a_code_however_it_is_typed_leads_to_what_became_of_it(client):
    question = QuestionFactory(code="K7M293XA")
    answer = client.get(reverse("questions:track_one"), {"code": " k7m2-۹۳xa"})
    assert answer.url == track(question)
    assert client.get("/questions/k7m2-93xa/").url == track(question)
    assert client.get(reverse("questions:track_one"), {"code": "12"}).status_code == 200
    assert client.get("/questions/ZZZZ0000/").status_code == 404


def test_whoever_only_has_the_code_reads_the_steps_and_not_what_is_not_published(client):
    question = QuestionFactory(waiting=True, text=TEXT)
    assert TEXT not in client.get(track(question)).text
    assert TEXT in as_somebody(question.asker).get(track(question)).text
    assert TEXT not in as_somebody(PersonFactory()).get(track(question)).text


def test_a_refusal_says_why_and_a_join_leads_on(client):
    refused = QuestionFactory(refused=True)
    whole = QuestionFactory(text=TEXT)
    part = QuestionFactory(state="merged", merged_into=whole, edition=whole.edition, moderated_at=timezone.now())
    assert refused.reason in client.get(track(refused)).text
    assert reverse("questions:question", args=[whole.pk]) in client.get(track(part)).text
    assert client.get(reverse("questions:question", args=[part.pk])).url == reverse(
        "questions:question", args=[whole.pk]
    )


def test_an_answer_stands_on_the_page_once_it_is_published(client):
    answer = AnswerFactory(text="تا آخر مهر ساخته می‌شود.")
    page = reverse("questions:question", args=[answer.question_id])
    assert answer.text not in client.get(page).text
    answer.published_at = timezone.now()
    answer.save()
    assert client.get(page).text.count(answer.text) == 1


@pytest.mark.parametrize("state", ["received", "refused", "withdrawn"])
def test_only_what_is_published_has_a_public_page(client, state):
    question = QuestionFactory(state=state, reason="نه")
    assert client.get(reverse("questions:question", args=[question.pk])).status_code == 404


def test_codes_are_not_guessed_at_leisure(client, monkeypatch):
    monkeypatch.setattr(following, "WRONG_CODES", 3)
    seen = [client.get(f"/questions/ZZZZ000{number}/").status_code for number in range(5)]
    assert seen == [404, 404, 404, 429, 429]


def test_me_too_with_and_without_a_script():
    question, client = QuestionFactory(), as_somebody(PersonFactory())
    support, unsupport = (reverse(f"questions:{name}", args=[question.pk]) for name in ("support", "unsupport"))
    assert client.post(support).url == reverse("questions:question", args=[question.pk])
    assert 'aria-pressed="true"' in client.post(support, headers={"HX-Request": "true"}).text
    assert Support.objects.count() == 1
    assert 'aria-pressed="false"' in client.post(unsupport, headers={"HX-Request": "true"}).text
    assert Support.objects.count() == 0


def test_whoever_is_not_signed_in_is_asked_to(client):
    answer = client.post(reverse("questions:support", args=[QuestionFactory().pk]))
    assert answer.url.startswith(reverse("signin:start"))


def test_ones_own_stand_together_with_what_one_joined(django_assert_num_queries):
    question = QuestionFactory()
    client = as_somebody(question.asker)
    QuestionFactory(asker=question.asker, waiting=True)
    SupportFactory(person=question.asker)
    client.get(reverse("questions:mine"))
    with django_assert_num_queries(5):
        answer = client.get(reverse("questions:mine"))
    assert (len(answer.context["questions"]), len(answer.context["joined"])) == (2, 1)


def test_one_takes_back_ones_own_only():
    question = QuestionFactory(waiting=True)
    address = reverse("questions:withdraw", args=[question.code])
    assert as_somebody(PersonFactory()).post(address).status_code == 404
    assert as_somebody(question.asker).post(address).status_code == 302
    assert Question.objects.get().state == "withdrawn"
