from django.utils.translation import gettext_lazy as _

from meydan.base import fields
from meydan.base.forms import Filters


class SearchForm(Filters):
    """One box for everything."""

    q = fields.Text(label=_("What are you looking for?"), max_length=100)
