import json
import logging

import pytest
from django.http import HttpResponse

from meydan.ground.middleware import Arrival, TooLarge


@pytest.fixture
def seen(rf, settings):
    def seen(proxies=0, **headers):
        settings.TRUSTED_PROXIES = proxies
        got = {}

        def view(request):
            got["address"] = request.META["REMOTE_ADDR"]
            return HttpResponse()

        answer = Arrival(view)(rf.get("/", headers=headers, REMOTE_ADDR="10.0.0.1"))
        return got["address"], answer["X-Request-Id"]

    return seen


def test_without_proxies_nothing_a_sender_claims_is_believed(seen):
    address, mark = seen(**{"X-Forwarded-For": "192.0.2.7", "X-Request-Id": "chosen-by-sender"})
    assert address == "10.0.0.1"
    assert mark != "chosen-by-sender"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "192.0.2.7", "192.0.2.7"),
        (1, "203.0.113.9, 192.0.2.7", "192.0.2.7"),
        (2, "203.0.113.9, 192.0.2.7, 10.0.0.9", "192.0.2.7"),
        (2, "192.0.2.7", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_behind_proxies_the_address_the_outermost_one_saw_counts(seen, proxies, forwarded, address):
    assert seen(proxies, **{"X-Forwarded-For": forwarded})[0] == address


def test_a_proxys_request_id_is_kept_when_it_looks_like_one(seen):
    assert seen(1, **{"X-Request-Id": "abcdef-123"})[1] == "abcdef-123"
    assert seen(1, **{"X-Request-Id": "a b\tc"})[1] != "a b\tc"


def test_an_answered_request_is_one_line_without_its_query(rf, caplog):
    with caplog.at_level(logging.INFO, "meydan.requests"):
        Arrival(lambda _: HttpResponse(status=204))(rf.get("/x/?phone=09121234567"))
    line = caplog.records[-1]
    assert (line.facts["method"], line.facts["status"]) == ("GET", 204)
    assert "0912" not in json.dumps(line.facts)


def test_a_body_over_the_limit_is_refused_before_it_is_read(rf, settings):
    settings.UPLOAD_LIMIT = 1 << 20
    reached = []
    gate = TooLarge(lambda request: reached.append(request) or HttpResponse())
    assert gate(rf.post("/", CONTENT_LENGTH=str((1 << 20) + 1))).status_code == 413
    assert reached == []
    assert gate(rf.post("/", {"a": "b"})).status_code == 200
    assert gate(rf.get("/", CONTENT_LENGTH="")).status_code == 200
