import pytest

from meydan.assignments.models import Assignment
from meydan.ballots import actions as ballots
from meydan.ballots.models import Option, Poll
from meydan.ballots.sample import make_counted
from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.budgets import actions
from meydan.budgets.listing import listing
from meydan.budgets.models import Hearer, Idea, Project, Review, Round
from meydan.budgets.models.idea import FINAL
from meydan.budgets.rulebook import rulebook_of
from meydan.ground.queue import drain
from tests.budgets.bench import Bench
from tests.factories.budgets import CreditFactory
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
State = Idea.State


@pytest.fixture
def bench():
    """One idea in every state that review leaves."""
    bench = Bench(in_ballot=True)
    bench.fits = [bench.feasible(cost=cost).idea for cost in (2_000_000_000, 3_000_000_000, 7_000_000_000)]
    bench.dear = bench.feasible(cost=10_000_000_001).idea
    bench.elsewhere = bench.feasible().idea
    Idea.objects.filter(pk=bench.elsewhere.pk).update(area=bench.area)
    bench.undecided = bench.review().idea
    bench.asked = bench.review()
    actions.ask_author(by=bench.head, review=bench.asked, question="کجا؟")
    bench.unread, bench.homeless = bench.idea(sent=True), bench.idea()
    bench.refused = bench.idea(refused=True)
    actions.decide(by=bench.head, review=bench.review(), feasible=False, reason="نمی‌شود")
    bench.merged = bench.idea()
    bench.joined(bench.merged, bench.fits[0])
    return bench


def state(idea):
    return Idea.objects.get(pk=idea.pk).state


def test_what_is_feasible_and_fits_stands_on_the_ballot_and_all_else_says_why(bench):
    poll = actions.write_list(by=bench.officer, round=bench.round)
    assert list(Option.objects.filter(poll=poll).values_list("subject", flat=True)) == [one.pk for one in bench.fits]
    assert {state(one) for one in bench.fits} == {State.ON_BALLOT}
    ends = {
        bench.dear: (State.NOT_CHOSEN, "به رأی گذاشته نشد: هزینه‌اش"),
        bench.elsewhere: (State.NOT_CHOSEN, "اعتبار جداگانه‌ای ندارد"),
        bench.undecided: (State.UNDECIDED, str(bench.lights)),
        bench.asked.idea: (State.UNDECIDED, str(bench.lights)),
        bench.unread: (State.REFUSED, "ناظری"),
        bench.homeless: (State.UNDECIDED, "هیچ واحدی"),
    }
    for idea, (ended, word) in ends.items():
        row = Idea.objects.get(pk=idea.pk)
        assert (row.state, word in row.reason) == (ended, True), row.reason
        assert len(bench.told(idea.author, "ended")) == 1
    assert set(Review.objects.filter(state=Review.State.LAPSED).values_list("idea", flat=True)) == {
        bench.undecided.pk,
        bench.asked.idea_id,
    }


def test_it_is_written_once_and_by_whoever_may(bench):
    for by in (bench.head, bench.manager, Bench().officer):
        with pytest.raises(Refusal):
            actions.write_list(by=by, round=bench.round)
    actions.write_list(by=bench.officer, round=bench.round)
    with pytest.raises(Refusal):
        actions.write_list(by=bench.officer, round=bench.round)
    assert Poll.objects.count() == 1


def test_after_it_nothing_is_decided_or_joined(bench):
    actions.write_list(by=bench.officer, round=bench.round)
    for write in (
        lambda: actions.decide(
            by=bench.head, review=Review.objects.get(idea=bench.undecided), feasible=False, reason="نه"
        ),
        lambda: actions.change_cost(by=bench.head, review=Review.objects.get(idea=bench.fits[0]), cost=9, reason="نه"),
        lambda: actions.reopen_review(by=bench.officer, review=Review.objects.get(idea=bench.fits[0]), reason="نه"),
        lambda: actions.join(
            by=bench.officer, idea=Idea.objects.get(pk=bench.fits[0].pk), into=bench.fits[1], reason="نه"
        ),
        lambda: actions.part(by=bench.officer, idea=Idea.objects.get(pk=bench.merged.pk)),
    ):
        with pytest.raises(Refusal):
            write()


@pytest.mark.parametrize("stage", [{"soon": True}, {"number": 1}])
def test_it_is_not_written_while_ideas_come_in(stage):
    bench = Bench(**stage)
    with pytest.raises(Refusal):
        actions.write_list(by=bench.officer, round=bench.round)


def test_nothing_to_vote_on_is_no_list():
    bench = Bench()
    bench.review()
    with pytest.raises(Refusal):
        actions.write_list(by=bench.officer, round=bench.round)
    assert state(Idea.objects.get()) == State.PUBLISHED


def test_the_preview_asks_little_of_the_database(bench, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert listing(bench.round).count == 3


def test_after_the_count_every_idea_has_its_end_and_its_reason(bench):
    CreditFactory(round=bench.round, area=bench.area, amount=5_000_000_000)
    poll = actions.write_list(by=bench.officer, round=bench.round)
    ballots.open_poll(by=bench.officer, poll=poll, rulebook=rulebook_of(bench.round))
    voters = [PersonFactory(neighborhood=bench.neighborhood, birth_year=1370) for _number in range(9)]
    overseers = [staff(Role.OVERSIGHT, bench.area) for _number in range(3)]
    make_counted(by=None, poll=poll, voters=voters, officer=bench.officer, overseers=overseers)
    drain()
    left = Idea.objects.filter(round=bench.round).exclude(state__in=[*FINAL, State.CHOSEN, State.MERGED])
    assert list(left) == []
    assert not Idea.objects.filter(state__in=[State.NOT_CHOSEN, State.UNDECIDED], reason="").exists()
    assert Idea.objects.filter(state=State.MERGED, merged_into__isnull=True).count() == 0
    chosen = Idea.objects.filter(state=State.CHOSEN)
    assert chosen.exists()
    assert set(Project.objects.values_list("idea", flat=True)) == set(chosen.values_list("pk", flat=True))
    for project in Project.objects.select_related("assignment", "idea"):
        assert (project.assignment.state, project.assignment.door) == (Assignment.State.GIVEN, "budgets")
        assert (project.credit, project.due_on) == (project.idea.cost, project.assignment.due_on)
        why = dict(project.hearers.values_list("person", "why"))
        assert why[project.idea.author_id] == Hearer.Why.AUTHOR
        assert {person.pk for person in voters} & set(why)
    first = Idea.objects.get(pk=bench.fits[0].pk)
    if first.state == State.CHOSEN:
        assert bench.merged.author_id in dict(first.project.hearers.values_list("person", "why"))
    for idea in bench.fits:
        assert len(bench.told(idea.author, "ended")) == 1


def test_a_void_ballot_ends_its_ideas_with_the_reason(bench):
    poll = actions.write_list(by=bench.officer, round=bench.round)
    ballots.open_poll(by=bench.officer, poll=poll, rulebook=rulebook_of(bench.round))
    ballots.void(by=bench.officer, poll=poll, reason="خطا در فهرست")
    assert {state(one) for one in bench.fits} == {State.NOT_CHOSEN}
    assert Idea.objects.get(pk=bench.fits[0].pk).reason == "خطا در فهرست"
    assert Round.objects.get(pk=bench.round.pk).poll == poll
