import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from tests.factories.live import TopicFactory

pytestmark = pytest.mark.django_db


def tag(language="fa", **asked):
    request = RequestFactory().get("/", **asked)
    with translation.override(language):
        return Template('{% live "tests.room.1" %}').render(RequestContext(request, {}))


def test_the_page_is_told_where_to_listen_where_to_ask_and_what_it_shows(settings):
    settings.LIVE_URL, settings.LIVE_PORT = "", 8001
    TopicFactory(name="tests.room.1", version=7)
    assert tag(HTTP_HOST="127.0.0.1:8000") == (
        'data-live="tests.room.1" data-live-stream="http://127.0.0.1:8001/tests.room.1?language=fa"'
        ' data-live-poll="/live/tests.room.1/?language=fa" data-live-version="7"'
        ' data-live-lost="ارتباط قطع شد. دوباره تلاش می‌کنیم…"'
    )
    assert "?language=en" in tag("en")


def test_before_anything_was_published_the_version_is_nought():
    assert 'data-live-version="0"' in tag()


@pytest.mark.parametrize(
    ("url", "port", "secure", "stream"),
    [
        ("", 8001, False, "http://localhost:8001/tests.room.1?language=fa"),
        ("", 8001, True, ""),  # a port that ends no TLS is closed to this page
        ("", 0, False, ""),
        ("/live-stream/", 8001, True, "/live-stream/tests.room.1?language=fa"),
        ("https://live.example", 8001, True, "https://live.example/tests.room.1?language=fa"),
    ],
)
def test_where_the_stream_is_depends_on_the_settings(settings, url, port, secure, stream):
    settings.LIVE_URL, settings.LIVE_PORT = url, port
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    given = {"HTTP_X_FORWARDED_PROTO": "https"} if secure else {}
    assert f'data-live-stream="{stream}"' in tag(HTTP_HOST="localhost:8000", **given)
