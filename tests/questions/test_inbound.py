"""By SMS and by the bot, from the door of the house to the answer: against a gateway and a messenger on this machine."""

import datetime as dt
import json
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meydan.ground.queue import drain
from meydan.messaging import bots
from meydan.messaging.models import Chat, Inbound, Message
from meydan.participation.models import Participation
from meydan.people.models import Person
from meydan.questions.inbound import kind_of
from meydan.questions.models import Edition, Question
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory
from tests.factories.questions import EditionFactory, QuestionFactory
from tests.messaging.bots.messenger import SECRET, card, update
from tests.recordings import encoded
from tests.together import at_once

TOKEN = "t0ken-of-the-gateway_0123456789abcdef"
TEXT = "چراغ بوستان ما خاموش است"
PHONE = "+989121234567"
Kind, Stage = Question.Kind, Edition.Stage


@pytest.fixture(autouse=True)
def noon(settings):
    settings.SMS_INBOUND_TOKEN, settings.SITE_ADDRESS = TOKEN, "https://qom.example"
    with time_machine.travel("2026-11-22 08:30:00+00:00", tick=True):
        yield


def texted(text=TEXT, number="1", phone="09121234567", run=True):
    given = {"messageid": number, "from": phone, "to": "10004346", "message": text}
    assert Client().post(f"/messaging/inbound/kavenegar/{TOKEN}/", given).status_code == 200
    if run:
        drain()


def wrote(number, run=True, **message):
    address = reverse("messaging:bot_hook", args=[bots.address_part()])
    body = json.dumps(update(number, **message))
    sent = Client().post(address, body, content_type="application/json", HTTP_X_TELEGRAM_BOT_API_SECRET_TOKEN=SECRET)
    assert sent.status_code == 200
    if run:
        drain()


@pytest.mark.django_db
class TestBySms:
    def test_a_text_is_a_question_with_a_tracking_code_and_a_row_in_the_ledger(self, kavenegar):
        edition = EditionFactory()
        texted()
        question, person = Question.objects.get(), Person.objects.get(phone=PHONE)
        assert (question.edition, question.kind, question.channel) == (edition, "question", "sms")
        assert (question.text, question.asker, question.state) == (TEXT, person, "received")
        row = Participation.objects.get()
        assert (row.person, row.channel, row.evidence, row.activity) == (person, "sms", "contribution", edition.pk)
        (told,) = kavenegar.texts()
        assert question.shown_code in told
        assert "http" not in told
        assert Inbound.objects.get().handled_as == f"questions.Question:{question.pk}"

    def test_brought_and_settled_again_it_is_one_question_and_one_answer(self, kavenegar):
        EditionFactory()
        for _again in range(3):
            texted()
        assert (Question.objects.count(), Participation.objects.count(), len(kavenegar.texts())) == (1, 1, 1)

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            (f"پیشنهاد: {TEXT}", Kind.SUGGESTION),
            (f"پيشنهاد {TEXT}", Kind.SUGGESTION),
            (f"انتقاد، {TEXT}", Kind.CRITICISM),
            (f"سؤال: {TEXT}", Kind.QUESTION),
            (f"سوال {TEXT}", Kind.QUESTION),
            (f"{TEXT}. پیشنهاد می‌کنم", None),
            (TEXT, None),
            ("؟؟", None),
            ("", None),
        ],
    )
    def test_the_kind_is_said_by_the_first_word_or_not_at_all(self, text, kind):
        assert kind_of(text) is kind

    def test_the_words_stay_as_they_were_written(self, kavenegar):
        EditionFactory()
        texted("پيشنهاد : چراغ بگذاريد")
        question = Question.objects.get()
        assert (question.text, question.kind) == ("پيشنهاد : چراغ بگذاريد", "suggestion")

    @pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.ANSWERING, Stage.FOLLOWING, Stage.CANCELLED])
    def test_without_an_open_edition_nobody_takes_it_up(self, kavenegar, stage):
        EditionFactory(stage=stage)
        texted()
        assert (Question.objects.count(), Inbound.objects.get().state) == (0, "unclaimed")
        assert Person.objects.filter(phone=PHONE).count() == 0

    def test_live_is_open_as_well(self, kavenegar):
        EditionFactory(stage=Stage.LIVE)
        texted()
        assert Question.objects.count() == 1

    def test_what_is_too_long_is_refused_with_what_to_do_and_nothing_is_begun(self, kavenegar):
        EditionFactory()
        texted("ن" * 2001)
        assert (Question.objects.count(), Inbound.objects.get().state) == (0, "refused")
        assert "بلند" in kavenegar.texts()[0]

    def test_a_tracking_code_alone_asks_what_became_of_it(self, kavenegar):
        question = QuestionFactory(edition=EditionFactory())
        texted(question.shown_code.lower())
        assert Question.objects.count() == 1
        assert question.shown_code in kavenegar.texts()[0]
        assert str(question.get_state_display()) in kavenegar.texts()[0]

    def test_at_night_the_code_comes_at_once(self, kavenegar):
        EditionFactory()
        with time_machine.travel("2026-11-22 21:00:00+00:00", tick=True):
            texted()
        assert len(kavenegar.texts()) == 1


