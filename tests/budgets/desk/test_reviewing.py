import uuid

import pytest

from meydan.base.roles import Role
from meydan.budgets import actions
from meydan.budgets.models import Batch, Idea, Joining, Phrase, Review
from meydan.ground.queue import drain
from tests.architecture.test_doors import as_somebody
from tests.budgets.bench import Bench
from tests.factories.budgets import PhraseFactory
from tests.factories.people import staff

pytestmark = pytest.mark.django_db
HERE = "/desk/budgets/reviews/"


@pytest.fixture
def bench():
    return Bench()


def text(answer):
    return answer.content.decode()


def key():
    return {"client_key": str(uuid.uuid4())}


@pytest.mark.parametrize("count", [1, 3])
def test_a_head_sees_the_ideas_of_the_unit_in_few_queries(bench, count, django_assert_max_num_queries):
    for _number in range(count):
        bench.review()
    other = bench.review()
    actions.pass_on(by=bench.head, review=other, unit=bench.parks, reason="درخت است")
    client = as_somebody(bench.head)
    with django_assert_max_num_queries(10):
        shown = text(client.get(HERE))
    assert (shown.count('class="card"'), other.idea.title in shown) == (count, False)


def test_what_is_overdue_comes_first_and_has_a_shelf_of_its_own(bench):
    first, late = bench.review(), bench.review()
    Review.objects.filter(pk=late.pk).update(due_on="2020-01-01")
    client = as_somebody(bench.head)
    shown = text(client.get(HERE))
    assert shown.index(late.idea.title) < shown.index(first.idea.title)
    assert first.idea.title not in text(client.get(HERE, {"show": "late"}))


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.BUDGET_OFFICER, 200),
        (Role.MANAGER, 200),
        (Role.OVERSIGHT, 200),
        (Role.MODERATOR, 403),
        (Role.PROGRAM_OFFICER, 403),
        (Role.CENTER_STAFF, 403),
    ],
)
def test_who_sees_reviews_and_how_far_each_unit_is(bench, role, status):
    bench.review()
    client = as_somebody(staff(role, bench.area))
    assert [client.get(path).status_code for path in (HERE, f"{HERE}overview/")] == [status, status]


def test_another_citys_reviews_are_not_there(bench):
    review = bench.review()
    client = as_somebody(Bench().officer)
    for deed in ("", "decide/", "cost/", "ask/", "pass-on/", "reopen/", "join/", "part/"):
        assert client.get(f"{HERE}{review.pk}/{deed}").status_code == 404
    assert review.idea.title not in text(client.get(HERE))


def test_an_idea_is_decided_in_toman_and_kept_in_rial(bench):
    review = bench.review()
    client = as_somebody(bench.head)
    answer = client.post(f"{HERE}{review.pk}/decide/", {**key(), "feasible": "yes", "cost": "۲۵۰٬۰۰۰٬۰۰۰"})
    assert (answer.status_code, Idea.objects.get().cost) == (302, 2_500_000_000)
    shown = text(client.get(f"{HERE}{review.pk}/"))
    assert "۲۵۰٬۰۰۰٬۰۰۰ تومان" in shown


def test_without_a_reason_the_form_says_what_is_missing_and_keeps_what_was_typed(bench):
    review = bench.review()
    answer = as_somebody(bench.head).post(f"{HERE}{review.pk}/decide/", {**key(), "feasible": "no", "cost": "۱۲"})
    assert answer.status_code == 422
    assert "بنویسید چرا شدنی نیست" in text(answer)


def test_the_one_who_is_late_reads_why(bench):
    review = bench.review()
    client = as_somebody(bench.head)
    actions.decide(by=bench.head_of(bench.lights), review=review, feasible=True, cost=10)
    answer = client.post(f"{HERE}{review.pk}/decide/", {**key(), "feasible": "no", "reason": "نه"})
    assert (answer.status_code, "کس دیگری زودتر اقدام کرد" in text(answer)) == (422, True)


def test_a_sentence_of_the_unit_begins_a_reason_that_is_edited(bench):
    review, phrase = bench.review(), PhraseFactory(unit=bench.lights)
    foreign = PhraseFactory(unit=bench.parks, text="جملهٔ دیگران")
    client = as_somebody(bench.head)
    assert f">{phrase.text}" in text(client.get(f"{HERE}{review.pk}/decide/", {"phrase": phrase.pk})).replace("\n", "")
    assert foreign.text not in text(client.get(f"{HERE}{review.pk}/decide/", {"phrase": foreign.pk}))


