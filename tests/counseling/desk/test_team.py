"""The manager's desk of a city: counselors, topics, rooms, seasons, hours, rules."""

import datetime as dt
import uuid

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.counseling.models import Counselor, Hours, Leave, Policy, Room, Season, Topic
from meydan.people.models import Holding
from tests.architecture.test_doors import as_somebody
from tests.factories.counseling import (
    NOW,
    AppointmentFactory,
    CaseFactory,
    CounselorFactory,
    HoursFactory,
    RoomFactory,
    SeasonFactory,
    TopicFactory,
)
from tests.factories.people import staff
from tests.factories.places import CityFactory, VenueFactory

pytestmark = pytest.mark.django_db


class Desk:
    def __init__(self):
        self.city = CityFactory()
        self.manager = staff(Role.COUNSELING_MANAGER, self.city)
        self.client = as_somebody(self.manager)

    def get(self, path, **asked):
        answer = self.client.get(f"/desk/counseling/{path}", asked)
        assert answer.status_code == 200
        return answer.content.decode()

    def post(self, path, **sent):
        return self.client.post(f"/desk/counseling/{path}", {"client_key": str(uuid.uuid4())} | sent)


@pytest.fixture
def desk():
    with time_machine.travel(NOW, tick=False):
        yield Desk()


def jalali(name, text):
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), text.split("/")[::-1], strict=True))


COUNSELOR = {
    "phone": "۰۹۱۲۳۴۵۶۷۸۹",
    "name": "مریم صادقی",
    "sex": "woman",
    "license_number": "ن-۱۲۳۴",
    "languages": ["fa", "az"],
    "most_a_day": "۸",
    "takes_children": "on",
}


def test_a_counselor_is_added_by_phone_and_holds_the_role(desk):
    topic = TopicFactory(area=desk.city)
    answer = desk.post("team/add/", **COUNSELOR, topics=[topic.pk])
    counselor = Counselor.objects.get()
    assert answer.url == f"/desk/counseling/team/{counselor.pk}/"
    assert (str(counselor), counselor.person.sex, list(counselor.topics.all())) == ("مریم صادقی", "woman", [topic])
    assert Holding.objects.filter(person=counselor.person, role=Role.COUNSELOR, area=desk.city).count() == 1
    assert "مریم صادقی" in desk.get("team/")
    assert "ترکی آذربایجانی" in desk.get(f"team/{counselor.pk}/")


def test_what_is_wrong_is_said_and_what_was_typed_stays(desk):
    CounselorFactory(area=desk.city, license_number="ن-1234")
    answer = desk.post("team/add/", **COUNSELOR)
    shown = answer.content.decode()
    assert (answer.status_code, "از آن مشاور دیگری است" in shown, "مریم صادقی" in shown) == (422, True, True)
    assert Counselor.objects.count() == 1


def test_nobody_makes_themselves_a_counselor(desk):
    answer = desk.post("team/add/", **COUNSELOR | {"phone": desk.manager.phone.replace("+98", "0")})
    assert (answer.status_code, Counselor.objects.count()) == (422, 0)


def test_a_counselor_who_leaves_has_no_sessions_ahead_and_loses_the_role(desk):
    desk.post("team/add/", **COUNSELOR)
    counselor = Counselor.objects.get()
    booked = AppointmentFactory(case=CaseFactory(counselor=counselor), starts_at=NOW + dt.timedelta(days=1))
    change = {name: value for name, value in COUNSELOR.items() if name not in {"phone", "name", "sex"}}
    assert desk.post(f"team/{counselor.pk}/change/", **change).status_code == 422
    booked.delete()
    assert desk.post(f"team/{counselor.pk}/change/", **change).status_code == 302
    counselor.refresh_from_db()
    assert (counselor.is_active, Holding.objects.current().filter(role=Role.COUNSELOR).count()) == (False, 0)
    assert desk.post(f"team/{counselor.pk}/change/", **change, is_active="on").status_code == 302
    assert Holding.objects.current().filter(role=Role.COUNSELOR).count() == 1


