"""A client books, with a name or without; what they hold is limited, and nothing of them stands in the clear."""

import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling import actions, vault
from meydan.counseling.actions import often
from meydan.counseling.models import Appointment, Case
from meydan.journal.models import Line
from meydan.messaging.models import Message
from tests.counseling.town import PHONE, SATURDAY, WEEK, who
from tests.factories.counseling import CounselorFactory, PolicyFactory, TopicFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


def test_with_a_name_a_file_is_opened_that_only_its_account_finds(town):
    row = town.booked(answers={"about": "شب‌ها نمی‌خوابم"})
    case = row.case
    assert (case.counselor, case.home, case.age_band) == (town.counselor, town.home, "30-59")
    assert (bytes(case.owner_mac), bytes(case.client_mac)) == (
        vault.of_person(town.person),
        vault.of_phone(town.person.phone),
    )
    assert who(case)["name"] == "سارا نادری"
    assert vault.unseal(case, row, "sealed_intake") == {"danger": "no", "about": "شب‌ها نمی‌خوابم"}
    assert (row.is_first, row.is_urgent, row.state) == (True, False, Appointment.State.BOOKED)


def test_without_a_name_only_the_phone_is_kept(town):
    case = town.booked(check=town.check()).case
    assert case.is_anonymous
    assert who(case) == {"phone": PHONE, "person": "", "name": "", "others": ""}
    assert (case.home, case.age_band) == (None, "")


def test_the_client_is_told_an_hour_and_a_code_and_nobody_stands_beside_it(town):
    row = town.booked()
    message = Message.objects.get()
    assert (message.person, message.phone, message.sealed) == (None, "", f"counseling.Case:{row.case_id}")
    assert message.text == f"نوبت شما در میدان: شنبه ۷ آذر ۱۴۰۵، ساعت ۱۶:۰۰. کد {row.shown_code}"


def test_the_journal_says_that_somebody_booked_and_never_who(town):
    town.booked()
    lines = Line.objects.filter(verb__startswith="counseling.")
    assert [line.actor for line in lines] == [None] * lines.count()
    assert {line.verb for line in lines} == {"counseling.open_case", "counseling.take"}


def test_the_next_time_with_the_same_counselor_goes_into_the_same_file(town):
    first = town.booked()
    Appointment.objects.update(state=Appointment.State.ATTENDED, outcome="continues")
    again = town.booked(town.slot(1))
    assert (again.case, again.is_first) == (first.case, False)


def test_another_counselor_has_another_file(town):
    PolicyFactory(area=town.city)
    town.topic.open_bookings = 2
    town.topic.save()
    other = town.another_counselor()
    first = town.booked()
    second = town.booked(town.slot(day=SATURDAY + WEEK, counselors=[other.pk]))
    assert first.case != second.case
    assert Case.objects.filter(owner_mac=vault.of_person(town.person)).count() == 2


def test_more_than_the_topic_allows_is_refused_whether_with_a_name_or_without(town):
    later, check = town.slot(day=SATURDAY + WEEK), town.check()
    town.booked()
    with pytest.raises(Refusal, match="برای این موضوع ۱ نوبت"):
        town.booked(later)
    town.booked(town.slot(), check=check)
    check.refresh_from_db()
    with pytest.raises(Refusal, match="برای این موضوع ۱ نوبت"):
        town.booked(later, check=check)


def test_who_has_nothing_but_the_phone_does_not_learn_for_which_topic_somebody_booked_with_it(town):
    other, later = TopicFactory(area=town.city), town.slot(day=SATURDAY + WEEK)
    town.counselor.topics.add(other)
    town.booked(check=town.check())
    for topic in (other, town.topic):
        actions.cancel(by=None, appointment=town.booked(later, check=town.check(), topic=topic))
    town.booked(later, check=town.check())
    last = town.slot(1, day=SATURDAY + WEEK)
    for topic in (other, town.topic):
        with pytest.raises(Refusal, match=r"^۲ نوبت باز دارید"):
            town.booked(last, check=town.check(), topic=topic)


