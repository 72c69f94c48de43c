"""Guests are those of programs: the door whose sessions people are reminded of most."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.calendar import actions, notices, tasks
from meydan.calendar.actions import notices as telling
from meydan.calendar.models import Mode, Notice, Occasion
from meydan.engines import sms
from meydan.ground.models import Task
from meydan.ground.queue import drain
from meydan.journal.models import Line
from meydan.messaging.actions import opt_out
from meydan.messaging.models import Message
from meydan.programs.models import Program, Registration
from tests.factories.calendar import OccasionFactory
from tests.factories.people import PersonFactory
from tests.factories.places import HallFactory, VenueFactory
from tests.factories.programs import ProgramFactory, RegistrationFactory, SessionFactory
from tests.together import at_once

SATURDAY = dt.date(2026, 11, 28)
EVENING = "2026-11-27 15:00:00+00:00"  # Friday 18:30 in Tehran
SOON = "2026-11-28 11:45:00+00:00"  # 15:15, for 17:00
About = Notice.About


def at(clock, day=SATURDAY, **given):
    """An occasion that starts then on Tehran's clocks."""
    starts_at = dt.datetime.combine(day, clock, timezone.get_default_timezone())
    return OccasionFactory(day=day, clock=clock, starts_at=starts_at, **given)


def session(occasion=None, shape=Program.Shape.COURSE, guests=1, **given):
    occasion = occasion or at(dt.time(17))
    program = ProgramFactory(shape=shape, venue=occasion.venue, **given)
    found = SessionFactory(program=program, occasion=occasion)
    for _number in range(guests):
        RegistrationFactory(program=program)
    return found


def remind(moment, **travel):
    """What the task does at a moment, and all that it starts; messages stay where they are."""
    with time_machine.travel(moment, tick=False):
        tasks.remind_guests.func()
        for key in Task.objects.filter(path="meydan.calendar.tasks.tell_guests", status="waiting").values_list(
            "args", flat=True
        ):
            tasks.tell_guests.func(*key)


def told():
    return [(one.template, one.person) for one in Message.objects.order_by("pk")]


@pytest.mark.django_db
class TestDue:
    @pytest.mark.parametrize(
        ("moment", "is_due"),
        [
            ("2026-11-27T17:59", False),
            ("2026-11-27T18:00", True),
            ("2026-11-27T20:59", True),
            ("2026-11-27T21:00", False),
            ("2026-11-26T19:00", False),
            ("2026-11-28T19:00", False),
        ],
    )
    def test_people_hear_of_it_the_evening_before(self, moment, is_due):
        occasion = session().occasion
        now = dt.datetime.fromisoformat(moment).replace(tzinfo=timezone.get_default_timezone())
        assert notices.due(now) == ([(occasion, About.EVENING)] if is_due else [])

    @pytest.mark.parametrize(
        ("starts", "moment", "is_due"),
        [
            ("17:00", "14:59", False),
            ("17:00", "15:00", True),
            ("17:00", "16:29", True),
            ("17:00", "16:30", False),  # whoever is not on the way by then is not helped
            ("06:00", "04:30", False),  # at night nobody is woken
            ("08:00", "07:00", False),
            ("09:00", "07:30", False),
            ("09:00", "08:00", True),
        ],
    )
    def test_and_two_hours_before_but_not_at_dawn(self, starts, moment, is_due):
        occasion = session(at(dt.time.fromisoformat(starts))).occasion
        now = dt.datetime.combine(SATURDAY, dt.time.fromisoformat(moment), timezone.get_default_timezone())
        assert notices.due(now) == ([(occasion, About.SOON)] if is_due else [])

    @pytest.mark.parametrize("status", [Occasion.Status.PLANNED, Occasion.Status.CANCELLED, Occasion.Status.HELD])
    def test_only_what_is_announced_and_stands(self, status):
        session(at(dt.time(17), status=status))
        assert notices.due(dt.datetime.fromisoformat(EVENING)) == []

    def test_what_nobody_is_expected_at_is_passed_over(self):
        session(guests=0)
        assert notices.due(dt.datetime.fromisoformat(EVENING)) == []

    def test_a_standing_group_is_reminded_of_the_evening_before_only(self):
        group = session(shape=Program.Shape.STANDING).occasion
        assert notices.due(dt.datetime.fromisoformat(EVENING)) == [(group, About.EVENING)]
        assert notices.due(dt.datetime.fromisoformat(SOON)) == []


