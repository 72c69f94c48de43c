"""From what weighs on somebody to a topic, without a word of it being written anywhere."""

import pytest
from django.utils import translation

from meydan.counseling import guide
from tests.factories.counseling import TopicFactory
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    city = CityFactory()
    return [
        TopicFactory(area=city, name="اضطراب", signs=["دلشوره", "بی‌خوابی"], signs_en=["unease"]),
        TopicFactory(area=city, name="افسردگی", signs=["غم", "بی‌خوابی"]),
        TopicFactory(area=city, name="کودک", signs=["لج‌بازی"], booked_for=["child"]),
        TopicFactory(area=city, name="خشونت", signs=["ترس در خانه"], shows_lines=True),
    ]


def chosen(topics, *words):
    return [sign.value for sign in guide.signs(topics) if sign.words in words]


def names(found):
    return [str(row.topic) for row in found]


def test_the_topic_of_most_phrases_comes_first_with_the_phrases_as_why(topics):
    found = guide.suggest(topics, chosen(topics, "بی‌خوابی", "غم"))
    assert [(str(row.topic), row.why) for row in found] == [("افسردگی", ["بی‌خوابی", "غم"]), ("اضطراب", ["بی‌خوابی"])]


def test_a_phrase_of_two_topics_stands_once_and_leads_to_both(topics):
    assert [sign.words for sign in guide.signs(topics)].count("بی‌خوابی") == 1
    assert names(guide.suggest(topics, chosen(topics, "بی‌خوابی"))) == ["اضطراب", "افسردگی"]


def test_what_emergency_lines_are_shown_with_comes_before_all_others(topics):
    assert names(guide.suggest(topics, chosen(topics, "بی‌خوابی", "دلشوره", "ترس در خانه")))[0] == "خشونت"


def test_who_chooses_nothing_or_makes_something_up_is_led_nowhere(topics):
    assert (guide.suggest(topics, []), guide.suggest(topics, ["7.7", "x", ""])) == ([], [])


def test_only_what_can_be_booked_for_them_is_asked_and_theirs_comes_first(topics):
    asked = {whom: [str(topic) for topic in guide.allowed(topics, whom)] for whom in ("oneself", "child", "couple")}
    assert asked == {
        "oneself": ["اضطراب", "افسردگی", "خشونت"],
        "child": ["کودک", "اضطراب", "افسردگی", "خشونت"],
        "couple": ["اضطراب", "افسردگی", "خشونت"],
    }


def test_without_a_phrase_the_topic_s_sentence_stands_in_and_else_its_name():
    assert guide.phrases(TopicFactory(name="خشم", about="زود از کوره درمی‌روم")) == ["زود از کوره درمی‌روم"]
    assert guide.phrases(TopicFactory(name="سوگ", about="")) == ["سوگ"]


def test_in_english_what_was_translated_stands_in_english(topics):
    with translation.override("en"):
        assert guide.phrases(topics[0]) == ["unease", "بی‌خوابی"]