TOPIC = {
    "name": "اضطراب", "order": "۱", "minutes": "۵۰", "buffer_minutes": "۱۰", "notice_hours": "۳", "cancel_hours": "۱۲",
    "open_bookings": "۱", "fee": "۰", "modes": ["phone"],
}  # fmt: skip


def test_topics_are_a_tree(desk):
    assert desk.post("topics/add/", **TOPIC | {"name": "اختلال‌های رفتاری"}).status_code == 302
    heading = Topic.objects.get()
    assert desk.post("topics/add/", **TOPIC, parent=heading.pk).status_code == 302
    topic = Topic.objects.get(parent=heading)
    assert (topic.minutes, topic.buffer_minutes, topic.modes, topic.is_open) == (50, 10, ["phone"], True)
    assert desk.post("topics/add/", **TOPIC, parent=heading.pk).status_code == 422
    assert desk.post(f"topics/{heading.pk}/", **TOPIC | {"name": "سرفصل"}, parent=topic.pk).status_code == 422
    assert desk.post(f"topics/{heading.pk}/", **TOPIC | {"name": "سرفصل"}).status_code == 302
    topic.refresh_from_db()
    assert topic.is_open is False  # the heading was closed
    assert "سرفصل" in desk.get("topics/")


def test_what_leads_to_a_topic_in_the_guide_is_kept_a_phrase_a_line(desk):
    said = TOPIC | {
        "signs": " دلشوره \n\nبی‌خوابی\nدلشوره",
        "signs_en": "unease",
        "about_en": "I worry",
        "shows_lines": "on",
    }
    assert desk.post("topics/add/", **said).status_code == 302
    topic = Topic.objects.get()
    assert (topic.signs, topic.signs_en, topic.shows_lines) == (["دلشوره", "بی‌خوابی"], ["unease"], True)
    told = desk.get("topics/")
    assert ("دلشوره · بی‌خوابی" in told, "با شماره‌های اضطراری" in told) == (True, True)
    assert "دلشوره\nبی‌خوابی" in desk.get(f"topics/{topic.pk}/")


@pytest.mark.parametrize(
    "signs",
    [
        {"signs": "\n".join("۱۲۳۴۵۶۷")},
        {"signs": "د" * 61},
        {"signs": "دلشوره", "signs_en": "unease\nsleepless"},
    ],
)
def test_phrases_that_would_not_be_read_are_refused(desk, signs):
    assert desk.post("topics/add/", **TOPIC | signs).status_code == 422
    assert not Topic.objects.exists()


def test_rooms_seasons_and_rules_of_the_city(desk):
    venue = VenueFactory(area=desk.city)
    assert desk.post("rooms/add/", name="اتاق ۱", venue=venue.pk).status_code == 302
    assert desk.post("rooms/add/", name="اتاق ۱", venue=venue.pk).status_code == 422
    room = Room.objects.get()
    assert desk.post(f"rooms/{room.pk}/", name="اتاق آبی").status_code == 302
    assert "اتاق آبی" in desk.get("rooms/")
    days = jalali("days_from", "1405/11/19") | jalali("days_to", "1405/12/18")
    assert desk.post("seasons/add/", name="رمضان", **days).status_code == 302
    season = Season.objects.get()
    assert (season.starts_on, "رمضان" in desk.get("seasons/")) == (dt.date(2027, 2, 8), True)
    assert desk.post(f"seasons/{season.pk}/", name="رمضان ۱۴۰۵", **days).status_code == 302
    assert desk.post(f"seasons/{season.pk}/remove/").status_code == 302
    rules = {
        "open_bookings": "۲", "horizon_days": "۱۴", "offer_minutes": "۹۰", "room_base": "https://meet.example.ir",
        "room_opens_minutes": "۵", "calls_from": "۸:۰۰", "calls_until": "۲۰:۰۰", "keep_years": "۵", "keep_years_child": "۱۰",
        "keep_years_unattended": "۱", "keep_years_log": "۲",
    }  # fmt: skip
    assert desk.post("policy/", **rules).status_code == 302
    assert desk.post("policy/", **rules | {"calls_until": "۷:۰۰"}).status_code == 422
    assert Policy.objects.get().horizon_days == 14
    assert "meet.example.ir" in desk.get("policy/")