@pytest.mark.django_db
class TestReminding:
    def test_each_guest_is_reminded_once_of_each(self):
        one = session()
        (guest,) = [row.person for row in one.program.registrations.all()]
        for moment in (EVENING, EVENING, "2026-11-27 16:00:00+00:00", SOON, SOON):
            remind(moment)
        assert told() == [("calendar.evening", guest), ("calendar.soon", guest)]
        assert list(Notice.objects.values_list("about", "told")) == [("evening", 1), ("soon", 1)]
        assert Notice.objects.filter(finished_at=None).count() == 0

    def test_a_run_again_after_a_kill_tells_nobody_twice(self):
        one = session(guests=3)
        remind(EVENING)
        Notice.objects.update(reached=0, finished_at=None)  # as if the last piece had never been remembered
        with time_machine.travel(EVENING, tick=False):
            tasks.tell_guests.func(Notice.objects.get().pk)
        assert Message.objects.count() == 3
        assert one.program.registrations.count() == 3

    def test_many_guests_are_told_piece_by_piece(self, monkeypatch):
        monkeypatch.setattr(telling, "PIECE", 2)
        one = session(guests=5)
        with time_machine.travel(EVENING, tick=False):
            telling.begin(by=None, about=notices.due(timezone.now()))
            notice = Notice.objects.get()
            further = [telling.tell_some(by=None, notice=notice.pk) for _piece in range(3)]
        assert further == [True, True, False]
        assert {person for _template, person in told()} == {row.person for row in one.program.registrations.all()}

    def test_whoever_gave_the_place_back_or_only_waits_is_not_reminded(self):
        one = session()
        RegistrationFactory(
            program=one.program, status=Registration.Status.CANCELLED, cancelled_at="2026-11-20T09:00:00Z"
        )
        remind(EVENING)
        assert Message.objects.count() == 1

    def test_of_a_series_only_those_of_that_session(self):
        one = session(shape=Program.Shape.SERIES)
        other = SessionFactory(program=one.program, occasion=at(dt.time(17), SATURDAY + dt.timedelta(days=7)))
        RegistrationFactory(program=one.program, quota=other.quotas.get())
        remind(EVENING)
        assert told() == [("calendar.evening", Registration.objects.get(session=one).person)]

    def test_a_childs_reminder_goes_to_the_guardian_and_says_whom_it_is_for(self):
        one = session(guests=0)
        guardian = PersonFactory()
        child = PersonFactory(phone=None, guardian=guardian, name="زهرا")
        RegistrationFactory(program=one.program, person=child)
        remind(EVENING)
        message = Message.objects.get()
        assert (message.phone, message.person) == (guardian.phone, child)
        assert message.text.startswith("برای زهرا: ")

    @pytest.mark.parametrize("kind", [Message.Kind.REMINDER, Message.Kind.SERVICE])
    def test_whoever_wants_none_gets_none_for_the_family_either(self, kind):
        one = session()
        guardian = PersonFactory()
        for person in (guardian, PersonFactory(phone=None, guardian=guardian)):
            RegistrationFactory(program=one.program, person=person)
        opt_out(by=guardian, kind=kind)
        remind(EVENING)
        assert {person for _template, person in told()} == {one.program.registrations.order_by("pk")[0].person}

    def test_it_belongs_to_the_area_of_the_occasion(self):
        one = session()
        remind(EVENING)
        assert Message.objects.get().area == one.occasion.area
        lines = Line.objects.filter(verb="calendar.tell_guests").values_list("area_id", "subject_id", "facts")
        assert list(lines) == [(one.occasion.area_id, str(one.occasion.pk), {"about": "evening", "day": "2026-11-28"})]

    def test_tomorrow_is_said_until_midnight_only(self):
        session()
        remind(EVENING)
        assert Message.objects.get().expires_at == dt.datetime(2026, 11, 27, 20, 30, tzinfo=dt.UTC)

    def test_what_is_moved_to_another_day_is_reminded_of_again(self):
        one = session()
        remind(EVENING)
        with time_machine.travel(EVENING, tick=False):
            actions.move(by=None, occasion=one.occasion, day=dt.date(2026, 12, 5))
        remind("2026-11-27 16:00:00+00:00")
        remind(SOON)
        assert Message.objects.count() == 1
        remind("2026-12-04 15:00:00+00:00")
        assert Message.objects.count() == 2


