"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers
from meydan.questions import actions
from meydan.questions.models import Question, Support


@gathers("questions", gettext_lazy("What I said to the mayor"))
def said(person: Person) -> list[Row]:
    rows = (
        Question.objects.filter(asker=person).select_related("edition", "topic", "area").order_by("received_at", "pk")
    )
    return [
        {
            _("Edition"): row.edition.title,
            _("Kind"): row.get_kind_display(),
            _("Text"): row.text,
            _("Topic"): str(row.topic or ""),
            _("About the area"): str(row.area),
            _("Place"): row.place,
            _("Shown name"): row.name,
            _("By what way"): row.get_channel_display(),
            _("State"): row.get_state_display(),
            _("Reason"): row.reason,
            _("Tracking code"): row.shown_code,
            _("Came in"): row.received_at,
        }
        for row in rows.select_related("edition", "topic", "area")
    ]


@gathers("supports", gettext_lazy("Questions I joined"))
def joined(person: Person) -> list[Row]:
    rows = Support.objects.filter(person=person).select_related("question__edition").order_by("at", "pk")
    return [
        {_("Edition"): row.question.edition.title, _("Text"): row.question.text, _("Joined"): row.at} for row in rows
    ]


@erases("questions")
def leave_what_was_said(person: Person) -> None:
    actions.forget(by=None, person=person)
