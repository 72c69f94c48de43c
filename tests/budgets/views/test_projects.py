import pytest
from django.test import Client

from meydan.budgets import actions
from meydan.budgets.models import Report
from tests.architecture.test_doors import as_somebody
from tests.budgets.bench import Bench, people, photo

pytestmark = pytest.mark.django_db
HERE = "/budgets/projects/"


@pytest.fixture
def bench():
    return Bench(carried_out=True)


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_everybody_sees_all_projects_in_few_queries(bench, count, django_assert_max_num_queries):
    for _number in range(count):
        bench.project()
    client = Client()
    with django_assert_max_num_queries(8):
        shown = text(client.get(HERE))
    assert shown.count('class="card"') == count


def test_they_are_looked_for_by_state_place_and_word(bench):
    first, second = bench.project(title="چراغ"), bench.project(title="درخت")
    actions.report(by=bench.head, project=first, kind="begun")
    client = Client()
    for asked in ({"state": "waiting"}, {"q": "درخت"}):
        shown = text(client.get(HERE, asked))
        assert (second.idea.title in shown, first.idea.title in shown) == (True, False)
    assert text(client.get(HERE, {"area": str(bench.neighborhood.pk)})).count('class="card"') == 2
    assert text(client.get(f"/budgets/{bench.round.pk}/projects/")).count('class="card"') == 2
    assert client.get("/budgets/999999/projects/").status_code == 404


def test_a_project_shows_its_money_its_pictures_and_its_way(bench, django_assert_max_num_queries):
    project = bench.project(shows_name=False)
    actions.report(by=bench.head, project=project, kind="begun", committed=1_000_000_000, before=photo())
    actions.report(by=bench.head, project=project, kind="progress", percent=50, paid=400_000_000, after=photo())
    client = Client()
    with django_assert_max_num_queries(10):
        shown = text(client.get(f"{HERE}{project.pk}/"))
    assert all(word in shown for word in ("۵۰ درصد", "۱۰۰٬۰۰۰٬۰۰۰", "۴۰٬۰۰۰٬۰۰۰"))
    assert shown.count("/before/") >= 1
    assert str(project.idea.author) not in shown


def test_the_table_holds_rial_and_no_name(bench):
    project = bench.project(title="=چراغ", shows_name=True)
    rows = text(Client().get("/budgets/projects.csv")).splitlines()
    assert len(rows) == 2
    assert (",2000000000,0,0," in rows[1], str(project.idea.author) in rows[1]) == (True, False)
    assert ",=چراغ" not in rows[1]


def test_pictures_that_are_not_there_are_not_found(bench):
    made = actions.report(by=bench.head, project=bench.project(), kind="begun")
    client = as_somebody(people(1)[0])
    for which in ("before", "after", "nonsense"):
        assert client.get(f"/budgets/reports/{made.pk}/{which}/").status_code == 404
    assert Report.objects.count() == 1