def test_more_than_the_city_allows_is_refused(town):
    others = [TopicFactory(area=town.city) for _n in range(2)]
    town.counselor.topics.add(*others)
    town.booked()
    town.booked(town.slot(1), topic=others[0])
    with pytest.raises(Refusal):
        town.booked(town.slot(0), topic=others[1])


@pytest.mark.parametrize(
    "answers",
    [
        {"danger": "yes"},
        {"about": "دیگر نمی‌خوام زنده باشم"},
        {"about": "شوهرم كتكم می‌زند"},
        {"about": "فکر خودكشي دارم"},
        {"about": "I want to die"},
    ],
)
def test_danger_marks_it_and_calls_whoever_is_on_duty(town, answers):
    duty = CounselorFactory(area=town.city, is_on_duty=True)
    row = town.booked(answers=answers)
    assert row.is_urgent
    told = Message.objects.filter(template="counseling.urgent").order_by("person")
    assert {message.person for message in told} == {duty.person, town.counselor.person}


def test_worry_alone_is_no_danger(town):
    assert not town.booked(answers={"about": "از امتحان می‌ترسم و شب‌ها بیدارم"}).is_urgent


def test_a_time_that_is_not_offered_is_not_given(town):
    slot = town.slot()
    town.booked(slot)
    with pytest.raises(Refusal):
        town.booked(slot, check=town.check())
    moved = slot._replace(starts_at=slot.starts_at + WEEK / 7, ends_at=slot.ends_at + WEEK / 7)
    with pytest.raises(Refusal):
        town.booked(moved, check=town.check())
    assert Appointment.objects.count() == 1


def test_a_file_belongs_to_an_account_or_to_a_phone(town):
    with pytest.raises(TypeError):
        actions.open_case(by=None, area=town.city, topic=town.topic, booked_for="oneself")


def test_whoever_books_and_cancels_all_day_does_not_ring_whoever_is_on_duty_all_day(town, monkeypatch):
    monkeypatch.setitem(often.MOST, "book", 2)
    CounselorFactory(area=town.city, is_on_duty=True)
    for _time in range(2):
        actions.cancel(by=None, appointment=town.booked(answers={"danger": "yes"}))
    with pytest.raises(Refusal, match="فردا"):
        town.booked(answers={"danger": "yes"})
    assert Message.objects.filter(template="counseling.urgent").count() == 4
    assert town.booked(check=town.check()).state == Appointment.State.BOOKED


def test_erasing_the_file_begins_no_new_count(town, monkeypatch):
    monkeypatch.setitem(often.MOST, "book", 1)
    actions.ask_erasure(by=None, case=town.booked().case)
    with pytest.raises(Refusal, match="فردا"):
        town.booked()


def test_an_appointment_is_not_moved_all_day(town, monkeypatch):
    monkeypatch.setitem(often.MOST, "move", 1)
    row = town.booked(town.slot(day=SATURDAY + WEEK))
    first, second = town.slots(day=SATURDAY + WEEK, ignoring=[row.pk])[1:3]
    row = actions.reschedule(by=None, appointment=row, slot=first)
    with pytest.raises(Refusal, match="فردا"):
        actions.reschedule(by=None, appointment=row, slot=second)


def test_a_call_is_not_asked_for_all_day(town, monkeypatch):
    monkeypatch.setitem(often.MOST, "call", 1)

    def ask():
        facts = {"from_hour": 8, "until_hour": 20, "is_urgent": True}
        return actions.ask_call(by=None, area=town.city, topic=town.topic, person=town.person, **facts)

    actions.cancel_call(call=ask())
    with pytest.raises(Refusal, match="۱۲۳"):
        ask()


def test_where_nobody_is_on_duty_those_who_manage_counseling_are_told_by_a_code(town):
    manager = staff(Role.COUNSELING_MANAGER, town.city)
    staff(Role.COUNSELING_MANAGER, CityFactory())
    row = town.booked(answers={"danger": "yes"})
    told = Message.objects.filter(template="counseling.urgent")
    assert {message.person for message in told} == {manager, town.counselor.person}
    text = told.get(person=manager).text
    assert (row.shown_code in text, "کسی کشیک نیست" in text, "مشاور" in text) == (True, True, False)
