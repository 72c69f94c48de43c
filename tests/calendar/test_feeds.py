import datetime as dt
import re

import icalendar
import pytest
import time_machine
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.calendar import actions, feeds, kinds
from meydan.calendar.models import Feed, Occasion
from tests.factories.calendar import FeedFactory, OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import HallFactory, NeighborhoodFactory, VenueFactory

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
START = dt.datetime(2026, 11, 28, 13, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def events(answer) -> list[icalendar.Event]:
    assert answer.status_code == 200
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def summaries(answer) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(answer)]


@pytest.mark.django_db
class TestText:
    def test_an_occasion_is_written_whole_and_read_back(self, client):
        hall = HallFactory(name="سالن همایش", venue__name="فرهنگ‌سرای امید", venue__address="خیابان امام، پلاک 12")
        occasion = OccasionFactory(
            title="شب شعر؛ با حضور شاعران, استاد", hall=hall, venue=hall.venue, url="/programs/3/", clock=None, prayer="maghrib", prayer_offset=20,
        )  # fmt: skip
        [event] = events(client.get(reverse("calendar:venue_feed", args=[hall.venue_id])))
        assert str(event["SUMMARY"]) == "شب شعر؛ با حضور شاعران, استاد"
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (START, START + dt.timedelta(minutes=90))
        assert b"DTSTART:20261128T133000Z" in event.to_ical()
        assert str(event["LOCATION"]) == "سالن همایش، فرهنگ‌سرای امید، خیابان امام، پلاک ۱۲"
        assert event["GEO"].to_ical() == "35.72;51.11"
        assert str(event["URL"]) == "http://testserver/programs/3/"
        assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CONFIRMED", 0)
        assert event["DTSTAMP"].dt == occasion.changed_at.replace(microsecond=0)
        assert str(event["UID"]) == feeds.uid(occasion)
        assert "۱۷:۰۰" in str(event["DESCRIPTION"])

    def test_a_move_and_a_cancellation_are_noticed_under_the_same_name(self, client):
        occasion = OccasionFactory()
        url = reverse("calendar:venue_feed", args=[occasion.venue_id])
        [before] = events(client.get(url))
        actions.move(by=None, occasion=occasion, clock=dt.time(18))
        actions.cancel(by=None, occasion=occasion, reason="آلودگی هوا")
        [after] = events(client.get(url))
        assert after["UID"] == before["UID"]
        assert (str(after["STATUS"]), after["SEQUENCE"], str(after["DESCRIPTION"])) == ("CANCELLED", 2, "آلودگی هوا")

    def test_the_calendar_has_a_name_and_lines_no_program_chokes_on(self, client):
        occasion = OccasionFactory(title="کارگاه " + "نقاشی‌های کودکان " * 11, venue__name="خانهٔ محلهٔ یوسف‌آباد")
        answer = client.get(reverse("calendar:venue_feed", args=[occasion.venue_id]))
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert icalendar.Calendar.from_ical(answer.content)["X-WR-CALNAME"] == "خانهٔ محلهٔ یوسف‌آباد"
        lines = answer.content.split(b"\r\n")
        assert max(len(line) for line in lines) <= 75
        assert all(line.decode() is not None for line in lines)  # no letter is cut in two

    def test_links_to_join_by_are_no_part_of_a_public_feed(self, client):
        occasion = OccasionFactory(online_link="https://meet.example/secret")
        assert b"secret" not in client.get(reverse("calendar:venue_feed", args=[occasion.venue_id])).content


anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)


@given(title=anything, reason=anything, place=anything, name=anything)
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_can_be_read(title, reason, place, name):
    venue = VenueFactory.build(name=place, area=NeighborhoodFactory.build(parent=None))
    occasion = OccasionFactory.build(
        pk=7,
        title=title,
        venue=venue,
        area=venue.area,
        status=Occasion.Status.CANCELLED,
        status_reason=reason,
        changed_at=NOW,
    )
    written = feeds.text(name, [occasion], site="https://meydan.example")
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    [event] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert event["UID"] == feeds.uid(occasion)
    assert event["SEQUENCE"] == 0
    assert [key for key in event if key in {"ATTENDEE", "ATTACH"}] == []
    assert len(re.findall(rb"(?m)^BEGIN:VEVENT", written)) == 1


