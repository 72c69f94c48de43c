import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.assignments import actions as assignments
from meydan.assignments.models import Assignment
from meydan.base.refusal import Refusal
from meydan.budgets import actions, tasks
from meydan.budgets.models import Hearer, Idea, Project, Report
from meydan.budgets.queries import projects as queries
from meydan.ground.queue import drain
from meydan.messaging.models import Message
from tests.budgets.bench import Bench, people, photo
from tests.together import at_once

pytestmark = pytest.mark.django_db
State, Kind = Project.State, Report.Kind
ALIKE = {
    State.WAITING: {"given"},
    State.UNDER_WAY: {"accepted"},
    State.DELAYED: {"given", "accepted"},
    State.DONE: {"done"},
    State.CONFIRMED: {"confirmed"},
    State.SILENT: {"confirmed"},
    State.STOPPED: {"withdrawn"},
}


@pytest.fixture
def bench():
    return Bench(carried_out=True)


def fresh(project):
    return queries.projects().get(pk=project.pk)


def agree(project):
    row = Project.objects.select_related("assignment", "unit").get(pk=project.pk)
    assert row.assignment.state in ALIKE[State(row.state)]
    assert (row.due_on, row.unit) == (row.assignment.due_on, row.assignment.unit)
    return row


def test_a_project_and_its_order_say_the_same_on_its_whole_way(bench):
    project = bench.project()
    say = {"by": bench.head, "project": project}
    agree(project)
    actions.report(**say, kind=Kind.BEGUN)
    assert agree(project).state == State.UNDER_WAY
    actions.report(**say, kind=Kind.PROGRESS, percent=40, committed=1_500_000_000, paid=500_000_000)
    actions.report(**say, kind=Kind.DELAY, text="آهن نرسید", due_on=timezone.localdate() + dt.timedelta(days=120))
    assert agree(project).state == State.DELAYED
    actions.report(**say, kind=Kind.PROGRESS, percent=80)
    actions.report(**say, kind=Kind.DONE, text="تمام شد", after=photo())
    row = agree(project)
    assert (row.state, row.percent, row.paid) == (State.DONE, 100, 500_000_000)
    assert row.ask_on == timezone.localdate() + dt.timedelta(weeks=4)
    assert row.assignment.steps.filter(kind="done").get().photo
    actions.report(by=bench.officer, project=project, kind=Kind.REOPENED, text="سه چراغ خاموش است")
    assert agree(project).state == State.UNDER_WAY
    actions.report(by=bench.officer, project=project, kind=Kind.STOPPED, text="زمین پس گرفته شد")
    assert agree(project).state == State.STOPPED
    idea = Idea.objects.get(pk=project.idea_id)
    assert (idea.state, bool(idea.reason)) == (Idea.State.NOT_CHOSEN, True)


def test_an_order_of_a_project_moves_at_no_other_place(bench):
    project = bench.project()
    order = project.assignment
    for write in (
        lambda: assignments.accept(by=bench.head, assignment=order),
        lambda: assignments.report(by=bench.head, assignment=order, text="شد"),
        lambda: assignments.finish(by=bench.head, assignment=order, text="شد", letter="۱"),
        lambda: assignments.send_back(by=bench.head, assignment=order, reason="نه"),
        lambda: assignments.pass_on(by=None, assignment=order, unit=bench.parks),
        lambda: assignments.set_term(by=None, assignment=order, working_days=9, reason="نه"),
        lambda: assignments.withdraw(by=None, assignment=order, reason="نه"),
    ):
        with pytest.raises(Refusal):
            write()
    actions.report(by=bench.head, project=project, kind=Kind.DONE, after=photo())
    with time_machine.travel(timezone.now() + dt.timedelta(days=9)):
        from meydan.assignments import tasks as order_tasks

        order_tasks.take_silence.call()
        with pytest.raises(Refusal):
            assignments.reopen(by=None, assignment=Assignment.objects.get(), reason="نه")
    assert agree(project).state == State.DONE


@pytest.mark.parametrize(
    ("kind", "said", "field"),
    [
        (Kind.DELAY, {"due_on": dt.date(2099, 1, 1)}, "text"),
        (Kind.DELAY, {"text": "نشد"}, "due_on"),
        (Kind.DELAY, {"text": "نشد", "due_on": dt.date(2020, 1, 1)}, "due_on"),
        (Kind.DONE, {}, "after"),
        (Kind.PROGRESS, {"percent": 101}, "percent"),
        (Kind.PROGRESS, {"committed": 10, "paid": 11}, "paid"),
        (Kind.PROGRESS, {"committed": 2_000_000_001}, "text"),
    ],
)
def test_what_a_report_must_say(bench, kind, said, field):
    project = bench.project()
    with pytest.raises(Refusal) as refused:
        actions.report(by=bench.head, project=project, kind=kind, **said)
    assert (refused.value.field, Report.objects.count()) == (field, 0)
    agree(project)


def test_more_than_the_credit_is_committed_only_with_an_explanation(bench):
    project = bench.project()
    actions.report(
        by=bench.head, project=project, kind=Kind.PROGRESS, percent=10, committed=2_000_000_001, text="از اعتبار خودمان"
    )
    assert fresh(project).committed == 2_000_000_001


