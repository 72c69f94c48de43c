import json

import pytest


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        (None, "en-US,en", "fa"),
        (None, "", "fa"),
        ("en", "fa", "en"),
        ("fa", "en", "fa"),
        ("xx", "en", "fa"),
        ("../en", "", "fa"),
    ],
)
def test_the_cookie_decides_the_language_and_the_browser_does_not(town, settings, cookie, accepted, language):
    if cookie:
        town.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    answer = town.get("/form/", headers={"Accept-Language": accepted})
    assert answer["Content-Language"] == language
    assert f'<html lang="{language}" dir="{"rtl" if language == "fa" else "ltr"}"' in answer.content.decode()
    assert "Cookie" in answer["Vary"]


def test_a_refusal_nobody_caught_is_a_page_that_says_it(town):
    answer = town.get("/refused/", headers={"Referer": "http://testserver/form/"})
    assert answer.status_code == 409
    assert "Registration for this program is closed." in answer.content.decode()
    assert 'href="http://testserver/form/"' in answer.content.decode()


def test_a_refusal_of_a_request_by_htmx_is_a_toast(town):
    answer = town.get("/refused/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert json.loads(answer["HX-Trigger"])["toasts"]["toasts"] == [
        {"text": "Registration for this program is closed.", "level": "danger"}
    ]


@pytest.mark.parametrize("path", ["/form/", "/refused/", "/denied/", "/nowhere/", "/broken/", "/robots.txt"])
def test_every_answer_binds_the_browser_to_this_house(town, path):
    answer = town.get(path)
    policy = answer["Content-Security-Policy"]
    for rule in (
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ):
        assert rule in policy
    assert "unsafe" not in policy
    assert answer["Permissions-Policy"] == "geolocation=(self), camera=(self), microphone=(self)"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("known", "host", "connections"),
    [
        ([], "testserver:8000", "connect-src 'self'"),
        (["http://{host}:8001"], "testserver:8000", "connect-src 'self' http://testserver:8001"),
        (["http://{host}:8001"], "[::1]:8000", "connect-src 'self' http://[::1]:8001"),
        (["https://live.example"], "testserver", "connect-src 'self' https://live.example"),
        (["http://{host}:8001"], "evil.example; script-src *", "connect-src 'self'"),
    ],
)
def test_scripts_connect_to_this_house_and_to_what_the_settings_name(town, settings, known, host, connections):
    settings.CONNECT_TO = known
    policy = town.get("/form/", headers={"Host": host})["Content-Security-Policy"]
    assert policy.split("; ")[-1] == connections


@pytest.mark.parametrize("path", ["/form/", "/_design/", "/nowhere/", "/refused/", "/broken/"])
def test_no_page_has_inline_script_or_style(town, path):
    html = town.get(path).content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick" not in html
    assert html.count("<script") == html.count("<script src=")
