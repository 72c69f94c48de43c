"""Where a browser finds the stream of a topic, and where it asks when there is none."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse


def stream(request: HttpRequest, topic: str, language: str) -> str:
    """By LIVE_URL, else the port beside the page server's. Empty where a browser could reach neither: a port that ends
    no TLS is closed to a page that came by it."""
    base: str = settings.LIVE_URL
    if not base and settings.LIVE_PORT and not request.is_secure():
        host, _port = split_domain_port(request.get_host())
        base = f"http://{host}:{settings.LIVE_PORT}"
    return f"{base.rstrip('/')}/{topic}?{urlencode({'language': language})}" if base else ""


def poll(topic: str, language: str) -> str:
    return f"{reverse('live:poll', args=[topic])}?{urlencode({'language': language})}"
