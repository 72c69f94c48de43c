import pytest

from meydan.live import admission
from meydan.live.admission import Full, Places


@pytest.mark.parametrize(
    ("proxies", "forwarded", "sender"),
    [
        (0, "", "203.0.113.9"),
        (0, "198.51.100.1", "203.0.113.9"),  # claimed by the sender, and not believed
        (1, "192.0.2.1, 198.51.100.1", "198.51.100.1"),
        (2, "192.0.2.1, 198.51.100.1", "192.0.2.1"),
        (2, "198.51.100.1", "203.0.113.9"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "unknown", "unknown"),
    ],
)
def test_whose_connection_it_is(settings, proxies, forwarded, sender):
    settings.TRUSTED_PROXIES = proxies
    assert admission.sender("203.0.113.9", forwarded) == sender


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        ("https://qods.example", True),
        ("http://qods.example:8000", True),
        ("https://www.qods.example", False),
        ("https://qods.example.evil.example", False),
        ("https://evil.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_pages_of_this_house_may_listen(settings, origin, ours):
    settings.ALLOWED_HOSTS = ["qods.example"]
    assert admission.is_ours(origin) is ours


def test_places_end_in_all_and_for_one_address_and_are_given_back():
    places = Places(limit=3, limit_from_address=2)
    with places.one("a"), places.one("a"):
        with pytest.raises(Full), places.one("a"):
            pass
        with places.one("b"), pytest.raises(Full), places.one("c"):
            pass
        with places.one("c"):
            assert places.taken == 3
    assert places.taken == 0
    with places.one("a"):
        assert places.taken == 1
