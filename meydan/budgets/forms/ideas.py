"""Finding ideas, saying something of them, and moderating what was said."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.base.reasons import OFTEN, ReasonForm
from meydan.budgets.models import Abuse, Field, Idea, Round
from meydan.budgets.models.idea import HIDDEN
from meydan.budgets.queries import ideas as queries
from meydan.budgets.queries.rounds import credits_of, fields_of
from meydan.budgets.rules import ideas as rules

ALL = ("", _("All"))
SORTS = {
    "": ("-supports", "sent_at", "pk"),
    "new": ("-sent_at", "-pk"),
    "said": ("-comments_count", "-supports", "pk"),
}


class IdeaFilters(Filters):
    q = fields.Text(label=_("Search"), max_length=100)
    area = fields.Choice(label=_("Neighborhood"))
    field = fields.Choice(label=_("Field"))
    state = fields.Choice(
        label=_("State"), choices=[ALL, *(one for one in Idea.State.choices if one[0] not in set(HIDDEN))]
    )
    sort = fields.Choice(
        label=_("Sorted by"),
        choices=[("", _("Most supported")), ("new", _("Newest")), ("said", _("Most talked about"))],
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round = round
        self.choices("area", [(str(one.area_id), str(one.area)) for one in credits_of(round)])
        self.choices("field", [(str(one.pk), one.name) for one in fields_of(round)])

    def choices(self, name: str, offered: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, fields.Choice)
        field.choices = [ALL, *offered]

    def matched(self) -> QuerySet[Idea]:
        """By all but the neighborhood: for the map, which tells how many each has."""
        asked = self.values
        rows = queries.public_ideas(self.round)
        for name in ("field", "state"):
            if name in asked:
                rows = rows.filter(**{name: asked[name]})
        return queries.matching(rows, asked.get("q", "")).order_by(*SORTS[asked.get("sort", "")])

    def found(self) -> QuerySet[Idea]:
        rows, asked = self.matched(), self.values
        return rows.filter(area=asked["area"]) if "area" in asked else rows


class TrackForm(Form):
    code = fields.Text(
        label=_("Tracking code"), max_length=40, help_text=_("Seven letters and digits; it came to you by SMS.")
    )

    def clean_code(self) -> str:
        code = rules.read_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("This is not a tracking code. Look at the message once more."))
        return code


class CommentForm(Form):
    text = fields.LongText(
        label=_("What do you want to say of it?"),
        max_length=1000,
        rows=3,
        help_text=_("A moderator reads it first. Your name is not shown."),
    )


class ReportForm(Form):
    why = fields.Choice(label=_("What is wrong with it?"), choices=Abuse.Why.choices, radio=True)
    words = fields.Text(label=_("In your words"), max_length=300, required=False)


class RefuseForm(ReasonForm):
    """Why an idea or a comment is not shown, in words its author reads."""

    reasons: ClassVar[list[tuple[str, str | Promise]]] = [
        *OFTEN[:2],
        ("not_city", _("It is not for the municipality to do.")),
        ("unclear_idea", _("We could not understand what is meant. Please send it again in other words.")),
        *OFTEN[4:],
        ("again", _("You sent the same already.")),
    ]
    asked: ClassVar[str | Promise] = _("Write the reason: the author reads it.")


class PublishForm(Form):
    """Under which field it is shown: from it follows which unit looks at it."""

    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in fields_of(idea.round)}
        self.fields["field"] = fields.Choice(
            label=_("Field"), choices=[(key, row.name) for key, row in self.rows.items()], initial=str(idea.field_id)
        )

    def clean_field(self) -> Field:
        return self.rows[self.cleaned_data["field"]]


class DeskFilters(Filters):
    q = fields.Text(label=_("Search"), max_length=100)
    round = fields.Choice(label=_("Round"))

    def __init__(self, *args: Any, rounds: list[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["round"]
        assert isinstance(field, fields.Choice)
        field.choices = [ALL, *((str(one.pk), one.title) for one in rounds)]
