import datetime as dt

import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.visits import queries
from meydan.visits.models import ClosedDay, VisitCount
from tests.factories.people import staff
from tests.factories.places import VenueFactory
from tests.factories.visits import ClosedDayFactory, VisitCountFactory
from tests.visits.conftest import TODAY

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)
LIST = "visits:list"


def page(venue, day=""):
    return reverse("visits:venue", args=[venue.pk]) + (f"?day={day}" if day else "")


def sent(venue, **boxes):
    return {"venue": venue.pk, "day": "1405-09-01", **boxes}


def test_three_numbers_in_persian_digits_are_kept_in_one_go(phone, venue):
    answer = phone.post(reverse(LIST), sent(venue, cultural="۱۲۰", health="۳۰", sports=""))
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse(LIST)}#v{venue.pk}")
    assert dict(VisitCount.objects.values_list("kind", "count")) == {"cultural": 120, "health": 30}


def test_what_was_typed_wrong_stays_beside_its_sentence(phone, venue):
    answer = phone.post(reverse(LIST), sent(venue, cultural="صد"))
    assert (answer.status_code, 'value="صد"' in answer.content.decode()) == (422, True)


def test_a_card_sent_after_midnight_counts_for_the_day_it_was_made_for(phone, venue):
    phone.post(reverse(LIST), sent(venue, cultural="7") | {"day": "1405-08-30"})
    assert VisitCount.objects.get().day == TODAY - ONE


def test_the_list_shows_yesterday_and_the_gaps(phone, venue):
    VisitCountFactory(venue=venue, day=TODAY - 4 * ONE)
    ClosedDayFactory(venue=venue, day=TODAY - 2 * ONE)
    (card,) = phone.get(reverse(LIST)).context["cards"]
    board = card["board"]
    assert board.gaps[:2] == [TODAY - ONE, TODAY - 3 * ONE]
    assert (board.yesterday.is_gap, TODAY - 2 * ONE in board.gaps, TODAY - 4 * ONE in board.gaps) == (
        True,
        False,
        False,
    )


def test_a_day_without_opening_hours_is_no_gap():
    on_saturdays = VenueFactory(opening_hours={"0": [["08:00", "20:00"]]})
    VisitCountFactory(venue=on_saturdays, day=TODAY - 8 * ONE)
    (board,) = queries.boards([on_saturdays], TODAY)
    assert {day.weekday() for day in board.gaps} == {5}  # Saturdays


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_the_same_however_many_venues(phone, venue, number, django_assert_num_queries):
    for _more in range(number - 1):
        VisitCountFactory(venue=VenueFactory(area=venue.area))
    phone.get(reverse(LIST))
    with django_assert_num_queries(7):
        phone.get(reverse(LIST))


def test_where_somebody_counted_lately_stands_first(phone, venue, counter):
    later = VenueFactory(area=venue.area, name="یاس")
    VisitCountFactory(venue=later, day=TODAY - ONE, counted_by=counter)
    cards = phone.get(reverse(LIST)).context["cards"]
    assert [card["board"].venue for card in cards] == [later, venue]


def test_a_gap_is_filled_in_on_the_venues_page_with_women_and_men(phone, venue):
    day = page(venue, "1405-08-25")
    assert phone.get(day).status_code == 200
    phone.post(day, {"cultural": "40", "cultural_women": "25", "cultural_men": "15"})
    row = VisitCount.objects.get()
    assert (row.day, row.count, row.women, row.men) == (dt.date(2026, 11, 16), 40, 25, 15)


def test_women_alone_say_nothing_of_all(phone, venue):
    assert phone.post(page(venue, "1405-09-01"), {"cultural_women": "5"}).status_code == 422


def test_a_card_without_boxes_for_women_and_men_keeps_them(phone, venue):
    VisitCountFactory(venue=venue, day=TODAY, count=40, women=25, men=15)
    phone.post(reverse(LIST), sent(venue, cultural="40", seen_cultural="40", health="9"))
    row = VisitCount.objects.get(kind="cultural")
    assert (row.women, row.men) == (25, 15)


def test_one_tap_closes_a_day_and_another_opens_it(phone, venue):
    day = {"day": "1405-09-01", "back": "list"}
    answer = phone.post(reverse("visits:close", args=[venue.pk]), day)
    assert (answer["Location"], ClosedDay.objects.count()) == (f"{reverse(LIST)}#v{venue.pk}", 1)
    phone.post(reverse("visits:reopen", args=[venue.pk]), day)
    assert ClosedDay.objects.count() == 0


def test_a_tap_that_cannot_be_done_says_why_where_one_stands(phone, venue):
    VisitCountFactory(venue=venue, day=TODAY)
    answer = phone.post(reverse("visits:close", args=[venue.pk]), {"day": "1405-09-01"}, follow=True)
    assert (answer.status_code, "۱۲۰ مراجعه" in answer.content.decode(), ClosedDay.objects.count()) == (200, True, 0)


def test_one_tap_takes_the_door_counters_number(phone, venue):
    row = VisitCountFactory(venue=venue, day=TODAY, count=120, counter_count=134)
    phone.post(reverse("visits:take_counter", args=[venue.pk]), {"day": "1405-09-01"})
    row.refresh_from_db()
    assert (row.count, row.source) == (134, "counter")


def test_a_manager_reads_and_has_no_boxes(entered, venue):
    manager = entered(staff(Role.MANAGER, venue.area))
    VisitCountFactory(venue=venue, day=TODAY)
    shown = [manager.get(address) for address in (reverse(LIST), page(venue))]
    assert [b"<input" in one.content.split(b"<main")[1] and b'name="cultural"' in one.content for one in shown] == [
        False,
        False,
    ]
    assert manager.post(page(venue), {"cultural": "1"}).status_code == 404


def test_a_venue_out_of_reach_is_not_there(phone):
    other = VenueFactory()
    assert [phone.get(page(other)).status_code, phone.post(reverse(LIST), sent(other, cultural="1")).status_code] == [
        404,
        404,
    ]


@pytest.mark.parametrize("day", ["2026-11-22", "yesterday", "1405-13-01"])
def test_a_day_that_is_none_is_not_there(phone, venue, day):
    assert phone.get(page(venue, day)).status_code == 404


def test_a_day_to_come_has_no_boxes(phone, venue):
    answer = phone.get(page(venue, "1405-09-02"))
    assert (answer.status_code, answer.context["form"]) == (200, None)


def test_the_month_is_a_picture_in_which_a_gap_is_no_zero(phone, venue):
    VisitCountFactory(venue=venue, day=TODAY - 3 * ONE, count=0)
    VisitCountFactory(venue=venue, day=TODAY - 2 * ONE, count=5)
    month = phone.get(page(venue, "1405-08-01")).context["month"]
    assert [one.total for one in month.days[-4:]] == [None, 0, 5, None]
