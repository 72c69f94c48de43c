import pytest

from meydan.assignments import actions
from meydan.assignments.models import Assignment, Step
from tests.architecture.test_doors import as_somebody
from tests.factories.assignments import AssignmentFactory, ConcernedFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def test_everybody_sees_a_public_order_without_names_or_what_was_sent_back(town, client):
    order = town.order()
    actions.send_back(by=town.head, assignment=order, reason="کار ما نیست")
    actions.pass_on(by=town.secretary, assignment=order, unit=town.lights, reason="کار شماست")
    town.done(order)
    actions.answer(by=town.asker, assignment=order, answer="no", comment="هنوز تاریک است")
    shown = text(client.get(f"/assignments/{order.pk}/"))
    hidden = ["کار ما نیست", "هنوز تاریک است", town.asker.name, town.head.name, town.secretary.name]
    assert [word for word in hidden if word in shown] == []
    assert ("کار شماست" in shown, "چراغ‌ها عوض شد" in shown) == (True, True)


def test_what_is_not_public_is_there_for_whom_it_concerns_only(town, client):
    order = town.order(is_public=False)
    assert client.get(f"/assignments/{order.pk}/").status_code == 404
    assert as_somebody(town.asker).get(f"/me/assignments/{order.pk}/").status_code == 200
    assert as_somebody(PersonFactory()).get(f"/me/assignments/{order.pk}/").status_code == 404


def test_evidence_is_shown_as_widely_as_its_order(town, client, a_photo):
    order = town.order(is_public=False)
    step = actions.report(by=town.head, assignment=order, text="شد", photo=a_photo)
    path = f"/assignments/steps/{step.pk}/photo/"
    tried = [client, as_somebody(PersonFactory()), as_somebody(town.other_head)]
    assert [one.get(path).status_code for one in tried] == [404, 404, 404]
    tried = [as_somebody(person) for person in (town.asker, town.head, town.manager)]
    assert [one.get(path).status_code for one in tried] == [200, 200, 200]
    Assignment.objects.update(is_public=True)
    assert client.get(path)["Cache-Control"] == "public, max-age=86400"
    Step.objects.update(photo="assignments/gone.webp")
    assert client.get(path).status_code == 404


def test_one_is_asked_and_says_no(town):
    order = town.done()
    client, path = as_somebody(town.asker), f"/me/assignments/{order.pk}/"
    assert 'name="answer"' in text(client.get(path))
    assert client.post(path, {"answer": ""}).status_code == 422
    assert client.post(path, {"answer": "no", "comment": "هنوز تاریک است"}).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.concerned.get(person=town.asker).comment) == ("accepted", "هنوز تاریک است")
    assert 'name="answer"' not in text(client.get(path))
    assert client.post(path, {"answer": "yes"}).status_code == 422


def test_what_waits_for_an_answer_comes_first(town):
    town.order(what="دیگری")
    order = town.done(town.order(what="روشنایی"))
    client = as_somebody(town.asker)
    assert text(client.get("/me/assignments/")).count(f'href="/me/assignments/{order.pk}/"') == 3
    client.post(f"/me/assignments/{order.pk}/", {"answer": "yes"})
    assert text(client.get("/me/assignments/")).count(f'href="/me/assignments/{order.pk}/"') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_ones_own_list_takes_as_many_queries_however_long_it_is(town, count, django_assert_num_queries):
    for _number in range(count):
        ConcernedFactory(person=town.asker, assignment=AssignmentFactory(unit=town.lights))
    client = as_somebody(town.asker)
    with django_assert_num_queries(5):
        shown = text(client.get("/me/assignments/"))
    assert shown.count("<article") == count
