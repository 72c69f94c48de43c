import pytest

from meydan.calendar import feeds, guests, kinds
from meydan.calendar.models import Occasion
from tests.factories.questions import EditionFactory, QuestionFactory, SupportFactory

pytestmark = pytest.mark.django_db


def test_the_evening_stands_in_the_calendar_of_whoever_asked_or_joined():
    question = QuestionFactory()
    support = SupportFactory(question=question)
    EditionFactory()
    for person in (question.asker, support.person):
        assert list(feeds.of_person(person)) == [question.edition.occasion]


def test_they_are_expected_there_and_whoever_took_it_back_is_not():
    question = QuestionFactory()
    support = SupportFactory(question=question)
    QuestionFactory(edition=question.edition, state="withdrawn")
    occasion = question.edition.occasion
    assert sorted(guests.of([occasion])[occasion.pk]) == sorted([question.asker_id, support.person_id])
    assert Occasion.objects.count() == 1


def test_its_kinds_have_names():
    assert [kinds.name_of(kind) for kind in ("edition", "question", "suggestion", "criticism", "support")] == [
        *("شبی با شهردار", "پرسش", "پیشنهاد", "انتقاد", "«من هم» به یک پرسش"),
    ]
