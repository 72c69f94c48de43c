"""The days a series falls on: the rule's, without holidays if asked, and without the exceptions."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.calendar import holidays
from meydan.engines import recurrence

MOST: Final = 400  # occasions of one series
AHEAD: Final = dt.timedelta(weeks=8)  # how far the occasions of a series without an end stand before it


class Days(NamedTuple):
    """What is kept, and what was left out because it is a holiday, with its title."""

    kept: list[dt.date]
    holidays: dict[dt.date, str]


def bounded(rule: str | recurrence.Rule, until: dt.date | None) -> recurrence.Rule:
    """The rule with its last day in it, so that its text alone says when it ends."""
    try:
        rule = recurrence.parse_rule(rule) if isinstance(rule, str) else rule
    except recurrence.WrongRule:
        raise Refusal(_("This way of repeating is not understood."), field="repeats") from None
    if until is not None and rule.count is None:
        rule = replace(rule, until=min(until, rule.until or until))
    if rule.until is None and rule.count is None:
        raise Refusal(_("Say until which day it repeats."), field="until")
    return rule


def without_end(rule: str | recurrence.Rule) -> recurrence.Rule:
    """The rule of a group that goes on and on."""
    try:
        rule = recurrence.parse_rule(rule) if isinstance(rule, str) else rule
    except recurrence.WrongRule:
        raise Refusal(_("This way of repeating is not understood."), field="repeats") from None
    return replace(rule, until=None, count=None)


def days(
    rule: recurrence.Rule, starts_on: dt.date, *, skips_holidays: bool, exceptions: Collection[dt.date] = ()
) -> Days:
    """Refuses when no day is left, and when there are too many."""
    found = recurrence.expand(rule, starts_on, limit=MOST + 1, exceptions=exceptions)
    if len(found) > MOST:
        sentence = _("That would be more than %(most)s occasions. Choose an earlier last day.")
        raise Refusal(sentence % {"most": wording.number(MOST)}, field="until")
    off = holidays.titles(found[0], found[-1]) if skips_holidays and found else {}
    kept = [day for day in found if day not in off]
    if not kept:
        raise Refusal(_("No day fits this. Choose other days or a later last day."), field="until")
    return Days(kept, {day: off[day] for day in found if day in off})
