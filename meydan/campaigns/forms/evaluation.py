"""What staff say of a promise at their place, and what a stage cost."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import fields
from meydan.base.forms import Form
from meydan.campaigns.models import Concern, Cost


class CostForm(Form):
    title = fields.Text(label=gettext_lazy("What for"), max_length=160)
    amount = fields.Money(label=gettext_lazy("Amount"), min_value=1, max_value=10**15)  # so that sums stay numbers
    concern = fields.Choice(
        label=gettext_lazy("Concern of the neighborhood"),
        required=False,
        help_text=gettext_lazy("None: for the whole stage."),
    )
    paid_on = fields.JalaliDate(label=gettext_lazy("Paid on"), required=False)
    reason = fields.Text(
        label=gettext_lazy("Why it comes late"),
        max_length=300,
        help_text=gettext_lazy("The evaluation is closed: this cost stands beside its figures, not in them."),
    )

    def __init__(
        self, *args: Any, concerns: Iterable[Concern], cost: Cost | None = None, is_late: bool = False, **kwargs: Any
    ) -> None:
        if cost is not None:
            concern = str(cost.concern_id or "")
            known = {"title": cost.title, "amount": cost.amount, "concern": concern, "paid_on": cost.paid_on}
            known["reason"] = cost.reason
            kwargs["initial"] = known
        super().__init__(*args, **kwargs)
        if not is_late:
            del self.fields["reason"]
        self.concerns = {str(row.pk): row for row in concerns}
        choose = self.fields["concern"]
        assert isinstance(choose, fields.Choice)
        choose.choices = [("", _("For the whole stage")), *((key, str(row)) for key, row in self.concerns.items())]

    def clean_concern(self) -> Concern | None:
        return self.concerns.get(self.cleaned_data["concern"])


class CloseForm(Form):
    knowingly = fields.Check(label=gettext_lazy("Close it all the same; what comes later stands as late"))

    def __init__(self, *args: Any, is_early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_early:
            del self.fields["knowingly"]


class ReopenForm(Form):
    reason = fields.Text(
        label=gettext_lazy("Why it is opened again"),
        max_length=300,
        help_text=gettext_lazy("It stays beside the figures that were closed, with your name."),
    )


class ElseForm(Form):
    """Something that was at this place although nobody planned it there: led to by its address."""

    promise = fields.Choice(label=gettext_lazy("What was there"))
    place = fields.Choice(label=gettext_lazy("Place"))

    def __init__(
        self, *args: Any, promises: Sequence[tuple[str, str]], places: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("promise", promises), ("place", places)):
            field = self.fields[name]
            assert isinstance(field, fields.Choice)
            field.choices = list(offered)
