import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meydan.assignments.models import Assignment, Concerned
from meydan.base.roles import Role
from meydan.questions.models import Answer, Edition, Order
from tests.architecture.test_doors import as_somebody
from tests.factories.assignments import UnitFactory
from tests.factories.people import staff
from tests.factories.questions import AnswerFactory, EditionFactory, QuestionFactory, SupportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(
        stage=Edition.Stage.LIVE, live_at=timezone.now() - dt.timedelta(minutes=20), answered_by="شهردار"
    )


@pytest.fixture
def desk(edition):
    return as_somebody(staff(Role.SECRETARY, edition.area))


def text(answer):
    return answer.content.decode()


def address(name, pk):
    return reverse(f"questions:{name}", args=[pk])


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_on_air_stands_first(edition, desk, count, django_assert_num_queries):
    for number in range(count):
        QuestionFactory(edition=edition, text=f"دیگری {number}", supports=50)
    QuestionFactory(edition=edition, text="این یکی روی آنتن است", on_air_since=timezone.now())
    with django_assert_num_queries(6):
        page = text(desk.get(address("answers", edition.pk)))
    assert page.index("این یکی") < page.index("دیگری")


def test_the_moment_is_where_it_came_on_air(edition, desk):
    question = QuestionFactory(edition=edition, on_air_since=edition.live_at + dt.timedelta(minutes=12, seconds=34))
    assert 'value="۱۲:۳۴"' in text(desk.get(address("answer", question.pk)))


@pytest.mark.parametrize(("typed", "second"), [("۱۲:۳۴", 754), ("1:02:03", 3723), ("", None), ("٠٠:٠٧", 7)])
def test_a_moment_is_read_as_people_write_it(edition, desk, typed, second):
    question = QuestionFactory(edition=edition)
    desk.post(address("answer", question.pk), {"text": "تا پایان ماه", "second": typed, "published": "on"})
    assert Answer.objects.get().second == second


@pytest.mark.parametrize("typed", ["12", "12:99", "x", "-1:00"])
def test_what_is_no_moment_is_refused_and_the_answer_stays(edition, desk, typed):
    question = QuestionFactory(edition=edition)
    answer = desk.post(address("answer", question.pk), {"text": "تا پایان ماه", "second": typed})
    assert (answer.status_code, "تا پایان ماه" in text(answer)) == (422, True)


def test_an_order_goes_to_its_unit_and_whoever_asked_follows_it(edition, desk):
    mayor, unit = staff(Role.MAYOR, edition.area), UnitFactory(area=edition.area)
    question = QuestionFactory(edition=edition)
    joined = SupportFactory(question=question).person
    desk.post(
        address("order", question.pk),
        {"what": "چراغ‌ها تعمیر شود", "unit": unit.pk, "working_days": "۵", "area": edition.area.pk, "details": ""},
    )
    given = Assignment.objects.get()
    assert (given.unit, given.ordered_by, given.ordered_as, given.working_days) == (unit, mayor, "شهردار", 5)
    assert (given.door, given.activity, Order.objects.get().question) == ("questions", edition.pk, question)
    assert set(Concerned.objects.values_list("person", "first")) == {(question.asker_id, True), (joined.pk, False)}


@pytest.mark.parametrize(
    "wrong", [{"unit": ""}, {"unit": "7"}, {"working_days": "0"}, {"working_days": "۹۹۹"}, {"what": "\u200c"}]
)
def test_a_wrong_order_is_refused_and_nothing_is_given(edition, desk, wrong):
    unit = UnitFactory(area=edition.area)
    given = {"what": "چراغ‌ها", "unit": unit.pk, "working_days": "5", "area": edition.area.pk, "details": ""}
    answer = desk.post(address("order", QuestionFactory(edition=edition).pk), given | wrong)
    assert (answer.status_code, Assignment.objects.count()) == (422, 0)


def test_answered_ones_stand_apart(edition, desk):
    question = QuestionFactory(edition=edition, text="پاسخ دارد", answered_at=timezone.now())
    AnswerFactory(question=question, published_at=timezone.now())
    assert "پاسخ دارد" not in text(desk.get(address("answers", edition.pk)))
    assert "پاسخ دارد" in text(desk.get(address("answers", edition.pk), {"state": "answered"}))


def test_another_areas_are_not_there(edition):
    stranger = as_somebody(staff(Role.SECRETARY))
    question = QuestionFactory(edition=edition)
    assert stranger.get(address("answers", edition.pk)).status_code == 404
    assert stranger.get(address("answer", question.pk)).status_code == 404
    assert stranger.get(address("order", question.pk)).status_code == 404


@pytest.mark.parametrize(("role", "offered"), [(Role.SECRETARY, True), (Role.COMMUNICATIONS_OFFICER, False)])
def test_an_order_is_offered_to_whoever_may_give_it(edition, role, offered):
    page = text(as_somebody(staff(role, edition.area)).get(address("answer", QuestionFactory(edition=edition).pk)))
    assert ("ثبت دستور" in page, "دبیر دستورها آن را می‌دهد" in page) == (offered, not offered)
