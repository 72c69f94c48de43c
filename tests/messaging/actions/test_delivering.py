import datetime as dt
import json
import time
from collections import Counter

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from meydan.ground.models import Status, Task
from meydan.ground.queue import drain, lease
from meydan.ground.queue.run import run
from meydan.journal.models import Line
from meydan.messaging import sendings, tasks
from meydan.messaging.actions import claim, give_up_lost, opt_out, record_receipts, send, send_code, settle
from meydan.messaging.models import Message
from meydan.messaging.outcomes import Outcome, Result
from tests.factories.messaging import MessageFactory
from tests.factories.people import PersonFactory
from tests.factories.places import CityFactory
from tests.messaging.providers.kavenegar_server import nobody_listens
from tests.together import at_once

State, Reason = Message.State, Message.Reason
NOON = "2026-11-22 08:30:00+00:00"


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def told(**given):
    return send(by=None, person=PersonFactory(), template="places.told", text="سلام", cause=CityFactory(), **given)


@pytest.mark.django_db
class TestDeliver:
    def test_what_waits_is_sent_and_its_way_is_written_down(self, noon, kavenegar):
        message = told()
        drain()
        message.refresh_from_db()
        assert (message.state, message.provider, message.provider_reference) == (State.SENT, "kavenegar", "8792343")
        assert (message.tries, message.sent_at, message.settled_at) == (1, timezone.now(), None)
        assert kavenegar.calls[0][1]["localid"] == str(message.reference)
        verbs = list(Line.objects.order_by("number").values_list("verb", "facts__state"))
        assert verbs == [("messaging.send", None), ("messaging.settle", "sent")]

    def test_a_task_that_runs_again_sends_nothing_again(self, noon, kavenegar):
        message = told()
        drain()
        tasks.deliver.call(message.pk)
        assert len(kavenegar.texts()) == 1

    def test_a_message_that_is_gone_is_no_error(self, noon, kavenegar):
        tasks.deliver.call(404)
        assert kavenegar.calls == []

    def test_a_code_is_given_to_the_provider_beside_its_text(self, noon, kavenegar, settings):
        settings.SMS_CODE_TEMPLATE = "meydan-code"
        send_code(
            by=None, phone="+989000000001", text="کد ورود: ۱۲۳۴۵۶", expires_at=timezone.now() + dt.timedelta(minutes=2)
        )
        drain()
        assert kavenegar.calls[0][1]["token"] == "123456"


@pytest.mark.django_db
class TestAgain:
    def test_a_clear_temporary_failure_is_tried_again_later_and_later(self, noon, kavenegar):
        kavenegar.answer = 409
        message, pauses = told(), []
        for _try in range(3):
            drain()
            message.refresh_from_db()
            assert (message.state, message.reason) == (State.WAITING, Reason.BUSY)
            pauses.append((message.not_before - timezone.now()).total_seconds())
            noon.move_to(message.not_before)
        kavenegar.answer = 200
        drain()
        message.refresh_from_db()
        assert (message.state, message.reason, message.tries) == (State.SENT, "", 4)
        assert [
            low <= pause <= high for pause, (low, high) in zip(pauses, [(4, 6), (12, 18), (48, 72)], strict=True)
        ] == [True] * 3

    def test_a_refused_connection_is_tried_again(self, noon, kavenegar, settings):
        settings.SMS_URL = nobody_listens()
        message = told()
        drain()
        message.refresh_from_db()
        assert (message.state, message.reason) == (State.WAITING, Reason.UNREACHABLE)

    def test_an_empty_account_is_asked_no_sooner_than_in_minutes(self, noon, kavenegar):
        kavenegar.answer = 418
        message = told()
        drain()
        message.refresh_from_db()
        assert (message.not_before - timezone.now()).total_seconds() == 300

    def test_after_the_ninth_failure_it_has_failed(self, noon, kavenegar):
        kavenegar.answer = 409
        message = told()
        for _try in range(9):
            drain()
            message.refresh_from_db()
            noon.move_to(max(message.not_before, timezone.now()))
        assert (message.state, message.reason, message.tries) == (State.FAILED, Reason.BUSY, 9)
        assert Task.objects.filter(status=Status.WAITING).count() == 0

    def test_a_refused_message_has_failed_at_once(self, noon, kavenegar):
        kavenegar.answer = 411
        message = told()
        drain()
        message.refresh_from_db()
        assert (message.state, message.reason, message.settled_at) == (State.FAILED, Reason.RECEIVER, timezone.now())

    def test_an_unknown_outcome_is_never_sent_again_by_itself(self, noon, kavenegar):
        kavenegar.hang_up = True
        message = told()
        drain()
        noon.shift(dt.timedelta(days=3))
        tasks.look_after_outbox.call()
        drain()
        message.refresh_from_db()
        assert (message.state, message.reason) == (State.UNKNOWN, Reason.NO_ANSWER)
        assert len(kavenegar.texts()) == 1

    def test_trying_again_does_not_wake_anybody(self, kavenegar):
        kavenegar.answer = 409
        with time_machine.travel("2026-11-22 18:29:58+00:00", tick=False):  # 21:59:58
            message = told()
            drain()
        message.refresh_from_db()
        assert message.not_before.isoformat() == "2026-11-23T04:30:00+00:00"


