import pytest

from meydan.messaging.checks import messages_reach_phones, what_comes_in_is_told_apart
from meydan.messaging.providers import current, exists


@pytest.mark.parametrize(
    ("production", "provider", "key", "found"),
    [
        (False, "console", "", []),
        (True, "console", "", ["messaging.E001"]),
        (True, "", "", ["messaging.E001"]),
        (True, "file", "", []),
        (True, "kavenegar", "key", []),
        (True, "kavenegar", "", ["messaging.E003"]),
        (False, "pigeon", "", ["messaging.E002"]),
        (False, "../etc", "", ["messaging.E002"]),
        (False, "os", "", ["messaging.E002"]),
    ],
)
def test_a_way_out_that_cannot_work_is_said_before_anything_starts(settings, production, provider, key, found):
    settings.PRODUCTION, settings.SMS_PROVIDER = production, provider
    settings.SMS_API_KEY, settings.SMS_SENDER = key, "10004346"
    assert [message.id for message in messages_reach_phones()] == found


@pytest.mark.parametrize("name", ["console", "file", "kavenegar"])
def test_each_folder_offers_what_a_provider_is(settings, name):
    settings.SMS_PROVIDER = name
    provider = current()
    assert exists(name)
    assert {"RECEIPTS", "send", "status", "missing_settings", "read_inbound"} <= set(vars(provider))


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, []),
        ({"SMS_INBOUND_TOKEN": "short"}, ["messaging.E004"]),
        ({"SMS_INBOUND_TOKEN": "x/" * 30}, ["messaging.E004"]),
        ({"SMS_INBOUND_TOKEN": "t" * 32, "BOT_WEBHOOK_SECRET": "s" * 32}, []),
        ({"BOT_WEBHOOK_SECRET": "s" * 31}, ["messaging.E004"]),
        ({"BOT_URL": "https://tapi.bale.ai"}, ["messaging.E005"]),
        ({"BOT_TOKEN": "1:a"}, ["messaging.E005"]),
        ({"BOT_URL": "https://tapi.bale.ai", "BOT_TOKEN": "1:a"}, []),
        ({"BOT_URL": "http://tapi.bale.ai", "BOT_TOKEN": "1:a"}, ["messaging.E006"]),
    ],
)
def test_a_way_in_that_anybody_could_take_is_said_before_anything_starts(settings, given, found):
    settings.PRODUCTION = True
    for name, value in given.items():
        setattr(settings, name, value)
    assert [message.id for message in what_comes_in_is_told_apart()] == found
