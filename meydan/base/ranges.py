"""Sound and films in parts: a phone asks for the part it wants to play (RFC 9110, one range)."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

_AT_ONCE = 64 * 1024


def ranged(request: HttpRequest, file: IO[bytes], size: int, *, content_type: str) -> HttpResponseBase:
    """The file, or the part that is asked for; a range that cannot be is answered with the size (416)."""
    asked = _range(request.headers.get("Range", ""), size)
    if asked is not None and asked[0] > asked[1]:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = asked or (0, size - 1)
    is_part = asked is not None
    answer: HttpResponseBase
    if request.method == "HEAD":
        file.close()
        answer = HttpResponse(content_type=content_type, status=206 if is_part else 200)
    else:
        part = _part(file, first, last)
        answer = StreamingHttpResponse(part, content_type=content_type, status=206 if is_part else 200)
        answer._resource_closers.append(file.close)  # type: ignore[attr-defined]  # noqa: SLF001 - as FileResponse does
    answer["Content-Length"] = str(last - first + 1)
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Encoding"] = "identity"  # compressed as it is; and a range is of these bytes
    answer["X-Content-Type-Options"] = "nosniff"
    if is_part:
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


def _range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte, the first beyond the last where there are none. None: no range, or several, was asked."""
    found = _RANGE.fullmatch(header)
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return size - min(int(found[2]), size), size - 1
    if found[2] and int(found[2]) < int(found[1]):
        return None  # no valid range, so it is as if none was asked for
    return int(found[1]), min(int(found[2] or size), size - 1)


def _part(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    file.seek(first)
    left = last - first + 1
    while left > 0 and (some := file.read(min(left, _AT_ONCE))):
        left -= len(some)
        yield some
