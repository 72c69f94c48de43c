"""Reading a CSV of areas as people save it: with a BOM, with Excel's semicolons, with Persian headers and digits."""

import csv
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.engines import persian
from meydan.places.models import Area

COLUMNS: Final = {
    "kind": ("kind", "نوع", "سطح"),
    "name": ("name", "name_fa", "نام"),
    "name_en": ("name_en", "english", "نام انگلیسی", "نام لاتین"),
    "code": ("code", "کد"),
    "parent_code": ("parent_code", "کد بالادست", "کد والد"),
    "parent_kind": ("parent_kind", "نوع بالادست", "نوع والد"),
    "latitude": ("latitude", "lat", "عرض جغرافیایی", "عرض"),
    "longitude": ("longitude", "lon", "lng", "طول جغرافیایی", "طول"),
}
KINDS: Final = {
    Area.Kind.COUNTRY: "کشور",
    Area.Kind.PROVINCE: "استان",
    Area.Kind.CITY: "شهر",
    Area.Kind.REGION: "منطقه",
    Area.Kind.NEIGHBORHOOD: "محله",
}
_LONGEST_CODE: Final = 30


class Bad(NamedTuple):
    """A row or a feature that was not taken, by its number in the file, and why."""

    number: int
    reason: str | Promise


class Row(NamedTuple):
    """A line of the file. Empty means that the file does not say."""

    line: int
    kind: str
    name: str
    name_en: str
    code: str
    parent_code: str
    parent_kind: str
    point: tuple[float, float] | None


def read(text: str) -> tuple[list[Row], list[Bad]]:
    """The rows in the order of the file; refuses a file that is no such table at all."""
    rows: list[Row] = []
    bad: list[Bad] = []
    try:
        for line, cells in _lines(text):
            row = _row(line, cells)
            if isinstance(row, Bad):
                bad.append(row)
            else:
                rows.append(row)
    except csv.Error:
        raise Refusal(_("This file cannot be read as a table. Save it as CSV in UTF-8."), field="file") from None
    return rows, bad


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    if not persian.tidy(first):
        raise Refusal(_("The file is empty."), field="file")
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = [_column(cell) for cell in next(reader)]
    missing = [column for column in ("kind", "name") if column not in header]
    if missing:
        raise Refusal(
            _("The first line must name the columns. Missing: %(columns)s.") % {"columns": "، ".join(missing)},
            field="file",
        )
    for cells in reader:
        told = {column: tidied(cell) for column, cell in zip(header, cells, strict=False) if column}
        if any(told.values()):
            yield reader.line_num, told


def _column(cell: str) -> str:
    return _COLUMN_OF.get(plain(cell), "")


def plain(word: str) -> str:
    """A word of the header or a kind, however spaced."""
    return re.sub(r"[\s_\u200c-]", "", persian.tidy(word).casefold())


def tidied(cell: str) -> str:
    """One line of words with digits in one script."""
    plain = cell.isascii() and cell.isprintable()  # codes and numbers, mostly
    return " ".join((cell if plain else persian.fold_digits(persian.tidy(cell))).split())


@lru_cache(maxsize=1000)  # each row asks for its own several times
def spelling(name: str) -> str:
    """The name as it is read: without half spaces, spaces, hamza, vowel signs and the hat of آ."""
    return persian.sort_key(name.replace("آ", "ا")).replace(" ", "")


def _row(line: int, cells: dict[str, str]) -> Row | Bad:
    kind, parent_kind = (KIND_OF.get(plain(cells.get(column, "")), "") for column in ("kind", "parent_kind"))
    if not kind:
        return Bad(line, _("The kind «%(kind)s» is not known.") % {"kind": cells.get("kind", "")[:40]})
    if cells.get("parent_kind") and not parent_kind:
        return Bad(line, _("The kind «%(kind)s» is not known.") % {"kind": cells["parent_kind"][:40]})
    for column, longest in (("name", 120), ("name_en", 120), ("code", _LONGEST_CODE)):
        if len(cells.get(column, "")) > longest:
            sentence = _("The column %(column)s holds at most %(limit)s characters.")
            return Bad(line, sentence % {"column": column, "limit": wording.number(longest)})
    if not cells.get("name"):
        return Bad(line, gettext_lazy("The name is missing."))
    point = _point(cells.get("latitude", ""), cells.get("longitude", ""))
    if isinstance(point, Promise):
        return Bad(line, point)
    code, parent_code = (cells.get(column, "").replace(" ", "") for column in ("code", "parent_code"))
    return Row(line, kind, cells["name"], cells.get("name_en", ""), code, parent_code, parent_kind, point)


def _point(latitude: str, longitude: str) -> tuple[float, float] | Promise | None:
    if not latitude and not longitude:
        return None
    if not latitude or not longitude:
        return gettext_lazy("Latitude and longitude go together: one of them is missing.")
    try:
        point = float(latitude.replace(",", ".")), float(longitude.replace(",", "."))
    except ValueError:
        return gettext_lazy("Latitude and longitude are numbers in degrees, such as 35.7219 and 51.3347.")
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        return gettext_lazy("This point is not on the globe. Have latitude and longitude changed places?")
    return point


_COLUMN_OF: Final = {plain(word): column for column, words in COLUMNS.items() for word in words}
KIND_OF: Final = {
    plain(word): kind.value for kind, persian_word in KINDS.items() for word in (kind.value, persian_word)
}
