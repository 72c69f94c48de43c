import pytest

from meydan.assignments import actions
from meydan.assignments.models import Assignment
from meydan.base import wording
from meydan.base.roles import Role
from meydan.messaging.models import Message
from tests.architecture.test_doors import as_somebody
from tests.factories.assignments import AssignmentFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
State = Assignment.State


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_head_sees_the_orders_of_the_unit(town, count, django_assert_num_queries):
    AssignmentFactory(what="بیگانه", area=town.area, unit=town.parks)
    for _number in range(count):
        AssignmentFactory(area=town.area, unit=town.lights)
    client = as_somebody(town.head)
    with django_assert_num_queries(8):
        shown = text(client.get("/desk/assignments/"))
    assert (shown.count('class="card order"'), "بیگانه" in shown) == (count, False)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.MANAGER, Role.MAYOR, Role.OVERSIGHT])
def test_whoever_watches_over_an_area_sees_all_its_orders(town, role):
    town.order()
    town.order(unit=town.parks)
    AssignmentFactory(what="بیگانه")
    shown = text(as_somebody(staff(role, town.area)).get("/desk/assignments/"))
    assert (shown.count('class="card order"'), "بیگانه" in shown) == (2, False)


def test_each_shelf_holds_its_own(town, at):
    town.order(working_days=1)
    actions.send_back(by=town.head, assignment=town.order(), reason="کار ما نیست")
    town.done()
    actions.withdraw(by=town.secretary, assignment=town.order(), reason="نه")
    town.order(working_days=30)
    with at(days=2):
        client = as_somebody(town.head)
        counts = {
            shelf: text(client.get("/desk/assignments/", {"show": shelf})).count('class="card order"')
            for shelf in ("open", "soon", "late", "returned", "done", "over", "nonsense")
        }
    assert counts == {"open": 2, "soon": 0, "late": 1, "returned": 1, "done": 1, "over": 1, "nonsense": 2}


def test_it_is_looked_for_by_a_word_a_unit_and_a_place(town):
    town.order(what="آسفالت")
    town.order(what="درخت", unit=town.parks, area=town.area)
    client = as_somebody(town.secretary)
    for asked in ({"q": "درخت"}, {"unit": str(town.parks.pk)}):
        shown = text(client.get("/desk/assignments/", asked))
        assert ("درخت" in shown, ">آسفالت<" in shown) == (True, False)
    shown = text(client.get("/desk/assignments/", {"area": str(town.neighborhood.pk)}))
    assert (">درخت<" in shown, ">آسفالت<" in shown) == (False, True)


def test_a_head_accepts_reports_and_finishes(town, a_photo):
    order = town.order()
    client, path = as_somebody(town.head), f"/desk/assignments/{order.pk}/"
    assert client.post(f"{path}accept/").status_code == 302
    assert client.post(f"{path}report/", {"text": "سیم‌کشی", "amount": "۱۲۰", "amount_of": "متر"}).status_code == 302
    assert client.post(f"{path}finish/", {"text": "تمام شد"}).status_code == 422
    assert client.post(f"{path}finish/", {"text": "تمام شد", "photo": a_photo}).status_code == 302
    order.refresh_from_db()
    assert (order.state, [step.kind for step in order.steps.order_by("pk")]) == (
        State.DONE,
        ["given", "accepted", "progress", "done"],
    )
    shown = text(client.get(path))
    assert ("/photo/" in shown, town.asker.name in shown, town.head.name in shown) == (True, False, True)


def test_a_refusal_keeps_what_was_typed(town):
    order = town.order()
    shown = as_somebody(town.head).post(f"/desk/assignments/{order.pk}/finish/", {"text": "سیم‌کشی تمام شد"})
    assert (shown.status_code, "سیم‌کشی تمام شد" in text(shown)) == (422, True)


def test_two_heads_who_accept_at_once_meet_one_sentence(town):
    order = town.order()
    second = town.head_of(town.lights)
    assert as_somebody(town.head).post(f"/desk/assignments/{order.pk}/accept/").status_code == 302
    shown = as_somebody(second).post(f"/desk/assignments/{order.pk}/accept/")
    assert (shown.status_code, order.steps.filter(kind="accepted").count()) == (409, 1)


def test_what_was_passed_on_leaves_the_desk(town):
    order = town.order()
    client = as_somebody(town.head)
    answer = client.post(f"/desk/assignments/{order.pk}/pass-on/", {"unit": str(town.parks.pk), "reason": "درخت است"})
    assert answer.url == "/desk/assignments/"
    assert client.get(f"/desk/assignments/{order.pk}/").status_code == 404
    assert as_somebody(town.other_head).get(f"/desk/assignments/{order.pk}/").status_code == 200