HOURS = {"by": "clock", "clock": "۱۶:۰۰", "ends": "۲۰:۰۰", "modes": ["phone"], **jalali("since", "1405/9/1")}


def test_hours_are_written_for_several_days_and_their_times_offered(desk):
    topic = TopicFactory(area=desk.city)
    counselor = CounselorFactory(area=desk.city, topics=[topic])
    assert desk.post(f"team/{counselor.pk}/hours/", **HOURS, weekdays=["0", "2"]).status_code == 302
    assert list(Hours.objects.order_by("weekday").values_list("weekday", "minutes")) == [(0, 240), (2, 240)]
    shown = desk.get("free/")
    assert ("۱۶:۰۰" in shown, "۱۹:۰۰" in shown, "۲۰:۰۰" in shown) == (True, True, False)
    assert "۱۶:۰۰ تا ۲۰:۰۰" in desk.get(f"team/{counselor.pk}/")
    hours = Hours.objects.get(weekday=2)
    by_prayer = HOURS | {"by": "prayer", "prayer": "maghrib", "distance": "۲۰", "side": "after", "minutes": "۹۰"}
    assert desk.post(f"hours/{hours.pk}/", **by_prayer, weekdays="2").status_code == 302
    hours.refresh_from_db()
    assert (hours.clock, hours.prayer, hours.prayer_offset, hours.minutes) == (None, "maghrib", 20, 90)
    assert desk.post(f"hours/{hours.pk}/remove/").status_code == 302
    assert Hours.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"weekdays": []}, "weekdays"),
        ({"ends": "۱۵:۰۰"}, "ends"),
        ({"ends": ""}, "ends"),
        ({"modes": []}, "modes"),
        ({"modes": ["in_person"]}, "room"),
        ({"by": "prayer", "prayer": "isha", "minutes": ""}, "minutes"),
        (jalali("until", "1405/1/1"), "until"),
        ({"clock": "۱۹:۰۰"}, "clock"),
    ],
)
def test_hours_that_cannot_be_are_refused(desk, change, field):
    counselor = CounselorFactory(area=desk.city)
    HoursFactory(counselor=counselor, weekday=0, clock=dt.time(19), minutes=60, room=None, modes=["phone"])
    before = HOURS | {"weekdays": ["0"], "clock": "۱۷:۰۰", "ends": "۱۹:۳۰" if field == "clock" else "۱۸:۰۰"}
    answer = desk.post(f"team/{counselor.pk}/hours/", **before | change)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Hours.objects.count() == 1


def test_two_counselors_do_not_receive_in_one_room_at_once(desk):
    room = RoomFactory(venue=VenueFactory(area=desk.city))
    HoursFactory(counselor=CounselorFactory(area=desk.city), room=room)
    counselor = CounselorFactory(area=desk.city)
    taken = HOURS | {"modes": ["in_person"], "room": room.pk}
    assert desk.post(f"team/{counselor.pk}/hours/", **taken, weekdays=["0"]).status_code == 422
    assert desk.post(f"team/{counselor.pk}/hours/", **taken, weekdays=["1"]).status_code == 302


def test_hours_are_copied_from_a_colleague_and_into_a_season(desk):
    room = RoomFactory(venue=VenueFactory(area=desk.city))
    source = HoursFactory(counselor=CounselorFactory(area=desk.city), room=room).counselor
    counselor, season = CounselorFactory(area=desk.city), SeasonFactory(area=desk.city)
    copied = {"source": source.pk, **jalali("since", "1405/9/7")}
    assert desk.post(f"team/{counselor.pk}/hours/copy/", **copied).status_code == 302
    assert desk.post(f"team/{counselor.pk}/hours/copy/", **copied).status_code == 422  # all there already
    own = copied | {"source": counselor.pk, "to_season": season.pk}
    assert desk.post(f"team/{counselor.pk}/hours/copy/", **own).status_code == 302
    found = Hours.objects.filter(counselor=counselor).order_by("pk")
    assert [(row.season, row.room, row.modes) for row in found] == [
        (None, None, ["phone", "online"]),
        (season, None, ["phone", "online"]),
    ]


