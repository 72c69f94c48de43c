"""Reads the whole journal and says whether every line is as it was written, and none is missing or added.

What the chain alone cannot show, lines cut off at its end and a journal rewritten from some line on, the head shows,
and a head that was written down elsewhere (`meydan journal head`).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from meydan.engines import chain
from meydan.journal.models import Head

AT_A_TIME = 5000

_READ = """
    SELECT number, {at}, {actor}, verb, subject, subject_id, area_id, {facts}, origin, hash
    FROM journal_line WHERE number > %s ORDER BY number LIMIT %s
"""
_AS_WRITTEN = {
    "sqlite": {"at": "at || ''", "actor": "actor", "facts": "facts"},
    "postgresql": {
        "at": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
        "actor": "replace(actor::text, '-', '')",
        "facts": "facts::text",
    },
}

Row = tuple[Any, ...]
Flaw = Literal["changed", "missing", "added", "rewritten"]


class Mark(NamedTuple):
    """The number and the hash of a line that was the last one once."""

    number: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many lines stand unbroken, the hash of the last of them, and the first line that does not."""

    lines: int
    hash: bytes
    flaw: Flaw | None = None
    number: int = 0

    @property
    def sentence(self) -> str:
        match self.flaw:
            case None:
                return _("%(lines)d lines, each as it was written.") % {"lines": self.lines}
            case "changed":
                return _("Line %(number)d was changed after it was written.") % {"number": self.number}
            case "missing":
                return _("Line %(number)d is missing.") % {"number": self.number}
            case "added":
                return _("Line %(number)d was not written by Meydan.") % {"number": self.number}
            case "rewritten":
                return _("The journal was rewritten: line %(number)d is not the one noted.") % {"number": self.number}


def verify(*, noted: Mark | None = None, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Verdict:
    """Follow the chain from its first line to its last, while others go on writing behind it.

    The head is read before each piece: what stood under it then must be there to read.
    """
    link, last = chain.GENESIS, 0
    after = -1  # so that a line numbered 0 would be seen
    while True:
        head = read_head()
        progress(last, head.number)
        rows = _rows(after)
        for row in rows:
            number, stored = row[0], row[-1]
            if number != last + 1:
                return Verdict(last, link, *_out_of_order(number, last + 1))
            expected = _link(link, row)
            if expected is None or expected != stored:
                return Verdict(last, link, "changed", number)
            if noted and noted.number == number and noted.hash != stored:
                return Verdict(last, link, "rewritten", number)
            link, last = expected, number
        if rows:
            after = last
            continue
        if head.number > last or (noted and noted.number > last):
            return Verdict(last, link, "missing", last + 1)
        now = read_head()
        if now.number < last:
            return Verdict(now.number, now.hash, "added", now.number + 1)
        if now.number == last:
            return Verdict(last, link) if now.hash == link else Verdict(last, link, "rewritten", last)


def read_head() -> Mark:
    number, stored = Head.objects.values_list("number", "hash").get(pk=1)
    return Mark(number, bytes(stored))


def _rows(after: int) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(**_AS_WRITTEN[connection.vendor]), [after, AT_A_TIME])
        return list(cursor.fetchall())


def _out_of_order(number: object, expected: int) -> tuple[Flaw, int]:
    """SQLite would keep a word where the number belongs."""
    if not isinstance(number, int):
        return "changed", expected
    return ("missing", expected) if number > expected else ("added", number)


def _link(previous: bytes, row: Row) -> bytes | None:
    """The hash this row would have had; None where it holds what is never written."""
    number, at, actor, verb, subject, subject_id, area, facts, origin, _stored = row
    try:
        return chain.link(
            previous,
            {
                "number": number,
                "at": f"{at[:10]}T{at[11:]}" if len(at) > 19 else f"{at[:10]}T{at[11:]}.000000",
                "actor": actor,
                "verb": verb,
                "subject": subject,
                "subject_id": subject_id,
                "area": area,
                "facts": _facts(facts),
                "origin": origin,
            },
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


@lru_cache(maxsize=4096)
def _facts(text: str) -> str:
    """The facts in their one written form; a name given twice would be read one way here and another in SQL."""
    return chain.canonical(json.loads(text, object_pairs_hook=_each_once)).decode()


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found
