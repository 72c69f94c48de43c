import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from meydan.budgets import actions, tasks
from meydan.budgets.models import Move, Project, Remark
from tests.architecture.test_doors import as_somebody
from tests.budgets.bench import Bench, people, photo, supporters

pytestmark = pytest.mark.django_db
HERE = "/budgets/moves/"


def text(answer):
    return answer.content.decode()


def key():
    return {"client_key": str(uuid.uuid4())}


@pytest.fixture
def bench():
    return Bench()


def test_a_supporter_answers_each_question_where_it_is_asked(bench):
    (person,) = people(1)
    idea, into = bench.supported(person), bench.idea()
    bench.joined(idea, into)
    client, move = as_somebody(person), Move.objects.get()
    assert into.title in text(client.get(HERE))
    client.post(f"{HERE}{move.pk}/", {**key(), "yes": "no"})
    assert (supporters(idea), supporters(into)) == ({person.pk}, set())
    client.post(f"{HERE}{move.pk}/", {**key(), "yes": "yes"})
    client.post(f"{HERE}{move.pk}/", {**key(), "yes": "no"})
    assert (supporters(idea), supporters(into)) == (set(), {person.pk})


def test_nobody_answers_for_another(bench):
    person, other = people(2)
    idea = bench.supported(person)
    bench.joined(idea, bench.idea())
    move = Move.objects.get()
    assert as_somebody(other).post(f"{HERE}{move.pk}/", {**key(), "yes": "yes"}).status_code == 404
    assert Client().get(HERE).status_code == 302
    assert supporters(idea) == {person.pk}


def test_the_author_answers_the_unit(bench):
    review = bench.review()
    actions.ask_author(by=bench.head, review=review, question="کدام سوی کوچه؟")
    client = as_somebody(review.idea.author)
    assert "کدام سوی کوچه؟" in text(client.get(f"/budgets/asked/{review.pk}/"))
    assert as_somebody(people(1)[0]).get(f"/budgets/asked/{review.pk}/").status_code == 404
    client.post(f"/budgets/asked/{review.pk}/", {**key(), "text": "سوی شمال"})
    assert Remark.objects.get(kind=Remark.Kind.ANSWERED).text == "سوی شمال"
    assert client.get(f"/budgets/asked/{review.pk}/").status_code == 404


def test_the_author_says_whether_it_is_fixed():
    bench = Bench(carried_out=True)
    project = bench.project()
    actions.report(by=bench.head, project=project, kind="done", after=photo())
    here = f"/budgets/projects/{project.pk}/fixed/"
    assert as_somebody(project.idea.author).get(here).status_code == 404
    with time_machine.travel(timezone.now() + dt.timedelta(weeks=4)):
        tasks.ask_whether_fixed.call()
        client = as_somebody(project.idea.author)
        assert here in text(client.get(HERE))
        assert as_somebody(bench.head).get(here).status_code == 404
        client.post(here, {**key(), "fixed": "no", "words": "هنوز تاریک است"})
        assert Project.objects.get().state == Project.State.UNDER_WAY
        assert "هنوز تاریک است" not in text(Client().get(f"/budgets/projects/{project.pk}/"))
        assert "هنوز تاریک است" in text(as_somebody(bench.head).get(f"/desk/budgets/projects/{project.pk}/"))
