import pytest

from meydan.questions import likeness, queries
from meydan.questions.actions.words import keep_words
from meydan.questions.models import Edition
from tests.factories.places import NeighborhoodFactory
from tests.factories.questions import EditionFactory, QuestionFactory

pytestmark = pytest.mark.django_db

SAID = (
    "چراغ‌های بوستان نرگس شب‌ها خاموش است.",
    "اتوبوس خط ۵ پردیسان صبح‌ها دیر می‌آید.",
    "برای دوچرخه‌سواری در بلوار امین مسیر جدا بسازید.",
    "سطل زبالهٔ کوچهٔ ۱۲ نیروگاه همیشه پر است.",
    "کتابخانهٔ محله عصرها بسته است.",
)


def said(edition: Edition, *texts: str, **facts) -> list[int]:
    rows = [QuestionFactory(edition=edition, text=text, **facts) for text in texts]
    for row in rows:
        keep_words(row)
    return [row.pk for row in rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("چراغهای بوستان نرگس خاموشه", 0),
        ("چرا اتوبوسهای خط 5 پرديسان دير ميايد", 1),
        ("مسیر دوچرخه سواری بلوار امین", 2),
        ("سطل‌های زباله نیروگاه پر شده", 3),
        ("ساعت کار کتابخانه محله", 4),
    ],
)
def test_it_is_found_however_it_is_spelled(text, found):
    edition = EditionFactory()
    keys = said(edition, *SAID)
    assert [like.key for like in likeness.ranked(edition, text, 3)][:1] == [keys[found]]


@pytest.mark.parametrize("text", ["", "از به در", "؟!", "استخر شنا برای بانوان"])
def test_what_nobody_said_finds_nothing(text):
    edition = EditionFactory()
    said(edition, *SAID)
    assert queries.similar(edition, text) == []


def test_only_what_is_published_in_this_edition_is_offered():
    edition, other = EditionFactory(), EditionFactory()
    said(other, SAID[0])
    said(edition, SAID[0], waiting=True)
    (shown,) = said(edition, SAID[0])
    assert [question.pk for question in queries.similar(edition, SAID[0])] == [shown]


def test_what_was_joined_stands_for_what_it_was_joined_with():
    edition = EditionFactory()
    whole = QuestionFactory(edition=edition, text="روشنایی بوستان‌ها")
    said(edition, SAID[0], state="merged", merged_into=whole)
    assert queries.similar(edition, SAID[0]) == [whole]


def test_of_two_alike_the_one_about_the_same_area_comes_first():
    edition = EditionFactory()
    near = NeighborhoodFactory(parent=edition.area)
    far_key, near_key = said(edition, SAID[3]) + said(edition, SAID[3], area=near)
    assert [row.pk for row in queries.similar(edition, SAID[3])] == [far_key, near_key]
    assert [row.pk for row in queries.similar(edition, SAID[3], near)] == [near_key, far_key]
