from django.utils.translation import gettext_lazy as _

from meydan.attendance import rules
from meydan.base.menu import Item

ITEMS = [
    Item(
        label=_("Today"),
        url_name="attendance:today",
        icon="check",
        place="desk",
        roles=frozenset(rules.CALLERS),
        order=5,
    ),
]
