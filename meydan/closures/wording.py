"""What people are told, each in their own language: in the words of their sessions, and as few as it takes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.closures.models import Closure

MOST_LINES = 3


class Told(NamedTuple):
    """One occasion as it is told of: what it was, what was done, and when it is now."""

    pk: int
    title: str
    url: str
    deed: str  # of `Closure.Way`, or "restored"
    day: dt.date
    starts_at: dt.datetime
    new_day: dt.date
    new_starts_at: dt.datetime


class Line(NamedTuple):
    """One program's share of one home's message."""

    sentence: str
    sessions: int
    online: bool


def line(occasions: Sequence[Told]) -> Line:
    """Some sessions of one program to which the same was done."""
    rows = sorted(occasions, key=lambda one: one.starts_at)
    first, last, count = rows[0], rows[-1], len(rows)
    facts: dict[str, Any] = {
        "title": first.title,
        "day": wording.day(first.day, "weekday"),
        "clock": wording.clock(first.starts_at),
        "count": wording.number(count),
        "first": wording.day(first.day),
        "last": wording.day(last.day),
        "new_day": wording.day(first.new_day, "weekday"),
        "new_clock": wording.clock(first.new_starts_at),
    }
    one, several = _sentences(first.deed)
    return Line((one if count == 1 else several) % facts, count, first.deed == Closure.Way.ONLINE)


def _sentences(deed: str) -> tuple[str, str]:
    return {
        Closure.Way.CANCEL.value: (
            _("“%(title)s” on %(day)s at %(clock)s is cancelled."),
            _("%(count)s sessions of “%(title)s” from %(first)s to %(last)s are cancelled."),
        ),
        Closure.Way.ONLINE.value: (
            _("“%(title)s” on %(day)s at %(clock)s is held online."),
            _("%(count)s sessions of “%(title)s” from %(first)s to %(last)s are held online."),
        ),
        Closure.Way.POSTPONE.value: (
            _("“%(title)s” of %(day)s is postponed to %(new_day)s at %(new_clock)s."),
            _("%(count)s sessions of “%(title)s” from %(first)s to %(last)s are postponed; first on %(new_day)s."),
        ),
        "restored": (
            _("“%(title)s” on %(day)s at %(clock)s takes place after all."),
            _("%(count)s sessions of “%(title)s” from %(first)s to %(last)s take place after all, as planned before."),
        ),
    }[deed]


def letter(lines: Sequence[tuple[Line, str]], reason: str = "") -> str:
    """All of one home's shares, each with the names it is for (none: the reader's own), and why."""
    shown = [_for(whom, one.sentence) for one, whom in lines[:MOST_LINES]]
    more = sum(one.sessions for one, _whom in lines[MOST_LINES:])
    if more:
        sentence = ngettext("And %(count)s more session.", "And %(count)s more sessions.", more)
        shown.append(sentence % {"count": wording.number(more)})
    if any(one.online for one, _whom in lines):
        shown.append(_("The link is on your page."))
    if reason:
        shown.append(_("Reason: %(reason)s") % {"reason": reason})
    return "\n".join(shown)


def names(people: Sequence[object]) -> str:
    return ("، " if wording.language() == "fa" else ", ").join(str(person) for person in people)


def _for(whom: str, sentence: str) -> str:
    return _("For %(names)s: %(sentence)s") % {"names": whom, "sentence": sentence} if whom else sentence
