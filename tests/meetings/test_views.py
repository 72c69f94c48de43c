import pytest

from meydan.calendar import feeds
from meydan.meetings import abouts, actions
from tests.architecture.test_doors import as_somebody
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def test_whoever_speaks_for_those_invited_sees_it_and_says_who_comes(hall):
    row = hall.invite(hall.called())
    client = as_somebody(hall.speaker)
    shown = text(client.get("/me/meetings/"))
    client.post(f"/me/meetings/invitations/{row.pk}/", {"answer": "comes", "who": "آقای محمدی"})
    page = text(client.get(f"/me/meetings/{row.meeting_id}/"))
    assert ("پس از همه‌گیری" in shown, "آقای محمدی" in page) == (True, True)


def test_others_do_not_see_it(hall):
    row = hall.invite(hall.called())
    client = as_somebody(PersonFactory())
    pages = [f"/me/meetings/{row.meeting_id}/", f"/me/meetings/invitations/{row.pk}/"]
    assert {client.get(page).status_code for page in pages} == {404}


def test_minutes_are_read_once_they_are_approved(hall):
    meeting = hall.called()
    hall.invite(meeting)
    client = as_somebody(hall.speaker)
    actions.open_meeting(by=hall.secretary, meeting=meeting)
    actions.decide(by=hall.secretary, meeting=meeting, text="تصمیم گرفته شد")
    actions.close(by=hall.secretary, meeting=meeting)
    address = f"/me/meetings/{meeting.pk}/"
    before = client.get(f"{address}minutes.pdf").status_code, "تصمیم گرفته شد" in text(client.get(address))
    actions.approve(by=hall.secretary, meeting=meeting)
    after = client.get(f"{address}minutes.pdf").status_code, "تصمیم گرفته شد" in text(client.get(address))
    assert (before, after) == ((404, False), (200, True))


def test_it_stands_in_the_calendar_of_those_invited(hall):
    meeting = hall.called()
    hall.invite(meeting)
    found = {person: [*feeds.of_person(person)] for person in (hall.speaker, hall.secretary, PersonFactory())}
    assert [*found.values()] == [[meeting.occasion], [meeting.occasion], []]


def test_a_door_says_what_its_meeting_is_about(hall, monkeypatch):
    monkeypatch.setattr(abouts, "_doors", {})
    abouts.register("campaigns", lambda ids: {pk: abouts.About(f"مرحلهٔ {pk}", f"/x/{pk}/") for pk in ids})
    meeting = hall.called(door="campaigns", subject=7)
    shown = text(as_somebody(hall.secretary).get(f"/desk/meetings/{meeting.pk}/"))
    assert ('href="/x/7/"' in shown, abouts.of(hall.called())) == (True, None)
    hall.invite(meeting)  # who see its name: the page behind it is one of staff
    seen = text(as_somebody(hall.speaker).get(f"/me/meetings/{meeting.pk}/"))
    assert ("مرحلهٔ 7" in seen, 'href="/x/7/"' in seen) == (True, False)
