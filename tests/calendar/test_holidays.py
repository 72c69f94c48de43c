import datetime as dt

import pytest
from django.utils import translation

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.calendar import actions, holidays
from meydan.calendar.models import Holiday
from meydan.journal.models import Line
from tests.factories.calendar import HolidayFactory, OccasionFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "title"),
    [
        # From the official calendars (../shared/vectors/calendar/holidays_1396_1405.csv).
        ("2026-03-21", "جشن نوروز؛ عید سعید فطر"),
        ("2026-06-05", "قیام ۱۵ خرداد"),
        ("2026-02-11", "پیروزی انقلاب اسلامی"),
        ("2026-03-24", "عید نوروز"),
        ("2024-04-11", "تعطیل به مناسبت عید سعید فطر"),
        ("2025-06-06", "عید سعید قربان"),
        ("2018-03-21", "جشن نوروز"),
        ("2026-11-28", None),
        ("2026-11-27", None),  # a Friday is off, and no holiday
    ],
)
def test_published_holidays_have_their_names(day, title):
    assert holidays.holiday_on(dt.date.fromisoformat(day)) == title


def test_they_are_told_in_the_language_of_the_reader():
    with translation.override("en"):
        assert holidays.holiday_on(dt.date(2026, 2, 11)) == "Islamic Revolution Day"


def test_staff_know_better_than_the_published_calendar():
    HolidayFactory(day=dt.date(2026, 11, 28), title="آلودگی هوا")
    HolidayFactory(day=dt.date(2026, 2, 11), title="روز کاری", is_off=False)
    assert holidays.holiday_on(dt.date(2026, 11, 28)) == "آلودگی هوا"
    assert holidays.holiday_on(dt.date(2026, 2, 11)) is None
    assert holidays.is_off(dt.date(2026, 2, 11)) is False


@pytest.mark.parametrize(
    ("day", "off"), [("2026-11-27", True), ("2026-11-28", False), ("2026-11-13", True), ("2026-03-21", True)]
)
def test_offices_are_closed_on_fridays_and_holidays(day, off):
    assert holidays.is_off(dt.date.fromisoformat(day)) is off


@pytest.mark.parametrize("days", [1, 800])
def test_any_span_takes_one_query(days, django_assert_num_queries):
    with django_assert_num_queries(1):
        holidays.titles(dt.date(2026, 1, 1), dt.date(2026, 1, 1) + dt.timedelta(days=days))


@pytest.mark.parametrize(
    ("day", "n", "deadline"),
    [
        ("2026-11-28", 1, "2026-11-29"),  # Saturday to Sunday
        ("2026-11-26", 1, "2026-11-28"),  # over a Friday
        ("2026-11-27", 1, "2026-11-28"),  # from a Friday
        ("2026-11-28", 3, "2026-12-01"),
        ("2026-11-28", 6, "2026-12-05"),  # a week of six working days
        ("2026-12-22", 1, "2026-12-24"),  # over 23 December, a holiday
        ("2026-03-19", 1, "2026-03-25"),  # over a Friday and the days of Nowruz 1405
        ("2026-03-19", 3, "2026-03-28"),  # … and another Friday
    ],
)
def test_a_deadline_counts_working_days_only(day, n, deadline):
    assert holidays.working_days_after(dt.date.fromisoformat(day), n) == dt.date.fromisoformat(deadline)


def test_every_working_day_is_counted_once():
    day, counted = dt.date(2026, 3, 1), []
    while len(counted) < 120:
        day += dt.timedelta(days=1)
        if not holidays.is_off(day):
            counted.append(day)
    assert [holidays.working_days_after(dt.date(2026, 3, 1), n) for n in range(1, 121)] == counted


def test_a_deadline_follows_what_staff_added():
    HolidayFactory(day=dt.date(2026, 11, 29))
    assert holidays.working_days_after(dt.date(2026, 11, 28), 1) == dt.date(2026, 11, 30)
    with pytest.raises(ValueError, match="at least one"):
        holidays.working_days_after(dt.date(2026, 11, 28), 0)


