import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meydan.base.roles import Role
from meydan.questions import queries
from meydan.questions.models import Edition
from tests.architecture.test_doors import as_somebody
from tests.factories.people import staff
from tests.factories.questions import EditionFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(stage=Edition.Stage.LIVE, occasion__starts_at=timezone.now() - dt.timedelta(minutes=30))


@pytest.fixture
def desk(edition):
    return as_somebody(staff(Role.PRESENTER, edition.area))


@pytest.fixture
def three(edition):
    return [QuestionFactory(edition=edition, supports=votes) for votes in (30, 20, 10)]


def at(edition):
    return reverse("questions:console", args=[edition.pk])


def press(desk, edition, do, **more):
    return desk.post(at(edition), {"do": do, **more})


def order(edition):
    return [one.pk for one in queries.running_order(edition)]


def test_an_evening_by_its_buttons(edition, desk, three):
    a, b, c = three
    press(desk, edition, f"up:{c.pk}")
    assert order(edition) == [a.pk, c.pk, b.pk]
    press(desk, edition, f"down:{a.pk}")
    assert order(edition) == [c.pk, a.pk, b.pk]
    press(desk, edition, f"first:{b.pk}")
    assert order(edition) == [b.pk, c.pk, a.pk]
    press(desk, edition, f"last:{b.pk}")
    assert order(edition) == [c.pk, a.pk, b.pk]
    press(desk, edition, f"before:{b.pk}:{a.pk}")
    assert order(edition) == [c.pk, b.pk, a.pk]
    press(desk, edition, "arrange:votes")
    assert order(edition) == [a.pk, b.pk, c.pk]
    assert press(desk, edition, f"air:{a.pk}", seen="").url == at(edition)
    press(desk, edition, f"air:{b.pk}", seen=str(a.pk))
    assert queries.on_air(edition) == b
    press(desk, edition, f"back:{b.pk}")
    press(desk, edition, f"air:{b.pk}", seen="")
    press(desk, edition, f"done:{b.pk}")
    assert [one.pk for one in queries.aired(edition)] == [b.pk, a.pk]
    press(desk, edition, "stage:end")
    edition.refresh_from_db()
    assert edition.stage == Edition.Stage.ANSWERING


@pytest.mark.parametrize("at_end", ["up", "down", "first", "last"])
def test_at_either_end_a_step_further_changes_nothing(edition, desk, three, at_end):
    press(desk, edition, "arrange:votes")
    one = three[0] if at_end in {"up", "first"} else three[2]
    press(desk, edition, f"{at_end}:{one.pk}")
    assert order(edition) == [one.pk for one in three]


def test_htmx_gets_the_board_and_a_refusal_as_a_toast(edition, desk, three):
    answer = desk.post(at(edition), {"do": f"air:{three[0].pk}", "seen": ""}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content.decode().lstrip()[:11]) == (200, '<form id="b')
    behind = desk.post(at(edition), {"do": f"air:{three[1].pk}", "seen": ""}, headers={"HX-Request": "true"})
    assert (behind.status_code, "toasts" in behind["HX-Trigger"]) == (409, True)


@pytest.mark.parametrize("do", ["", "air:", "air:x", "arrange:luck", "before:1", "stage:draft", "air:" + "9" * 30])
def test_a_button_that_is_not_there_is_no_request(edition, desk, do):
    assert press(desk, edition, do).status_code == 400


def test_a_question_of_another_edition_is_not_there(edition, desk):
    assert press(desk, edition, f"air:{QuestionFactory().pk}", seen="").status_code == 404


def test_another_areas_edition_is_not_there_and_who_only_reads_presses_nothing(edition, three):
    assert as_somebody(staff(Role.PRESENTER)).get(at(edition)).status_code == 404
    mayor = as_somebody(staff(Role.MAYOR, edition.area))
    page = mayor.get(at(edition))
    assert (page.status_code, 'name="do" value="air' in page.text) == (200, False)
    assert press(mayor, edition, f"air:{three[0].pk}", seen="").status_code == 404


def test_the_board_costs_the_same_for_one_line_and_for_thirty(edition, desk, django_assert_num_queries):
    for count in (1, 29):
        QuestionFactory.create_batch(count, edition=edition)
        desk.get(at(edition))
        with django_assert_num_queries(10):
            desk.get(at(edition))


def test_an_empty_line_says_where_questions_come_from(edition, desk):
    assert "صف خالی است" in desk.get(at(edition)).text
