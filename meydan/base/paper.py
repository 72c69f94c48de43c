"""Papers in PDF, set by Typst when they are opened: certificates, minutes. Nothing of them is stored.

A room has its layout, `<room>/sheet/<name>.typ`, which may `#import "/base/sheet/house.typ": *` for the house's colors
and its star. What people typed reaches it as JSON and is text there, whatever it looks like: it is never part of
Typst's code.
"""

import datetime as dt
import hashlib
import io
import json
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from django.core.cache import cache as kept
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from meydan.engines import persian

if TYPE_CHECKING:
    import typst

HOUSE: Final = Path(__file__).resolve().parents[1]  # what a layout may import from
SHEET: Final = HOUSE / "base" / "sheet"
INK: Final = "#17305a"
_TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # marks that would turn what follows

Facts = dict[str, Any]


def plain(text: str) -> str:
    """What somebody typed, as it may stand on a paper."""
    return _TURNING.sub("", persian.tidy(text))


def qr(address: str) -> str:
    """As SVG, for `image(bytes(data.qr))`."""
    import segno

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, dark=INK, omitsize=True)
    return drawn.getvalue().decode()


def tag(layout: Path, said: Facts) -> str:
    """What changes when the paper would: an ETag."""
    written = json.dumps(said, sort_keys=True).encode() + _parts(layout)
    return f'"{hashlib.sha256(written).hexdigest()[:32]}"'


def render(layout: Path, said: Facts, at: dt.datetime, output: Literal["pdf", "png"] = "pdf") -> bytes:
    """The same bytes for the same words: `at`, when what it tells happened, is the moment the file names."""
    import typst

    made: bytes = typst.compile(
        layout,
        root=HOUSE,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(said)},
        format=output,
        timestamp=int(at.timestamp()),
    )
    return made


def answer(  # noqa: PLR0913 - a paper is asked, made, dated, named and kept
    request: HttpRequest, layout: Path, said: Facts, at: dt.datetime, *, filename: str, kept_for: int = 0
) -> HttpResponse:
    """The paper, set anew each time; a browser that has it already is told so. What anybody may ask for without end is
    set once while it is the same, and `kept_for` seconds: never what is said of a person.
    """
    etag = tag(layout, said)
    given = get_conditional_response(request, etag=etag)
    if given is None:
        key = "base.paper." + etag.strip('"')
        made = (kept_for and kept.get(key)) or render(layout, said, at)
        if kept_for:
            kept.set(key, made, kept_for)
        given = HttpResponse(made, content_type="application/pdf")
        given["Content-Disposition"] = f'inline; filename="{filename}"'
    assert isinstance(given, HttpResponse)
    given["ETag"] = etag
    given["Cache-Control"] = "private, no-cache"
    return given


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[SHEET / "fonts"])


@cache
def _parts(layout: Path) -> bytes:
    return layout.read_bytes() + (SHEET / "house.typ").read_bytes() + version("typst").encode()
