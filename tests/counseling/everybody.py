"""A city of counseling with one row of each kind at its door, and everybody who could come to it, for the matrix."""

import datetime as dt
import time

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from meydan.base.doors import FACTOR_PASSED
from meydan.base.roles import Role
from meydan.counseling import choosing, draft, phones, times
from meydan.counseling.doors import IDLE, SEEN
from meydan.counseling.models import Grant, Mode
from meydan.signin.session import BACKEND
from tests.factories.counseling import (
    NOW,
    AppointmentFactory,
    CallFactory,
    CaseFactory,
    CounselorFactory,
    EarlierFactory,
    FrozenCellFactory,
    GlassFactory,
    GrantFactory,
    HomeworkFactory,
    HoursFactory,
    LeaveFactory,
    NoteFactory,
    PhoneCheckFactory,
    RoomFactory,
    SeasonFactory,
    TopicFactory,
)
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory

WHO, ANSWER, NOTE, TASK = "زهرا سپیدارنهان", "شبدرکبود", "بلوط‌خاموش", "صنوبرنامه"
PHONE = "+989127770033"


def later(**more):
    return NOW + dt.timedelta(**more)


class City:
    def __init__(self):
        self.city, self.elsewhere = CityFactory(), CityFactory()
        self.house = NeighborhoodFactory(parent=self.city)
        self.topic = TopicFactory(area=self.city)
        self.venue = VenueFactory(area=self.house)
        self.room, self.other_room = RoomFactory(venue=self.venue), RoomFactory(venue=self.venue)
        self.people = self._people()
        self.supervisor = self._counselor("sup")
        self.counselor = self._counselor("own", supervisor=self.supervisor)
        self.colleague, self.shown, self.was_shown = (self._counselor(name) for name in ("col", "gra", "exp"))
        self.duty = self._counselor("dut", is_on_duty=True)
        CounselorFactory(area=self.elsewhere)  # so that there is counseling at all
        self.hours = HoursFactory(counselor=self.counselor, room=self.room)
        self.leave = LeaveFactory(counselor=self.counselor, starts_at=later(days=20))
        self.season = SeasonFactory(area=self.city)
        FrozenCellFactory(month__area=self.city, table="", line="")  # so that there are figures at all
        self._file()
        self._others()

    def _people(self):
        named = {
            "sta": staff(Role.CENTER_STAFF, self.house),
            "st2": staff(Role.CENTER_STAFF, NeighborhoodFactory(parent=self.city)),
            "man": staff(Role.COUNSELING_MANAGER, self.city),
            "ma2": staff(Role.COUNSELING_MANAGER, self.elsewhere),
            "mgr": staff(Role.MANAGER, self.city),
            "adm": staff(Role.ADMINISTRATOR, self.city.parent),  # of the country: there is nobody above
            "off": staff(Role.PROGRAM_OFFICER, self.city),
        }
        return named | {name: PersonFactory() for name in ("cit", "cli", "oth")}

    def _counselor(self, name, **more):
        found = CounselorFactory(area=self.city, topics=[self.topic], **more)
        self.people[name] = found.person
        return found

    def _file(self):
        """The client's: one session of each kind around now, and one in a week."""
        who = {"name": WHO, "phone": PHONE, "others": ""}
        self.case = CaseFactory(
            area=self.city, topic=self.topic, counselor=self.counselor, owner=self.people["cli"], phone=PHONE, who=who
        )
        self.closed = self._session(-120, 30, state="attended", closed_at=later(minutes=-80), is_first=True)
        self.by_phone = self._session(-40, 15, intake={"about": ANSWER})
        self.in_person = self._session(-20, 25, mode=Mode.IN_PERSON, room=self.room, venue=self.venue)
        self.online = self._session(6, 34, mode=Mode.ONLINE)
        begins = 7 * 24 * 60 + 360
        self.ahead = self._session(begins, 45, busy_until=later(minutes=begins + 60))
        EarlierFactory(appointment=self.ahead)
        self.note = NoteFactory(case=self.case, text=NOTE)
        self.task = HomeworkFactory(case=self.case, text=TASK)
        what = [Grant.What.NOTES, Grant.What.INTAKE, Grant.What.HOMEWORK]
        self.grant = GrantFactory(case=self.case, to=self.shown, what=what)
        GrantFactory(case=self.case, to=self.was_shown, what=what, given_at=later(days=-9), ends_at=later(minutes=-1))
        CallFactory(case=self.case)
        self.check = PhoneCheckFactory(case=self.case, phone=PHONE, confirmed_at=NOW)
        self.glass = GlassFactory(case=self.case, asked_by=staff(Role.COUNSELING_MANAGER, self.city))

    def _session(self, begins, minutes, **more):
        more = {"is_first": False, "case": self.case} | more
        ends = later(minutes=begins + minutes)
        more = {"busy_until": ends} | more
        return AppointmentFactory(starts_at=later(minutes=begins), ends_at=ends, **more)

    def _others(self):
        theirs = CaseFactory(
            area=self.city, topic=self.topic, counselor=self.colleague, owner=self.people["oth"], who={"name": "دیگری"}
        )
        self.arrived = self._session(
            -20,
            25,
            case=theirs,
            mode=Mode.IN_PERSON,
            room=self.other_room,
            venue=self.venue,
            state="arrived",
            arrived_at=NOW,
        )
        self.held = CaseFactory(area=self.city, topic=self.topic, counselor=self.colleague, held_at=NOW)
        waits = CaseFactory(area=self.city, topic=self.topic, counselor=None, who={"name": "منتظر", "phone": PHONE})
        CallFactory(case=waits, state="taken", counselor=self.counselor, taken_at=NOW)

    def slot(self):
        day = (NOW + dt.timedelta(days=7)).date()
        asked = {"first_day": day, "last_day": day, "modes": [Mode.PHONE], "counselors": [self.counselor.pk]}
        found = times.free(area=self.city, topic=self.topic, now=NOW, **asked)
        return choosing.value_of(next(slot for slot in found if slot.starts_at > self.ahead.starts_at))

    def doors(self):
        """What each door is asked for, and what is sent: as whoever it is meant for would."""
        f, key, pk, of = self.case.code, self.case.key, self.counselor.pk, self.city.pk
        reason, words = {"reason": "چرا"}, {"text": "نوشته"}
        shown = {
            "to": self.colleague.pk,
            "what": ["notes"],
            "until_day": "20",
            "until_month": "9",
            "until_year": "1405",
        }
        return {
            "team": ([], {}),
            "add_counselor": ([], {}),
            "counselor": ([pk], {}),
            "change_counselor": ([pk], {}),
            "add_hours": ([pk], {}),
            "copy_hours": ([pk], {}),
            "change_hours": ([self.hours.pk], {}),
            "remove_hours": ([self.hours.pk], {}),
            "say_leave": ([pk], {}),
            "my_leave": ([], {}),
            "remove_leave": ([self.leave.pk], {}),
            "topics": ([], {}),
            "add_topic": ([], {}),
            "change_topic": ([self.topic.pk], {}),
            "rooms": ([], {}),
            "add_room": ([], {}),
            "change_room": ([self.room.pk], {}),
            "seasons": ([], {}),
            "add_season": ([], {}),
            "change_season": ([self.season.pk], {}),
            "remove_season": ([self.season.pk], {}),
            "free_times": ([], {}),
            "policy": ([], {}),
            "start": ([], {}),
            "city": ([of], {}),
            "guide": ([of], {"booked_for": "oneself"}),
            "guide_weighs": ([of], {}),
            "guide_since": ([of], {}),
            "guide_found": ([of], {}),
            "book": ([of], {"topic": self.topic.pk, "booked_for": "oneself"}),
            "book_mode": ([of], {}),
            "book_counselor": ([of], {}),
            "book_time": ([of], {}),
            "book_details": ([of], {}),
            "book_code": ([of], {}),
            "call": (
                [of],
                {"topic": self.topic.pk, "from_hour": "8", "until_hour": "20", "danger": "no", "named": "yes"},
            ),
            "call_code": ([of], {}),
            "cancel_call": ([key], {}),
            "homework_done": ([key, self.task.pk], {"done": "yes"}),
            "room": ([key, self.online.code], {}),
            "come_back": ([], {}),
            "come_back_code": ([self.check.key], {}),
            "leave": ([], {}),
            "mine": ([], {}),
            "mine_case": ([key], {}),
            "code_picture": ([key], {}),
            "mine_log": ([key], {}),
            "copy": ([key], {}),
            "erase": ([key], {}),
            "move": ([key, self.ahead.code], {"slot": self.slot()}),
            "cancel": ([key, self.ahead.code], {}),
            "earlier": ([key, self.ahead.code], {"from_hour": "0", "until_hour": "24"}),
            "answer": ([key, self.ahead.code, "leave"], {}),
            "calendar": ([key, self.ahead.code], {}),
            "today": ([], {}),
            "week": ([], {}),
            "session": ([self.in_person.code], {}),
            "close_session": ([self.in_person.code], {"outcome": "continues"}),
            "miss_session": ([self.in_person.code], {}),
            "reopen_session": ([self.closed.code], {}),
            "session_number": ([self.by_phone.code], {}),
            "session_room": ([self.online.code], {}),
            "clients": ([], {}),
            "file": ([f], {}),
            "give_next": ([f], {"slot": self.slot()}),
            "write_note": ([f], words),
            "correct_note": ([f, self.note.pk], words),
            "give_homework": ([f], words),
            "take_back_homework": ([f, self.task.pk], {}),
            "calls": ([], {}),
            "take_call": ([], {}),
            "call_in_hand": ([], {}),
            "call_number": ([], {}),
            "call_reached": ([], {}),
            "call_missed": ([], {}),
            "call_back": ([], {}),
            "arrivals": ([], {"code": self.in_person.code}),
            "undo_arrival": ([self.arrived.code], {}),
            "holds": ([], {"code": f} | reason),
            "release": ([self.held.code], {}),
            "sharing": ([f], shown | reason),
            "hand_over": ([f], {"to": self.colleague.pk, "sure": "on"} | reason),
            "end_grant": ([f, self.grant.pk], {}),
            "log": ([f], {}),
            "supervised": ([], {}),
            "glass": ([], {"code": f} | reason),
            "agree_glass": ([self.glass.pk], {}),
            "refuse_glass": ([self.glass.pk], {}),
            "figures": ([], {}),
            "figures_csv": ([], {}),
            "figures_xlsx": ([], {}),
        }


class Browsers:
    """One browser that becomes anybody: what is loaded once for a client costs more than most pages."""

    def __init__(self, city):
        self.city, self.client = city, Client(raise_request_exception=False)
        self.keys = {name: self._session(person) for name, person in city.people.items()}
        self.keys["tel"] = self._session(None, **{phones.HELD: draft.seal({"check": str(city.check.key)})})

    def _session(self, person, *, passed=0, **more):
        client = Client()
        if person is not None:
            client.force_login(person, BACKEND)
        session = client.session if person is not None else SessionStore()
        at = int(time.time()) - passed
        for name, value in ({FACTOR_PASSED: at, SEEN: at} | more).items():
            session[name] = value
        session.save()
        return session.session_key

    def idle(self, person):
        """Who came in a while ago, and has not been here for a quarter of an hour."""
        return self._session(person, passed=IDLE)

    def ask(self, key, method, address, said):
        self.client.cookies.clear()
        if key is not None:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = key
        return getattr(self.client, method)(address, said | {"sent": "1"} if method == "post" else {})
