import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from meydan.attendance import actions, codes
from meydan.attendance.models import Entry, HeadCount, Mark
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from tests.attendance.conftest import DURING
from tests.factories.people import PersonFactory, staff
from tests.factories.programs import RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db
NOW = int(DURING.timestamp() * 1000)


@pytest.fixture
def phone(enter, coach, occasion):
    client = enter(coach)

    def send(*entries, to=occasion, **more):
        sent = {"owner": coach.pk, "device": str(uuid.UUID(int=7)), "now": NOW, "entries": list(entries), **more}
        return post(client, to, json.dumps(sent))

    send.client = client
    return send


def post(client, occasion, body):
    return client.post(reverse("attendance:sync", args=[occasion.pk]), body, content_type="application/json")


@pytest.fixture
def said(occasion, guest):
    """A mark as a phone sends it."""
    return {
        "id": str(uuid.uuid4()),
        "kind": "mark",
        "target": codes.target_of(occasion.pk, guest.pk),
        "state": "present",
        "at": NOW - 60_000,
        "seen": "",
    }


def test_what_a_phone_says_is_taken_over_and_answered_with_the_roll(phone, said, guest):
    answer = phone(said).json()
    assert answer["entries"] == {said["id"]: {"outcome": "taken", "reason": ""}}
    assert [(line["n"], line["s"], line["e"]) for line in answer["roll"]["people"]] == [
        (guest.name, "present", said["id"])
    ]


def test_a_sending_played_again_is_answered_the_same_and_counts_once(phone, said):
    first, again = (phone(said).json()["entries"] for _time in range(2))
    assert again == first
    assert (Entry.objects.count(), Mark.objects.count()) == (1, 1)


def test_walk_ins_and_counts_come_along(phone, said):
    walk_in = said | {
        "id": str(uuid.uuid4()), "kind": "walk_in", "target": f"w{uuid.uuid4()}", "name": "رهگذر", "phone": "", "band": "60+"
    }  # fmt: skip
    count = {"id": str(uuid.uuid4()), "kind": "count", "band": "", "women": 3, "men": 2, "others": 1, "at": NOW}
    assert phone(walk_in, count).status_code == 200
    assert (Mark.objects.get().name, HeadCount.objects.get().total) == ("رهگذر", 6)


def test_a_phone_whose_clock_is_wrong_is_set_right(phone, said):
    day = 24 * 3600 * 1000
    phone(said | {"at": NOW - 60_000 - day}, now=NOW - day)
    assert Mark.objects.get().at == DURING - dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"id": "5"}, id="no key"),
        pytest.param({"kind": "theft"}, id="no kind"),
        pytest.param({"state": "ill"}, id="no state"),
        pytest.param({"target": "p1-0000000000000000"}, id="somebody of no list"),
        pytest.param({"target": "wهیچ"}, id="no walk-in"),
        pytest.param({"at": "دیروز"}, id="no moment"),
        pytest.param({"at": 10**30}, id="a moment beyond time"),
        pytest.param({"at": True}, id="a truth for a moment"),
        pytest.param({"seen": {}}, id=None),
        pytest.param({"seen": "5"}, id="seen what is no entry"),
        pytest.param({"evidence": "online_view"}, id="what only joining says"),
        pytest.param(
            {"kind": "walk_in", "target": f"w{uuid.uuid4()}", "name": "\u200c"}, id="a walk-in without a name"
        ),
        pytest.param({"kind": "walk_in", "target": f"w{uuid.uuid4()}", "name": "الف", "phone": "12"}, id="no phone"),
        pytest.param({"kind": "count", "women": -1, "men": 0, "others": 0}, id="less than nobody"),
        pytest.param({"kind": "count", "women": 1, "men": 0, "others": 10**9}, id="more than a city"),
        pytest.param({"kind": "count", "band": "17", "women": 1, "men": 0, "others": 0}, id="no band"),
    ],
)
def test_forged_entries_are_refused_whole(phone, said, change):
    answer = phone(said | change)
    accepted = change == {"seen": {}}  # nothing was seen
    assert (answer.status_code, Entry.objects.count()) == ((200, 1) if accepted else (400, 0))
    assert accepted or answer.json()["error"]


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "5", "null", '"x"', "{}", '{"owner": "1"}', "\x00", "[" * 100_000, '{"owner": 1e999}', "NaN"],
)
def test_what_is_no_sending_is_refused(phone, occasion, body):
    assert post(phone.client, occasion, body).status_code == 400


