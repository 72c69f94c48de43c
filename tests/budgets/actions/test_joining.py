import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from meydan.base.refusal import Refusal
from meydan.budgets import actions
from meydan.budgets.models import Idea, Joining, Move, Support
from meydan.budgets.queries.joining import joined
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from tests.budgets.bench import Bench, people, supporters
from tests.factories.budgets import SupportFactory
from tests.sizes import many
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench():
    return Bench()


def test_supporters_are_asked_and_only_a_yes_moves(bench):
    yes, no, silent = people(3)
    idea, into = bench.supported(yes, no, silent), bench.idea()
    bench.joined(idea, into)
    assert Message.objects.filter(template="budgets.move").count() == 3
    assert supporters(into) == set()
    bench.answer(yes, yes=True)
    bench.answer(no, yes=False)
    idea.refresh_from_db()
    into.refresh_from_db()
    assert (supporters(idea), supporters(into)) == ({no.pk, silent.pk}, {yes.pk})
    assert (idea.supports, into.supports, idea.merged_into) == (2, 1, into)
    found = joined(into)
    assert (found.unanswered, found.staying, [one.idea for one in found.ideas]) == (1, 1, [idea])


def test_who_supports_both_is_not_asked_and_counts_once(bench):
    both, other = people(2)
    idea, into = bench.supported(both, other), bench.supported(both)
    bench.joined(idea, into)
    assert list(Move.objects.values_list("person", flat=True)) == [other.pk]
    SupportFactory(idea=into, person=other)
    bench.answer(other, yes=True)
    assert (supporters(idea), Support.objects.filter(idea=into).count()) == ({both.pk, other.pk}, 2)


def test_authors_stay_named_if_they_agreed(bench):
    idea, into = bench.idea(shows_name=True), bench.idea(shows_name=False)
    third = bench.idea(shows_name=True)
    bench.joined(idea, into)
    bench.joined(third, into)
    assert joined(into).names == [str(idea.author), str(third.author)]
    assert joined(into).authors == 3


def test_parted_all_is_as_it_was(bench):
    yes, no = people(2)
    idea, into = bench.supported(yes, no), bench.idea()
    bench.joined(idea, into)
    bench.answer(yes, yes=True)
    actions.part(by=bench.officer, idea=Idea.objects.get(pk=idea.pk))
    idea.refresh_from_db()
    into.refresh_from_db()
    assert (idea.state, idea.supports, into.supports) == (Idea.State.PUBLISHED, 2, 0)
    assert supporters(idea) == {yes.pk, no.pk}
    with pytest.raises(Refusal):
        actions.answer_move(by=no, move=Move.objects.get(person=no), yes=True)


@pytest.mark.parametrize("who", ["manager", "other_head"])
def test_only_its_unit_or_an_officer_joins(bench, who):
    review = bench.review()
    with pytest.raises(Refusal):
        actions.join(by=getattr(bench, who), idea=review.idea, into=bench.idea(), reason="یکی‌اند")
    actions.join(by=bench.head, idea=review.idea, into=bench.idea(), reason="یکی‌اند")


def test_no_circle_can_be_joined(bench):
    first, second, third = bench.idea(), bench.idea(), bench.idea()
    bench.joined(first, second)
    bench.joined(second, third)
    for idea, into in ((third, first), (third, second), (third, third), (first, third)):
        with pytest.raises(Refusal):
            actions.join(by=bench.officer, idea=Idea.objects.get(pk=idea.pk), into=into, reason="یکی‌اند")
    assert [one.idea for one in joined(third).ideas] == [first, second]


def test_a_worker_that_comes_after_another_asks_nobody_twice(bench, monkeypatch):
    monkeypatch.setattr(actions.joining, "AT_ONCE", 3)
    idea, into = bench.supported(*people(8)), bench.idea()
    joining = actions.join(by=bench.officer, idea=idea, into=into, reason="یکی‌اند")
    assert actions.ask_some(by=None, joining=joining) == 3
    drain()
    assert (Move.objects.count(), Message.objects.filter(template="budgets.move").count()) == (8, 8)
    assert Joining.objects.get().asked_at is not None


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_yes_said_many_times_at_once_moves_one_support():
    bench = Bench()
    persons = people(3)
    idea, into = bench.supported(*persons), bench.idea()
    bench.joined(idea, into)
    moves = list(Move.objects.select_related("person", "joining__idea__round", "joining__into"))
    at_once(9, lambda n: actions.answer_move(by=moves[n % 3].person, move=moves[n % 3], yes=True), threads=9)
    idea.refresh_from_db()
    into.refresh_from_db()
    assert (idea.supports, into.supports, Support.objects.count()) == (0, 3, 3)


class WhateverHappens(TestCase):
    """Supporting, joining, answering and parting in any order."""

    @settings(max_examples=many(4, whole=60))
    @given(st.integers(0, 10**9))
    def test_no_supporter_is_lost_and_none_moved_without_a_yes(self, seed):
        chance = random.Random(seed)
        bench = Bench()
        ideas, persons = [bench.idea() for _number in range(4)], people(4)
        given_at: dict[tuple[int, int], bool] = {}
        for _step in range(14):
            self._do(chance, bench, ideas, persons, given_at)
            for person in persons:
                gave = {idea for idea, one in given_at if one == person.pk}
                assert bool(gave) == Support.objects.filter(person=person).exists()
                stands = set(Support.objects.filter(person=person).values_list("idea", flat=True))
                reached = set(gave)
                for _hop in ideas:
                    yes = Move.objects.filter(person=person, answer="yes", joining__idea__in=reached)
                    reached |= set(yes.values_list("joining__into", flat=True))
                assert stands <= reached
                assert len(stands) == Support.objects.filter(person=person).count()
            for idea in ideas:
                idea.refresh_from_db()
                assert idea.supports == Support.objects.filter(idea=idea).count()

    def _do(self, chance, bench, ideas, persons, given_at):
        what = chance.choice(["support", "join", "answer", "answer", "part"])
        idea, other, person = chance.choice(ideas), chance.choice(ideas), chance.choice(persons)
        try:
            if what == "support":
                if idea.state == Idea.State.PUBLISHED and person.pk not in supporters(idea):
                    SupportFactory(idea=idea, person=person)
                    Idea.objects.filter(pk=idea.pk).update(supports=idea.supports + 1)
                    given_at[idea.pk, person.pk] = True
            elif what == "join":
                bench.joined(idea, other)
            elif what == "answer":
                bench.answer(person, yes=chance.random() < 0.7)
            else:
                actions.part(by=bench.officer, idea=idea)
        except Refusal:
            pass
        for one in itertools.chain(ideas):
            one.refresh_from_db()