@given(title=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
@settings(max_examples=100, deadline=None)
def test_words_come_back_as_they_went(title):
    venue = VenueFactory.build(area=NeighborhoodFactory.build(parent=None))
    occasion = OccasionFactory.build(pk=7, title=title, venue=venue, area=venue.area, changed_at=NOW)
    [event] = icalendar.Calendar.from_ical(feeds.text("میدان", [occasion], site="")).walk("VEVENT")
    assert str(event["SUMMARY"]) == " ".join(title.split())


@pytest.mark.django_db
class TestPublicFeeds:
    @pytest.fixture(autouse=True)
    def _kind(self):
        kinds.register("cultural", "فرهنگی")

    def test_each_holds_what_is_its_own(self, client):
        hood = NeighborhoodFactory()
        venue = VenueFactory(area=hood)
        OccasionFactory(title="اینجا", venue=venue)
        OccasionFactory(title="همین محله", venue=VenueFactory(area=hood))
        OccasionFactory(title="جای دیگر", kind="sports")
        assert summaries(client.get(reverse("calendar:venue_feed", args=[venue.pk]))) == ["اینجا"]
        for area in (hood, hood.parent):
            assert set(summaries(client.get(reverse("calendar:area_feed", args=[area.pk])))) == {"اینجا", "همین محله"}
        assert set(summaries(client.get(reverse("calendar:kind_feed", args=["cultural"])))) == {"اینجا", "همین محله"}

    def test_what_was_never_announced_and_what_is_long_over_are_not_in_it(self, client):
        venue = VenueFactory()
        for number, (status, days) in enumerate(
            [("planned", 0), ("announced", -70), ("held", -50), ("announced", 300)]
        ):
            OccasionFactory(title=str(number), venue=venue, status=status, starts_at=START + dt.timedelta(days=days))
        OccasionFactory(title="never seen", venue=venue, status="cancelled", announced_at=None)
        assert summaries(client.get(reverse("calendar:venue_feed", args=[venue.pk]))) == ["2", "3"]

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_takes_two_queries(self, client, rows, django_assert_num_queries):
        hall = HallFactory()
        for number in range(rows):
            OccasionFactory(hall=hall, venue=hall.venue, starts_at=START + dt.timedelta(days=number))
        for name, key in (("venue_feed", hall.venue_id), ("area_feed", hall.venue.area_id)):
            with django_assert_num_queries(2):
                assert len(events(client.get(reverse(f"calendar:{name}", args=[key])))) == rows
        with django_assert_num_queries(1):
            client.get(reverse("calendar:kind_feed", args=["cultural"]))

    def test_an_unchanged_calendar_is_not_sent_again(self, client, django_assert_num_queries):
        occasion = OccasionFactory()
        url = reverse("calendar:venue_feed", args=[occasion.venue_id])
        first = client.get(url)
        assert first["Cache-Control"] == "public, max-age=900"
        with django_assert_num_queries(2):
            assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert client.get(url, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
        with time_machine.travel(NOW + dt.timedelta(minutes=5), tick=False):
            actions.cancel(by=None, occasion=occasion, reason="باران")
            again = client.get(
                url, headers={"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
            )
        assert again.status_code == 200
        assert again["ETag"] != first["ETag"]

    def test_an_address_in_english_is_answered_in_english(self, client):
        occasion = OccasionFactory(venue__name_en="Omid Cultural Center")
        url = reverse("calendar:venue_feed", args=[occasion.venue_id])
        assert (
            icalendar.Calendar.from_ical(client.get(f"{url}?language=en").content)["X-WR-CALNAME"]
            == "Omid Cultural Center"
        )
        assert client.get(f"{url}?language=<script>").status_code == 200

    @pytest.mark.parametrize(
        "path",
        [
            "venues/99.ics",
            "areas/99.ics",
            "kinds/unknown.ics",
            "venues/99999999999999999999999.ics",
            "mine/.ics",
            "mine/guess.ics",
        ],
    )
    def test_what_is_not_there_is_not_there(self, client, path):
        assert client.get(f"/calendar/{path}").status_code == 404


@pytest.mark.django_db
class TestMyFeed:
    def feed(self, client, feed):
        return client.get(reverse("calendar:my_feed", args=[feed.token]))

    def test_it_holds_what_one_leads_with_the_link_and_before_it_is_announced(self, client, django_assert_num_queries):
        feed = FeedFactory()
        OccasionFactory(title="من", leader=feed.person, online_link="https://meet.example/secret")
        OccasionFactory(title="هنوز نه", leader=feed.person, status="planned")
        OccasionFactory(title="دیگری", leader=PersonFactory())
        with django_assert_num_queries(2):
            answer = self.feed(client, feed)
        found = {str(event["SUMMARY"]): event for event in events(answer)}
        assert set(found) == {"من", "هنوز نه"}
        assert "https://meet.example/secret" in str(found["من"]["DESCRIPTION"])
        assert str(found["هنوز نه"]["STATUS"]) == "TENTATIVE"
        assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-cache", "noindex")

    def test_rooms_above_say_what_belongs_in_it(self, client):
        feed = FeedFactory()
        registered = OccasionFactory(title="ثبت‌نام من")

        def of_registrations(person):
            return Occasion.objects.filter(pk=registered.pk) if person == feed.person else Occasion.objects.none()

        feeds.personal(of_registrations)
        try:
            assert summaries(self.feed(client, feed)) == ["ثبت‌نام من"]
            assert summaries(self.feed(client, FeedFactory())) == []
        finally:
            feeds._gatherers.pop(f"{of_registrations.__module__}.{of_registrations.__qualname__}")

    def test_a_person_who_left_has_none(self, client):
        assert self.feed(client, FeedFactory(person__is_active=False)).status_code == 404


@pytest.mark.django_db
class TestMine:
    URL = "/me/calendar/"

    def test_an_address_is_made_changed_and_given_up(self, signed_in):
        person = PersonFactory()
        browser = signed_in(person)
        assert "webcal:" not in browser.get(self.URL).content.decode()
        assert browser.post(f"{self.URL}open/").status_code == 302
        first = Feed.objects.get(person=person).token
        assert len(first) == 43
        page = browser.get(self.URL).content.decode()
        assert f"webcal://testserver/calendar/mine/{first}.ics" in page
        assert "<svg" in page
        browser.post(f"{self.URL}open/")
        assert Feed.objects.get(person=person).token == first
        browser.post(f"{self.URL}renew/")
        second = Feed.objects.get(person=person).token
        assert second != first
        assert browser.get(f"/calendar/mine/{first}.ics").status_code == 404
        assert browser.get(f"/calendar/mine/{second}.ics").status_code == 200
        browser.post(f"{self.URL}close/")
        assert browser.get(f"/calendar/mine/{second}.ics").status_code == 404
        assert Feed.objects.count() == 0

    @pytest.mark.parametrize("path", ["open/", "renew/", "close/"])
    def test_looking_changes_nothing(self, signed_in, path):
        assert signed_in().get(f"{self.URL}{path}").status_code == 405

    def test_it_belongs_to_somebody(self, client):
        assert client.get(self.URL).status_code == 302

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_takes_as_many_queries_for_one_occasion_as_for_three(self, signed_in, rows, django_assert_num_queries):
        feed = FeedFactory()
        browser = signed_in(feed.person)
        OccasionFactory.create_batch(rows, leader=feed.person)
        with django_assert_num_queries(5):  # session, person, count, feed, occasions
            assert browser.get(self.URL).content.decode().count('class="occasion"') == rows


@pytest.mark.django_db
class TestSubscribe:
    def test_a_link_an_address_and_squares_to_read(self, client):
        venue = VenueFactory(name="فرهنگ‌سرای امید")
        page = client.get(reverse("calendar:subscribe", args=["venue", venue.pk])).content.decode()
        assert f'href="webcal://testserver/calendar/venues/{venue.pk}.ics"' in page
        assert f'value="http://testserver/calendar/venues/{venue.pk}.ics"' in page
        assert "<svg" in page
        assert "فرهنگ‌سرای امید" in page

    @pytest.mark.parametrize(
        "path", ["venue/99", "area/x", "kind/unknown", "person/1", "venue/99999999999999999999999"]
    )
    def test_what_is_not_there_is_not_there(self, client, path):
        assert client.get(f"/calendar/subscribe/{path}/").status_code == 404