def test_more_than_a_hundred_at_once_are_refused(phone, said):
    assert phone(*[said | {"id": str(uuid.uuid4())} for _entry in range(101)]).status_code == 400


def test_a_session_of_another_city_is_not_there(phone, said):
    assert phone(said, to=SessionFactory().occasion).status_code == 404


def test_an_entry_of_one_session_is_not_heard_in_another(phone, session, said, guest):
    phone(said)
    other = SessionFactory(program=session.program).occasion
    again = said | {"target": codes.target_of(other.pk, guest.pk)}
    assert (phone(again, to=other).status_code, Mark.objects.count()) == (409, 1)
    assert phone(said | {"id": str(uuid.uuid4())}, to=other).status_code == 400  # and its target is not of that list


def test_marks_of_another_account_are_not_sent_by_this_one(phone, said):
    assert (phone(said, owner=987_654_321).status_code, Entry.objects.count()) == (409, 0)


def test_without_a_token_nothing_is_taken(coach, occasion, enter, said):
    signed_in = enter(coach)
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in.cookies
    assert post(client, occasion, json.dumps({})).status_code == 403
    token = client.get(reverse("attendance:token")).json()
    sent = {"owner": token["owner"], "device": str(uuid.uuid4()), "now": NOW, "entries": [said]}
    address = reverse("attendance:sync", args=[occasion.pk])
    answer = client.post(
        address, json.dumps(sent), content_type="application/json", headers={"X-CSRFToken": token["token"]}
    )
    assert answer.status_code == 200


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_nothing_is_taken(occasion, said):
    answer = post(Client(), occasion, json.dumps(said))
    assert (answer.status_code, answer.url.startswith(reverse("signin:start"))) == (302, True)


def test_a_roll_closed_meanwhile_keeps_what_comes_and_says_why(phone, coach, occasion, said):
    actions.close(by=coach, occasion=occasion)
    answer = phone(said).json()["entries"][said["id"]]
    assert (answer["outcome"], bool(answer["reason"]), Entry.objects.filter(outcome="refused").count()) == (
        "refused",
        True,
        1,
    )


def test_the_rolls_of_today_and_tomorrow_come_along_with_names_only(phone, session, occasion, guest):
    tomorrow, later = (
        SessionFactory(
            program=session.program,
            occasion__day=occasion.day + dt.timedelta(days=days),
            occasion__starts_at=occasion.starts_at + dt.timedelta(days=days),
        ).occasion
        for days in (1, 2)
    )
    answer = phone.client.get(reverse("attendance:along"))
    rolls = answer.json()["rolls"]
    assert [roll["id"] for roll in rolls] == [occasion.pk, tomorrow.pk]
    assert later.pk not in {roll["id"] for roll in rolls}
    assert set(rolls[0]["people"][0]) == {"t", "n", "c"}
    assert guest.phone not in answer.text


@pytest.mark.parametrize("sessions", [1, 3])
def test_taking_along_asks_as_much_for_a_hundred_as_for_one(
    phone, session, occasion, sessions, django_assert_num_queries
):
    RegistrationFactory.create_batch(5, program=session.program)
    for _session in range(sessions - 1):
        SessionFactory(program=session.program)
    with django_assert_num_queries(20):
        assert len(phone.client.get(reverse("attendance:along")).json()["rolls"]) == sessions


def test_the_empty_page_names_nobody(phone, guest):
    RegistrationFactory()
    answer = phone.client.get(reverse("attendance:shell"))
    assert (answer.status_code, guest.name in answer.text, "data-empty" in answer.text) == (200, False, True)


def test_the_worker_stands_before_the_desk_and_nobody_keeps_it(client):
    answer = client.get(reverse("attendance:worker"))
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert (answer.headers["Service-Worker-Allowed"], "no-store" in answer.headers["Cache-Control"]) == ("/desk/", True)
    assert reverse("attendance:worker").startswith("/desk/")


def test_a_role_that_calls_no_rolls_takes_none_along(enter, occasion):
    assert enter(staff(Role.MANAGER, occasion.area)).get(reverse("attendance:along")).status_code == 403
    assert Occasion.objects.count() == 1
    assert enter(PersonFactory()).get(reverse("attendance:shell")).status_code == 403
