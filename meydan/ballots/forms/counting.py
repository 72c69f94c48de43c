"""What is asked around the ceremony, and of whoever brings a file to be counted again."""

import re
from typing import Any, Final

from django import forms as django_forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.ballots import queries
from meydan.ballots.models import Poll
from meydan.ballots.recounting import MOST_BYTES
from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.engines import persian
from meydan.people.models import Person

CHAINS: Final = {
    "cost,votes,file": gettext_lazy("The cheaper one, then the one with more votes, then the order of the file"),
    "votes,cost,file": gettext_lazy("The one with more votes, then the cheaper one, then the order of the file"),
    "cost,votes,lot": gettext_lazy("The cheaper one, then the one with more votes, then by lot"),
    "lot": gettext_lazy("By lot"),
    "file": gettext_lazy("The order of the file"),
}


class OverseerForm(Form):
    body = fields.Text(
        label=gettext_lazy("On behalf of"),
        max_length=120,
        help_text=gettext_lazy("As the minutes name it: the city council …"),
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in queries.whoever_may_oversee(poll)}
        self.fields["person"] = fields.Choice(
            label=_("Representative"),
            choices=[("", _("Choose")), *((key, person.name) for key, person in self.people.items())],
        )
        self.order_fields(["person", "body"])

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class AnewForm(Form):
    reason = fields.Text(
        label=gettext_lazy("Reason"), max_length=300, help_text=gettext_lazy("Everybody reads this sentence.")
    )


class RecountForm(Form):
    """A .pb file, and either the published rulebook or the choices of one."""

    file = django_forms.FileField(
        label=gettext_lazy("Count file (.pb)"),
        widget=django_forms.FileInput(attrs={"accept": ".pb,text/plain,text/csv"}),
        help_text=gettext_lazy("As published here or at pabulib.org; at most 10 megabytes."),
    )
    rulebook = django_forms.FileField(
        label=gettext_lazy("Rulebook (rulebook.json)"),
        required=False,
        widget=django_forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=gettext_lazy("As published. With it the choices below are not asked."),
    )
    lots = fields.LongText(
        label=gettext_lazy("Lots"),
        required=False,
        rows=3,
        max_length=20_000,
        help_text=gettext_lazy("Where ties are broken by lot: numbers of the projects in the order drawn."),
    )
    rule = fields.Choice(
        label=gettext_lazy("Rule"),
        required=False,
        choices=[
            ("equal-shares", gettext_lazy("Equal shares")),
            ("greedy", gettext_lazy("Most votes first")),
            ("greedy-no-skip", gettext_lazy("Most votes first, ending at the first that does not fit")),
            ("phragmen", gettext_lazy("Phragmén's sequential rule")),
        ],
        initial="equal-shares",
    )
    completion = fields.Choice(
        label=gettext_lazy("What equal shares leave over"),
        required=False,
        choices=[
            ("add1", gettext_lazy("Shares are raised step by step")),
            ("add1u", gettext_lazy("Shares are raised step by step, and the rest goes by most votes")),
            ("greedy", gettext_lazy("It goes by most votes")),
            ("none", gettext_lazy("It stays unspent")),
        ],
        initial="add1",
    )
    utility = fields.Choice(
        label=gettext_lazy("What a project is worth to its voter"),
        required=False,
        choices=[("cost", gettext_lazy("Its cost")), ("cardinality", gettext_lazy("As much as any other"))],
        initial="cost",
    )
    step = fields.Number(
        label=gettext_lazy("Step, in the file's currency"), min_value=1, max_value=10**12, initial=1, required=False
    )
    ties = fields.Choice(
        label=gettext_lazy("Of two alike, which goes first"),
        required=False,
        choices=list(CHAINS.items()),
        initial="cost,votes,file",
    )

    @property
    def choices(self) -> list[Any]:
        return [self[name] for name in ("rule", "completion", "utility", "step", "ties")]

    def clean_file(self) -> bytes:
        return _read(self.cleaned_data["file"], MOST_BYTES)

    def clean_rulebook(self) -> bytes:
        sent = self.cleaned_data.get("rulebook")
        return _read(sent, 20_000).strip() if sent else b""

    def clean_lots(self) -> str:
        typed = persian.fold_digits(self.cleaned_data.get("lots") or "")
        known = re.split(r"[\s,،;]+", typed.strip())
        return "\n".join(one for one in known if one)[:20_000]

    @property
    def choice(self) -> dict[str, Any]:
        """The choices of a rulebook, each the one shown where nothing was said."""
        given = self.cleaned_data
        names = ("rule", "completion", "utility", "step", "ties")
        return {name: given.get(name) or self.fields[name].initial for name in names}


def _read(sent: UploadedFile, most: int) -> bytes:
    if (sent.size or 0) > most:
        raise django_forms.ValidationError(
            _("The file is larger than %(size)s megabytes.") % {"size": wording.number(max(most // 1_000_000, 1))}
        )
    sent.seek(0)
    return bytes(sent.read())
