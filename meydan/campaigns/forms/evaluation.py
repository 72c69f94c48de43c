"""What staff say of a promise at their place, and what a stage cost."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from meydan.base import fields
from meydan.base.forms import Form
from meydan.campaigns.models import Concern, Cost, Delivery


class WitnessForm(Form):
    state = fields.Choice(
        label=pgettext_lazy("campaigns", "What became of it"), choices=Delivery.State.choices, radio=True
    )
    sessions = fields.Number(
        label=pgettext_lazy("campaigns", "Sessions held"), min_value=0, max_value=50, required=False
    )
    served = fields.Number(
        label=gettext_lazy("People served"),
        min_value=0,
        max_value=100_000,
        required=False,
        help_text=gettext_lazy("Only if you counted them."),
    )
    words = fields.Text(label=gettext_lazy("In a few words"), max_length=300, required=False)
    photo = fields.Photo(label=gettext_lazy("Photo"), required=False)

    def __init__(self, *args: Any, is_standing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_standing:
            del self.fields["sessions"]

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "sessions": self.cleaned_data.get("sessions") or 0}


class CostForm(Form):
    title = fields.Text(label=gettext_lazy("What for"), max_length=160)
    amount = fields.Money(label=gettext_lazy("Amount"), min_value=1, max_value=10**15)  # so that sums stay numbers
    concern = fields.Choice(
        label=gettext_lazy("Concern of the neighborhood"),
        required=False,
        help_text=gettext_lazy("None: for the whole stage."),
    )
    paid_on = fields.JalaliDate(label=gettext_lazy("Paid on"), required=False)

    def __init__(self, *args: Any, concerns: Iterable[Concern], cost: Cost | None = None, **kwargs: Any) -> None:
        if cost is not None:
            concern = str(cost.concern_id or "")
            known = {"title": cost.title, "amount": cost.amount, "concern": concern, "paid_on": cost.paid_on}
            kwargs["initial"] = known
        super().__init__(*args, **kwargs)
        self.concerns = {str(row.pk): row for row in concerns}
        choose = self.fields["concern"]
        assert isinstance(choose, fields.Choice)
        choose.choices = [("", _("For the whole stage")), *((key, str(row)) for key, row in self.concerns.items())]

    def clean_concern(self) -> Concern | None:
        return self.concerns.get(self.cleaned_data["concern"])


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
