import io

import pytest
from django.test import RequestFactory

from meydan.base.ranges import ranged

BODY = bytes(range(250)) * 1000


def asked(header="", method="get"):
    headers = {"Range": header} if header else {}
    request = getattr(RequestFactory(), method)("/", headers=headers)
    return ranged(request, io.BytesIO(BODY), len(BODY), content_type="audio/mpeg")


def test_all_of_it_says_that_parts_can_be_asked_for():
    answer = asked()
    assert (answer.status_code, answer["Accept-Ranges"], answer["Content-Length"]) == (200, "bytes", "250000")
    assert b"".join(answer) == BODY


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-1", 0, 1),  # Safari's first question
        ("bytes=0-", 0, 249_999),
        ("bytes=100000-199999", 100_000, 199_999),
        ("bytes=249999-", 249_999, 249_999),
        ("bytes=-5", 249_995, 249_999),
        ("bytes=-999999", 0, 249_999),
        ("bytes=5-999999", 5, 249_999),
    ],
)
def test_a_part_is_answered_with_these_bytes_alone(header, first, last):
    answer = asked(header)
    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes {first}-{last}/250000")
    body = b"".join(answer)
    assert (body, answer["Content-Length"]) == (BODY[first : last + 1], str(len(body)))


@pytest.mark.parametrize("header", ["bytes=250000-", "bytes=999999999999999-", "bytes=-0"])
def test_a_part_beyond_the_end_is_answered_with_the_size(header):
    answer = asked(header)
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */250000")


@pytest.mark.parametrize(
    "header", ["bytes=9-2", "bytes=-", "bytes=1-2,5-6", "items=1-2", "bytes=۱-۲", "bytes=" + "9" * 99]
)
def test_what_is_no_range_asks_for_all(header):
    answer = asked(header)
    assert (answer.status_code, b"".join(answer) == BODY) == (200, True)


def test_asking_for_the_head_alone_sends_nothing():
    answer = asked("bytes=0-9", "head")
    assert (answer.status_code, answer.content, answer["Content-Length"]) == (206, b"", "10")
