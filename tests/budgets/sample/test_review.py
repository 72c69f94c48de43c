import datetime as dt

import pytest
from django.utils import timezone

from meydan.budgets.models import Idea, Move, Review, Support
from meydan.budgets.sample import review as sample
from meydan.messaging.models import Message
from tests.budgets.bench import Bench, people, supporters

pytestmark = pytest.mark.django_db
AGO = dt.timedelta(days=40)


@pytest.mark.parametrize("to", sample.TO)
def test_an_idea_stands_as_if_all_of_it_had_happened(to):
    bench = Bench()
    idea = bench.idea()
    sample.look_at(by=None, idea=idea, to=to, given_at=timezone.now() - AGO)
    row, idea = Review.objects.get(), Idea.objects.get()
    state = {"late": "open", "answered": "open", "passed_on": "open", "dearer": "feasible"}.get(to, to)
    assert row.state == state
    assert idea.state == {"feasible": "feasible", "not_feasible": "not_feasible", "lapsed": "undecided"}.get(
        state, "published"
    )
    assert (to != "late") or row.due_on < timezone.localdate()
    assert Message.objects.count() == 0


def test_joined_ones_have_answers_of_every_kind_and_lose_nobody():
    bench = Bench()
    persons = people(6)
    idea, into = bench.supported(*persons), bench.idea()
    sample.put_together(by=None, idea=idea, into=into, reason="یکی‌اند", at=timezone.now() - AGO)
    assert set(Move.objects.values_list("answer", flat=True)) == {"yes", "no", ""}
    assert supporters(idea, into) == {person.pk for person in persons}
    for one in Idea.objects.all():
        assert one.supports == Support.objects.filter(idea=one).count()
