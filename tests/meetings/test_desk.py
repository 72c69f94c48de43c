import datetime as dt

import pytest
from django.urls import reverse

from meydan.base import wording
from meydan.base.roles import Role
from meydan.meetings import actions, rules
from meydan.meetings.models import Meeting
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory, staff
from tests.meetings.conftest import SOON

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_many(hall, count, django_assert_num_queries):
    for number in range(count):
        hall.called(starts_at=SOON + dt.timedelta(hours=number))
    client = as_somebody(hall.secretary)
    client.get("/desk/meetings/")
    with django_assert_num_queries(5):
        shown = text(client.get("/desk/meetings/"))
    assert shown.count('class="card"') == count


@pytest.mark.parametrize(
    ("role", "reads", "calls"),
    [
        (Role.SECRETARY, 200, 200),
        (Role.MAYOR, 200, 200),
        (Role.CAMPAIGN_OFFICER, 200, 200),
        (Role.MANAGER, 200, 403),
        (Role.COACH, 403, 403),
    ],
)
def test_who_reads_and_who_calls(hall, role, reads, calls):
    meeting = hall.called()
    client = as_somebody(staff(role, hall.city))
    found = client.get(f"/desk/meetings/{meeting.pk}/").status_code, client.get("/desk/meetings/call/").status_code
    assert found == (reads, calls)


def test_a_meeting_of_another_city_is_not_there(hall):
    meeting = hall.called()
    client = as_somebody(staff(Role.SECRETARY))
    pages = ["desk_meeting", "move", "cancel", "invite", "add_item", "decide", "follow"]
    assert {client.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code for name in pages} == {404}


def test_units_are_offered_to_those_who_give_orders(hall):
    meeting = hall.running()
    at = reverse("meetings:decide", args=[meeting.pk])
    officer = as_somebody(staff(Role.CAMPAIGN_OFFICER, hall.city))
    offered = {"secretary": text(as_somebody(hall.secretary).get(at)), "officer": text(officer.get(at))}
    assert {who: 'name="unit"' in shown for who, shown in offered.items()} == {"secretary": True, "officer": False}
    officer.post(at, {"text": "برق حیاط آماده شود", "unit": hall.unit.pk, "working_days": "2"})
    assert [(one.text, one.order) for one in meeting.decisions.all()] == [("برق حیاط آماده شود", None)]


def test_a_meeting_is_held_from_the_call_to_the_minutes(hall):
    client = as_somebody(hall.secretary)
    when = {"starts_at_year": "۱۴۰۵", "starts_at_month": "9", "starts_at_day": "۸", "starts_at_clock": "۱۶:۰۰"}
    what = {"title": "نشست کارشناسی", "area": hall.city.pk, "kind": "expert", "minutes": "۹۰"}
    called = client.post("/desk/meetings/call/", {**what, **when})
    meeting = Meeting.objects.get()
    assert (called.status_code, called["Location"]) == (302, f"/desk/meetings/{meeting.pk}/")
    at = f"/desk/meetings/{meeting.pk}/"
    client.post(f"{at}invite/", {"organizations": [hall.agency.pk]})
    invited = meeting.invited.get()
    client.post(f"{at}item/", {"title": "گزارش", "minutes": "۱۵", "presenter": invited.pk})
    item = meeting.items.get()
    client.post(f"{at}open/")
    client.post(f"/desk/meetings/invited/{invited.pk}/came/")
    client.post(f"/desk/meetings/items/{item.pk}/begin/")
    client.post(f"/desk/meetings/items/{item.pk}/", {"notes": "گفته شد", "version": "۰"})
    decided = {
        "text": "ضدعفونی شود",
        "item": item.pk,
        "unit": hall.unit.pk,
        "area": hall.region.pk,
        "working_days": "۵",
    }
    client.post(f"{at}decide/", decided)
    client.post(f"{at}close/")
    client.post(f"{at}approve/")
    paper = client.get(f"{at}minutes.pdf")
    meeting.refresh_from_db()
    item.refresh_from_db()
    invited.refresh_from_db()
    assert (meeting.state, invited.came, item.notes, meeting.decisions.get().order.area, paper.content[:4]) == (
        Meeting.State.APPROVED,
        True,
        "گفته شد",
        hall.region,
        b"%PDF",
    )
    assert client.get(at).status_code == 200