def test_another_citys_rows_are_not_there(desk):
    counselor = CounselorFactory()
    rows = [
        f"team/{counselor.pk}/",
        f"team/{counselor.pk}/change/",
        f"team/{counselor.pk}/hours/",
        f"team/{counselor.pk}/hours/copy/",
        f"hours/{HoursFactory(counselor=counselor).pk}/",
        f"topics/{TopicFactory().pk}/",
        f"rooms/{RoomFactory().pk}/",
        f"seasons/{SeasonFactory().pk}/",
    ]
    assert [desk.client.get(f"/desk/counseling/{row}").status_code for row in rows] == [404] * len(rows)


@pytest.mark.parametrize("path", ["team/", "topics/", "rooms/", "seasons/", "free/"])
def test_a_city_without_anything_has_pages(desk, path):
    assert "شهر" in desk.get(path)


@pytest.mark.parametrize("count", [1, 5])
def test_lists_ask_as_often_for_many_as_for_one(desk, count, django_assert_num_queries):
    topics = [TopicFactory(area=desk.city) for _one in range(count)]
    for _one in range(count):
        HoursFactory(
            counselor=CounselorFactory(area=desk.city, topics=topics),
            room=RoomFactory(venue=VenueFactory(area=desk.city)),
        )
    counts = {"team/": 7, "topics/": 6, "rooms/": 6, "free/": 19}
    desk.get("seasons/")  # the door writes into the session now and then
    for path, number in counts.items():
        with django_assert_num_queries(number):
            desk.get(path)


LEAVE = {
    "reason": "illness",
    "way": "move",
    **jalali("starts_at", "1405/9/7"),
    "starts_at_clock": "۱۵:۰۰",
    **jalali("ends_at", "1405/9/7"),
    "ends_at_clock": "۱۸:۰۰",
}


def test_a_leave_shows_what_it_touches_before_it_is_kept(desk):
    topic = TopicFactory(area=desk.city)
    counselor = CounselorFactory(area=desk.city, topics=[topic])
    HoursFactory(counselor=counselor, room=None, modes=["phone"])
    booked = AppointmentFactory(
        case=CaseFactory(area=desk.city, topic=topic, counselor=counselor), starts_at=NOW + dt.timedelta(hours=6)
    )
    path = f"team/{counselor.pk}/leave/"
    answer = desk.post(path, **LEAVE, seen="0")
    assert (answer.status_code, booked.shown_code in answer.content.decode()) == (422, True)
    assert desk.post(path, **LEAVE, seen="1").status_code == 302
    leave = Leave.objects.get()
    booked.refresh_from_db()
    assert (booked.starts_at.hour, booked.sequence) == (14, 1)  # half past two in UTC: six in the evening
    assert "بیماری" in desk.get(f"team/{counselor.pk}/")
    assert desk.post(f"leave/{leave.pk}/remove/").status_code == 302
    assert Leave.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_at_clock": "۱۴:۰۰"}, "ends_at"),
        (jalali("starts_at", "1403/9/7") | jalali("ends_at", "1403/9/8"), "ends_at"),
    ],
)
def test_a_leave_that_cannot_be_is_refused(desk, change, field):
    counselor = CounselorFactory(area=desk.city)
    answer = desk.post(f"team/{counselor.pk}/leave/", **LEAVE | change)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_who_has_the_role_alone_is_told_what_is_missing(desk):
    desk.client = as_somebody(staff(Role.COUNSELOR, desk.city))
    assert "هنوز در فهرست مشاوران نیستید" in desk.get("leave/")


def test_a_counselor_sees_their_own_hours_and_writes_their_own_leave(desk):
    desk.post("team/add/", **COUNSELOR)
    counselor, other = Counselor.objects.get(), CounselorFactory(area=desk.city)
    desk.client = as_somebody(counselor.person)
    assert "مدیر مشاوره آن‌ها را می‌نویسد" in desk.get("leave/")
    assert desk.post(f"team/{counselor.pk}/leave/", **LEAVE).url == "/desk/counseling/leave/"
    assert desk.post(f"team/{other.pk}/leave/", **LEAVE).status_code == 404
    assert desk.client.get(f"/desk/counseling/team/{counselor.pk}/").status_code == 403
