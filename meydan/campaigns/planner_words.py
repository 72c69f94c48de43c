"""What stands against a session, and what a move does, in words with names."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meydan.base import wording
from meydan.calendar.timing import describe_timing
from meydan.campaigns.models import Audience, Promise, Sessions
from meydan.campaigns.moves import Ways
from meydan.campaigns.problem import Key, Sheet
from meydan.engines.planning import Cell, Effects, Placement, Rule, Violation

MOST: Final = 4  # lines of why something found no place


def session(sheet: Sheet, key: Key) -> str:
    """«مهارت نه گفتن»، جلسهٔ ۲"""
    known = {"wish": wish(sheet, key[0], key[1]), "number": wording.number(key[2])}
    return _("%(wish)s, session %(number)s") % known


def wish(sheet: Sheet, promise: int, sessions: str) -> str:
    title = {"title": wording.digits(sheet.services[promise].title)}
    if sessions == Sessions.WOMEN:
        return _("“%(title)s” for women") % title
    if sessions == Sessions.MEN:
        return _("“%(title)s” for men") % title
    return _("“%(title)s”") % title


def when(sheet: Sheet, day: dt.date, slot: int) -> str:
    """«شنبه ۲۱ آذر، ۲۰ دقیقه پس از مغرب · ۱۷:۳۴»"""
    return _("%(day)s, %(time)s") % {"day": short_day(day), "time": time(sheet, day, slot)}


def short_day(day: dt.date) -> str:
    """«شنبه ۲۸ آذر»: a stage lies within weeks, so the year says nothing."""
    return wording.day(day, "weekday").rpartition(" ")[0]


def time(sheet: Sheet, day: dt.date, slot: int) -> str:
    timing = next((one for one in sheet.slots if one.pk == slot), None)
    described = describe_timing(timing) if timing else ""
    clock = sheet.clocks.get((day, slot))
    return f"{described} · {wording.clock(clock)}" if clock and timing and timing.clock is None else described


def where(sheet: Sheet, space: int) -> str:
    one = sheet.spaces[space]
    return _("%(place)s, %(space)s") % {"place": one.place, "space": one}


def broken(sheet: Sheet, one: Violation, placements: Iterable[Placement]) -> str:
    """A rule that sessions break in these placements, as one sentence."""
    at = {each.key: each for each in placements}
    first, last = (at[key] for key in (one.by[0], one.by[-1]))
    promise = sheet.services[first.service]
    facts: dict[str, Any] = {
        "session": session(sheet, first.key),
        "sessions": listed(session(sheet, key) for key in one.by),
        "agency": promise.invited.organization,
        "minutes": wording.number(promise.minutes),
        "needed": wording.number(promise.capacity or 0),
        "day": short_day(first.evening),
        "time": time(sheet, first.evening, first.slot),
        "place": sheet.spaces[first.space].place,
        "space": where(sheet, first.space),
        "seats": wording.number(sheet.spaces[first.space].capacity),
        "parts": sheet.spaces[first.space].get_sessions_display(),
        "walk": wording.number(sheet.problem.walk(*(sheet.spaces[each.space].place_id for each in (first, last)))),
        "from": sheet.spaces[first.space].place,
        "to": sheet.spaces[last.space].place,
        "who": sheet.leaders.get(one.subject or 0, str(promise.invited.organization)),
    }
    if one.rule == Rule.SUPPLY and one.subject is not None:
        facts |= {"supply": sheet.supplies[one.subject], "count": wording.number(sheet.problem.supplies[one.subject])}
    if one.rule == Rule.AGENCY:
        agency = next(each for each in sheet.problem.agencies if each.id == one.subject)
        facts["count"] = wording.number(agency.at_once)
    return _sentences()[one.rule] % facts


def _sentences() -> Mapping[Rule, str]:
    return {
        Rule.WANTED: _("%(session)s: %(agency)s does not offer so many sessions."),
        Rule.EVENINGS: _("%(session)s: %(agency)s cannot on %(day)s."),
        Rule.SLOTS: _("%(session)s: %(agency)s cannot at %(time)s."),
        Rule.PLACES: _("%(session)s: %(agency)s cannot be at %(place)s."),
        Rule.MINUTES: _("%(session)s lasts %(minutes)s minutes, longer than this time of the evening."),
        Rule.SESSIONS: _("%(session)s: in “%(space)s” there are only sessions of another kind (%(parts)s)."),
        Rule.SEATS: _("%(session)s is for %(needed)s people, and “%(space)s” holds %(seats)s."),
        Rule.SUPPLY: _("Of “%(supply)s” only %(count)s are there for %(sessions)s."),
        Rule.SPACE: _("In “%(space)s” two sessions would be held at once: %(sessions)s."),
        Rule.LEADER: _("%(who)s would hold more than one session at once: %(sessions)s."),
        Rule.AGENCY: _("%(agency)s can hold %(count)s session at once, and would hold %(sessions)s."),
        Rule.WALK: _("%(who)s needs %(walk)s minutes on foot between “%(from)s” and “%(to)s”: %(sessions)s."),
    }


def impossible(sheet: Sheet, promise: Promise, sessions: str, rules: Sequence[Rule]) -> str:
    """Why no time and space would do even in an empty week."""
    needs = [
        _("%(needed)s of “%(supply)s” where %(count)s are left beside the stalls")
        % {
            "supply": sheet.supplies[need],
            "needed": wording.number(needed),
            "count": wording.number(sheet.problem.supplies[need]),
        }
        for need, needed in _needs(sheet, promise)
        if needed > sheet.problem.supplies[need]
    ]
    nouns = {
        Rule.EVENINGS: _("the days its agency can"),
        Rule.SLOTS: _("the times its agency can"),
        Rule.PLACES: _("the places its agency can"),
        Rule.MINUTES: _("its length of %(minutes)s minutes") % {"minutes": wording.number(promise.minutes)},
        Rule.SESSIONS: _("that a space holds this kind of session (%(sessions)s)")
        % {"sessions": Sessions(sessions).label},
        Rule.SEATS: _("its %(needed)s seats") % {"needed": wording.number(promise.capacity or 0)},
        Rule.SUPPLY: listed(needs),
    }
    if not rules:
        return _("No time of an evening can be reckoned.")
    return _("Even in an empty week nothing suits it, because of %(rules)s.") % {
        "rules": listed(str(nouns[rule]) for rule in rules)
    }


def against(sheet: Sheet, promise: Promise, ways: Ways) -> list[str]:
    """Of the times and spaces that would do, for how many each thing stands against it: the most first."""
    return [
        ngettext(
            "For %(count)s of %(all)s times and spaces: %(what)s.",
            "For %(count)s of %(all)s times and spaces: %(what)s.",
            count,
        )
        % {
            "count": wording.number(count),
            "all": wording.number(ways.count),
            "what": _stands(sheet, promise, rule, one),
        }
        for rule, one, count in ways.blocks[:MOST]
    ]


def shortest(sheet: Sheet, promise: Promise, sessions: str, ways: Ways) -> str:
    """In one line: that it fits, or what stands most against it."""
    if not ways.count:
        return impossible(sheet, promise, sessions, ways.impossible)
    if ways.free:
        count = len(ways.free)
        known = {"count": wording.number(count)}
        return (
            ngettext("%(count)s time and space is free for it.", "%(count)s times and spaces are free for it.", count)
            % known
        )
    return against(sheet, promise, ways)[0]


def _stands(sheet: Sheet, promise: Promise, rule: Rule, subject: int | None) -> str:
    match rule:
        case Rule.SPACE if subject is not None:
            return _("“%(space)s” is taken") % {"space": where(sheet, subject)}
        case Rule.SUPPLY if subject is not None:
            return _("all of “%(supply)s” is in use") % {"supply": sheet.supplies[subject]}
        case Rule.LEADER if subject is not None:
            return _("%(leader)s holds another session") % {"leader": sheet.leaders[subject]}
        case Rule.WALK:
            who = sheet.leaders.get(subject or 0, str(promise.invited.organization))
            return _("%(who)s would not get there on foot in time") % {"who": who}
    return _("%(agency)s holds as many sessions as it can") % {"agency": promise.invited.organization}


def conflict(sheet: Sheet, said: Mapping[str, Any]) -> str:
    """The fewest wishes that cannot be had together, and what they break together."""
    nouns = {
        Rule.SPACE: _("there are too few spaces"),
        Rule.LEADER: _("the same person holds them"),
        Rule.AGENCY: _("their agency cannot hold so many at once"),
        Rule.SUPPLY: _("what is lent does not suffice"),
        Rule.WALK: _("the ways between places are too long"),
    }
    wishes = listed(
        ngettext("%(count)s session of %(wish)s", "%(count)s sessions of %(wish)s", count)
        % {"count": wording.number(count), "wish": wish(sheet, promise, sessions)}
        for promise, sessions, count in said["wishes"]
        if promise in sheet.services
    )
    rules = listed(str(nouns[Rule(rule)]) for rule in said["rules"] if Rule(rule) in nouns)
    if not rules:
        return _("There are fewer times and spaces for it than sessions: %(wishes)s.") % {"wishes": wishes}
    sentence = (
        _("These cannot all be had: %(wishes)s; for %(rules)s. Without any one of them the rest can.")
        if said["is_minimal"]
        else _("These cannot all be had: %(wishes)s; for %(rules)s.")
    )
    return sentence % {"wishes": wishes, "rules": rules}


def hole(sheet: Sheet, cell: Cell) -> str:
    """«اعتیاد» برای جوانان در مسجد النبی"""
    known: dict[str, Any] = {"concern": wording.digits(sheet.concerns[cell.concern].name)}
    place = next((one for one in sheet.places if one.pk == cell.place), None)
    known |= {"place": place, "audience": Audience(cell.audience).label if cell.audience else ""}
    if place and cell.audience:
        return _("“%(concern)s” (%(audience)s) at %(place)s") % known
    if cell.audience:
        return _("“%(concern)s” (%(audience)s), anywhere") % known
    return (_("“%(concern)s” at %(place)s") if place else _("“%(concern)s”, anywhere")) % known


def effects(sheet: Sheet, found: Effects, after: Iterable[Placement]) -> dict[str, list[str]]:
    """What a move breaks, mends, uncovers, covers, and what else changes."""
    changes = []
    if found.unevenness:
        changes.append(_("Evenings become less even.") if found.unevenness > 0 else _("Evenings become more even."))
    if found.idle:
        waits = ngettext("%(count)s time", "%(count)s times", abs(found.idle)) % {
            "count": wording.number(abs(found.idle))
        }
        sentence = _("Its agency waits %(waits)s more.") if found.idle > 0 else _("Its agency waits %(waits)s less.")
        changes.append(sentence % {"waits": waits})
    return {
        "broken": [broken(sheet, one, after) for one in found.broken],
        "mended": [broken(sheet, one, sheet.placements) for one in found.mended],
        "opened": [hole(sheet, cell) for cell in found.opened],
        "filled": [hole(sheet, cell) for cell in found.filled],
        "changes": changes,
    }


def listed(words: Iterable[str]) -> str:
    return pgettext("between the words of a list", "; ").join(words)


def _needs(sheet: Sheet, promise: Promise) -> list[tuple[int, int]]:
    return [(int(pk), count) for pk, count in promise.needs.items() if int(pk) in sheet.supplies]


def only_at(promise: Promise) -> str:
    places = listed(str(place) for place in promise.places.all())
    return _("Its agency comes only to %(places)s.") % {"places": places}


def not_there() -> str:
    return _("No time and space there is free for it.")