def test_what_somebody_else_wrote_is_shown_and_what_was_typed_stays(hall):
    meeting = hall.running()
    item = actions.add_item(by=hall.secretary, meeting=meeting, title="گزارش")
    actions.write(by=None, item=item, notes="واژه‌های همکار", version=0)
    client = as_somebody(hall.secretary)
    address = f"/desk/meetings/items/{item.pk}/"
    refused = client.post(address, {"notes": "واژه‌های من", "version": "0"})
    shown = text(refused)
    assert (refused.status_code, "واژه‌های همکار" in shown, "واژه‌های من" in shown) == (422, True, True)
    again = client.post(address, {"notes": "هر دو", "version": "1"})
    item.refresh_from_db()
    assert (again.status_code, item.notes) == (302, "هر دو")


def test_sums_count_what_was_held_and_done(hall):
    meeting = hall.running()
    hall.order(meeting)
    actions.close(by=hall.secretary, meeting=meeting)
    assert as_somebody(hall.secretary).get("/desk/meetings/sums/").context["sums"][:2] == (1, 1)


def test_inviting_by_a_number_says_the_same_whoever_has_it_and_nobody_tries_many(hall, monkeypatch):
    meeting = hall.called()
    client = as_somebody(hall.secretary)
    at = reverse("meetings:invite", args=[meeting.pk])
    monkeypatch.setattr(rules, "MOST_NUMBERS", 3)
    known, unknown = PersonFactory().phone, "+989120009999"
    told = []
    for phone in (known, unknown, known, unknown):
        answer = client.post(at, {"phone": phone}, follow=True)
        told.append((answer.status_code, [str(one) for one in answer.context["messages"]]))
    assert (told[0][0], told[0][1]) == (200, ["هر کسی که با این شماره وارد میدان شده باشد، دعوت و باخبر می‌شود."])
    assert told == [told[0]] * 3 + [(422, [])]
    assert [row.person.phone for row in meeting.invited.all()] == [known]


def test_who_is_invited_by_a_number_has_no_name_there_until_they_answer_or_come(hall):
    meeting, somebody = hall.called(), PersonFactory(name="زهرا سپیدارنهان")
    client, at = as_somebody(hall.secretary), reverse("meetings:desk_meeting", args=[meeting.pk])
    invited = meeting.invited.create(person=somebody)
    pages = [client.get(at), client.get(reverse("meetings:add_item", args=[meeting.pk]))]
    assert [(somebody.name in text(page), wording.phone(somebody.phone) in text(page)) for page in pages] == [
        (False, True),
        (False, True),
    ]
    meeting.invited.filter(pk=invited.pk).update(answer="comes")
    assert somebody.name in text(client.get(at))


def test_the_way_back_is_offered_until_something_is_written(hall):
    meeting = hall.called()
    item = actions.add_item(by=hall.secretary, meeting=meeting, title="گزارش")
    client = as_somebody(hall.secretary)
    at, back = f"/desk/meetings/{meeting.pk}/", reverse("meetings:unopen", args=[meeting.pk])
    not_yet = reverse("meetings:unbegin", args=[item.pk])
    offered = []
    for step in ("", f"{at}open/", f"/desk/meetings/items/{item.pk}/begin/", not_yet, back):
        if step:
            client.post(step)
        page = text(client.get(at))
        offered.append((back in page, not_yet in page))
    assert offered == [(False, False), (True, False), (False, True), (True, False), (False, False)]
