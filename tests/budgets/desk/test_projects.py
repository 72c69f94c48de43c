import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meydan.base.roles import Role
from meydan.budgets import actions
from meydan.budgets.models import Project, Report
from tests.architecture.test_doors import as_somebody
from tests.budgets.bench import Bench, photo
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
HERE = "/desk/budgets/projects/"


@pytest.fixture
def bench():
    return Bench(carried_out=True)


def text(answer):
    return answer.content.decode()


def key():
    return {"client_key": str(uuid.uuid4())}


@pytest.mark.parametrize("count", [1, 3])
def test_a_head_sees_the_projects_of_the_unit_in_few_queries(bench, count, django_assert_max_num_queries):
    for _number in range(count):
        bench.project()
    foreign = bench.project(title="بیگانه")
    actions.pass_project_on(by=bench.officer, project=foreign, unit=bench.parks, reason="درخت است")
    client = as_somebody(bench.head)
    with django_assert_max_num_queries(8):
        shown = text(client.get(HERE))
    assert (shown.count('class="card"'), "بیگانه" in shown) == (count, False)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.BUDGET_OFFICER, 200),
        (Role.MANAGER, 200),
        (Role.OVERSIGHT, 200),
        (Role.MODERATOR, 403),
        (Role.SECRETARY, 403),
    ],
)
def test_who_sees_projects_at_the_desk(bench, role, status):
    project = bench.project()
    client = as_somebody(staff(role, bench.area))
    assert [client.get(path).status_code for path in (HERE, f"{HERE}{project.pk}/")] == [status, status]


def test_a_unit_reports_from_a_phone_with_money_in_toman(bench):
    project = bench.project()
    client = as_somebody(bench.head)
    sent = {**key(), "text": "جوی شسته شد", "percent": "۴۰", "committed": "۹۰٬۰۰۰٬۰۰۰", "paid": "۱۰٬۰۰۰٬۰۰۰"}
    answer = client.post(f"{HERE}{project.pk}/report/progress/", sent)
    project.refresh_from_db()
    assert (answer.status_code, project.percent, project.committed, project.paid) == (302, 40, 900_000_000, 100_000_000)
    client.post(f"{HERE}{project.pk}/report/progress/", sent)
    assert Report.objects.count() == 1  # the same sending again


def test_done_needs_a_photo_which_everybody_sees(bench):
    project = bench.project()
    client = as_somebody(bench.head)
    assert client.post(f"{HERE}{project.pk}/report/done/", key()).status_code == 422
    after = SimpleUploadedFile("now.webp", photo().read(), "image/webp")
    assert client.post(f"{HERE}{project.pk}/report/done/", {**key(), "after": after}).status_code == 302
    row = Project.objects.get(pk=project.pk)
    assert (row.state, row.assignment.state) == (Project.State.DONE, "done")
    shown = Client().get(f"/budgets/reports/{Report.objects.get().pk}/after/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")


def test_what_cannot_be_reported_now_is_refused_in_words(bench):
    project = bench.project()
    client = as_somebody(bench.head)
    assert client.get(f"{HERE}{project.pk}/report/nonsense/").status_code == 404
    answer = client.post(f"{HERE}{project.pk}/report/stopped/", {**key(), "text": "نه"})
    assert (answer.status_code, "فقط کارشناس بودجه‌ریزی" in text(answer)) == (422, True)


def test_an_officer_names_another_unit(bench):
    project = bench.project()
    given = {**key(), "unit": bench.parks.pk, "reason": "درخت است"}
    assert as_somebody(bench.head).post(f"{HERE}{project.pk}/pass-on/", given).status_code == 403
    as_somebody(bench.officer).post(f"{HERE}{project.pk}/pass-on/", given)
    assert Project.objects.get().unit == bench.parks


def test_its_order_leads_to_the_project_and_cannot_be_moved_there(bench):
    project = bench.project()
    shown = text(as_somebody(bench.head).get(f"/desk/assignments/{project.assignment_id}/"))
    assert f"{HERE}{project.pk}/" in shown
    assert "/accept/" not in shown
    answer = as_somebody(bench.head).post(f"/desk/assignments/{project.assignment_id}/accept/", key())
    assert (answer.status_code, "از آنِ یک پروژه است" in text(answer)) == (409, True)
