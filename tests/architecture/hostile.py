"""What somebody may send who means harm, or whose phone does: values, addresses and filled forms for the fuzz."""

import re
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

from meydan.base.forms import CLIENT_KEY
from tests.architecture.two_cities import OURS, THEIRS, ids_of, key_of

SCRIPT = "<script>meydan()</script>"
ZWNJ = "\u200c"

DAYS = [
    ("30", "12", "1405"),  # Esfand of a common year
    ("31", "7", "1405"),
    ("۳۰", "۱۲", "۱۴۰۳"),
    ("٣١", "٦", "١٤٠٥"),
    ("1", "9", "2026"),  # looks Gregorian
    ("1", "1", "1"),
    ("29", "12", "9377"),
    ("31", "6", "9999"),
    ("0", "0", "0"),
    ("-1", "13", "99999999999999999999"),
    ("12", "9", ""),
    ("x", ZWNJ, "\x00"),
]
TEXTS = [
    "",
    " ",
    ZWNJ,
    ZWNJ * 5 + " \u200f\u200e",
    "\x00",
    "پس\x00پیش",
    "ي ك ۀ \u0640\u0640",
    "😀👨‍👩‍👧‍👦",
    "\U0001f468\u200d" * 40,
    SCRIPT,
    f"\"'><b {SCRIPT}",
    "{{ 7|add:7 }}{% debug %}",
    "%s %(name)s %d {0} {name}",
    "'; DROP TABLE people_person; --",
    "\\' OR 1=1 --",
    "%_%",
    "ن" * 10_000,
    "a" * 10_000,
    "سطر\r\nسطر\r\nSet-Cookie: a=b",
    "../../etc/passwd",
    "//evil.example/",
    "https://evil.example/\\@localhost",
    "javascript:alert(1)",
    "on",
    "None",
    "[]",
    "[1, 2",
    '{"a": 1}',
    "\ufeff۱۲\u2066",
    "\ud7ff\uffff",
]
NUMBERS = [
    "0",
    "-1",
    "۱۲",
    "٣٤",
    "1",
    "5",
    "1000000",
    "²",
    "½",
    "1.5",
    "1,000",
    "۱٬۰۰۰",
    "1e9",
    "NaN",
    "inf",
    "-inf",
    "0x10",
    "+7",
    "1_000",
    str(2**31 - 1),
    str(2**31),
    str(2**63 - 1),
    str(2**63),
    "-" + str(2**63),
    "9" * 25,
    "9" * 5000,
]
MOMENTS = [
    "1405-12-30",
    "1405/7/31",
    "۱۴۰۵/۰۷/۳۱",
    "1405-09",
    "1405",
    "2026-11-28",
    "0001-01-01",
    "9999-12-31",
    "1-1-1",
    "99999-99-99",
    "1405/9/1 17:30",
    "25:61",
    "۱۷:۳۰",
    "24:00",
    "17:30:99",
]
PHONES = [
    "09121234567",
    "۰۹۱۲۱۲۳۴۵۶۷",
    "+989121234567",
    "0912",
    "02112345678",
    "+1 202 555 0100",
    "0499370899",
    "123456",
]
ROWS = [str(number) for first in (OURS, THEIRS) for number in ids_of(first)]
KEYS = [str(key_of(first + 1)) for first in (OURS, THEIRS)]