@pytest.mark.django_db
class TestWithheld:
    def test_who_opted_out_meanwhile_is_not_sent_to(self, noon, kavenegar):
        message = told()
        opt_out(by=message.person, kind=Message.Kind.SERVICE)
        drain()
        message.refresh_from_db()
        assert (message.state, message.reason) == (State.WITHHELD, Reason.OPTED_OUT)
        assert kavenegar.calls == []

    def test_a_guardians_choice_holds_for_the_family(self, noon, kavenegar):
        guardian = PersonFactory()
        opt_out(by=guardian, kind=Message.Kind.SERVICE)
        child = PersonFactory(phone=None, guardian=guardian)
        message = send(by=None, person=child, template="places.told", text="سلام", cause=CityFactory())
        drain()
        message.refresh_from_db()
        assert message.state == State.WITHHELD

    @pytest.mark.parametrize(("seconds", "state"), [(1, State.SENT), (0, State.WITHHELD), (-1, State.WITHHELD)])
    def test_what_is_too_late_is_not_sent(self, noon, kavenegar, seconds, state):
        message = told(expires_at=timezone.now() + dt.timedelta(seconds=seconds))
        drain()
        message.refresh_from_db()
        assert message.state == state

    def test_a_worker_that_was_away_until_night_waits_for_the_morning(self, noon, kavenegar):
        message = told()
        noon.move_to("2026-11-22 20:00:00+00:00")
        drain()
        message.refresh_from_db()
        assert (message.state, message.not_before.isoformat()) == (State.WAITING, "2026-11-23T04:30:00+00:00")
        noon.move_to(message.not_before)
        drain()
        message.refresh_from_db()
        assert message.state == State.SENT


@pytest.mark.django_db
class TestCodes:
    @pytest.mark.usefixtures("noon")
    @pytest.mark.usefixtures("noon")
    @pytest.mark.parametrize(("production", "kept"), [(False, "کد: ۱۲۳۴"), (True, "")])
    @pytest.mark.parametrize("answer", [200, 411])
    def test_in_production_a_codes_text_is_gone_once_it_is_sent(self, kavenegar, settings, production, kept, answer):
        settings.PRODUCTION, kavenegar.answer = production, answer
        message = send_code(
            by=None, phone="+989000000001", text="کد: ۱۲۳۴", expires_at=timezone.now() + dt.timedelta(minutes=2)
        )
        drain()
        message.refresh_from_db()
        assert message.text == kept

    def test_it_stays_while_it_may_be_sent_and_goes_when_it_expires(self, noon, kavenegar, settings):
        settings.PRODUCTION, kavenegar.answer = True, 409
        message = send_code(
            by=None, phone="+989000000001", text="کد: ۱۲۳۴", expires_at=timezone.now() + dt.timedelta(minutes=2)
        )
        drain()
        message.refresh_from_db()
        assert (message.state, message.text) == (State.WAITING, "کد: ۱۲۳۴")
        noon.shift(dt.timedelta(minutes=2))
        drain()
        message.refresh_from_db()
        assert (message.state, message.reason, message.text) == (State.WITHHELD, Reason.EXPIRED, "")

    def test_other_texts_stay(self, noon, kavenegar, settings):
        settings.PRODUCTION = True
        message = told()
        drain()
        message.refresh_from_db()
        assert message.text == "سلام"


@pytest.mark.django_db
class TestLost:
    def test_a_worker_that_died_while_sending_leaves_an_unknown_outcome(self, noon, kavenegar):
        message = claim(by=None, message_id=told().pk)
        noon.shift(dt.timedelta(minutes=5))
        assert give_up_lost(by=None) == 0
        noon.shift(dt.timedelta(seconds=1))
        assert give_up_lost(by=None) == 1
        message.refresh_from_db()
        assert (message.state, message.reason) == (State.UNKNOWN, Reason.LOST)
        drain()
        assert kavenegar.calls == []

    def test_a_slow_worker_may_still_say_what_it_was_told(self, noon):
        message = claim(by=None, message_id=told().pk)
        noon.shift(dt.timedelta(minutes=6))
        give_up_lost(by=None)
        assert settle(by=None, message=message, outcome=Outcome(Result.ACCEPTED, "41")).state == State.SENT

    def test_what_is_claimed_is_not_claimed_again(self, noon):
        message = told()
        assert claim(by=None, message_id=message.pk) is not None
        assert claim(by=None, message_id=message.pk) is None

    def test_a_message_whose_task_is_gone_gets_another(self, noon, kavenegar):
        message = told()
        Task.objects.all().delete()
        noon.shift(dt.timedelta(minutes=11))
        tasks.look_after_outbox.call()
        tasks.look_after_outbox.call()
        assert Task.objects.count() == 1
        drain()
        message.refresh_from_db()
        assert message.state == State.SENT


