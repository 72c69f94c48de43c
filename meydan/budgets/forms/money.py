"""The money of a round by neighborhood, and how its ballot is filled in and counted."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from meydan.ballots.models import Poll
from meydan.base import fields
from meydan.base.forms import Form
from meydan.budgets import rulebook
from meydan.budgets.actions.rounds import BALLOT, LARGEST
from meydan.budgets.models import Round
from meydan.places.models import Area

CHOSEN: Final = tuple(rulebook.DEFAULTS)


class CreditRow(NamedTuple):
    area: Area
    box: BoundField


class CreditsForm(Form):
    """`same` fills every neighborhood's; what stands in the table otherwise is what it gets."""

    same = fields.Money(
        label=_("The same for every neighborhood"),
        required=False,
        min_value=1,
        max_value=LARGEST,
        help_text=_("Leave it empty to give each its own below."),
    )
    wide = fields.Money(label=_("A pot for projects of the whole area"), required=False, min_value=0, max_value=LARGEST)

    def __init__(
        self, *args: Any, area: Area, neighborhoods: Sequence[Area], held: Mapping[int, int], **kwargs: Any
    ) -> None:
        self.area, self.neighborhoods = area, [one for one in neighborhoods if one.pk != area.pk]
        super().__init__(*args, initial={"wide": held.get(area.pk)}, **kwargs)
        if not self.neighborhoods:  # an area without any: all there is, is its own
            self.fields["wide"].label = _("Credit")
            del self.fields["same"]
        for one in self.neighborhoods:
            self.fields[f"credit_{one.pk}"] = fields.Money(
                label=str(one), required=False, min_value=0, max_value=LARGEST, initial=held.get(one.pk)
            )

    @property
    def rows(self) -> list[CreditRow]:
        return [CreditRow(one, self[f"credit_{one.pk}"]) for one in self.neighborhoods]

    @property
    def amounts(self) -> dict[int, int | None]:
        given = self.cleaned_data
        own = {one.pk: given.get("same") or given.get(f"credit_{one.pk}") for one in self.neighborhoods}
        return {**own, self.area.pk: given.get("wide")}


class BallotForm(Form):
    reach = fields.Choice(label=_("Whose ballots somebody may fill in"), choices=Poll.Reach.choices, radio=True)
    vote_min_age = fields.Number(label=_("Vote from the age of"), min_value=0, max_value=99)
    speech = fields.Choice(label=_("How a ballot is filled in"), choices=Poll.Speech.choices, radio=True)
    most = fields.Number(
        label=_("Projects on a ballot, at most"),
        min_value=0,
        max_value=100,
        help_text=_("0: as many as fit the credit; only where people vote within the budget."),
    )
    points = fields.Number(
        label=_("Points to share out"), min_value=1, max_value=1000, help_text=_("Only where people give points.")
    )
    rule = fields.Choice(
        label=_("How projects are chosen"),
        choices=list(rulebook.RULES.items()),
        radio=True,
        help_text=_(
            "Most votes first lets one large group decide on everything. Equal shares gives each group a say over as "
            "much money as it has people; we recommend it. The result page shows both side by side."
        ),
    )
    utility = fields.Choice(
        label=_("How much a funded project weighs for those who chose it"),
        choices=list(rulebook.UTILITIES.items()),
        radio=True,
    )
    completion = fields.Choice(
        label=_("What is done with money that equal shares leave"),
        choices=list(rulebook.COMPLETIONS.items()),
        radio=True,
    )
    step = fields.Money(
        label=_("By how much shares are raised in each step"),
        min_value=1,
        max_value=10**12,
        help_text=_("Small steps are more exact, large ones quicker to count again by hand."),
    )
    exhaustive = fields.Check(label=_("Stop raising once nothing more fits the credit"), required=False)
    start = fields.Choice(
        label=_("How the credit is divided at the start"), choices=list(rulebook.STARTS.items()), radio=True
    )
    ties = fields.Choice(
        label=_("What decides where projects are equal"), choices=list(rulebook.TIES.items()), radio=True
    )
    threshold = fields.Number(
        label=_("Votes a project needs at least"), min_value=0, max_value=1_000_000, help_text=_("0: any number.")
    )
    comparison = fields.Check(
        label=_("Where most voters would get more from “most votes first”, that outcome stands"), required=False
    )
    leftover = fields.Check(
        label=_("What neighborhoods leave over goes into the pot of the whole area"), required=False
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        initial = {name: getattr(round, name) for name in BALLOT} | rulebook.choices_of(round)
        super().__init__(*args, initial=initial, **kwargs)
        if not rulebook.has_wide_pot(round):
            del self.fields["leftover"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("most") == 0 and given.get("speech") in {Poll.Speech.APPROVAL, Poll.Speech.RANKED}:
            self.add_error("most", forms.ValidationError(_("Say how many projects one may choose.")))
        return given

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in BALLOT}

    @property
    def rules(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CHOSEN if name in self.cleaned_data}