VALUES = st.one_of(
    st.sampled_from(TEXTS),
    st.sampled_from(NUMBERS),
    st.sampled_from(MOMENTS),
    st.sampled_from(PHONES),
    st.sampled_from(ROWS + KEYS + ["4199", "987654321"]),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
FILES = [
    ("a.png", PNG, "image/png"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "image/png"),
    ("a.jpg", b"\xff\xd8\xff\xe0 no image", "image/jpeg"),
    ("a.svg", f"<svg xmlns='http://www.w3.org/2000/svg'>{SCRIPT}</svg>".encode(), "image/svg+xml"),
    ("a.html", SCRIPT.encode(), "text/html"),
    ("خالی.csv", b"", "text/csv"),
    ("a.csv", b"kind,name\n\xff\xfe\xfa,\x80\x00\n", "text/csv"),
    ("a.csv", "\ufeffkind,name,code\r\nشهر,\x00,=1+1\r\n".encode(), "text/csv"),
    ("a.csv", ("kind,name\n" + "city,قدس\n" * 50).encode("utf-16"), "text/csv"),
    ("a.csv", b'kind,name\n"city,' + b"q" * 200_000, "text/csv"),
    (
        "a.json",
        b'{"type": "FeatureCollection", "features": [{"geometry": null}, 7, {"geometry": {"type": "Polygon"}}]}',
        "",
    ),
    ("a.json", b"[" * 50_000, "application/json"),
    ("a.json", b'{"type": "FeatureCollection", "features": {"a": NaN}}', "application/json"),
    ("x" * 300 + ".png", PNG, "image/png"),
    ("../../../a\x00.png", PNG, "image/png"),
    ("large.png", PNG + b"\x00" * (300 << 10), "image/png"),
]


class Control(NamedTuple):
    name: str
    type: str
    values: tuple[str, ...]  # what the page offers
    hint: str  # the keyboard it asks for


class Filled(NamedTuple):
    """A form as a page shows it."""

    method: str
    action: str
    controls: tuple[Control, ...]


class Forms(HTMLParser):
    """The forms of a page, and the names its links put in their own queries."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.found: list[Filled] = []
        self.asked: dict[str, set[str]] = {}  # of an address: the names in its query
        self._form: tuple[str, str, list[Control]] | None = None
        self._select: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._note(given.get("href", ""))
        elif tag == "form":
            self._form = (given.get("method", "get").lower(), given.get("action") or self.page, [])
        elif tag == "select":
            self._select = (given.get("name", ""), [])
        elif tag == "option" and self._select:
            self._select[1].append(given.get("value", ""))
        elif tag in {"input", "textarea", "button"} and given.get("name"):
            kind = "text" if tag == "textarea" else given.get("type", "text")
            self._add(Control(given["name"], kind, (given.get("value", ""),), given.get("inputmode", kind)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            self._add(Control(self._select[0], "select", tuple(self._select[1]), ""))
            self._select = None
        elif tag == "form" and self._form:
            method, action, controls = self._form
            self.found.append(Filled(method, action, tuple(controls)))
            self._form = None

    def _add(self, control: Control) -> None:
        if self._form and control.name:
            self._form[2].append(control)

    def _note(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.query and not parts.scheme:
            names = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
            self.asked.setdefault(parts.path or self.page, set()).update(names)


def _plausible(draw: Any, control: Control) -> str | None:
    """What somebody of good will would send."""
    if control.type in {"select", "radio", "checkbox"}:
        return draw(st.sampled_from([*control.values, None] if control.type != "radio" else list(control.values)))
    if control.values[0] or control.type in {"hidden", "submit"}:
        return control.values[0]
    for ending, value in (
        ("_day", "12"),
        ("_month", "9"),
        ("_year", "1406"),
        ("clock", "17:00"),
        ("phone", "09121234567"),
    ):
        if control.name.endswith(ending):
            return value
    if control.hint in {"numeric", "decimal", "number"}:
        return draw(st.sampled_from(["1", "۲۰", "45"]))
    return {"tel": "09121234567", "url": "https://example.ir/"}.get(control.hint, "کارگاه سفال")


@st.composite
def filled(draw: Any, form: Filled) -> dict[str, list[Any]]:
    """The form, sent mostly as meant but for some fields, or all, that are not."""
    names = sorted({control.name for control in form.controls} - {CLIENT_KEY})
    how = draw(st.sampled_from(["meant", "some", "some", "all"]))
    harmed = {"meant": set(), "all": set(names)}.get(how)
    if harmed is None:
        harmed = draw(st.sets(st.sampled_from(names), max_size=3)) if names else set()
    sent: dict[str, list[Any]] = {}
    for control in form.controls:
        if control.type == "file":
            if control.name in harmed or draw(st.booleans()):
                sent[control.name] = [SimpleUploadedFile(*draw(st.sampled_from(FILES)))]
        elif control.name == CLIENT_KEY:
            sent[CLIENT_KEY] = [control.values[0]]
        elif control.name in harmed:
            sent[control.name] = draw(st.lists(VALUES, max_size=2)) if draw(st.booleans()) else [draw(VALUES)]
        else:
            value = _plausible(draw, control)
            if value is not None and (control.type != "radio" or control.name not in sent):
                sent.setdefault(control.name, []).append(value)
    stems = sorted({name.removesuffix("_day") for name in names if name.endswith("_day")})
    if stems and draw(st.booleans()):
        stem = draw(st.sampled_from(stems))
        for part, value in zip(("day", "month", "year"), draw(st.sampled_from(DAYS)), strict=True):
            sent[f"{stem}_{part}"] = [value]
    return sent


@st.composite
def queries(draw: Any, names: list[str]) -> str:
    """A query: of names the page knows and others, arrays, and bytes that are no words."""
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), VALUES), max_size=4))
    stems = sorted({name.removesuffix("_day") for name in names if name.endswith("_day")})
    if stems and draw(st.booleans()):
        stem = draw(st.sampled_from(stems))
        day = draw(st.sampled_from(DAYS))
        pairs += [(f"{stem}_{part}", value) for part, value in zip(("day", "month", "year"), day, strict=True)]
    if pairs and draw(st.integers(0, 4)) == 0:
        pairs += [(f"{pairs[0][0]}[]", pairs[0][1]), pairs[0], (f"{pairs[0][0]}[a]", "1")]
    asked = urlencode(pairs, quote_via=quote)
    return asked + draw(st.sampled_from([""] * 6 + [f"&{quote(names[0])}=%ff%fe%00", "&%f0%28=%f0%28", "&&=&;"]))


WEIRD = {
    "int": [0, 4199, 987_654_321, 2**31, 2**63, 10**40],
    "uuid": [key_of(4199), key_of(2**128 - 1)],
    "slug": ["0", "-", "4199", "cultural", "venue", "area", "kind", "x" * 3000, str(2**63), "9" * 5000, "mine"],
    "str": ["0", "-", "4199", "\x00", "نشانی", "x" * 3000, "a b?c#d%", "😀", "..", SCRIPT.replace("/", "")],
}


def fits(converter: Any, value: Any) -> bool:
    return re.fullmatch(converter.regex, str(value)) is not None
