import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling import actions, files
from meydan.counseling.models import Appointment, Grant, Opened
from meydan.messaging.models import Message
from tests.counseling.house import NOW
from tests.factories.counseling import AppointmentFactory, CounselorFactory, GrantFactory, LeaveFactory
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 28)
Part = Opened.Part


@pytest.fixture
def give(house):
    """`give(to=…)`: the file's counselor shows notes to the colleague for a week."""

    def given(**said):
        facts = {"by": house.person, "case": house.case, "to": house.other, "what": ["notes"], "reason": "همفکری"}
        return actions.give_grant(**facts | {"until": TODAY + dt.timedelta(days=7)} | said)

    return given


def people(house):
    """Who acts, by a word."""
    elsewhere = CityFactory()
    away = CounselorFactory(area=elsewhere, person=staff(Role.COUNSELOR, elsewhere))
    gone = CounselorFactory(area=house.city, is_active=False)
    house.counselor.supervisor = CounselorFactory(area=house.city)
    house.counselor.save()
    return {
        "counselor": house.counselor,
        "colleague": house.other,
        "supervisor": house.counselor.supervisor,
        "of another city": away,
        "gone": gone,
    }


@pytest.mark.parametrize(
    ("by", "to", "may"),
    [
        ("counselor", "colleague", True),
        ("counselor", "supervisor", True),
        ("counselor", "of another city", False),
        ("counselor", "gone", False),
        ("counselor", "counselor", False),
        ("colleague", "supervisor", False),
        ("supervisor", "colleague", False),
        ("of another city", "colleague", False),
    ],
)
def test_who_shows_a_file_to_whom(house, give, by, to, may):
    known = people(house)
    if may:
        assert give(by=known[by].person, to=known[to]).to == known[to]
    else:
        with pytest.raises(Refusal):
            give(by=known[by].person, to=known[to])
        assert Grant.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"what": []}, "what"),
        ({"what": ["all"]}, "what"),
        ({"reason": " "}, "reason"),
        ({"what": ["summary"]}, "summary"),
        ({"until": TODAY - dt.timedelta(days=1)}, "until"),
        ({"until": TODAY + dt.timedelta(days=90)}, "until"),
        ({"until": None}, "until"),
    ],
)
def test_what_a_grant_has_to_say(give, said, field):
    with pytest.raises(Refusal) as refused:
        give(**said)
    assert refused.value.field == field


@pytest.mark.parametrize("days", [0, 89])
def test_a_grant_lasts_to_the_end_of_its_day(give, days):
    day = TODAY + dt.timedelta(days=days)
    assert give(until=day).ends_at.astimezone(NOW.tzinfo) == dt.datetime.combine(day, dt.time(20, 30), NOW.tzinfo)


def test_reason_and_summary_are_sealed_and_read_by_the_colleague(house, give):
    grant = give(what=["summary"], summary="چکیده", reason="همفکری")
    file = files.opened(by=house.colleague, case=house.case, parts={Part.SUMMARY})
    assert (file.read(grant, "sealed_summary"), file.read(grant, "sealed_reason")) == ("چکیده", "همفکری")
    assert "چکیده".encode() not in bytes(grant.sealed_summary)


def test_the_message_names_nothing_but_the_code(house, give):
    give(what=["summary"], summary="چکیده", reason="همفکری")
    message = Message.objects.get(person=house.colleague)
    assert house.case.shown_code in message.text
    assert [word for word in ("زهرا", "کریمی", "چکیده", "همفکری", "اضطراب") if word in message.text] == []


def test_a_new_grant_takes_the_place_of_the_standing_one(house, give):
    first, second = give(what=["notes"]), give(what=["homework"])
    first.refresh_from_db()
    with pytest.raises(PermissionDenied):
        files.opened(by=house.colleague, case=house.case, parts={Part.NOTES})
    assert (first.ended_at, second.ended_at) == (NOW, None)


def test_handed_over_a_client_is_the_colleagues_and_no_longer_the_givers(house, give):
    grant = give(takes_over=True, what=[], until=None)
    house.case.refresh_from_db()
    assert (house.case.counselor, grant.ended_at, set(grant.what)) == (house.other, NOW, set(Grant.What.values))
    files.opened(by=house.colleague, case=house.case, parts={Part.WHO, Part.NOTES})
    with pytest.raises(PermissionDenied):
        files.opened(by=house.person, case=house.case, parts={Part.NOTES})


def test_the_sessions_ahead_go_with_the_client_who_is_told(house, give):
    give(takes_over=True)
    house.session.refresh_from_db()
    told = Message.objects.get(template="counseling.handed")
    assert (house.session.counselor, told.person, house.case.shown_code in told.text) == (house.other, None, False)


def test_sessions_that_are_over_stay_with_who_held_them(house, give):
    over = house.at(NOW - dt.timedelta(days=7), state=Appointment.State.ATTENDED)
    give(takes_over=True)
    over.refresh_from_db()
    assert over.counselor == house.counselor


@pytest.mark.parametrize("why", ["session", "leave", "offer"])
def test_a_file_is_not_handed_over_where_a_session_ahead_could_not_be(house, give, why):
    start = house.session.starts_at
    if why == "session":
        AppointmentFactory(case=house.file(counselor=house.other), starts_at=start)
    elif why == "leave":
        LeaveFactory(counselor=house.other, starts_at=start, ends_at=start + dt.timedelta(hours=1))
    else:
        house.at(start + dt.timedelta(days=1), state="held", held_until=NOW + dt.timedelta(hours=1))
    with pytest.raises(Refusal):
        give(takes_over=True)
    house.case.refresh_from_db()
    house.session.refresh_from_db()
    assert (house.case.counselor, house.session.counselor, Grant.objects.count()) == (house.counselor,) * 2 + (0,)


def test_who_handed_a_file_on_reads_nothing_of_it_by_the_old_grant(house, give):
    third = CounselorFactory(area=house.city, person=staff(Role.COUNSELOR, house.city))
    give(takes_over=True)
    give(by=house.colleague, to=third, takes_over=True)
    with pytest.raises(PermissionDenied):
        files.opened(by=house.colleague, case=house.case, parts={Part.NOTES})


def test_a_grant_is_ended_by_whoevers_client_it_is(house, give):
    grant = give()
    with pytest.raises(Refusal):
        actions.end_grant(by=house.colleague, grant=grant)
    assert actions.end_grant(by=house.person, grant=grant).ended_at == NOW
    with pytest.raises(PermissionDenied):
        files.opened(by=house.colleague, case=house.case, parts={Part.NOTES})


def test_what_is_over_is_not_ended_again(house):
    grant = GrantFactory(case=house.case, to=house.other, given_at=NOW - dt.timedelta(days=15))
    with pytest.raises(Refusal):
        actions.end_grant(by=house.person, grant=grant)
