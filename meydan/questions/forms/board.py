"""Which editions the board is about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters
from meydan.questions import queries
from meydan.questions.models import Edition


class BoardFilters(Filters):
    edition = fields.Choice(label=_("Evening"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {str(edition.pk): edition for edition in queries.public_editions()}
        self.fields["edition"].choices = [("", _("All")), *((key, str(one)) for key, one in self.editions.items())]  # type: ignore[attr-defined]

    def clean_edition(self) -> Edition | None:
        return self.editions.get(self.cleaned_data["edition"])