@pytest.mark.django_db
class TestCallingOff:
    @pytest.mark.parametrize(
        "change",
        [
            lambda one: actions.cancel(by=None, occasion=one, reason="باران"),
            lambda one: actions.move(by=None, occasion=one, day=dt.date(2026, 12, 5)),
            lambda one: actions.cancel_many(by=None, occasions=[one.pk], reason="باران"),
            lambda one: actions.postpone_many(by=None, occasions=[one.pk], weeks=1, reason="باران"),
            lambda one: actions.move_online_many(by=None, links={one.pk: "https://x.ir"}, reason="باران"),
        ],
    )
    def test_a_reminder_that_still_waits_is_taken_back_with_the_change(self, change):
        one = session(guests=2)
        remind(EVENING)
        with time_machine.travel(EVENING, tick=False):
            change(one.occasion)
        assert set(Message.objects.values_list("state", "reason")) == {("withheld", "taken_back")}

    def test_a_change_of_the_leader_takes_nothing_back(self):
        one = session()
        remind(EVENING)
        with time_machine.travel(EVENING, tick=False):
            actions.move(by=None, occasion=one.occasion, leader=PersonFactory())
        assert Message.objects.get().state == Message.State.WAITING

    def test_nobody_else_is_told_after_it(self, monkeypatch):
        monkeypatch.setattr(telling, "PIECE", 1)
        one = session(guests=3)
        with time_machine.travel(EVENING, tick=False):
            telling.begin(by=None, about=notices.due(timezone.now()))
            notice = Notice.objects.get()
            assert telling.tell_some(by=None, notice=notice.pk)
            actions.cancel(by=None, occasion=one.occasion, reason="باران")
            assert not telling.tell_some(by=None, notice=notice.pk)
        assert Message.objects.count() == 1


@pytest.mark.django_db
class TestWords:
    def text(self, language="fa", **given):
        hall = HallFactory(name="تالار مهر", venue=VenueFactory(name="فرهنگ‌سرای ملل", name_en="Melal"))
        one = session(at(dt.time(17), title="کارگاه سفال", venue=hall.venue, hall=hall, **given), guests=0)
        RegistrationFactory(program=one.program, person=PersonFactory(language=language))
        remind(EVENING)
        return Message.objects.get().text

    def test_where_and_when(self):
        text = self.text()
        assert text == "یادآوری: «کارگاه سفال» فردا ساعت ۱۷:۰۰، تالار مهر، فرهنگ‌سرای ملل."
        assert sms.segments(text).parts == 1

    def test_in_the_readers_language(self):
        assert self.text("en") == "Reminder: “کارگاه سفال”, tomorrow at 17:00, تالار مهر, Melal."

    def test_online_the_link_is_on_the_ticket_and_never_in_the_sms(self):
        text = self.text(mode=Mode.ONLINE, online_link="https://meet.example/x")
        assert text == "یادآوری: «کارگاه سفال» فردا ساعت ۱۷:۰۰، برخط، با پیوندی که در بلیت شماست."

    def test_hybrid_says_both(self):
        assert self.text(mode=Mode.HYBRID).endswith("تالار مهر، فرهنگ‌سرای ملل، یا برخط با پیوندی که در بلیت شماست.")

    def test_a_long_title_is_cut(self):
        one = session(at(dt.time(17), title="گفت‌وگو " * 20, venue=VenueFactory(name="م")))
        remind(EVENING)
        text = Message.objects.get().text
        assert "…»" in text
        assert sms.segments(text).parts == 2
        assert one.occasion.title not in text


@pytest.mark.django_db
def test_the_worker_does_all_of_it_by_itself():
    session(guests=2)
    with time_machine.travel(EVENING, tick=False):
        tasks.remind_guests.enqueue()
        drain()
    assert list(Message.objects.values_list("state", flat=True)) == [Message.State.DELIVERED] * 2


@pytest.mark.django_db(transaction=True)
@time_machine.travel(EVENING, tick=False)
def test_workers_that_begin_together_tell_each_guest_once():
    session(guests=20)
    about = notices.due(timezone.now())
    at_once(8, lambda _number: telling.begin(by=None, about=about))
    notice = Notice.objects.get()
    results = at_once(8, lambda _number: telling.tell_some(by=None, notice=notice.pk))
    assert results == [False] * 8
    assert (Message.objects.count(), Notice.objects.get().told) == (20, 20)
    assert Task.objects.filter(path="meydan.calendar.tasks.tell_guests").count() == 1