def test_sentences_are_kept_and_removed(bench):
    client = as_somebody(bench.head)
    client.post(f"{HERE}phrases/", {**key(), "name": "زمین", "text": "زمین از ما نیست"})
    phrase = Phrase.objects.get()
    assert (phrase.unit, "زمین از ما نیست" in text(client.get(f"{HERE}phrases/"))) == (bench.lights, True)
    as_somebody(bench.other_head).post(f"{HERE}phrases/", {**key(), "drop": phrase.pk})
    assert Phrase.objects.count() == 1
    client.post(f"{HERE}phrases/", {**key(), "drop": phrase.pk})
    assert Phrase.objects.count() == 0
    assert as_somebody(bench.officer).get(f"{HERE}phrases/").status_code == 404


def test_many_are_decided_at_once_and_what_failed_is_named(bench):
    reviews = [bench.review() for _number in range(3)]
    client = as_somebody(bench.head)
    ticked = {"review": [review.pk for review in reviews]}
    shown = text(client.get(f"{HERE}many/", ticked))
    assert all(review.idea.title in shown for review in reviews)
    costs = {f"cost_{reviews[0].pk}": "۱۰۰", f"cost_{reviews[1].pk}": "۲۰۰"}
    answer = client.post(f"{HERE}many/", {**key(), **ticked, "feasible": "yes", **costs})
    batch = Batch.objects.get()
    assert answer.url == f"{HERE}many/{batch.key}/"
    drain()
    shown = text(client.get(answer.url))
    assert reviews[2].idea.title in shown
    assert "هزینه‌اش را بنویسید" in shown
    assert Idea.objects.filter(state=Idea.State.FEASIBLE).count() == 2
    assert as_somebody(bench.other_head).get(answer.url).status_code == 404


def test_nothing_ticked_leads_back(bench):
    assert as_somebody(bench.head).get(f"{HERE}many/", {"review": "x"}).url == HERE


def test_ideas_are_joined_and_parted_at_the_desk(bench):
    review, into = bench.review(), bench.idea(title="همان چراغ‌ها", words=" همان چراغ ها ")
    client = as_somebody(bench.officer)
    assert into.title in text(client.get(f"{HERE}{review.pk}/join/", {"q": "چراغ"}))
    client.post(f"{HERE}{review.pk}/join/", {**key(), "into": into.pk, "reason": "هر دو یکی‌اند"})
    assert Joining.objects.get().into == into
    assert "هر دو یکی‌اند" in text(client.get(f"{HERE}{bench.review(into).pk}/"))
    client.post(f"{HERE}{review.pk}/part/", key())
    assert Idea.objects.get(pk=review.idea_id).state == Idea.State.PUBLISHED


@pytest.mark.parametrize(
    ("deed", "given", "state"),
    [
        ("ask", {"question": "کدام کوچه؟"}, Review.State.ASKED),
        ("pass-on", {"unit": "parks", "reason": "درخت است"}, Review.State.OPEN),
    ],
)
def test_other_deeds_of_a_head(bench, deed, given, state):
    review = bench.review()
    if "unit" in given:
        given = {**given, "unit": bench.parks.pk}
    answer = as_somebody(bench.head).post(f"{HERE}{review.pk}/{deed}/", {**key(), **given})
    review.refresh_from_db()
    assert (answer.status_code, review.state) == (302, state)


def test_costs_change_and_decisions_are_opened_again_at_the_desk(bench):
    review = bench.feasible(cost=100)
    as_somebody(bench.head).post(f"{HERE}{review.pk}/cost/", {**key(), "cost": "۷۰", "reason": "ارزان شد"})
    assert Idea.objects.get().cost == 700
    as_somebody(bench.officer).post(f"{HERE}{review.pk}/reopen/", {**key(), "reason": "دوباره"})
    assert Review.objects.get().state == Review.State.OPEN


def test_the_list_is_looked_at_before_it_is_written(bench):
    fits = bench.feasible()
    dear = bench.feasible(cost=90_000_000_000)
    open_ = bench.review()
    shown = text(as_somebody(bench.officer).get(f"/desk/budgets/{bench.round.pk}/list/"))
    assert all(one.idea.title in shown for one in (fits, dear, open_))
    assert "به رأی گذاشته نشد" in shown
    assert as_somebody(Bench().officer).get(f"/desk/budgets/{bench.round.pk}/list/").status_code == 404
