"""What people are told. No text of a question and no name goes into a message."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.questions.models import Edition, Question

LONGEST_TITLE = 60


def short(edition: Edition) -> str:
    title = edition.title
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def received(question: Question) -> str:
    """With the code it is followed by, kept together inside a Persian sentence."""
    return _("“%(edition)s”: we received what you said. Tracking code: %(code)s. You hear of each step.") % {
        "edition": short(question.edition),
        "code": f"{wording.LTR_ISOLATE}{question.shown_code}{wording.POP_ISOLATE}",
    }


def waiting(edition: Edition, count: int) -> str:
    return ngettext(
        "“%(edition)s”: %(count)s item waits for a moderator.",
        "“%(edition)s”: %(count)s items wait for a moderator.",
        count,
    ) % {"edition": short(edition), "count": wording.number(count)}


def cancelled(edition: Edition) -> str:
    return _("“%(edition)s” is cancelled: %(reason)s What you said is kept.") % {
        "edition": short(edition),
        "reason": edition.occasion.status_reason,
    }


def moved(edition: Edition) -> str:
    return _("“%(edition)s” has a new time: %(day)s at %(time)s.") % {
        "edition": short(edition),
        "day": wording.day(edition.occasion.starts_at, "weekday"),
        "time": wording.clock(edition.occasion.starts_at),
    }
