import json
import logging
from types import SimpleNamespace

import pytest
from django.http import HttpResponseForbidden
from django.utils.log import log_response

from meydan.ground import logs
from meydan.ground.logs import masked


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("to 09121234567", "to 0912****567"),
        ("to +989121234567.", "to +98912****567."),
        ("to 00989121234567", "to 0098912****567"),
        ("to 9121234567", "to 912****567"),
        ("to ۰۹۱۲۱۲۳۴۵۶۷", "to 0912****567"),
        ("to ٠٩١٢١٢٣٤٥٦٧", "to 0912****567"),
        ("/sms?to=%2B989121234567&x=1", "/sms?to=%2B98912****567&x=1"),
        ("id 0012345678", "id 00******78"),
        ("GET /v1/send?apikey=abc123&to=1", "GET /v1/send?apikey=***&to=1"),
        ("GET /x?API_KEY=abc", "GET /x?API_KEY=***"),
        ('{"token": "abc.def"}', '{"token": "***"}'),
        (
            "https://gateway.test/v1/6D2F4A7B9C1E3D5F7A9B0C1D2E3F4A5B/sms/send.json",
            "https://gateway.test/v1/***/sms/send.json",
        ),
        ("code=54321", "code=***"),
        ("took 1700 ms for 12 rows on 2026-11-22", "took 1700 ms for 12 rows on 2026-11-22"),
        ("program 1234567", "program 1234567"),
    ],
)
def test_numbers_and_keys_are_masked(said, kept):
    assert masked(said) == kept


def record(message, *args, error=None, **extra):
    made = logging.LogRecord("meydan.x", logging.INFO, __file__, 1, message, args, error)
    made.__dict__.update(extra)
    return made


def test_a_line_is_json_with_the_requests_id():
    mark = logs.request_id.set("abc")
    try:
        line = json.loads(logs.Json().format(record("sent to %s", "09121234567", facts={"ms": 3})))
    finally:
        logs.request_id.reset(mark)
    assert line.pop("at").endswith("+00:00")
    assert line == {"level": "info", "from": "meydan.x", "says": "sent to 0912****567", "request": "abc", "ms": 3}


@pytest.mark.parametrize(
    ("path", "route"), [("/f/ABCD2345/", "/f/<str:code>/"), ("/f/پ/", "/f/<str:code>/"), ("/x", None)]
)
def test_of_a_refused_or_failed_request_the_route_is_logged_and_not_its_address(rf, path, route):
    request = rf.get("/")
    request.path, request.resolver_match = path, SimpleNamespace(route=route[1:]) if route else None
    records = []
    logger = SimpleNamespace(warning=lambda said, *args, extra, **_: records.append(record(said, *args, **extra)))
    log_response(
        "Forbidden (%s): %s", "no token", path, request=request, response=HttpResponseForbidden(), logger=logger
    )
    told = [logs.Masked("{message}", style="{").format(records[0]), json.loads(logs.Json().format(records[0]))["says"]]
    assert told == [f"Forbidden (no token): {route or '…'}"] * 2


def test_of_an_error_only_its_kind_and_way_are_logged():
    try:
        raise ValueError("«زهرا» typed 09121234567")
    except ValueError as error:
        line = logs.Json().format(record("failed", error=(type(error), error, error.__traceback__)))
    found = json.loads(line)
    assert found["error"] == "builtins.ValueError"
    assert "test_logs.py" in found["where"][0]
    assert "typed" not in line


def test_the_plain_line_is_masked_as_well():
    assert logs.Masked("{levelname} {message}", style="{").format(record("to 09121234567")) == "INFO to 0912****567"