@pytest.mark.parametrize(
    ("who", "kind", "allowed"),
    [
        ("head", Kind.BEGUN, True),
        ("other_head", Kind.BEGUN, False),
        ("officer", Kind.BEGUN, False),
        ("manager", Kind.BEGUN, False),
        ("officer", Kind.STOPPED, True),
        ("head", Kind.STOPPED, False),
        ("manager", Kind.STOPPED, False),
    ],
)
def test_who_reports_what(bench, who, kind, allowed):
    project = bench.project()
    said = {"by": getattr(bench, who), "project": project, "kind": kind, "text": "چنین شد"}
    if allowed:
        assert actions.report(**said).kind == kind
    else:
        with pytest.raises(Refusal):
            actions.report(**said)


def test_passed_on_its_order_goes_along(bench):
    project = bench.project()
    actions.pass_project_on(by=bench.officer, project=project, unit=bench.parks, reason="درخت است")
    assert agree(project).unit == bench.parks
    with pytest.raises(Refusal):
        actions.report(by=bench.head, project=fresh(project), kind=Kind.BEGUN)
    actions.report(by=bench.other_head, project=fresh(project), kind=Kind.BEGUN)


def test_author_and_supporters_hear_each_hop_once_also_after_a_killed_worker(bench, monkeypatch):
    monkeypatch.setattr(queries, "AT_ONCE", 3)
    project = bench.project()
    persons = people(7)
    for person in persons:
        Hearer.objects.create(project=project, person=person, why=Hearer.Why.SUPPORTER)
    Hearer.objects.create(project=project, person=project.idea.author, why=Hearer.Why.AUTHOR)
    made = actions.report(by=bench.head, project=project, kind=Kind.BEGUN)
    some = list(queries.to_tell(made)[:3])
    assert actions.tell_some(by=None, report=made, hearers=some)  # and here the worker dies
    late = Report.objects.get(pk=made.pk)
    late.told_up_to = 0
    assert not actions.tell_some(by=None, report=late, hearers=some)
    drain()
    told = Message.objects.filter(template="budgets.begun").values_list("person", flat=True)
    assert sorted(told) == sorted([*(one.pk for one in persons), project.idea.author_id])
    made.refresh_from_db()
    assert made.told_at is not None


def asked(bench):
    project = bench.project()
    actions.report(by=bench.head, project=project, kind=Kind.DONE, after=photo())
    return project


@pytest.mark.parametrize(("days", "is_asked"), [(27, False), (28, True), (40, True)])
def test_the_author_is_asked_four_weeks_after_it_was_done(bench, days, is_asked):
    project = asked(bench)
    with time_machine.travel(timezone.now() + dt.timedelta(days=days)):
        tasks.ask_whether_fixed.call()
        tasks.ask_whether_fixed.call()
        assert len(bench.told(project.idea.author, "fixed")) == is_asked
        assert (fresh(project).asked_at is not None) == is_asked


def test_a_yes_closes_project_order_and_idea(bench):
    project = asked(bench)
    with pytest.raises(Refusal):
        actions.say_whether_fixed(by=project.idea.author, project=fresh(project), fixed=True)
    with time_machine.travel(timezone.now() + dt.timedelta(days=28)):
        tasks.ask_whether_fixed.call()
        with pytest.raises(Refusal):
            actions.say_whether_fixed(by=bench.head, project=fresh(project), fixed=True)
        actions.say_whether_fixed(by=project.idea.author, project=fresh(project), fixed=True)
        row = agree(project)
        assert (row.state, row.assignment.confirmed_by) == (State.CONFIRMED, Assignment.Confirmed.SAID)
        assert Idea.objects.get(pk=project.idea_id).state == Idea.State.DONE


def test_a_no_opens_it_again_and_it_is_asked_again_after_the_next_done(bench):
    project = asked(bench)
    with time_machine.travel(timezone.now() + dt.timedelta(days=28)):
        tasks.ask_whether_fixed.call()
        actions.say_whether_fixed(by=project.idea.author, project=fresh(project), fixed=False, words="هنوز تاریک است")
        row = agree(project)
        assert (row.state, row.assignment.reopened, row.is_fixed) == (State.UNDER_WAY, 1, False)
        actions.report(by=bench.head, project=fresh(project), kind=Kind.DONE, after=photo())
        agree(project)
    with time_machine.travel(timezone.now() + dt.timedelta(days=60)):
        tasks.ask_whether_fixed.call()
        assert len(bench.told(project.idea.author, "fixed")) == 2


@pytest.mark.parametrize(("days", "state"), [(13, State.DONE), (15, State.SILENT)])
def test_silence_is_told_as_silence(bench, days, state):
    project = asked(bench)
    with time_machine.travel(timezone.now() + dt.timedelta(days=28)):
        tasks.ask_whether_fixed.call()
    with time_machine.travel(timezone.now() + dt.timedelta(days=28 + days)):
        tasks.take_project_silence.call()
        row = agree(project)
        assert row.state == state
        if state == State.SILENT:
            assert (row.assignment.confirmed_by, row.is_fixed) == (Assignment.Confirmed.SILENCE, None)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_who_report_it_done_one_is_heard():
    bench = Bench(carried_out=True)
    project = bench.project()
    heads = [bench.head, bench.head_of(bench.lights)]
    seen = [fresh(project) for _number in range(4)]
    found = at_once(
        4, lambda n: actions.report(by=heads[n % 2], project=seen[n], kind=Kind.DONE, after=photo()), threads=4
    )
    assert sorted(type(one).__name__ for one in found) == ["Refusal"] * 3 + ["Report"]
    agree(project)
