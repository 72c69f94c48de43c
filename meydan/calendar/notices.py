"""What the guests of an occasion are told by the house itself: which occasions are due, and in what words.

The evening before, and two hours before what begins after eight in the morning; never at night. Written so short that
most fit in one or two parts of an SMS.
"""

import datetime as dt
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.calendar import guests
from meydan.calendar.models import Mode, Notice, Occasion
from meydan.messaging import rules as messaging
from meydan.messaging.models import Message
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person

EVENING: Final = (18, 21)  # between these hours people hear of tomorrow
SOON: Final = dt.timedelta(hours=2)
TOO_LATE: Final = dt.timedelta(minutes=30)  # whoever is not on the way by then is not helped by a reminder
AWAKE: Final = 8  # what begins before this hour is reminded of the evening before only
LONGEST_TITLE: Final = 50
REMINDERS: Final = (Notice.About.EVENING, Notice.About.SOON)


def due(now: dt.datetime) -> list[tuple[Occasion, Notice.About]]:
    """Announced occasions with guests, of which it is time to remind them, in the order of their ids."""
    if messaging.not_before(Message.Kind.REMINDER, now) > now:
        return []
    local = timezone.localtime(now)
    found: list[tuple[Occasion, Notice.About]] = []
    if EVENING[0] <= local.hour < EVENING[1]:
        tomorrow = local.date() + dt.timedelta(days=1)
        found += [(one, Notice.About.EVENING) for one in _unsaid(Q(day=tomorrow), Notice.About.EVENING)]
    begins_soon = Q(day=local.date(), starts_at__gt=now + TOO_LATE, starts_at__lte=now + SOON)
    awake = local.replace(hour=AWAKE, minute=0, second=0, microsecond=0)
    found += [
        (one, Notice.About.SOON) for one in _unsaid(begins_soon & Q(starts_at__gt=awake), Notice.About.SOON, soon=True)
    ]
    return sorted(found, key=lambda pair: pair[0].pk)


def _unsaid(when: Q, about: Notice.About, *, soon: bool = False) -> list[Occasion]:
    standing = Occasion.objects.filter(when, status=Occasion.Status.ANNOUNCED)
    rows = standing.exclude(Exists(Notice.objects.filter(occasion=OuterRef("pk"), day=OuterRef("day"), about=about)))
    found = {one.pk: one for one in rows.order_by("pk")}
    return [found[pk] for pk in sorted(guests.expected_somebody(rows, soon=soon) & set(found))] if found else []


def is_true(notice: Notice, occasion: Occasion, now: dt.datetime) -> bool:
    """Whether what it says still holds: it stands, is to come, and is not at another time than is said."""
    if occasion.status != Occasion.Status.ANNOUNCED or occasion.starts_at <= now or occasion.day != notice.day:
        return False
    return notice.about in REMINDERS or notice.sequence == occasion.sequence


def expires_at(notice: Notice, occasion: Occasion) -> dt.datetime:
    """When it is of no more use: «فردا» is wrong after midnight."""
    if notice.about != Notice.About.EVENING:
        return occasion.starts_at
    midnight = dt.datetime.combine(occasion.day, dt.time(), timezone.get_default_timezone())
    return midnight.astimezone(dt.UTC)


class Texts:
    """The words of one notice for each of its readers; made once a language, since thousands read the same."""

    def __init__(self, notice: Notice, occasion: Occasion) -> None:
        self._say = _SENTENCES[Notice.About(notice.about)]
        self._occasion = occasion
        self._made: dict[str, str] = {}

    def of(self, person: Person) -> str:
        """In the language of whoever reads it; a family member's says whom it is for."""
        reader = person.guardian or person
        if reader.language not in self._made:
            with in_language_of(reader):
                self._made[reader.language] = self._say(self._occasion)
        sentence = self._made[reader.language]
        if person.guardian is None:
            return sentence
        with in_language_of(reader):
            return _("For %(name)s: %(sentence)s") % {"name": person, "sentence": sentence}


def _evening(occasion: Occasion) -> str:
    return _("Reminder: “%(title)s”, tomorrow at %(clock)s, %(place)s.") % _facts(occasion)


def _soon(occasion: Occasion) -> str:
    return _("Reminder: “%(title)s”, today at %(clock)s, %(place)s.") % _facts(occasion)


def _shifted(occasion: Occasion) -> str:
    facts = _facts(occasion) | {"day": wording.day(occasion.day, "weekday")}
    return _("“%(title)s” on %(day)s begins at %(clock)s: the time of the prayer was corrected.") % facts


_SENTENCES: Final = {
    Notice.About.EVENING: _evening,
    Notice.About.SOON: _soon,
    Notice.About.SHIFTED: _shifted,
}


def _facts(occasion: Occasion) -> dict[str, str]:
    title = occasion.title
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1].rstrip() + "…"
    return {"title": title, "clock": wording.clock(occasion.starts_at), "place": _place(occasion)}


def _place(occasion: Occasion) -> str:
    """Where, or that the link is on the ticket, which only those who have a place can open."""
    if occasion.mode == Mode.ONLINE:
        return _("online, by the link on your ticket")
    comma = "، " if wording.language() == "fa" else ", "
    venue = comma.join(str(part) for part in (occasion.hall, occasion.venue) if part) or str(occasion.area)
    if occasion.mode == Mode.HYBRID:
        return _("%(venue)s, or online by the link on your ticket") % {"venue": venue}
    return venue


def with_place(rows: QuerySet[Occasion]) -> QuerySet[Occasion]:
    heavy = ("area__border", "area__outline", "venue__opening_hours")
    return rows.select_related("area", "venue", "hall").defer(*heavy)
