"""What reviews, joinings and projects keep about a person, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.budgets import actions
from meydan.budgets.models import Hearer, Move, Remark, Report
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("idea_moves", gettext_lazy("Ideas joined with others: whether my support moves"))
def moves(person: Person) -> list[Row]:
    rows = (
        Move.objects.filter(person=person).select_related("joining__idea", "joining__into").order_by("asked_at", "pk")
    )
    return [
        {
            _("Idea"): row.joining.idea.title,
            _("Goes on as"): row.joining.into.title,
            _("Asked at"): row.asked_at,
            _("Answer"): row.get_answer_display(),
            _("Answered at"): row.answered_at,
        }
        for row in rows
    ]


@gathers("idea_answers", gettext_lazy("What I answered about ideas and projects"))
def answers(person: Person) -> list[Row]:
    said = Remark.objects.filter(by=person, kind=Remark.Kind.ANSWERED).select_related("review__idea")
    found: list[Row] = [
        {_("Idea"): row.review.idea.title, _("When"): row.at, _("What I wrote"): row.text} for row in said
    ]
    opened = Report.objects.filter(by=person, project__idea__author=person).select_related("project__idea")
    found += [{_("Idea"): row.project.idea.title, _("When"): row.at, _("What I wrote"): row.text} for row in opened]
    return found


@gathers("projects_heard", gettext_lazy("Projects I hear of"))
def heard(person: Person) -> list[Row]:
    rows = Hearer.objects.filter(person=person).select_related("project__idea").order_by("pk")
    return [{_("Project"): str(row.project), _("Why I hear of it"): row.get_why_display()} for row in rows]


@gathers("idea_work", gettext_lazy("What I did with ideas and projects"))
def work(person: Person) -> list[Row]:
    remarks = Remark.objects.filter(by=person).exclude(kind=Remark.Kind.ANSWERED).select_related("review__idea")
    found: list[Row] = [
        {_("Idea"): row.review.idea.title, _("What I did"): row.get_kind_display(), _("When"): row.at}
        for row in remarks.order_by("at", "pk")
    ]
    reports = Report.objects.filter(by=person).exclude(project__idea__author=person).select_related("project__idea")
    found += [
        {_("Idea"): row.project.idea.title, _("What I did"): row.get_kind_display(), _("When"): row.at}
        for row in reports.order_by("at", "pk")
    ]
    return found


@erases("idea_reviews")
def erase(person: Person) -> None:
    """What units found out and did belongs to the city and stays, without whose word it was."""
    actions.forget_review(by=None, person=person)
