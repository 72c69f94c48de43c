"""What came in is taken up once, answered once on the way it came, and forgotten in time."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.ground.models import Status, Task
from meydan.ground.queue import drain
from meydan.journal.models import Line
from meydan.messaging import inbound as registry
from meydan.messaging import tasks
from meydan.messaging.actions import empty_settled, forget, handle, take_in
from meydan.messaging.inbound import Brought, Handled
from meydan.messaging.models import Chat, Inbound, Message, OptOut
from meydan.people.actions import arrive
from meydan.people.models import Person
from meydan.people.personal import gathered
from tests.factories.messaging import ChatFactory, InboundFactory, MessageFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory
from tests.recordings import encoded
from tests.together import at_once

OGG = encoded("ogg", "libopus", 0.5)
Channel, State, Kind = Inbound.Channel, Inbound.State, Message.Kind
PHONE, TEXT = "+989121234567", "چراغ بوستان ما خاموش است"
NIGHT = "2026-11-22 21:00:00+00:00"  # half past midnight in Iran


@pytest.fixture
def handlers(monkeypatch):
    """Nobody takes anything up, but whom the test registers."""
    monkeypatch.setattr(registry, "_handlers", [])
    return registry.register


@pytest.fixture
def takes(handlers):
    """A room that takes everything up, and what it was given."""
    seen = []

    @handlers
    def room(received):
        seen.append(received)
        person = received.person or (received.phone and arrive(by=None, phone=received.phone)) or None
        return Handled(f"questions.Question:{len(seen)}", reply=f"کد پیگیری: {len(seen)}", person=person)

    return seen


def by_sms(text=TEXT, phone="09121234567", reference="1"):
    brought = Brought(reference, phone, text)
    return take_in(by=None, channel=Channel.SMS, provider="kavenegar", brought=brought)


def by_bot(reference="1", chat="91", **given):
    brought = Brought(reference, chat=chat, **given)
    return take_in(by=None, channel=Channel.BOT, provider="bot4201337", brought=brought)


@pytest.mark.django_db
class TestBySms:
    def test_a_room_takes_it_up_and_the_answer_goes_to_the_number_it_came_from(self, takes, kavenegar):
        by_sms()
        drain()
        kept, person = Inbound.objects.get(), Person.objects.get(phone=PHONE)
        assert (kept.state, kept.handled_as, kept.person) == (State.HANDLED, "questions.Question:1", person)
        assert [(seen.text, seen.phone, seen.person) for seen in takes] == [(TEXT, PHONE, None)]
        answer = Message.objects.get()
        assert (answer.kind, answer.phone, answer.person) == (Kind.REPLY, PHONE, person)
        assert (answer.cause, answer.state) == (f"messaging.Inbound:{kept.pk}", Message.State.SENT)
        assert kavenegar.texts() == ["کد پیگیری: 1"]

    def test_an_answer_is_not_kept_until_morning_and_not_stopped_by_what_was_opted_out_of(self, takes, kavenegar):
        person = PersonFactory(phone=PHONE)
        OptOut.objects.create(person=person, kind=Kind.SERVICE)
        with time_machine.travel(NIGHT, tick=False):
            by_sms()
            drain()
        assert len(kavenegar.texts()) == 1

    def test_a_task_that_runs_again_takes_nothing_up_again(self, takes, kavenegar):
        kept = by_sms()
        drain()
        tasks.settle_inbound.call(kept.pk)
        assert handle(by=None, inbound_id=kept.pk) is None
        drain()
        assert (len(takes), len(kavenegar.texts())) == (1, 1)

    def test_what_is_brought_again_after_it_was_settled_changes_nothing(self, takes, kavenegar):
        by_sms()
        drain()
        assert by_sms() is None
        assert (drain(), len(takes)) == (0, 1)

    def test_a_handler_that_breaks_leaves_nothing_and_is_tried_again(self, handlers, kavenegar):
        broken = [True]

        @handlers
        def room(received):
            arrive(by=None, phone=received.phone)
            if broken:
                raise RuntimeError
            return Handled("questions.Question:1", reply="ثبت شد")

        kept = by_sms()
        drain()
        kept.refresh_from_db()
        assert (kept.state, Person.objects.count(), Message.objects.count()) == (State.WAITING, 0, 0)
        broken.clear()
        Task.objects.filter(status=Status.WAITING).update(run_after=timezone.now())
        drain()
        kept.refresh_from_db()
        assert (kept.state, Person.objects.count(), kavenegar.texts()) == (State.HANDLED, 1, ["ثبت شد"])

    def test_a_refusal_is_told_and_what_was_begun_is_undone(self, handlers, kavenegar):
        @handlers
        def room(received):
            arrive(by=None, phone="+989120000009")
            raise Refusal("گردآوری پرسش‌ها تمام شده است.")

        kept = by_sms()
        drain()
        kept.refresh_from_db()
        assert (kept.state, Person.objects.count()) == (State.REFUSED, 0)
        assert kavenegar.texts() == ["گردآوری پرسش‌ها تمام شده است."]
        assert not Line.objects.filter(verb="people.arrived").exists()

    def test_the_first_that_takes_it_has_it(self, handlers, kavenegar):
        handlers(lambda received: None)
        handlers(lambda received: Handled("a.A:1", reply="یک"))
        handlers(lambda received: Handled("b.B:1", reply="دو"))
        by_sms()
        drain()
        assert kavenegar.texts() == ["یک"]

    def test_the_handler_speaks_the_senders_language(self, handlers, kavenegar):
        handlers(lambda received: Handled("a.A:1", reply=_("You will get no more news from us.")))
        PersonFactory(phone=PHONE, language="en")
        by_sms()
        by_sms(phone="09120000001", reference="2")
        drain()
        assert kavenegar.texts() == ["You will get no more news from us.", "دیگر خبری برایتان نمی‌فرستیم."]

    def test_what_nobody_takes_up_is_answered_once_a_day(self, handlers, kavenegar):
        with time_machine.travel("2026-11-22 08:30:00+00:00", tick=False) as clock:
            for reference in "123":
                by_sms(reference=reference)
            drain()
            assert len(kavenegar.texts()) == 1
            clock.shift(dt.timedelta(hours=25))
            by_sms(reference="4")
            drain()
        assert len(kavenegar.texts()) == 2
        assert set(Inbound.objects.values_list("state", flat=True)) == {State.UNCLAIMED}
        assert Person.objects.count() == 0

    def test_a_line_that_is_no_phone_gets_no_answer(self, takes, kavenegar):
        by_sms(phone="10004346")
        drain()
        assert (Inbound.objects.get().state, takes, kavenegar.texts()) == (State.REFUSED, [], [])

    def test_it_belongs_to_the_neighborhood_of_its_sender(self, handlers, kavenegar):
        home, city = NeighborhoodFactory(), CityFactory()
        PersonFactory(phone=PHONE, neighborhood=home)
        by_sms()
        drain()
        assert Inbound.objects.get().area == home
        handlers(lambda received: Handled("a.A:1", area=city.pk))
        by_sms(reference="2")
        drain()
        assert Inbound.objects.get(reference="2").area == city


@pytest.mark.django_db
class TestSilence:
    @pytest.mark.parametrize(
        "text", ["11", "۱۱", "لغو۱۱", "لغو ۱۱", " لغو. ", "٠١١"[1:], "STOP", "/stop", "لغو\u200c11"]
    )
    def test_the_words_of_the_law_end_the_news_before_anything_else(self, takes, kavenegar, text):
        person = PersonFactory(phone=PHONE)
        by_sms(text)
        drain()
        assert list(OptOut.objects.values_list("person", "kind")) == [(person.pk, "news")]
        assert (takes, kavenegar.texts()) == ([], ["دیگر خبری برایتان نمی‌فرستیم."])
        assert Inbound.objects.get().state == State.HANDLED

    @pytest.mark.parametrize("text", ["۱۱۰", "لغو جلسه چرا؟", "1", "کوچهٔ ۱۱", "don't stop"])
    def test_other_words_are_taken_up(self, takes, kavenegar, text):
        by_sms(text)
        drain()
        assert (OptOut.objects.count(), len(takes)) == (0, 1)

    def test_of_a_stranger_nothing_is_kept_but_the_message(self, takes, kavenegar):
        by_sms("لغو۱۱")
        drain()
        assert (Person.objects.count(), OptOut.objects.count(), len(kavenegar.texts())) == (0, 0, 1)


@pytest.mark.django_db
class TestByBot:
    def test_the_answer_goes_to_the_chat_with_its_buttons(self, handlers, messenger):
        @handlers
        def room(received):
            return Handled(
                "a.A:1", reply="کدام؟", buttons=[["پرسش", "پیشنهاد"]], ask_number="شماره‌ام", expects="a.kind"
            )

        by_bot(text="/start")
        drain()
        (sent,) = messenger.sent()
        assert (sent["chat_id"], sent["text"]) == (91, "کدام؟")
        assert sent["reply_markup"]["keyboard"] == [
            [{"text": "پرسش"}, {"text": "پیشنهاد"}],
            [{"text": "شماره‌ام", "request_contact": True}],
        ]
        message = Message.objects.get()
        assert (message.state, message.provider, message.provider_reference) == ("sent", "bot4201337", "701")
        assert (message.phone, message.parts, Chat.objects.get().expects) == ("", 0, "a.kind")

    def test_the_next_message_comes_with_what_was_asked_for(self, handlers, messenger):
        seen = []

        @handlers
        def room(received):
            seen.append(received.expects)
            return Handled("a.A:1", reply="بله", expects="a.text" if len(seen) == 1 else "")

        for reference in "123":
            by_bot(reference, text=TEXT)
            drain()
        assert seen == ["", "a.text", ""]

    def test_whoever_shares_their_number_is_known_from_then_on(self, takes, messenger):
        by_bot("1", contact="989121234567")
        by_bot("2", text=TEXT)
        drain()
        person = Person.objects.get(phone=PHONE)
        assert Chat.objects.get().person == person
        assert [(one.person, one.shared_number, one.phone) for one in takes] == [
            (person, True, ""),
            (person, False, ""),
        ]
        assert set(Message.objects.values_list("person", flat=True)) == {person.pk}

    def test_a_shared_number_that_no_room_asked_for_is_thanked_for(self, handlers, messenger):
        by_bot(contact="+98 912 123 4567")
        drain()
        assert (Inbound.objects.get().state, len(messenger.texts())) == (State.HANDLED, 1)
        assert Chat.objects.get().person.phone == PHONE

    @pytest.mark.parametrize("contact", ["?", "447700900123", "x"])
    def test_anothers_or_a_foreign_number_makes_nobody_known(self, takes, messenger, contact):
        by_bot(contact=contact)
        drain()
        assert (Chat.objects.get().person, Person.objects.count(), takes) == (None, 0, [])
        assert Inbound.objects.get().state == State.REFUSED
        assert messenger.sent()[0]["reply_markup"]["keyboard"][0][0]["request_contact"]

    def test_a_voice_is_fetched_and_kept_before_it_is_taken_up(self, takes, messenger):
        messenger.files["AwAC"] = OGG
        by_bot(attached="voice:AwAC")
        drain()
        assert takes[0].voice.read() == OGG
        kept = Inbound.objects.get()
        assert (kept.attached, kept.voice.name[:8], kept.voice.name[-4:]) == ("", "inbound/", ".ogg")

    @pytest.mark.parametrize("trouble", ["gone", "page", "large"])
    def test_a_file_that_cannot_be_had_is_refused_with_what_to_do(self, takes, messenger, trouble, monkeypatch):
        monkeypatch.setattr("meydan.messaging.files.LARGEST", 8000)
        content = {"page": b"<html></html>", "large": OGG + b"x" * 9000}
        messenger.files |= {"AwAC": content[trouble]} if trouble != "gone" else {}
        by_bot(attached="voice:AwAC")
        drain()
        assert (Inbound.objects.get().state, takes, len(messenger.texts())) == (State.REFUSED, [], 1)

    @pytest.mark.parametrize("trouble", [{"refuse": 429}, {"refuse": 401}, {"hang_up": True}])
    def test_what_may_come_later_is_tried_again(self, takes, messenger, trouble):
        for name, value in trouble.items():
            setattr(messenger, name, value)
        messenger.files["AwAC"] = OGG
        by_bot(attached="voice:AwAC")
        drain()
        assert (Inbound.objects.get().state, takes, messenger.texts()) == (State.WAITING, [], [])
        for name in trouble:
            setattr(messenger, name, 0)
        Task.objects.filter(status=Status.WAITING).update(run_after=timezone.now())
        drain()
        assert (Inbound.objects.get().state, len(takes), len(messenger.texts())) == (State.HANDLED, 1, 1)

    def test_another_bot_does_not_answer_in_this_ones_chats(self, takes, messenger, settings):
        by_bot(text=TEXT)
        settings.BOT_TOKEN = "77:another"
        drain()
        assert (messenger.sent(), Message.objects.get().reason) == ([], Message.Reason.ACCOUNT)

    def test_an_answer_of_which_nobody_knows_is_not_sent_again(self, takes, messenger):
        messenger.hang_up = True
        by_bot(text=TEXT)
        drain()
        messenger.hang_up = False
        Task.objects.update(run_after=timezone.now())
        drain()
        assert (len(messenger.sent()), Message.objects.get().state) == (1, Message.State.UNKNOWN)

    def test_what_the_bot_answered_stands_in_ones_messages(self, takes, messenger, client):
        chat = ChatFactory(number="91")
        by_bot(text=TEXT)
        drain()
        client.force_login(chat.person)
        assert "کد پیگیری: 1" in client.get("/messages/").content.decode()


@pytest.mark.django_db
def test_what_still_waits_after_all_tries_is_looked_at_again(takes, kavenegar):
    kept = by_sms()
    Task.objects.all().delete()
    tasks.look_after_inbound.call()
    assert Task.objects.count() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        tasks.look_after_inbound.call()
        tasks.look_after_inbound.call()
        drain()
    kept.refresh_from_db()
    assert (kept.state, len(takes)) == (State.HANDLED, 1)


@pytest.mark.django_db
class TestForgetting:
    def voiced(self, **given):
        row = InboundFactory(state=State.HANDLED, handled_as="questions.Question:1", **given)
        row.voice.save("v.ogg", ContentFile(OGG))
        return row

    def test_words_number_and_voice_are_gone_some_days_after_it_was_settled(
        self, settings, django_capture_on_commit_callbacks
    ):
        now = timezone.now()
        old = self.voiced(settled_at=now - dt.timedelta(days=31))
        new = self.voiced(settled_at=now - dt.timedelta(days=29))
        waiting = InboundFactory()
        file, storage = old.voice.name, old.voice.storage
        with django_capture_on_commit_callbacks(execute=True):
            tasks.empty_inbound.call()
        old.refresh_from_db()
        assert (old.text, old.sender, old.person, old.voice.name, old.handled_as) == ("", "", None, "", "")
        assert (old.state, old.provider, old.reference != "") == (State.HANDLED, "kavenegar", True)
        assert not storage.exists(file)
        for kept in (new, waiting):
            kept.refresh_from_db()
            assert (kept.text != "", kept.sender != "", kept.emptied_at) == (True, True, None)
        assert empty_settled(by=None, before=now - dt.timedelta(days=30)) == 0

    def test_ones_data_has_what_one_wrote_also_before_one_was_known(self):
        person = PersonFactory()
        InboundFactory(person=None, sender=person.phone, text="پیش از شناختن")
        InboundFactory(text="از دیگری")
        InboundFactory(channel=Channel.BOT, person=None, chat=ChatFactory(person=person), text="در پیام‌رسان")
        _title, rows = gathered(person)["inbound"]
        assert sorted(list(row.values())[2] for row in rows) == ["در پیام‌رسان", "پیش از شناختن"]
        _title, chats = gathered(person)["chats"]
        assert len(chats) == 1

    def test_erasing_leaves_that_something_came_in_and_nothing_of_whom(self, django_capture_on_commit_callbacks):
        person = PersonFactory()
        mine = self.voiced(person=person)
        chat = ChatFactory(person=person)
        in_chat = InboundFactory(channel=Channel.BOT, sender="", person=person, chat=chat)
        answer = MessageFactory(person=person, phone="", chat=chat, kind=Kind.REPLY)
        others = InboundFactory()
        file, storage = mine.voice.name, mine.voice.storage
        with django_capture_on_commit_callbacks(execute=True):
            forget(by=None, person=person)
        found = Inbound.objects.filter(pk__in=[mine.pk, in_chat.pk])
        assert set(found.values_list("text", "sender", "person", "chat", "voice")) == {("", "", None, None, "")}
        assert (Chat.objects.count(), storage.exists(file)) == (0, False)
        answer.refresh_from_db()
        assert (answer.text, answer.chat, answer.person) == ("", None, None)
        others.refresh_from_db()
        assert others.text != ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_settled_by_many_at_once_it_is_taken_up_once(takes):
    kept = by_sms()
    done = at_once(8, lambda _n: handle(by=None, inbound_id=kept.pk), threads=8)
    assert [one for one in done if isinstance(one, Exception)] == []
    assert (sum(one is not None for one in done), len(takes), Message.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_the_first_two_messages_of_a_chat_at_once_make_one_chat():
    done = at_once(8, lambda number: by_bot(str(number), text=TEXT), threads=8)
    assert [one for one in done if isinstance(one, Exception)] == []
    assert (Chat.objects.count(), Inbound.objects.count()) == (1, 8)
    assert connection.vendor in {"sqlite", "postgresql"}
