import pytest

from meydan.budgets.actions.words import keyed, mentions, text_of
from meydan.budgets.models import Mention, Round
from meydan.budgets.queries import ideas as queries
from tests.factories.budgets import IdeaFactory, RoundFactory
from tests.factories.places import NeighborhoodFactory

pytestmark = pytest.mark.django_db

SAID = "چراغ‌های بوستان نرگس شب‌ها خاموش است"


def proposed(round: Round, title: str = SAID, **facts):
    idea = IdeaFactory(round=round, title=title, what="", **facts)
    Mention.objects.bulk_create(mentions(idea))
    idea.words = keyed(text_of(idea))
    idea.save()
    return idea


def test_what_is_alike_is_found_however_it_is_spelled():
    round = RoundFactory()
    idea = proposed(round)
    proposed(round, "اتوبوس خط ۵ صبح‌ها دیر می‌آید")
    assert queries.similar(round, "چراغهاي بوستان نرگس خاموشه") == [idea]


def test_only_what_can_be_supported_in_this_round_is_offered():
    round = RoundFactory()
    proposed(RoundFactory())
    for trait in ("sent", "refused", "not_feasible", "on_ballot"):
        proposed(round, **{trait: True})
    shown = proposed(round, feasible=True)
    assert queries.similar(round, SAID) == [shown]


def test_what_was_joined_stands_for_what_it_was_joined_with():
    round = RoundFactory()
    whole = IdeaFactory(round=round, title="روشنایی")
    proposed(round, state="merged", merged_into=whole)
    assert queries.similar(round, SAID) == [whole]


def test_the_same_neighborhood_comes_first():
    round = RoundFactory()
    near = NeighborhoodFactory(parent=round.area)
    far_one = proposed(round, supports=9)
    near_one = proposed(round, SAID + "، لطفاً زود", area=near)
    assert queries.similar(round, SAID) == [far_one, near_one]
    assert queries.similar(round, SAID, near) == [near_one, far_one]


def test_search_finds_every_word():
    round = RoundFactory()
    idea = proposed(round)
    rows = queries.public_ideas(round)
    assert list(queries.matching(rows, "نرگس چراغ")) == [idea]
    assert list(queries.matching(rows, "نرگس اتوبوس")) == []
