"""What is asked of those who call the roll."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Form
from meydan.programs.models import Mark, Registration, Session


class RollForm(Form):
    """A mark for any number of the people registered; who is not named keeps the mark they have."""

    def __init__(self, *args: Any, registrations: Sequence[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registrations = {f"mark-{registration.pk}": registration for registration in registrations}
        for name in self.registrations:
            self.fields[name] = fields.Choice(choices=Mark.State.choices, radio=True, required=False)

    @property
    def marks(self) -> list[tuple[Registration, str]]:
        """What was newly said."""
        return [
            (registration, self.cleaned_data[name])
            for name, registration in self.registrations.items()
            if self.cleaned_data.get(name) and self.cleaned_data[name] != getattr(registration.mark, "state", None)  # type: ignore[attr-defined]
        ]


class HeadCountForm(Form):
    """How many came whose names were not taken."""

    total = fields.Number(label=_("All"), min_value=0, max_value=1_000_000)
    women = fields.Number(label=_("Women"), min_value=0, max_value=1_000_000, required=False)
    men = fields.Number(label=_("Men"), min_value=0, max_value=1_000_000, required=False)

    @classmethod
    def of(cls, session: Session, data: Any = None) -> "HeadCountForm":
        known = session.counted is not None
        counts = (session.counted, session.counted_women or None, session.counted_men or None) if known else (None,) * 3
        return cls(data, initial=dict(zip(("total", "women", "men"), counts, strict=True)))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {**given, "women": given.get("women") or 0, "men": given.get("men") or 0}