@pytest.mark.django_db
class TestWhichEdition:
    @pytest.fixture
    def three(self):
        now = timezone.now()
        made = {}
        for name, days in (("قم", 5), ("قدس شهر", 3), ("تبریز", 1)):
            area = CityFactory(name=name)
            made[name] = EditionFactory(series__area=area, announced_at=now - dt.timedelta(days=days))
        return made

    def test_the_newest_announced_where_nothing_else_says(self, three, kavenegar):
        texted()
        assert Question.objects.get().edition == three["تبریز"]

    def test_the_one_whose_place_the_text_begins_with(self, three, kavenegar):
        texted("قم: چراغ بوستان")
        texted("قدس شهر چراغ بوستان", number="2")
        texted("چراغ بوستان در قم", number="3")
        found = [question.edition for question in Question.objects.order_by("pk")]
        assert found == [three["قم"], three["قدس شهر"], three["تبریز"]]

    def test_else_the_one_where_its_sender_lives(self, three, kavenegar):
        PersonFactory(phone=PHONE, neighborhood=NeighborhoodFactory(parent=three["قم"].area))
        texted()
        assert Question.objects.get().edition == three["قم"]


@pytest.mark.django_db
class TestByBot:
    def test_a_whole_conversation(self, messenger):
        """Start, choose a kind, say it by voice, share one's number: a code, a link, and a place in the draw."""
        edition = EditionFactory(answered_by="شهردار")
        wrote(1, text=f"/start {edition.pk}")
        hello = messenger.sent()[-1]
        assert edition.title in hello["text"]
        rows = hello["reply_markup"]["keyboard"]
        assert [button["text"] for button in rows[0]] == ["پرسش", "پیشنهاد", "انتقاد"]
        assert rows[1][0]["request_contact"]
        wrote(2, text="پیشنهاد")
        assert "پیشنهاد" in messenger.texts()[-1]
        messenger.files["AwAC"] = encoded("ogg", "libopus", 1.0)
        wrote(3, voice={"file_id": "AwAC", "duration": 1})
        question = Question.objects.get()
        assert (question.edition, question.kind, question.channel) == (edition, "suggestion", "bot")
        assert (question.asker, question.text, question.voice.state) == (None, "", "ready")
        assert question.voice.playable.size > 1000
        told = messenger.sent()[-1]
        assert question.shown_code in told["text"]
        assert f"https://qom.example/questions/{question.code}/" in told["text"]
        assert told["reply_markup"]["keyboard"][-1][0]["request_contact"]
        assert Participation.objects.get().person is None
        wrote(4, contact=card("989121234567"))
        question.refresh_from_db()
        person = Person.objects.get(phone=PHONE)
        assert (question.asker, Participation.objects.get().person) == (person, person)
        assert messenger.sent()[-1]["reply_markup"] == {"remove_keyboard": True}
        wrote(5, text=TEXT)
        second = Question.objects.order_by("pk").last()
        assert (second.asker, second.kind, second.text) == (person, "question", TEXT)
        assert len(messenger.texts()) == 5
        assert Message.objects.exclude(chat=None).count() == 5
        assert Message.objects.filter(template="questions.received").count() == 0

    def test_every_update_brought_three_times_makes_one_of_everything(self, messenger):
        EditionFactory()
        for number, message in enumerate([{"text": "/start"}, {"text": "انتقاد"}, {"text": TEXT}], 1):
            for _again in range(3):
                wrote(number, **message)
        assert (Question.objects.count(), Participation.objects.count(), len(messenger.texts())) == (1, 1, 3)
        assert Question.objects.get().kind == "criticism"

    def test_anothers_number_makes_nothing_theirs(self, messenger):
        EditionFactory()
        wrote(1, text=TEXT)
        wrote(2, contact=card("989121234567", owner=92))
        assert (Question.objects.get().asker, Chat.objects.get().person) == (None, None)

    def test_another_chat_owns_nothing_of_this_one(self, messenger):
        EditionFactory()
        wrote(1, text=TEXT)
        wrote(2, sender=92, contact=card("989120000002", owner=92))
        assert Question.objects.get().asker is None

    def test_a_question_that_was_refused_meanwhile_gets_an_asker_and_no_place_in_the_draw(self, messenger):
        EditionFactory()
        wrote(1, text=TEXT)
        Question.objects.update(state="refused", reason="به شهرداری مربوط نیست.")
        Participation.objects.all().delete()
        wrote(2, contact=card("989121234567"))
        assert (Question.objects.get().asker.phone, Participation.objects.count()) == (PHONE, 0)

    def test_a_photo_goes_along_with_what_is_written_under_it(self, messenger):
        from tests.base.fields.test_files import picture

        EditionFactory()
        messenger.files["ph"] = picture().read()
        wrote(1, photo=[{"file_id": "ph"}], caption=TEXT)
        question = Question.objects.get()
        assert (question.text, question.photo.read()[8:12]) == (TEXT, b"WEBP")

    def test_a_voice_that_is_none_is_refused_with_what_to_do(self, messenger):
        EditionFactory()
        messenger.files["AwAC"] = b"OggS" + b"\x00" * 500
        wrote(1, voice={"file_id": "AwAC"})
        assert (Question.objects.count(), Inbound.objects.get().state, len(messenger.texts())) == (0, "refused", 1)

    def test_start_without_an_open_edition_says_so(self, messenger):
        wrote(1, text="/start")
        assert (Inbound.objects.get().state, len(messenger.texts())) == ("unclaimed", 1)

    @pytest.mark.parametrize("payload", ["x", "99999", "9" * 40, "-1", "۱۲", "1 2"])
    def test_a_link_that_leads_to_no_edition_leads_to_the_open_one(self, messenger, payload):
        edition = EditionFactory()
        wrote(1, text=f"/start {payload}")
        assert edition.title in messenger.texts()[0]

    def test_an_edition_that_closed_in_mid_conversation_takes_nothing(self, messenger):
        edition = EditionFactory()
        wrote(1, text="پیشنهاد")
        Edition.objects.filter(pk=edition.pk).update(stage=Stage.ANSWERING, live_at=timezone.now())
        wrote(2, text=TEXT)
        assert Question.objects.count() == 0
        assert [one.state for one in Inbound.objects.order_by("pk")] == ["handled", "unclaimed"]

    def test_what_was_said_stays_when_the_message_is_emptied(self, messenger, django_capture_on_commit_callbacks):
        from meydan.messaging.actions import empty_settled

        EditionFactory()
        messenger.files["AwAC"] = encoded("ogg", "libopus", 1.0)
        wrote(1, voice={"file_id": "AwAC"})
        with django_capture_on_commit_callbacks(execute=True):
            empty_settled(by=None, before=timezone.now() + dt.timedelta(days=1))
        assert Question.objects.get().voice.playable.size > 1000
        assert Inbound.objects.get().voice.name == ""

    def test_no_address_word_or_journal_line_holds_what_was_said(self, messenger):
        from meydan.journal.models import Line

        EditionFactory()
        wrote(1, text=TEXT)
        wrote(2, contact=card("989121234567"))
        said = str(list(Line.objects.values_list("verb", "facts", "subject_id")))
        assert not re.search("9121234567|چراغ", said)


@pytest.mark.django_db(transaction=True)
@pytest.mark.race
def test_brought_by_many_at_once_and_settled_by_many_it_is_one_question(kavenegar):
    EditionFactory()
    at_once(8, lambda _n: texted(run=False), threads=8)
    at_once(4, lambda _n: drain(), threads=4)
    assert (Inbound.objects.count(), Question.objects.count(), len(kavenegar.texts())) == (1, 1, 1)
