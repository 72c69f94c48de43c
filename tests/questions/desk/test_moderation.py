import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.questions.models import Question
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory, staff
from tests.factories.questions import EditionFactory, QuestionFactory, TopicFactory, TribuneFactory

pytestmark = pytest.mark.django_db

State = Question.State


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def desk(edition):
    return as_somebody(staff(Role.MODERATOR, edition.area))


def text(answer):
    return answer.content.decode()


def address(name, pk):
    return reverse(f"questions:{name}", args=[pk])


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_shows_what_waits_the_oldest_first(edition, desk, count, django_assert_num_queries):
    for number in range(count):
        QuestionFactory(edition=edition, waiting=True, text=f"حرف شمارهٔ {number}")
    QuestionFactory(edition=edition, text="منتشرشده")
    with django_assert_num_queries(8):
        page = text(desk.get(address("moderation", edition.pk)))
    assert (page.count("حرف شمارهٔ"), "منتشرشده</a>" in page) == (count, False)


def test_it_is_filtered_by_words_channel_and_topic(edition, desk):
    topic = TopicFactory(series=edition.series)
    edition.topics.add(topic)
    QuestionFactory(edition=edition, waiting=True, text="آسفالت کوچه", topic=topic)
    QuestionFactory(edition=edition, waiting=True, text="نور پارک", channel="sms")
    for asked, found in (({"q": "اسفالت"}, "آسفالت"), ({"channel": "sms"}, "نور"), ({"topic": topic.pk}, "آسفالت")):
        page = text(desk.get(address("moderation", edition.pk), asked))
        assert [word in page for word in ("آسفالت کوچه", "نور پارک")] == [found == "آسفالت", found == "نور"]


def test_an_empty_queue_says_so(edition, desk):
    assert "چیزی در نوبت نیست" in text(desk.get(address("moderation", edition.pk)))


def test_publishing_leads_on_to_the_one_that_waits_longest(edition, desk):
    first, second = (QuestionFactory(edition=edition, waiting=True) for _number in range(2))
    given = {"kind": "question", "topic": "", "area": edition.area.pk}
    answer = desk.post(address("publish", first.pk), given)
    assert (answer.status_code, answer["Location"]) == (302, address("word", second.pk))
    answer = desk.post(address("publish", second.pk), given)
    assert answer["Location"] == address("moderation", edition.pk)
    assert set(Question.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_a_reason_of_ones_own_is_asked_for_and_what_was_typed_stays(edition, desk):
    word = QuestionFactory(edition=edition, waiting=True)
    answer = desk.post(address("refuse", word.pk), {"why": "own", "own": " \u200c"})
    assert (answer.status_code, "دلیل را بنویسید" in text(answer)) == (422, True)
    desk.post(address("refuse", word.pk), {"why": "insult"})
    word.refresh_from_db()
    assert (word.state, word.reason) == (State.REFUSED, "در آن به کسی توهین شده است.")


def test_it_is_joined_with_a_number_in_persian_digits(edition, desk):
    into, word = QuestionFactory(edition=edition), QuestionFactory(edition=edition, waiting=True)
    number = "".join("۰۱۲۳۴۵۶۷۸۹"[int(digit)] for digit in str(into.pk))
    desk.post(address("merge", word.pk), {"number": number})
    word.refresh_from_db()
    assert word.merged_into == into


@pytest.mark.parametrize("given", [{"number": ""}, {"number": "999999"}, {"number": "x"}, {"into": "7"}])
def test_joining_with_nothing_is_refused(edition, desk, given):
    word = QuestionFactory(edition=edition, waiting=True)
    assert desk.post(address("merge", word.pk), given).status_code == 422


def test_neither_phone_nor_a_name_that_is_not_to_be_shown_stands_on_the_page(edition, desk):
    asker = PersonFactory(name="نام‌نشان پنهان", phone="+989123456789")
    word = QuestionFactory(edition=edition, waiting=True, asker=asker, name="")
    page = text(desk.get(address("word", word.pk)))
    assert [secret in page for secret in ("نام‌نشان", "9123456789", "۹۱۲۳۴۵۶۷۸۹", "۶۷۸۹")] == [False] * 4


def test_a_word_from_a_tribune_says_where(edition, desk):
    tribune = TribuneFactory(edition=edition, place="ورودی بازار")
    word = QuestionFactory(edition=edition, waiting=True, tribune=tribune, channel="tribune")
    assert "ورودی بازار" in text(desk.get(address("word", word.pk)))


def test_another_areas_words_are_not_there(edition):
    word = QuestionFactory(edition=edition, waiting=True)
    stranger = as_somebody(staff(Role.MODERATOR))
    for name in ("word", "publish", "refuse", "merge", "part"):
        assert stranger.get(address(name, word.pk)).status_code == 404
    assert stranger.get(address("moderation", edition.pk)).status_code == 404