def test_a_secretary_orders_and_sends_the_same_form_twice(town):
    client = as_somebody(town.secretary)
    form = {
        "what": "چراغ میدان",
        "unit": str(town.lights.pk),
        "area": str(town.neighborhood.pk),
        "working_days": "۳",
        "client_key": "0b0f8f43-7a5a-4a3e-9d4e-000000000001",
    }
    first, again = client.post("/desk/assignments/give/", form), client.post("/desk/assignments/give/", form)
    order = Assignment.objects.get()
    assert (first.url, again.url, order.working_days, order.given_by) == (
        f"/desk/assignments/{order.pk}/",
        f"/desk/assignments/{order.pk}/",
        3,
        town.secretary,
    )


def test_deciding_what_becomes_of_it(town):
    order = town.order()
    path = f"/desk/assignments/{order.pk}/"
    head, secretary = as_somebody(town.head), as_somebody(town.secretary)
    assert head.post(f"{path}send-back/", {"reason": "کار ما نیست"}).status_code == 302
    assert "کار ما نیست" in text(secretary.get(path))
    assert secretary.post(f"{path}pass-on/", {"unit": str(town.lights.pk), "reason": "کار شماست"}).status_code == 302
    assert secretary.post(f"{path}term/", {"working_days": "10", "reason": "باران"}).status_code == 302
    assert secretary.post(f"{path}withdraw/", {"reason": "لازم نیست"}).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.reason) == (State.WITHDRAWN, "لازم نیست")
    assert Message.objects.filter(person=town.secretary).count() == 1


DEEDS = {
    "given": {"head": {"accept", "finish", "report", "send-back", "pass-on"}, "secretary": {"pass-on", "term", "withdraw"}},
    "accepted": {"head": {"finish", "report", "send-back", "pass-on"}, "secretary": {"pass-on", "term", "withdraw"}},
    "returned": {"head": set(), "secretary": {"pass-on", "withdraw"}},
    "done": {"head": set(), "secretary": {"reopen"}},
    "confirmed": {"head": set(), "secretary": set()},
    "withdrawn": {"head": set(), "secretary": set()},
}  # fmt: skip
ALL = {"accept", "finish", "report", "send-back", "pass-on", "term", "reopen", "withdraw"}
SENT = {
    "finish": {"text": "شد", "letter": "۱"},
    "report": {"text": "شد"},
    "send-back": {"reason": "نه"},
    "term": {"working_days": "3", "reason": "باران"},
    "reopen": {"reason": "نشد"},
    "withdraw": {"reason": "نه"},
}


def in_state(town, state):
    order = town.order(concerned=[(town.asker, True)])
    if state == "accepted":
        actions.accept(by=town.head, assignment=order)
    elif state == "returned":
        actions.send_back(by=town.head, assignment=order, reason="نه")
    elif state == "withdrawn":
        actions.withdraw(by=town.secretary, assignment=order, reason="نه")
    elif state in {"done", "confirmed"}:
        town.done(order)
        if state == "confirmed":
            actions.answer(by=town.asker, assignment=order, answer="yes")
    return order


@pytest.mark.parametrize("role", ["head", "secretary", "manager", "mayor", "other_head"])
@pytest.mark.parametrize("state", DEEDS)
def test_before_during_and_after_each_may_do_their_part_and_no_more(town, state, role):
    """The buttons offered are the deeds that are taken; all others are refused, whoever sends them."""
    person = getattr(town, role)
    allowed = DEEDS[state].get("secretary" if role == "mayor" else role, set())
    order = in_state(town, state)
    client = as_somebody(person)
    shown = client.get(f"/desk/assignments/{order.pk}/")
    assert shown.status_code == (404 if role == "other_head" else 200)
    offered = {deed for deed in ALL if f"/{order.pk}/{deed}/" in text(shown)}
    assert offered == allowed
    for deed in sorted(ALL - allowed):
        sent = SENT.get(deed, {"unit": str(town.parks.pk)} if deed == "pass-on" else {})
        assert client.post(f"/desk/assignments/{order.pk}/{deed}/", sent).status_code in {404, 409, 422}, deed
    order.refresh_from_db()
    assert order.state == state


@pytest.mark.parametrize("count", [1, 3])
def test_what_orders_come_to_is_read_of_ones_area_and_period(town, count, django_assert_num_queries):
    for _number in range(count):
        town.order()
    town.done(town.order(is_public=False))
    client = as_somebody(town.manager)
    with django_assert_num_queries(13):
        shown = text(client.get("/desk/assignments/sums/"))
    assert shown.count('scope="row"') == 2  # one unit, one place
    assert f'<span class="figure-number">{wording.number(count + 1)}</span>' in shown
    assert 'scope="row"' not in text(client.get("/desk/assignments/sums/", {"from": "1380/1/1", "to": "1380/2/1"}))
    assert as_somebody(town.head).get("/desk/assignments/sums/").status_code == 403
