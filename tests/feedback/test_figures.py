from decimal import Decimal

import pytest

from meydan.feedback import figures
from meydan.feedback.models import Round
from tests.factories.feedback import ReplyFactory, RoundFactory

pytestmark = pytest.mark.django_db


def answered(round_, *ratings):
    for number, rating in enumerate(ratings):
        ReplyFactory(round=round_, answered=True, rating=rating, sentence=f"جملهٔ {number}")


def test_of_four_answers_nothing_is_told():
    round_ = RoundFactory()
    answered(round_, 5, 5, 5, 5)
    ReplyFactory(round=round_)
    assert figures.sums(Round.objects.all()) == figures.Sums(5, 4, None, {}, {})
    assert (figures.averages([round_]), figures.sentences(round_)) == ({}, [])


def test_of_five_the_sums_and_the_sentences():
    round_ = RoundFactory()
    answered(round_, 5, 4, 4, 2, 1)
    ReplyFactory(round=round_)
    assert figures.sums(Round.objects.all()) == figures.Sums(
        6, 5, Decimal("3.2"), {5: 1, 4: 2, 3: 0, 2: 1, 1: 1}, {"yes": 5, "maybe": 0, "no": 0}
    )
    assert figures.averages([round_]) == {round_.pk: Decimal("3.2")}
    assert sorted(figures.sentences(round_)) == [f"جملهٔ {number}" for number in range(5)]
