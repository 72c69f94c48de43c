"""A client is reached; whoever reads the outbox learns neither the number nor whose it is."""

import json

import pytest
import time_machine

from meydan.counseling import contacts
from meydan.messaging import tasks
from meydan.messaging.models import Message
from tests.factories.counseling import NOW, CaseFactory, PhoneCheckFactory

pytestmark = pytest.mark.django_db
PHONE = "+989121234567"


@pytest.fixture(autouse=True)
def _a_provider(settings, tmp_path):
    settings.SMS_PROVIDER, settings.SMS_DIR = "file", tmp_path
    with time_machine.travel(NOW, tick=False):
        yield tmp_path


@pytest.fixture
def sent(_a_provider):
    def read():
        return [json.loads(line) for path in _a_provider.glob("*.jsonl") for line in path.read_text().splitlines()]

    return read


def told(case, **more):
    return contacts.tell(by=None, case=case, template="counseling.test", text="نوبت شما: فردا", **more)


def test_the_number_is_opened_as_the_message_goes_out_and_stands_in_no_row(sent):
    case = CaseFactory(who=contacts.who(phone=PHONE))
    message = told(case)
    tasks.deliver.call(message.pk)
    assert [line["phone"] for line in sent()] == [PHONE]
    message.refresh_from_db()
    assert (message.phone, message.person, message.sealed) == ("", None, f"counseling.Case:{case.pk}")
    assert message.state == Message.State.SENT


def test_a_client_is_told_the_same_once():
    case = CaseFactory(who=contacts.who(phone=PHONE))
    assert told(case) == told(case)
    assert Message.objects.count() == 1


def test_no_message_says_the_code_that_with_this_phone_opens_the_file():
    case = CaseFactory(who=contacts.who(phone=PHONE))
    with pytest.raises(ValueError, match="no code of a file"):
        contacts.tell(by=None, case=case, template="counseling.test", text=f"کد {case.shown_code}")


def test_of_an_erased_file_nobody_is_told_any_more(sent):
    case = CaseFactory(who=contacts.who(phone=PHONE))
    message = told(case)
    case.data_key.delete()
    tasks.deliver.call(message.pk)
    message.refresh_from_db()
    assert (sent(), message.state, message.reason) == ([], Message.State.FAILED, Message.Reason.NO_PHONE)
    case.owner_mac = case.client_mac = case.sealed_who = None
    case.erased_at = NOW
    case.save()
    assert contacts.tell(by=None, case=case, template="counseling.other", text="نوبت") is None


def test_a_phone_that_is_only_shown_is_opened_from_its_check():
    assert contacts.phone_of(PhoneCheckFactory(phone=PHONE)) == PHONE
