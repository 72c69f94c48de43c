"""What this room keeps about a person as somebody who has ideas, and what becomes of it when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.budgets import actions
from meydan.budgets.models import Abuse, Comment, Follow, Idea, Support
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("ideas", gettext_lazy("My ideas for the budget"))
def ideas(person: Person) -> list[Row]:
    rows = Idea.objects.filter(author=person).select_related("round", "area", "field", "venue", "helper")
    return [
        {
            _("Round"): row.round.title,
            _("Title"): row.title,
            _("What should be done"): row.what,
            _("Why it matters"): row.why,
            _("Field"): row.field.name,
            _("Neighborhood"): str(row.area),
            _("Place"): " · ".join(filter(None, [str(row.venue or ""), row.place])),
            _("Point on the map"): f"{row.latitude}, {row.longitude}" if row.latitude is not None else "",
            _("My name is shown"): row.shows_name,
            _("Written by a helper"): row.helper_id is not None,
            _("State"): row.get_state_display(),
            _("Reason"): row.reason,
            _("Tracking code"): row.code,
            _("Sent"): row.sent_at,
        }
        for row in rows.order_by("sent_at", "pk")
    ]


@gathers("supported_ideas", gettext_lazy("Ideas I support"))
def supported(person: Person) -> list[Row]:
    rows = Support.objects.filter(person=person).select_related("idea__round").order_by("at", "pk")
    return [{_("Round"): row.idea.round.title, _("Title"): row.idea.title, _("Supported"): row.at} for row in rows]


@gathers("followed_ideas", gettext_lazy("Ideas I follow"))
def followed(person: Person) -> list[Row]:
    rows = Follow.objects.filter(person=person).select_related("idea__round").order_by("at", "pk")
    return [{_("Round"): row.idea.round.title, _("Title"): row.idea.title, _("Since"): row.at} for row in rows]


@gathers("idea_comments", gettext_lazy("What I said of ideas"))
def comments(person: Person) -> list[Row]:
    rows = Comment.objects.filter(person=person).select_related("idea").order_by("at", "pk")
    return [
        {
            _("Idea"): row.idea.code,
            _("Text"): row.text,
            _("State"): row.get_state_display(),
            _("Reason"): row.reason,
            _("Said"): row.at,
        }
        for row in rows
    ]


@gathers("idea_reports", gettext_lazy("What I reported of ideas"))
def reports(person: Person) -> list[Row]:
    rows = Abuse.objects.filter(person=person).select_related("idea").order_by("at", "pk")
    return [
        {_("Idea"): row.idea.code, _("Reason"): row.get_why_display(), _("Text"): row.words, _("Said"): row.at}
        for row in rows
    ]


@gathers("ideas_helped", gettext_lazy("Ideas I wrote for others or brought"))
def helped(person: Person) -> list[Row]:
    """Without the words: they are somebody else's."""
    rows = (person.ideas_helped.all() | person.ideas_brought.all()).distinct().select_related("round")
    return [
        {_("Round"): row.round.title, _("Idea"): row.code, _("Sent"): row.sent_at}
        for row in rows.order_by("sent_at", "pk")
    ]


@erases("budgets.ideas")
def leave_ideas(person: Person) -> None:
    actions.forget_ideas(by=None, person=person)
