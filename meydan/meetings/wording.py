"""What people are told of a meeting, by SMS: short, in their own language."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.meetings.models import Meeting


def where(meeting: Meeting) -> str:
    venue = meeting.occasion.venue
    return "، ".join(part for part in (str(venue) if venue else "", meeting.place) if part)


def told(template: str, meeting: Meeting) -> str:
    facts = {"title": meeting.title, "when": wording.moment(meeting.occasion.starts_at), "where": where(meeting) or "—"}
    sentences = {
        "invited": _(
            "You are invited to “%(title)s”: %(when)s, %(where)s. Say who comes, in Meydan under “My meetings”."
        ),
        "uninvited": _("You are not invited to “%(title)s” of %(when)s any more."),
        "moved": _("“%(title)s” is at another time or place now: %(when)s, %(where)s."),
        "canceled": _("“%(title)s” of %(when)s does not take place."),
        "approved": _("The minutes of “%(title)s” can be read in Meydan under “My meetings”."),
    }
    return sentences[template] % facts


def origin(meeting: Meeting) -> str:
    """Where an order comes from, in words: they are kept, so they are in the language of the house."""
    title = meeting.title if len(meeting.title) <= 120 else f"{meeting.title[:119]}…"
    with translation.override(settings.LANGUAGE_CODE):
        return _("%(title)s, %(day)s") % {"title": title, "day": wording.day(meeting.occasion.day)}
