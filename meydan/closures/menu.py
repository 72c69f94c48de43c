from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.closures import rules

ITEMS = [
    Item(
        label=_("Closures"),
        url_name="closures:list",
        icon="warning",
        place="desk",
        roles=frozenset(rules.READERS),
        order=14,
    ),
]
