from django.utils.translation import gettext_lazy as _

from meydan.base.menu import Item
from meydan.meetings import rules

ITEMS = [
    Item(label=_("My meetings"), url_name="meetings:mine", icon="family", place="mine", order=33),
    Item(
        label=_("Meetings"),
        url_name="meetings:desk_list",
        icon="family",
        place="desk",
        roles=frozenset(rules.READERS),
        order=7,
    ),
]
