import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.http import QueryDict

from meydan.base.roles import Role
from meydan.calendar import actions
from meydan.calendar.forms import MoveForm, WhenForm
from meydan.calendar.forms.when import of_token
from meydan.calendar.models import Occasion
from tests.factories.calendar import HolidayFactory, OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import HallFactory, VenueFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
SATURDAY = dt.date(2026, 11, 28)  # 7 Azar 1405
ONCE = {"day": "۱۴۰۵/۹/۷", "by": "clock", "clock": "۱۷:۰۰", "minutes": "۹۰", "repeats": "once"}
WEEKLY = ONCE | {"repeats": "weekly", "weekdays": ["0", "3"], "until": "1405/9/30"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hall():
    return HallFactory()


def sent(**said) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in said.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def form(hall=None, leader=None, **said) -> WhenForm:
    venue = hall.venue if hall else VenueFactory(latitude=35.6944, longitude=51.4215)
    return WhenForm(sent(**said), area=venue.area, venue=venue, hall=hall, leader=leader)


class TestOnce:
    def test_a_clock_fits_plan(self, hall):
        when = form(hall, **ONCE)
        assert when.is_valid(), when.errors
        assert when.values == {"day": SATURDAY, "clock": dt.time(17), "prayer": "", "prayer_offset": 0, "minutes": 90}
        what = {"title": "نقاشی", "kind": "cultural", "area": hall.venue.area, "venue": hall.venue, "hall": hall}
        assert actions.plan_all(by=None, when=when.values, **what)[0].day == SATURDAY

    @pytest.mark.parametrize(("side", "offset"), [("after", 20), ("before", -20)])
    def test_a_prayer_with_a_distance(self, side, offset):
        when = form(**ONCE | {"by": "prayer", "prayer": "maghrib", "side": side, "distance": "۲۰"})
        assert when.is_valid(), when.errors
        assert when.values == {
            "day": SATURDAY,
            "clock": None,
            "prayer": "maghrib",
            "prayer_offset": offset,
            "minutes": 90,
        }

    @pytest.mark.parametrize(
        ("spoiled", "field"),
        [
            ({"day": ""}, "day"),
            ({"day": "1405/12/30"}, "day"),  # no leap year
            ({"day": "1405/7/31"}, "day"),
            ({"day": "2026/11/28"}, "day"),
            ({"day": "1405/9/3"}, "day"),  # yesterday
            ({"day": "\u200c"}, "day"),
            ({"clock": ""}, "clock"),
            ({"clock": "۲۵:۰۰"}, "clock"),
            ({"by": "sundial"}, "by"),
            ({"by": "prayer", "prayer": ""}, "prayer"),
            ({"by": "prayer", "prayer": "tahajjud"}, "prayer"),
            ({"by": "prayer", "prayer": "maghrib", "distance": "241"}, "distance"),
            ({"minutes": "۴"}, "minutes"),
            ({"minutes": "1" * 5000}, "minutes"),
            ({"repeats": "hourly"}, "repeats"),
            ({"repeats": "weekly", "until": ""}, "until"),
            ({"repeats": "weekly", "until": "1405/9/6"}, "until"),
            ({"repeats": "weekly", "weekdays": ["7"], "until": "1405/9/30"}, "weekdays"),
            ({"repeats": "weekly", "until": "1420/9/30"}, "until"),
            ({"repeats": "monthly", "nth": "6", "until": "1405/12/29"}, "nth"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field(self, hall, spoiled, field):
        when = form(hall, **ONCE | spoiled)
        assert not when.is_valid()
        assert field in when.errors
        assert str(when)  # and can be shown

    def test_a_prayer_where_nobody_knows_the_place_is_refused(self):
        venue = VenueFactory(latitude=None, longitude=None, area__latitude=None, area__longitude=None)
        when = WhenForm(sent(**ONCE | {"by": "prayer", "prayer": "maghrib"}), area=venue.area, venue=venue)
        assert not when.is_valid()
        assert list(when.errors) == ["prayer"]


class TestRepeating:
    def test_a_weekly_series_fits_plan_series(self, hall):
        when = form(hall, **WEEKLY)
        assert when.is_valid(), when.errors
        assert when.values == {
            "rule": "RSCALE=PERSIAN;FREQ=WEEKLY;UNTIL=20261221;BYDAY=SA,TU;WKST=SA",
            "starts_on": SATURDAY,
            "until": dt.date(2026, 12, 21),
            "skips_holidays": False,
            "exceptions": [],
            "clock": dt.time(17),
            "prayer": "",
            "prayer_offset": 0,
            "minutes": 90,
        }
        what = {"title": "نقاشی", "kind": "cultural", "area": hall.venue.area, "venue": hall.venue, "hall": hall}
        planned = actions.plan_all(by=None, when=when.values, **what)
        assert [one.day for one in planned] == [line.day for line in when.kept]

    def test_the_weekday_of_the_first_day_is_meant_where_none_is_chosen(self):
        assert [line.day.day for line in looked(weekdays=[]).lines] == [28, 5, 12, 19]

    def test_the_nth_weekday_of_each_jalali_month(self):
        when = looked(repeats="monthly", nth="-1", nth_weekday="4", until="1405/12/29")
        days = ["2026-12-16", "2027-01-20", "2027-02-17", "2027-03-17"]  # the last Wednesdays of Azar to Esfand
        assert [line.day.isoformat() for line in when.lines] == days

    def test_days_can_be_left_out(self, hall):
        when = form(hall, **WEEKLY | {"left_out": ["2026-12-01", "2026-12-02", "not a day"]})
        assert when.is_valid(), when.errors
        assert when.values["exceptions"] == [dt.date(2026, 12, 1)]
        assert len(when.kept) == 6

    def test_but_not_all_of_them(self, hall):
        when = form(hall, **ONCE | {"repeats": "weekly", "until": "1405/9/7", "left_out": ["2026-11-28"]})
        assert not when.is_valid()
        assert list(when.errors) == ["repeats"]

    def test_holidays_are_named(self):
        HolidayFactory(day=dt.date(2026, 12, 1), title="آلودگی هوا")
        when = looked(skips_holidays="on")
        assert when.holidays == {dt.date(2026, 12, 1): "آلودگی هوا"}
        assert len(when.lines) == 6


def looked(**said) -> WhenForm:
    when = form(**WEEKLY | {"preview": "1"} | said)
    assert not when.is_valid()
    assert not when.errors
    return when


class TestConflicts:
    def test_a_taken_hall_is_refused_and_the_days_are_shown(self, hall):
        taken = OccasionFactory(
            hall=hall,
            venue=hall.venue,
            title="شب شعر",
            day=dt.date(2026, 12, 1),
            starts_at=dt.datetime(2026, 12, 1, 14, tzinfo=dt.UTC),
        )
        when = form(hall, **WEEKLY)
        assert not when.is_valid()
        assert list(when.errors) == ["__all__"]
        assert [line.hall_taken for line in when.lines if line.hall_taken] == [[taken]]
        assert "شب شعر" in str(when)
        assert form(hall, **WEEKLY | {"left_out": ["2026-12-01"]}).is_valid()

    def test_a_busy_leader_is_asked_about_and_can_be_gone_on_with(self, hall):
        leader = PersonFactory(name="زهرا کریمی")
        OccasionFactory(leader=leader, title="شطرنج")
        when = form(hall, leader, **ONCE)
        assert not when.is_valid()
        assert list(when.errors) == ["go_on"]
        assert "شطرنج" in str(when)
        assert "زهرا کریمی" in str(when)
        when = form(hall, leader, **ONCE | {"go_on": "on"})
        assert when.is_valid()
        assert "go_on" not in when.values

    def test_what_else_is_at_the_place_is_told_and_hinders_nothing(self):
        other = OccasionFactory(title="بازی‌های محلی")
        when = WhenForm(sent(**ONCE), area=other.area, venue=other.venue)
        assert when.is_valid()
        assert when.lines[0].beside == [other]
        assert "بازی‌های محلی" in str(when)

    def test_looking_warns_without_refusing(self, hall):
        OccasionFactory(hall=hall, venue=hall.venue)
        when = form(hall, **ONCE | {"preview": "1"})
        assert not when.is_valid()
        assert not when.errors
        assert len(when.lines[0].hall_taken) == 1

    @pytest.mark.parametrize("weeks", [1, 40])
    def test_looking_asks_as_much_for_one_day_as_for_many(self, hall, weeks, django_assert_num_queries):
        when = form(hall, **WEEKLY | {"until": f"{1405 + weeks // 20}/9/14", "skips_holidays": "on"})
        with django_assert_num_queries(2):  # holidays, conflicts
            when.is_valid()


class TestMoveForm:
    def test_it_begins_with_what_stands_and_does_not_meet_itself(self, hall):
        occasion = OccasionFactory(hall=hall, venue=hall.venue, clock=None, prayer="maghrib", prayer_offset=-15)
        assert MoveForm(occasion=occasion).initial == {
            "day": SATURDAY, "by": "prayer", "clock": None, "prayer": "maghrib", "side": "before", "distance": 15, "minutes": 90,
        }  # fmt: skip
        move = MoveForm(sent(**ONCE | {"clock": "17:30"}), occasion=occasion)
        assert move.is_valid(), move.errors
        actions.move(by=None, occasion=occasion, **move.values)
        assert (occasion.clock, occasion.prayer, occasion.prayer_offset) == (dt.time(17, 30), "", 0)
        assert "repeats" not in str(move)


class TestPreview:
    URL = "/desk/calendar/preview/"

    @pytest.fixture
    def desk(self, at_desk):
        return at_desk(Role.PROGRAM_OFFICER)

    def test_the_days_come_by_themselves(self, desk, hall):
        OccasionFactory(hall=hall, venue=hall.venue, title="شب شعر")
        data = WEEKLY | {"when_place": form(hall).place_token}
        answer = desk.post(self.URL, data)
        assert answer.status_code == 200
        assert answer.content.decode().count("<li") == 7
        assert "شب شعر" in answer.content.decode()
        assert Occasion.objects.count() == 1

    def test_an_unfinished_form_is_answered_as_well(self, desk, hall):
        answer = desk.post(self.URL, {"when_place": form(hall).place_token, "day": "۱۴۰۵/۱۳/۱"})
        assert answer.status_code == 200
        assert "<li" not in answer.content.decode()

    @pytest.mark.parametrize("token", ["", "made-up", "WyJXaGVuRm9ybSJd:1abc:xyz"])
    def test_a_place_that_was_made_up_is_none(self, desk, token):
        assert desk.post(self.URL, WEEKLY | {"when_place": token}).status_code == 404

    def test_a_token_holds_for_a_day(self, hall):
        token = form(hall).place_token
        assert isinstance(of_token(token, None), WhenForm)
        with time_machine.travel(NOW + dt.timedelta(hours=25)), pytest.raises(ValidationError):
            of_token(token, None)