def test_working_days_between_agree_with_the_deadlines():
    first, last = dt.date(2026, 3, 1), dt.date(2026, 9, 1)
    days = holidays.WorkingDays(first, last)
    for begin in (first, dt.date(2026, 3, 19), dt.date(2026, 3, 20), dt.date(2026, 6, 5)):
        for n in (1, 2, 7, 30):
            assert days.after(begin, holidays.working_days_after(begin, n)) == n
    assert (days.after(first, first), days.after(last, first)) == (0, 0)


class TestActions:
    def test_a_day_is_written_down_once_and_the_last_word_counts(self):
        officer, day = PersonFactory(), dt.date(2026, 11, 29)
        actions.set_holiday(by=officer, day=day, title="آلودگی هوا", is_off=True)
        holiday = actions.set_holiday(by=officer, day=day, title="باز است", is_off=False)
        assert [(row.title, row.is_off) for row in Holiday.objects.all()] == [("باز است", False)]
        actions.forget_holiday(by=officer, holiday=holiday)
        assert Holiday.objects.count() == 0
        assert [(line.verb, line.facts) for line in Line.objects.order_by("number")] == [
            ("calendar.set_holiday", {"day": "2026-11-29", "is_off": True}),
            ("calendar.set_holiday", {"day": "2026-11-29", "is_off": False}),
            ("calendar.forget_holiday", {"day": "2026-11-29"}),
        ]

    def test_a_day_has_a_name(self):
        with pytest.raises(Refusal):
            actions.set_holiday(by=PersonFactory(), day=dt.date(2026, 11, 29), title="", is_off=True)


class TestDesk:
    URL = "/desk/calendar/holidays/"
    GIVEN = {"day_day": "۸", "day_month": "9", "day_year": "۱۴۰۵", "title": "آلودگی هوا", "off": "yes"}

    def test_a_day_is_added_shown_and_taken_back(self, at_desk):
        browser = at_desk(Role.ADMINISTRATOR)
        OccasionFactory(day=dt.date(2026, 11, 29))
        answer = browser.post(self.URL, self.GIVEN, follow=True)
        page = answer.content.decode()
        assert answer.redirect_chain == [(f"{self.URL}?on=1405-09-08", 302)]
        assert "آلودگی هوا" in page
        holiday = Holiday.objects.get()
        assert (holiday.day, holiday.is_off) == (dt.date(2026, 11, 29), True)
        browser.post(f"{self.URL}{holiday.pk}/forget/")
        assert Holiday.objects.count() == 0

    @pytest.mark.parametrize(
        "spoiled",
        [
            {"day_day": "31"},
            {"day_year": "2026"},
            {"title": "\u200c"},
            {"title": "ا" * 121},
            {"off": "perhaps"},
            {"day_day": ""},
        ],
    )
    def test_what_is_no_day_is_refused(self, at_desk, spoiled):
        assert at_desk(Role.ADMINISTRATOR).post(self.URL, self.GIVEN | spoiled).status_code == 422
        assert Holiday.objects.count() == 0

    @pytest.mark.parametrize(
        "on", ["", "1405-09-01", "1300-01-01", "1200-01-01", "1599-12-29", "nonsense", "2026-01-01"]
    )
    def test_any_year_can_be_looked_at(self, at_desk, on, django_assert_num_queries):
        browser = at_desk(Role.ADMINISTRATOR)
        with django_assert_num_queries(5):  # session, person, roles, own holidays twice
            assert browser.get(self.URL, {"on": on}).status_code == 200

    @pytest.mark.parametrize("role", [Role.MANAGER, Role.PROGRAM_OFFICER, Role.AUDITOR])
    def test_it_is_for_administrators(self, at_desk, role):
        assert at_desk(role).get(self.URL).status_code == 403
