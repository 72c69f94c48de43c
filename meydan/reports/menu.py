from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.reports import rules

ITEMS = [
    Item(
        label=_("Reports"),
        url_name="reports:report",
        icon="chart",
        place="desk",
        roles=frozenset(rules.READERS),
        order=30,
    ),
]
