"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.feedback import actions
from meydan.feedback.models import Reply
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("feedback", gettext_lazy("Opinions"))
def gather(person: Person) -> list[Row]:
    rows = Reply.objects.filter(person=person).select_related("round__occasion").order_by("pk")
    return [
        {
            _("About"): row.round.occasion.title,
            _("How it was, from 1 to 5"): row.rating,
            _("Would come again"): row.get_again_display(),
            _("In a sentence"): row.sentence,
            _("Answered on"): row.answered_at,
        }
        for row in rows
    ]


@erases("feedback")
def erase(person: Person) -> None:
    actions.forget(by=None, person=person)
