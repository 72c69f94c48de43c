import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.campaigns.actions.planning import seen_as
from meydan.campaigns.models import Placement
from tests.architecture.test_doors import as_somebody
from tests.campaigns.week import Week
from tests.factories.people import PersonFactory, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def at(week, promise, number=1, page="plan_session", sessions="together"):
    return reverse(f"campaigns:{page}", args=[week.stage.pk, promise.pk, sessions, number])


def to(spot, **more):
    return {"day": spot.day.isoformat(), "slot": spot.slot, "space": spot.space, **more}


@pytest.mark.parametrize("page", ["plan_session", "plan_pin", "plan_take_out"])
def test_whose_door_is_open_to_whom(page):
    week = Week()
    row = week.stand(week.promise(), 1, week.spot(0))
    people = {
        "officer of another city": staff(Role.CAMPAIGN_OFFICER),
        "representative": week.speaker,
        "citizen": PersonFactory(),
        "manager": staff(Role.MANAGER, week.city),
        "officer": week.officer,
    }
    said = {"seen": seen_as(row), **to(week.spot(1))}
    told = {
        who: as_somebody(one).post(at(week, row.promise, page=page), said).status_code for who, one in people.items()
    }
    assert told == {
        "officer of another city": 404,
        "representative": 403,
        "citizen": 403,
        "manager": 404 if page == "plan_session" else 403,
        "officer": 302,
    }
    read = as_somebody(people["manager"]).get(at(week, row.promise)).status_code
    assert read == 200


def test_what_a_move_does_is_said_before_it_is_made():
    week = Week()
    one, two = week.promise("زهرا"), week.promise("زهرا")
    week.stand(two, 1, week.spot(0, there=True))
    client = as_somebody(week.officer)
    look = client.get(at(week, one), to(week.spot(0))).text
    assert "زهرا هم‌زمان بیش از یک نشست" in look
    assert Placement.objects.count() == 1
    refused = client.post(at(week, one), to(week.spot(0), seen=""))
    assert (refused.status_code, Placement.objects.count()) == (422, 1)
    assert "اگر با این حال باید چنین باشد" in refused.text
    kept = client.post(at(week, one), to(week.spot(0), seen="", knowingly="on"))
    assert kept.url == reverse("campaigns:plan", args=[week.stage.pk]) + f"?day={week.spot(0).day}"
    assert "خلاف قاعده است" in client.get(at(week, one)).text


def test_of_two_planners_the_second_sees_what_the_first_did():
    week = Week()
    row = week.stand(week.promise(), 1, week.spot(0))
    client = as_somebody(week.officer)
    seen = seen_as(row)
    assert client.post(at(week, row.promise), to(week.spot(1), seen=seen)).status_code == 302
    late = client.post(at(week, row.promise), to(week.spot(2), seen=seen))
    row.refresh_from_db()
    assert (late.status_code, row.day) == (422, week.spot(1).day)
    assert f'name="seen" value="{seen_as(row)}"' in late.text
    assert client.post(at(week, row.promise), to(week.spot(2), seen=seen_as(row))).status_code == 302


def test_two_sessions_change_places():
    week = Week()
    first, second = (week.stand(week.promise(), 1, week.spot(day)) for day in (0, 1))
    client = as_somebody(week.officer)
    look = client.get(at(week, first.promise), to(week.spot(1))).text
    assert f'name="other" value="{seen_as(second)}"' in look
    assert "جای این دو عوض شود" in look
    said = to(week.spot(1), seen=seen_as(first), other=seen_as(second))
    assert client.post(at(week, first.promise), said).status_code == 302
    assert list(Placement.objects.order_by("promise").values_list("day", flat=True)) == [
        week.spot(1).day,
        week.spot(0).day,
    ]


def test_a_session_is_pinned_freed_and_taken_out():
    week = Week()
    row = week.stand(week.promise(), 1, week.spot(0))
    client = as_somebody(week.officer)
    for said, pinned in (({}, True), ({"free": "on"}, False)):
        assert client.post(at(week, row.promise, page="plan_pin"), {"seen": seen_as(row), **said}).status_code == 302
        row.refresh_from_db()
        assert row.is_pinned is pinned
    assert client.post(at(week, row.promise, page="plan_take_out"), {"seen": "1.1"}).status_code == 409
    assert client.post(at(week, row.promise, page="plan_take_out"), {"seen": seen_as(row)}).status_code == 302
    assert Placement.objects.count() == 0


def test_only_sessions_that_are_offered_or_stand_have_a_page():
    week = Week()
    one = week.promise(together=2)
    client = as_somebody(week.officer)
    asked = [
        at(week, one, 2),
        at(week, one, 3),
        at(week, one, 0),
        at(week, one, sessions="men"),
        at(week, Week().promise()),
    ]
    assert [client.get(address).status_code for address in asked] == [200, 404, 404, 404, 404]
    week.stand(one, 3, week.spot(0))
    assert client.get(at(week, one, 3)).status_code == 200


def test_a_spot_that_is_none_is_said():
    week = Week()
    one = week.promise()
    client = as_somebody(week.officer)
    wrong = {"day": "2020-01-01", "slot": "x", "space": "9999"}
    assert [client.get(at(week, one), wrong).status_code, client.post(at(week, one), wrong).status_code] == [200, 422]
