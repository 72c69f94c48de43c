import pytest

from meydan.messaging.checks import messages_reach_phones
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
    assert {"RECEIPTS", "send", "status", "missing_settings"} <= set(vars(provider))
