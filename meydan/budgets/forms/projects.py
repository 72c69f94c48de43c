"""What a unit reports of a project, on a phone; and what its author answers."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters, Form
from meydan.budgets.models import Project, Report
from meydan.places.models import Area

Kind = Report.Kind
PHOTO = _("Of the place only; no face, no number plate.")
# What each kind of report asks for, beside its words.
ASKS: dict[str, tuple[str, ...]] = {
    Kind.BEGUN: ("before", "committed"),
    Kind.PROGRESS: ("percent", "committed", "paid", "before", "after"),
    Kind.DELAY: ("due_on",),
    Kind.DONE: ("committed", "paid", "before", "after"),
    Kind.REOPENED: (),
    Kind.STOPPED: (),
}


class ReportForm(Form):
    text = fields.LongText(
        label=_("What has been done"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("It stands on the public page. Write nobody’s name or number in it."),
    )
    percent = fields.Number(label=_("Percent done"), min_value=0, max_value=100)
    committed = fields.Money(label=_("Committed by contract, in all"), required=False)
    paid = fields.Money(label=_("Paid, in all"), required=False)
    due_on = fields.JalaliDate(label=_("The new day"))
    before = fields.Photo(label=_("Photo of before"), required=False, help_text=PHOTO)
    after = fields.Photo(label=_("Photo of now"), required=False, help_text=PHOTO)

    def __init__(self, *args: Any, kind: str, project: Project, **kwargs: Any) -> None:
        standing = {"percent": project.percent, "committed": project.committed, "paid": project.paid}
        super().__init__(*args, initial=standing, **kwargs)
        for name in [name for name in self.fields if name not in ("text", *ASKS[kind])]:
            del self.fields[name]
        if kind == Kind.DONE:
            self.fields["after"].required = True
        if kind in {Kind.DELAY, Kind.REOPENED, Kind.STOPPED}:
            self.fields["text"].label = _("Reason")
            self.fields["text"].required = True


class FixedForm(Form):
    fixed = fields.Choice(
        label=_("Is it fixed?"), choices=[("yes", _("Yes, it is fixed")), ("no", _("No, not yet"))], radio=True
    )
    words = fields.LongText(
        label=_("What do you see?"),
        max_length=300,
        rows=2,
        required=False,
        help_text=_("The unit and the officers read it without your name; it is not published."),
    )

    @property
    def values(self) -> dict[str, Any]:
        return {"fixed": self.cleaned_data["fixed"] == "yes", "words": self.cleaned_data["words"]}


class ProjectFilters(Filters):
    q = fields.Text(label=_("Search"), max_length=80)
    state = fields.Choice(label=_("State"), choices=[("", _("All")), *Project.State.choices], required=False)

    def __init__(self, *args: Any, areas: Iterable[Area], rounds: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(area.pk), str(area)) for area in areas]
        self.fields["area"] = fields.Choice(label=_("Neighborhood"), choices=[("", _("All")), *places], required=False)
        known = [(str(pk), title) for pk, title in rounds]
        if len(known) > 1:
            self.fields["round"] = fields.Choice(label=_("Round"), choices=[("", _("All")), *known], required=False)
        self.order_fields(["q", "area", "state", "round"])
