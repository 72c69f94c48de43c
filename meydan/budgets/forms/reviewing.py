"""What a unit says of an idea, and what an author answers."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.budgets.models import Idea, Review
from meydan.people.models import Organization

PUBLIC: Final = _("Everybody reads it. Write nobody’s name or number in it.")


class DecideForm(Form):
    feasible = fields.Choice(
        label=_("Can it be done?"), choices=[("yes", _("Yes, it is feasible")), ("no", _("No"))], radio=True
    )
    cost = fields.Money(
        label=_("What it would cost"), required=False, min_value=1, help_text=_("Only where it is feasible.")
    )
    reason = fields.LongText(
        label=_("Reason"),
        max_length=500,
        rows=4,
        required=False,
        help_text=_("A must where it is not feasible. Everybody reads it."),
    )

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "feasible": self.cleaned_data["feasible"] == "yes"}


class CostForm(Form):
    cost = fields.Money(label=_("What it would cost"), min_value=1)
    reason = fields.LongText(label=_("Why it changes"), max_length=500, rows=3, help_text=PUBLIC)


class AskForm(Form):
    question = fields.LongText(
        label=_("Your question to the author"),
        max_length=500,
        rows=3,
        help_text=_(
            "Only the author reads it. Your term stands still until the answer, and everybody sees that it does."
        ),
    )


class AnswerForm(Form):
    text = fields.LongText(
        label=_("Your answer"), max_length=500, rows=4, help_text=_("Only the unit and the officers read it.")
    )


class ReasonForm(Form):
    reason = fields.LongText(label=_("Reason"), max_length=300, rows=3, help_text=PUBLIC)


class PassOnForm(ReasonForm):
    """To which unit; the value is the unit."""

    def __init__(self, *args: Any, units: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        names = [(key, str(unit)) for key, unit in self.units.items()]
        self.fields["unit"] = fields.Choice(label=_("Unit"), choices=[("", _("Choose…")), *names])
        self.order_fields(["unit", "reason"])

    def clean_unit(self) -> Organization:
        return self.units[self.cleaned_data["unit"]]


class JoinForm(ReasonForm):
    """With which idea; the value is the idea."""

    def __init__(self, *args: Any, ideas: Iterable[Idea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ideas = {str(idea.pk): idea for idea in ideas}
        names = [(key, f"{idea.title} · {idea.area}") for key, idea in self.ideas.items()]
        self.fields["into"] = fields.Choice(label=_("Goes on as"), choices=names, radio=True)
        self.order_fields(["into", "reason"])

    def clean_into(self) -> Idea:
        return self.ideas[self.cleaned_data["into"]]


class ManyForm(Form):
    """One decision for several: each feasible one says its own cost."""

    feasible = fields.Choice(
        label=_("Can they be done?"), choices=[("yes", _("Yes, they are feasible")), ("no", _("No"))], radio=True
    )
    reason = fields.LongText(
        label=_("Reason"),
        max_length=500,
        rows=4,
        required=False,
        help_text=_("The same for all. A must where they are not feasible. Everybody reads it."),
    )

    def __init__(self, *args: Any, reviews: Iterable[Review], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reviews = {f"cost_{review.pk}": review for review in reviews}
        for name, review in self.reviews.items():
            label = _("Cost of “%(idea)s”") % {"idea": review.idea.title}
            self.fields[name] = fields.Money(label=label, required=False, min_value=1)
        self.order_fields(["feasible", *self.reviews, "reason"])

    @property
    def values(self) -> dict[str, Any]:
        costs: Mapping[Review, int | None] = {
            review: self.cleaned_data.get(name) for name, review in self.reviews.items()
        }
        feasible = self.cleaned_data["feasible"] == "yes"
        return {"feasible": feasible, "reason": self.cleaned_data["reason"], "reviews": costs}


class PhraseForm(Form):
    name = fields.Text(label=_("Short name"), max_length=80)
    text = fields.LongText(label=_("The sentence"), max_length=500, rows=3, help_text=_("You edit it before each use."))


class MoveForm(Form):
    yes = fields.Choice(
        label=_("Does your support move along?"),
        choices=[("yes", _("Yes, it moves")), ("no", _("No, it stays"))],
        radio=True,
    )


class ReviewFilters(Filters):
    """Beside the shelf: a word, a unit."""

    q = fields.Text(label=_("Search"), max_length=80)

    def __init__(self, *args: Any, units: Iterable[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(unit.pk), str(unit)) for unit in units]
        if len(names) > 1:
            self.fields["unit"] = fields.Choice(label=_("Unit"), choices=[("", _("All")), *names], required=False)
        shelves = [(shelf, shelf) for shelf in ("open", "late", "asked", "feasible", "not_feasible", "joined")]
        self.fields["show"] = fields.Choice(choices=shelves, required=False, widget=HiddenInput())
