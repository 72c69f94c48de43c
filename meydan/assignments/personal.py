"""What this room keeps about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.assignments import actions, queries
from meydan.assignments.models import Step
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("assignments", gettext_lazy("Orders that concern me"))
def gather(person: Person) -> list[Row]:
    said = dict(
        Step.objects.filter(by=person, kind=Step.Kind.REOPENED).order_by("at").values_list("assignment", "text")
    )
    return [
        {
            _("What was ordered"): row.assignment.what,
            _("Unit"): str(row.assignment.unit),
            _("My word"): _("Yes") if row.first else _("No, I joined it"),
            _("Answer"): row.get_answer_display(),
            _("Answered at"): row.answered_at,
            _("What I wrote"): row.comment or said.get(row.assignment_id, ""),
        }
        for row in queries.mine(person).order_by("pk")
    ]


@gathers("assignment_steps", gettext_lazy("What I did with orders"))
def gather_steps(person: Person) -> list[Row]:
    rows = Step.objects.filter(by=person).exclude(kind=Step.Kind.REOPENED).select_related("assignment")
    return [
        {
            _("What was ordered"): row.assignment.what,
            _("Step"): row.get_kind_display(),
            _("When"): row.at,
            _("What I wrote"): row.text,
        }
        for row in rows.order_by("at", "pk")
    ]


@erases("assignments")
def erase(person: Person) -> None:
    """What was ordered, and what the units said, belongs to the city and stays, without whose word it was."""
    actions.forget(by=None, person=person)
