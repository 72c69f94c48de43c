"""What the calendar and the ledger call this room's evenings and rows, and whose calendars they stand in."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from meydan.calendar import feeds, guests, kinds
from meydan.calendar.models import Occasion
from meydan.people.models import Person
from meydan.questions.models import Question, Support

EDITION, SUPPORT = "edition", "support"

kinds.register(EDITION, _("An evening with the mayor"))
for value, label in Question.Kind.choices:
    kinds.register(value, label)
kinds.register(SUPPORT, _("“Me too” to a question"))


def _said() -> QuerySet[Question]:
    return Question.objects.exclude(state__in=[Question.State.WITHDRAWN, Question.State.REFUSED])


@feeds.personal
def asked_in(person: Person) -> QuerySet[Occasion]:
    """Evenings of editions somebody asked or joined a question in."""
    own = Q(question_edition__questions__in=_said().filter(asker=person))
    joined = Q(question_edition__questions__supporters__person=person)
    return Occasion.objects.filter(own | joined, announced_at__isnull=False)


@guests.source
def askers(occasions: QuerySet[Occasion]) -> list[guests.Guests]:
    """They are reminded of the evening, and told when it is called off or moved."""
    own = _said().filter(edition__occasion__in=occasions, asker__isnull=False)
    joined = Support.objects.filter(question__edition__occasion__in=occasions)
    return [
        guests.Guests(own, "edition__occasion", "asker"),
        guests.Guests(joined, "question__edition__occasion", "person"),
    ]
