from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.visits import rules

ITEMS = [
    Item(
        label=_("Visits to venues"),
        url_name="visits:list",
        icon="building",
        place="desk",
        roles=frozenset(rules.READERS),
        order=7,
    ),
]
