import pytest

from meydan.signin import limits


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "-"),
        ("unknown", "-"),
    ],
)
def test_one_home_is_one_network(address, network):
    assert limits.network(address) == network


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "۱ ثانیه"),
        (58, "۵۸ ثانیه"),
        (119, "۱۱۹ ثانیه"),
        (120, "۲ دقیقه"),
        (121, "۳ دقیقه"),
        (3600, "۶۰ دقیقه"),
        (7201, "۳ ساعت"),
        (86400, "۲۴ ساعت"),
    ],
)
def test_a_wait_is_said_in_words_and_never_too_short(seconds, words):
    assert limits.in_words(seconds) == words
