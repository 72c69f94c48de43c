"""A client asks to be called, with a name or without, and reads what they were given to do."""

import datetime as dt

import pytest

from meydan.counseling import draft
from meydan.counseling.models import Appointment, Call, Case, Mode
from meydan.journal.models import Line
from tests.counseling.town import PHONE
from tests.factories.counseling import HomeworkFactory, PhoneCheckFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


def said(town, **more):
    return {"topic": str(town.topic.pk), "from_hour": "8", "until_hour": "20", "danger": "no"} | more


@pytest.fixture
def page(town):
    return f"/counseling/{town.city.pk}/call/"


def test_with_a_name_one_waits_in_the_queue_and_may_leave_it(client, town, page):
    client.force_login(town.person)
    answer = client.post(page, said(town, named="yes"))
    call = Call.objects.get()
    assert (answer.url, call.from_hour, call.is_urgent) == (f"/counseling/mine/{call.case.key}/", 8, False)
    assert "نفر بعدی شما هستید" in client.get(answer.url).content.decode()
    assert "از پیش در صف تماس هستید" in client.post(page, said(town, named="yes")).content.decode()
    assert f'href="{answer.url}"' in client.get(page).content.decode()  # to the file the call stands in
    client.post(f"/counseling/mine/{call.case.key}/call/cancel/")
    assert Call.objects.get().state == Call.State.CANCELED


def test_without_a_name_a_code_comes_to_the_phone_first(client, town, page):
    shown = client.post(page, said(town, phone=PHONE, danger="yes"))
    assert not Call.objects.exists()
    code, token = shown.context["shown"], shown.context["said"]
    wrong = client.post(f"{page}code/", {"said": token, "code": "000000" if code != "000000" else "111111"})
    assert "این کدی نیست که فرستادیم" in wrong.content.decode()
    mine = client.post(f"{page}code/", {"said": token, "code": code}).url
    call = Call.objects.select_related("case").get()
    assert (call.case.is_anonymous, call.is_urgent) == (True, True)
    told = client.get(mine).content.decode()
    assert [words in told for words in ("کد پرونده", 'href="tel:123"', "نوبتی پیش رو ندارید")] == [True, True, False]


def test_without_a_name_and_a_phone_nobody_can_be_called(client, town, page):
    assert "تلفنی لازم داریم" in client.post(page, said(town)).content.decode()


def test_a_made_up_topic_or_token_calls_nobody(client, town, page):
    client.force_login(town.person)
    assert client.post(page, said(town, named="yes", topic="999")).status_code == 422
    assert client.post(f"{page}code/", {"said": "x", "code": "1"}).url == page
    assert not Call.objects.exists()


def test_a_task_is_read_and_said_to_be_done(client, town):
    case = town.booked().case
    task = HomeworkFactory(case=case, text="با هم شام بخورید")
    client.force_login(town.person)
    assert "با هم شام بخورید" in client.get(f"/counseling/mine/{case.key}/").content.decode()
    address = f"/counseling/mine/{case.key}/tasks/{task.pk}/"
    told = []
    for done in ("yes", "yes", "no", "no"):
        client.post(address, {"done": done})
        task.refresh_from_db()
        told.append(task.done_at is not None)
    assert told == [True, True, False, False]
    assert Line.objects.filter(verb="counseling.say_homework_done").count() == 2
    client.force_login(PersonFactory())
    assert client.post(f"/counseling/mine/{case.key}/tasks/{task.pk}/").status_code == 404


def test_the_room_opens_near_its_time_only(client, town, at):
    row = town.booked()
    Appointment.objects.update(mode=Mode.ONLINE)
    client.force_login(town.person)
    address = f"/counseling/mine/{row.case.key}/{row.code}/room/"
    assert client.get(address).status_code == 409
    assert "meet.jit.si" not in client.get(f"/counseling/mine/{row.case.key}/").content.decode()
    assert client.get(address.replace(f"/{row.code}/", "/%00/")).status_code == 404
    with at(hours=6, minutes=1):
        assert row.starts_at - dt.timedelta(minutes=10) < dt.datetime.now(dt.UTC)
        entered = client.get(address)
        assert entered.url.startswith("https://meet.jit.si/")
        assert str(row.key) not in entered.url
    assert Case.objects.count() == 1


def test_what_was_chosen_on_another_screen_is_no_call_and_no_error(client, town, page):
    client.get(page)
    mine = client.cookies[draft.COOKIE].value
    check = PhoneCheckFactory(phone=PHONE)
    token = draft.seal({"topic": str(town.topic.pk), "booked_for": "oneself", "check": str(check.key)}, mine)
    assert client.post(f"{page}code/", {"said": token, "code": "000000"}).url == page
    found = f"/counseling/{town.city.pk}/guide/found/"
    token = draft.seal({"topic": str(town.topic.pk), "danger": "no"}, mine)
    assert client.get(found, {"s": token}).url == f"/counseling/{town.city.pk}/guide/"
    check.refresh_from_db()
    assert (check.tries, Call.objects.count()) == (0, 0)
