import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.budgets import actions, personal_review, tasks
from meydan.budgets.models import Hearer, Idea, Move, Project, Remark, Report
from tests.budgets.bench import Bench, people, photo

pytestmark = pytest.mark.django_db


def test_what_one_was_asked_and_answered_is_gathered():
    bench = Bench()
    (person,) = people(1)
    bench.joined(bench.supported(person), bench.idea())
    bench.answer(person, yes=False)
    review = bench.review(bench.idea(author=person))
    actions.ask_author(by=bench.head, review=review, question="کجا؟")
    actions.answer_unit(by=person, review=review, text="سر کوچه")
    assert len(personal_review.moves(person)) == 1
    assert "سر کوچه" in personal_review.answers(person)[0].values()
    assert len(personal_review.work(bench.head)) == 1
    assert personal_review.heard(person) == []


def test_erased_their_words_go_and_what_was_decided_stays():
    bench = Bench(carried_out=True)
    project = bench.project()
    author = project.idea.author
    Hearer.objects.create(project=project, person=author, why="author")
    actions.report(by=bench.head, project=project, kind="done", after=photo())
    with time_machine.travel(timezone.now() + dt.timedelta(weeks=4)):
        tasks.ask_whether_fixed.call()
        project = Project.objects.select_related("idea__author", "assignment", "round__area").get()
        actions.say_whether_fixed(by=author, project=project, fixed=False, words="خانهٔ من تاریک است")
    personal_review.erase(author)
    personal_review.erase(bench.head)
    assert (Hearer.objects.count(), Move.objects.count(), Remark.objects.exclude(by=None).count()) == (0, 0, 0)
    said = {row.kind: (row.by, row.text) for row in Report.objects.all()}
    assert said["reopened"] == (None, "")
    assert Idea.objects.get().state == Idea.State.CHOSEN
