"""What askers and supporters are told at each hop, without their words: a message may be read over a shoulder."""

from django.db import models
from django.utils.translation import gettext as _

from meydan.base import wording as base_wording
from meydan.messaging.actions import Draft
from meydan.messaging.wording import in_language_of
from meydan.people.models import Person
from meydan.questions.models import Question
from meydan.questions.wording import short


class Hop(models.TextChoices):
    PUBLISHED = "published"
    REFUSED = "refused"
    MERGED = "merged"
    ANSWERED = "answered"


TO_SUPPORTERS = (Hop.MERGED, Hop.ANSWERED)


def draft(hop: str, question: Question, person: Person) -> Draft:
    """One a person and hop; what was joined, parted and joined with something else is told of each time."""
    with in_language_of(person.guardian or person):
        text = _sentence(hop, question, is_asker=person.pk == question.asker_id)
    return Draft(person, f"questions.{hop}.{question.merged_into_id or 0}", text, question, area=question.area_id)


def _sentence(hop: str, question: Question, *, is_asker: bool) -> str:
    known = {
        "edition": short(question.edition),
        "code": f"{base_wording.LTR_ISOLATE}{question.shown_code}{base_wording.POP_ISOLATE}",
        "reason": question.reason,
    }
    match hop:
        case Hop.PUBLISHED:
            return _("“%(edition)s”: what you said (%(code)s) is published. Others can say “me too” now.") % known
        case Hop.REFUSED:
            return _("“%(edition)s”: what you said (%(code)s) was not published. The reason: %(reason)s") % known
        case Hop.MERGED if is_asker:
            return (
                _(
                    "“%(edition)s”: what you said (%(code)s) was joined with somebody’s who says the same. You are "
                    "with it, and hear of its answer."
                )
                % known
            )
        case Hop.MERGED:
            return (
                _(
                    "“%(edition)s”: something you support was joined with another that says the same. Your support "
                    "went along."
                )
                % known
            )
        case Hop.ANSWERED if is_asker:
            return _("“%(edition)s”: what you said (%(code)s) was answered. The answer is in Meydan.") % known
        case _:
            return _("“%(edition)s”: something you support was answered. The answer is in Meydan.") % known
