import pytest
from django.test import RequestFactory

from meydan.people.session import next_page


@pytest.mark.parametrize(
    ("wanted", "page"),
    [
        ("/me/family/?page=2", "/me/family/?page=2"),
        ("http://testserver/me/", "http://testserver/me/"),
        ("http://evil.example/", ""),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("پس‌پیش", ""),
        ("people:profile", ""),
        ("", ""),
    ],
)
def test_only_a_page_of_this_site_is_gone_to(wanted, page):
    assert next_page(RequestFactory().get("/signin/", {"next": wanted})) == page
