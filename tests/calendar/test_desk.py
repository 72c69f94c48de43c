import datetime as dt

import pytest
import time_machine

from meydan.base.roles import Role
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, HallFactory, VenueFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)  # the week from 21 to 27 November
START = dt.datetime(2026, 11, 24, 13, 30, tzinfo=dt.UTC)
URL = "/desk/calendar/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def this_week(**more):
    return OccasionFactory(**{"day": START.date(), "starts_at": START, **more})


def test_halls_of_ones_reach_stand_with_what_is_in_them(at_desk):
    hall = HallFactory(name="سالن همایش")
    this_week(title="«شب شعر»", hall=hall, venue=hall.venue)
    this_week(title="«هنوز نه»", hall=hall, venue=hall.venue, starts_at=START + dt.timedelta(hours=3), status="planned")
    this_week(title="«بی‌سالن»", venue=hall.venue)
    this_week(title="«هفتهٔ دیگر»", venue=hall.venue, day=dt.date(2026, 11, 28), starts_at=START + dt.timedelta(days=4))
    this_week(title="«جای دیگر»")
    browser = at_desk(Role.CENTER_STAFF, hall.venue.area)
    page = browser.get(URL).content.decode()
    titles = ["«شب شعر»", "«هنوز نه»", "«بی‌سالن»", "«هفتهٔ دیگر»", "«جای دیگر»"]
    assert [title for title in titles if title in page] == titles[:3]
    assert "سالن همایش" in page
    later = browser.get(URL, {"on": "1405-09-08"}).content.decode()
    assert [title for title in titles if title in later] == ["«هفتهٔ دیگر»"]


def test_a_leader_in_two_places_is_told_wherever_the_other_is(at_desk):
    leader, area = PersonFactory(name="زهرا کریمی"), CityFactory()
    this_week(title="«اینجا»", leader=leader, venue=VenueFactory(area=area))
    this_week(title="«آنجا»", leader=leader, starts_at=START + dt.timedelta(minutes=30))
    this_week(title="«بعد از آن»", leader=leader, starts_at=START + dt.timedelta(minutes=120))
    page = at_desk(Role.MANAGER, area).get(URL).content.decode()
    warned = page.split('class="notice warning clashes"')[1].split("</details>")[0]
    assert [title for title in ("«اینجا»", "«آنجا»", "«بعد از آن»") if title in warned] == ["«اینجا»", "«آنجا»"]
    assert "زهرا کریمی" in warned


def test_two_at_once_without_a_hall_are_told_and_two_in_halls_are_not(at_desk):
    venue = VenueFactory()
    for title in ("«یک»", "«دو»"):
        this_week(title=title, venue=venue)
        this_week(title=f"{title} در سالن", venue=venue, hall=HallFactory(venue=venue))
    page = at_desk(Role.MANAGER, venue.area).get(URL).content.decode()
    clashes = page.split('class="notice warning clashes"')[1].split("</details>")[0]
    assert [title for title in ("«یک»", "«دو»", "«یک» در سالن", "«دو» در سالن") if f"{title}</li>" in clashes] == [
        "«یک»",
        "«دو»",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_as_many_queries_for_one_row_as_for_three(at_desk, rows, django_assert_num_queries):
    area, leader = CityFactory(), PersonFactory()
    browser = at_desk(Role.MANAGER, area)
    for _number in range(rows):
        hall = HallFactory(venue__area=area)
        this_week(hall=hall, venue=hall.venue, leader=leader)
    # session, person, roles; venues counted and read, their halls, occasions, holidays, what their leaders do elsewhere
    with django_assert_num_queries(9):
        assert browser.get(URL).status_code == 200


def test_an_empty_reach_is_told(at_desk):
    assert 'class="empty"' in at_desk(Role.PROGRAM_OFFICER).get(URL).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [(role, 200) for role in ("coach", "auditor", "oversight", "administrator")] + [("content_officer", 403)],
)
def test_who_may_look(at_desk, role, status):
    assert at_desk(Role(role)).get(URL).status_code == status


def test_a_citizen_may_not(signed_in):
    assert signed_in().get(URL).status_code == 403