@pytest.mark.django_db
class TestReceipts:
    def test_receipts_settle_what_was_sent(self, noon, kavenegar):
        messages = [told() for _ in range(4)]
        drain()
        for entry, status in zip(kavenegar.messages.values(), (10, 11, 14, 5), strict=True):
            entry["status"] = status
        noon.shift(dt.timedelta(seconds=60))
        tasks.ask_for_receipts.call()
        found = list(
            Message.objects.filter(pk__in=[one.pk for one in messages])
            .order_by("provider_reference")
            .values_list("state", "reason")
        )
        assert found == [
            (State.DELIVERED, ""),
            (State.FAILED, Reason.NOT_DELIVERED),
            (State.FAILED, Reason.BLOCKED),
            (State.SENT, ""),
        ]

    def test_asking_by_our_reference_finds_what_nobody_knew(self, noon, kavenegar):
        message = claim(by=None, message_id=told().pk)
        tasks.providers.current().send(message.phone, message.text, message.reference)  # and then the worker dies
        noon.shift(dt.timedelta(minutes=6))
        give_up_lost(by=None)
        tasks.ask_for_receipts.call()
        message.refresh_from_db()
        assert (message.state, message.provider_reference, message.reason) == (State.SENT, "8792343", "")

    def test_what_the_provider_does_not_know_stays_unknown(self, noon, kavenegar):
        message = claim(by=None, message_id=told().pk)
        noon.shift(dt.timedelta(minutes=6))
        give_up_lost(by=None)
        tasks.ask_for_receipts.call()
        message.refresh_from_db()
        assert message.state == State.UNKNOWN

    def test_receipts_are_asked_for_ever_more_seldom_and_two_days_long(self, noon, kavenegar):
        told()
        drain()
        asked = []
        for minute in range(1, 72 * 60, 1):
            noon.shift(dt.timedelta(minutes=1))
            before = len(kavenegar.calls)
            if minute <= 200 or minute % 10 == 0:
                tasks.ask_for_receipts.call()
            asked += [minute] * (len(kavenegar.calls) - before)
        assert [
            sum(first <= minute < last for minute in asked)
            for first, last in ((0, 15), (15, 180), (180, 2880), (2880, 9999))
        ] == [
            14,
            16,
            22,
            0,
        ]

    def test_a_receipt_that_says_nothing_new_leaves_no_line(self, noon):
        message = MessageFactory(state=State.SENT)
        assert record_receipts(by=None, receipts={message.reference: Outcome(Result.ACCEPTED, "1")}) == 0
        assert Line.objects.count() == 0

    def test_a_delivered_message_is_not_undone(self, noon):
        message = MessageFactory(state=State.DELIVERED)
        assert record_receipts(by=None, receipts={message.reference: Outcome(Result.REFUSED)}) == 0


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_the_provider_is_spoken_to_outside_any_transaction(self, kavenegar, settings):
        settings.SMS_QUIET_HOURS = (0, 0)
        message = told()

        def somebody_reads_it():
            Message.objects.filter(pk=message.pk).update(read_at=timezone.now())
            connection.close()

        kavenegar.meanwhile = somebody_reads_it
        began = time.monotonic()
        drain()
        message.refresh_from_db()
        assert (message.state, message.read_at is None) == (State.SENT, False)
        assert time.monotonic() - began < 15  # nobody waited for a lock

    def test_sixteen_workers_deliver_three_hundred_messages_once_each(self, settings, tmp_path):
        settings.SMS_QUIET_HOURS, settings.SMS_PROVIDER, settings.SMS_DIR = (0, 0), "file", tmp_path
        cause = CityFactory()
        with transaction.atomic():
            messages = [
                send(by=None, person=person, template="places.told", text="سلام", cause=cause)
                for person in PersonFactory.create_batch(300)
            ]
            for message in messages[:100]:
                sendings.planned(message).enqueue(message.pk)  # and a second task for a third of them

        def work(number):
            while rows := lease.lease(f"worker {number}", count=5):
                for row in rows:
                    run(row)

        assert [result for result in at_once(16, work) if result is not None] == []
        lines = [json.loads(line) for path in tmp_path.glob("*.jsonl") for line in path.read_text().splitlines()]
        assert Counter(line["reference"] for line in lines) == Counter(message.reference for message in messages)
        assert Counter(Message.objects.values_list("state", "tries")) == {(State.SENT, 1): 300}
        assert Counter(Task.objects.values_list("status", flat=True)) == {Status.DONE: 400}
